// How fast the tagger, the engine and the tagger's peers read: this module runs in Chromium and in Node.

/** How many tokens a round has at least; how many rounds there are after those that warm up, and how many where they take long. */
const TOKENS = 100_000;
const [WARM_UP, ROUNDS, LEAST] = [2, 9, 3];
/** Milliseconds after which the least number of rounds is enough. */
const LONG = 5000;

/** Tokens a second: `work(passes)` reads `tokens` tokens `passes` times. The median of the rounds. */
export function speed(tokens, work) {
  const passes = Math.ceil(TOKENS / tokens);
  const round = () => {
    const start = performance.now();
    work(passes);
    return performance.now() - start;
  };
  const begun = performance.now();
  const goesOn = (rounds, most, least) => rounds < (performance.now() - begun < LONG ? most : least);
  for (let warm = 0; goesOn(warm, WARM_UP, 1); warm++) round();
  const rounds = [];
  while (goesOn(rounds.length, ROUNDS, LEAST)) rounds.push(round());
  rounds.sort((a, b) => a - b);
  return (passes * tokens * 1000) / rounds[rounds.length >> 1];
}

/** The speed of the whole engine on an article with the wasm build that `module` loads, and the bytes of its memory afterwards. */
export async function annotating({ module, pack, text }) {
  const { default: init, Annotating } = await import(module);
  await init();
  const sample = new Annotating(pack, text);
  const { tokens } = sample;
  const first = performance.now();
  sample.annotate(1);
  const cold = performance.now() - first;
  const annotated = speed(tokens, (passes) => sample.annotate(passes));
  const { memory } = sample;
  sample.free();
  return { tokens, cold, annotated, memory };
}

/** The speed of the tagger with the wasm build that `module` loads, given the tokens of a text and given its letters. */
export async function tagging({ module, pack, text, isRows }) {
  const { default: init, Tagging } = await import(module);
  await init();
  let sample;
  try {
    sample = new Tagging(pack, text, isRows);
  } catch (reason) {
    return { reason: String(reason) };
  }
  const { tokens } = sample;
  const speeds = {
    tokens,
    given: speed(tokens, (passes) => sample.tag(passes)),
    read: speed(tokens, (passes) => sample.read_and_tag(passes)),
  };
  sample.free();
  return speeds;
}
