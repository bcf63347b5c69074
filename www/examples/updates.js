// What a newsroom does to a story while readers have it open, and what the examples of all frameworks do on their buttons. Each
// function takes a story and returns the next one, leaving the first as it is: that is how frameworks see what has changed.

const isPlain = ({ count }) => count === undefined;
const first = (paragraphs) => paragraphs.findIndex(isPlain);
// Never the one with the figure, which would then change unseen.
const last = (paragraphs) => paragraphs.findLastIndex(isPlain);

/** The figure rises, in the middle of its paragraph. */
export function raise(story) {
  return { ...story, paragraphs: story.paragraphs.map((each) => (isPlain(each) ? each : { ...each, count: each.count + 1 })) };
}

/** A paragraph gives way to the spare that has waited longest, and waits in its turn. */
export function swap({ paragraphs, spares: [spare, ...spares], ...story }) {
  const at = last(paragraphs);
  return { ...story, paragraphs: paragraphs.with(at, spare), spares: [...spares, paragraphs[at]] };
}

/** The last paragraph moves to the top. */
export function reorder(story) {
  return { ...story, paragraphs: [story.paragraphs.at(-1), ...story.paragraphs.slice(0, -1)] };
}

function insert({ paragraphs, spares: [spare, ...spares], ...story }) {
  return { ...story, paragraphs: paragraphs.toSpliced(2, 0, spare), spares };
}

function remove({ paragraphs, spares, ...story }) {
  const at = last(paragraphs);
  return { ...story, paragraphs: paragraphs.toSpliced(at, 1), spares: [...spares, paragraphs[at]] };
}

/** A paragraph keeps its identity and gets other words, so that a framework writes them into the text node that is there. */
function reword({ paragraphs, spares: [spare, ...spares], ...story }) {
  const at = first(paragraphs);
  const { id, text } = paragraphs[at];
  return { ...story, paragraphs: paragraphs.with(at, { ...spare, id }), spares: [...spares, { ...spare, text }] };
}

const TURNS = [raise, insert, reword, remove, reorder];

/** Each kind of change in its turn; the story knows whose turn it is. */
const next = ({ turn = 0, ...story }) => ({ ...TURNS[turn](story), turn: (turn + 1) % TURNS.length });

/**
 * Only for the tests of Hashiya: gives the page `rerender(n)`, which re-renders it n times and then resolves. `update` is given a
 * function from story to story and has the page changed when it returns, or when what it returns resolves.
 */
export function offerToTests(update) {
  window.rerender = async (n) => {
    for (let done = 0; done < n; done++) {
      await update(next);
      // Each in a task of its own, as a newsroom's updates come.
      await new Promise((resolve) => setTimeout(resolve));
    }
  };
}
