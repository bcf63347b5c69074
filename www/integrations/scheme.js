// The colours of marks go by color-scheme, and many dark pages do not say that they are dark: their light text would stand on a light
// ground. Where a page says nothing it is seen by the colour of its text, which is what has to be read on that ground; also when a
// reader switches.

/**
 * Chromium 156 goes by how a highlight looks elsewhere on the page where the same rules hold for it, whatever the colour scheme is. One
 * more rule, which says nothing, keeps those apart that are dark here.
 */
const APART = ['person', 'place', 'organisation', 'date', 'other', 'quote', 'source', 'current']
  .map((kind) => `[style*="color-scheme: dark"]::highlight(hashiya-${kind}) { --hashiya-scheme: dark }`)
  .join('\n');

/** Of 255: between the text of light pages and that of dark ones. */
const MIDDLE = 140;

/**
 * Has each of the elements that `find` gives say that it is dark, where its text is light and nothing around it says so.
 *
 * Returns `{ see, stop }`: `see()` looks at those that were not there before, `stop()` takes everything back.
 */
export function scheme(find) {
  const darkened = new Set();
  const trees = new Set();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(APART);

  function see() {
    for (const element of find()) {
      if (darkened.has(element) || getComputedStyle(element).colorScheme !== 'normal' || !isBright(textOf(element))) continue;
      element.style.colorScheme = 'dark';
      darkened.add(element);
      const tree = element.getRootNode();
      if (!trees.has(tree)) tree.adoptedStyleSheets.push(sheet);
      trees.add(tree);
    }
  }

  function forget() {
    for (const element of darkened) {
      element.style.colorScheme = '';
      if (element.getAttribute('style') === '') element.removeAttribute('style');
    }
    darkened.clear();
  }

  /** What was said here is not what the page says. */
  function again() {
    forget();
    see();
    // What was changed here is no change of the page.
    observer.takeRecords();
  }

  const recoloured = ({ propertyName }) => propertyName === 'color' && again();
  const wishes = matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(again);
  wishes.addEventListener('change', again);
  for (const root of [document.documentElement, document.body]) observer.observe(root, { attributes: true });
  document.addEventListener('transitionend', recoloured);
  see();
  observer.takeRecords();
  return {
    see,
    stop() {
      wishes.removeEventListener('change', again);
      observer.disconnect();
      document.removeEventListener('transitionend', recoloured);
      forget();
      for (const tree of trees) tree.adoptedStyleSheets = tree.adoptedStyleSheets.filter((other) => other !== sheet);
    },
  };
}

/** The colour of an article's text: that of a paragraph, where it has one. */
const textOf = (element) => getComputedStyle(element.querySelector('p') ?? element).color;

/** Whether a colour is bright to the eye (ITU-R BT.709). */
function isBright(color) {
  const [red, green, blue] = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)/.exec(color)?.slice(1).map(Number) ?? painted(color);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > MIDDLE;
}

/** Red, green and blue of a colour that is said in other terms, such as `oklch(0.9 0.02 80)`. */
function painted(color) {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d');
  canvas.fillStyle = color;
  canvas.fillRect(0, 0, 1, 1);
  return canvas.getImageData(0, 0, 1, 1).data;
}
