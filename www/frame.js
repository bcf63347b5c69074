// Makes frames of embed.html as high as their article:
//
//   <iframe data-hashiya src="https://news.example/hashiya/embed.html#src=/articles/1.html" sandbox="allow-scripts" title="…"></iframe>
//   <script type="module" src="https://news.example/hashiya/frame.js"></script>
//
// Each frame has a token of its own. A message counts if it comes from that very window and names that very token; all that it can do
// is set the height.

/** Higher than any article: more is a mistake. */
const HIGHEST = 100_000;

/** Follows the height of `frame` until the returned function is called. */
export function follow(frame) {
  const token = crypto.randomUUID();
  const listen = ({ source, data }) => {
    const isFrames = source === frame.contentWindow && data?.type === 'hashiya-height' && data.token === token;
    if (isFrames && data.height > 0 && data.height < HIGHEST) frame.style.height = `${data.height}px`;
  };
  addEventListener('message', listen);
  // After the # nothing is loaded anew, and no server hears of it.
  const url = new URL(frame.src, document.baseURI);
  const asked = new URLSearchParams(url.hash.slice(1));
  asked.set('token', token);
  url.hash = asked;
  frame.src = url.href;
  return () => removeEventListener('message', listen);
}

document.querySelectorAll('iframe[data-hashiya]').forEach(follow);
