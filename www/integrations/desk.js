// The desk: a bar along the lower edge of a preview that opens into what a careful copy desk would remark on, and into the corrections of
// the entry. It lives in a shadow tree of its own; nothing of the article is changed.
import { markOf, passage } from './corrections.js';
import { form } from './form.js';
import { element as make } from './make.js';
import { places } from './places.js';
import css from './desk.css';
import { WORDS } from './words.js';

const HIGHLIGHT = 'hashiya-desk';

/**
 * Puts a desk after `element`, whose article `root` finds. `keeper` has the corrections, `profile` gives that of the newsroom, `isSaved`
 * whether there is an editor that saves them.
 */
export function desk({ element, root, keeper, profile, isSaved }) {
  const host = make('div', { 'data-hashiya-ignore': '' });
  const tree = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  tree.adoptedStyleSheets = [sheet];
  element.after(host);

  let [findings, failure, isOpen, words] = [[], '', false, WORDS.en];
  let isUnreadable = false;
  const status = make('p', { role: 'status', class: 'status' });
  const bar = make('button', { type: 'button', class: 'bar', 'aria-expanded': 'false', 'aria-controls': 'panel', onclick: () => toggle(!isOpen) });
  const about = make('div', { class: 'about' });
  const checks = make('section', {});
  const corrections = make('section', {});
  const panel = make('div', { id: 'panel', class: 'panel', hidden: true }, about, checks, corrections);
  const desk = make('section', { class: 'desk' }, panel, bar, status);
  desk.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !isOpen) return;
    event.preventDefault();
    toggle(false);
    bar.focus();
  });
  tree.append(desk);

  function toggle(isNow) {
    isOpen = isNow;
    panel.hidden = !isOpen;
    bar.setAttribute('aria-expanded', String(isOpen));
  }

  function say(text) {
    status.textContent = '';
    // Said anew, even if it is the same.
    setTimeout(() => { status.textContent = text; });
  }

  /** Works out the findings on the article as it is now. */
  async function check() {
    const article = element.export();
    if (!article) return;
    const ui = (element.getAttribute('ui') ?? article.lang).startsWith('ar') ? 'ar' : 'en';
    words = WORDS[ui];
    desk.lang = ui;
    desk.dir = ui === 'ar' ? 'rtl' : 'ltr';
    try {
      ({ findings } = (await element.constructor.formats()).checked(article, profile(), ui));
      failure = '';
    } catch (error) {
      [findings, failure] = [[], error.message];
    }
    draw();
  }

  function draw() {
    const buttons = () => [...panel.querySelectorAll('section button')];
    const focused = buttons().indexOf(tree.activeElement);
    desk.setAttribute('aria-label', words.desk);
    bar.replaceChildren(
      make('span', { class: 'name' }, words.desk),
      count(words.checks, findings.length),
      count(words.corrections, keeper.list.length),
    );
    checks.replaceChildren(heading(words.checks), failure ? make('p', {}, `${words.noDesk} ${failure}`)
      : findings.length === 0 ? make('p', { class: 'none' }, words.noChecks)
      : make('ol', {}, ...findings.map(finding)));
    corrections.replaceChildren(heading(words.corrections),
      !keeper.isUnreadable && !isSaved() ? make('p', { class: 'note' }, words.unsaved) : '',
      keeper.isUnreadable ? make('p', { class: 'problem' }, words.unreadable)
      : keeper.list.length === 0 ? make('p', { class: 'none' }, words.noCorrections)
      : make('ul', {}, ...keeper.list.map(correction)));
    if (keeper.isUnreadable && !isUnreadable) say(words.unreadable);
    isUnreadable = keeper.isUnreadable;
    // Who is in one of the lists stays there.
    if (focused >= 0) (buttons()[Math.min(focused, buttons().length - 1)] ?? bar).focus();
  }

  const heading = (text) => make('h2', {}, text);
  const count = (name, number) => make('span', { class: number > 0 ? 'count some' : 'count' }, `${name}${words.colon}${number}`);

  function finding({ start, end, text, why, mend, severity }) {
    // A mark by itself says nothing of where it stands.
    const excerpt = end - start > 2 ? text : [...element.export().text].slice(start, start + LONGEST).join('').split('\n')[0];
    return make('li', { class: severity },
      make('button', { type: 'button', class: 'where', dir: 'auto', onclick: () => go(start, end) }, shortened(excerpt)),
      make('p', {}, why),
      make('p', { class: 'mend' }, make('b', {}, words.mend), ' ', mend));
  }

  function correction(saved, at) {
    const { start, end, exact } = passage(saved);
    const isLost = keeper.isLost(at);
    const undo = async () => {
      await keeper.remove(saved);
      say(words.undone);
      (corrections.querySelector('.undo') ?? bar).focus();
    };
    return make('li', { class: isLost ? 'lost' : '' },
      make('button', { type: 'button', class: 'where', dir: 'auto', disabled: isLost, onclick: () => go(start, end) }, shortened(exact)),
      make('p', {}, told(saved)),
      isLost ? make('p', { class: 'mend' }, isSaved() ? words.lost : words.gone) : '',
      make('button', { type: 'button', class: 'undo', 'aria-label': words.undoOf(shortened(exact)), onclick: undo }, words.undo));
  }

  /** What a correction says, in a few words. */
  function told(saved) {
    const { confidence, kind, type, speaker_name: speaker } = markOf(saved);
    if (confidence === 0) return words.rejected;
    if (kind === 'quote') return `${words.speaker}${words.colon}${speaker ?? words.nobody}`;
    return words.kinds[type] ?? words.kinds[kind] ?? kind;
  }

  /** Shows a passage of the article. */
  function go(start, end) {
    const range = places(root(), element.export()).range(start, end);
    if (!range) return;
    globalThis.CSS?.highlights?.set(HIGHLIGHT, new Highlight(range));
    const tree = root().getRootNode();
    if (!tree.adoptedStyleSheets.includes(sheet)) tree.adoptedStyleSheets = [...tree.adoptedStyleSheets, sheet];
    const at = range.startContainer.parentElement;
    at.scrollIntoView({ block: 'center', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth' });
  }

  /** Asks what is to become of a mark, or of words that have none. */
  function ask(mark, entity) {
    const article = element.export();
    const close = () => about.replaceChildren();
    const cancel = () => {
      close();
      bar.focus();
    };
    const correct = async (marks, entities) => {
      try {
        await keeper.correct(marks, entities, article);
        close();
        say(keeper.isUnreadable ? words.unreadable : isSaved() ? words.saved : words.made);
        (corrections.querySelector('.where:not([disabled])') ?? bar).focus();
      } catch ({ code, message }) {
        about.querySelector('.problem').textContent = `${words.failed} ${{ 'not-loaded': words.notLoaded, unreadable: words.unreadable }[code] ?? message}`;
      }
    };
    about.replaceChildren(keeper.isUnreadable ? refusal(cancel) : form({ mark, entity, article, words, correct, cancel }));
    desk.classList.remove('under');
    toggle(true);
    about.querySelector('h2').focus();
    // The card has done its part; what it reported is in the form.
    setTimeout(() => element.select(null));
  }

  /** What there is in the place of a form where nothing can be corrected. */
  const refusal = (close) => make('div', { class: 'form' },
    make('h2', { tabindex: '-1' }, words.correcting),
    make('p', { class: 'problem' }, words.unreadable),
    make('div', { class: 'buttons' }, make('button', { type: 'button', onclick: close }, words.close)));

  const reported = ({ detail }) => ask(detail.annotation, detail.entity);
  const selected = () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0 || !root().contains(selection.anchorNode)) return offer.remove();
    offer.textContent = words.add;
    if (!offer.isConnected) bar.before(offer);
  };
  const offer = make('button', {
    type: 'button', class: 'offer',
    // The selection has to outlive the press.
    onpointerdown: (event) => event.preventDefault(),
    onclick: () => {
      const article = element.export();
      const range = document.getSelection().rangeCount > 0 ? document.getSelection().getRangeAt(0) : null;
      const place = range && article && places(root(), article).passage(range);
      offer.remove();
      if (!place) return say(words.tooWide);
      const text = [...article.text].slice(place.start, place.end).join('');
      ask({ id: null, kind: 'entity', type: 'PER', ...place, text }, null);
    },
  });

  let timer;
  const annotated = () => {
    clearTimeout(timer);
    timer = setTimeout(check, findings.length === 0 && !failure ? 0 : 400);
  };
  element.addEventListener('hashiya-annotate', annotated);
  element.addEventListener('hashiya-report', reported);
  // A card may reach as far down as the desk does, and is what was asked for last.
  const yields = ({ type }) => desk.classList.toggle('under', type === 'hashiya-open');
  for (const name of ['hashiya-open', 'hashiya-close']) element.addEventListener(name, yields);
  document.addEventListener('selectionchange', selected);
  keeper.hear(draw);
  draw();
  check();

  return {
    host,
    check,
    draw,
    stop() {
      clearTimeout(timer);
      element.removeEventListener('hashiya-annotate', annotated);
      element.removeEventListener('hashiya-report', reported);
      for (const name of ['hashiya-open', 'hashiya-close']) element.removeEventListener(name, yields);
      document.removeEventListener('selectionchange', selected);
      globalThis.CSS?.highlights?.delete(HIGHLIGHT);
      const around = root().getRootNode();
      around.adoptedStyleSheets = around.adoptedStyleSheets.filter((one) => one !== sheet);
      host.remove();
    },
  };
}

const LONGEST = 60;
function shortened(text) {
  const words = text.replace(/\s+/g, ' ').trim();
  return words.length > LONGEST ? `${words.slice(0, LONGEST - 1).replace(/\s\S*$/, '')}…` : words;
}
