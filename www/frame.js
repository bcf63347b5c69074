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
  // Also where the page is not served securely.
  const token = crypto.getRandomValues(new Uint32Array(4)).join('-');
  const listen = ({ source, data }) => {
    const isFrames = source === frame.contentWindow && data?.type === 'hashiya-height' && data.token === token;
    if (isFrames && data.height > 0 && data.height < HIGHEST) frame.style.height = `${data.height}px`;
  };
  const greet = () => frame.contentWindow?.postMessage({ type: 'hashiya-token', token }, '*');
  addEventListener('message', listen);
  frame.addEventListener('load', greet);
  // It may have been loaded before.
  greet();
  return () => {
    removeEventListener('message', listen);
    frame.removeEventListener('load', greet);
  };
}

document.querySelectorAll('iframe[data-hashiya]').forEach(follow);
