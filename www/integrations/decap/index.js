// Hashiya in Decap CMS (and in Sveltia CMS, which takes the same calls; that was not tried): previews are annotated while somebody
// writes, and corrections go into a field of the entry.
//
//   import { register } from '/hashiya/integrations/decap/index.js';
//   register(CMS, { collections: ['news'] });
//
// The CMS's page gives `h` and `createClass`; nothing else is needed of it.
import { editor } from '../editor.js';
import { areCorrections } from '../messages.js';
import { count, text } from './words.js';

const PREVIEW = new URL('../preview.js', import.meta.url);
/** Where the CMS shows its preview. */
const FRAME = '#preview-pane, iframe[title="Preview"], .preview iframe';

/**
 * Registers annotated previews for `collections`, and the widget `hashiya`, whose field holds the corrections.
 *
 * `template` is the preview's own template, a component of the CMS's React; without it the title and the field `body` are shown. `article`
 * is the selector of what is annotated in it. `fields` names the fields for title, body and date where they have other names. `profile`
 * is that of the newsroom, for the desk's checks.
 */
export function register(CMS, { collections = [], template, article = 'article', fields = {}, profile = null } = {}) {
  CMS.registerWidget('hashiya', control({ profile }));
  for (const name of collections) CMS.registerPreviewTemplate(name, annotated(template ?? plain(fields), article));
}

/** What the CMS puts around each field that a template shows. */
const AROUND = 'WidgetPreviewContainer';

/** `Template` with the preview module in the document that it is shown in. */
export function annotated(Template, article = 'article') {
  const { h, createClass } = globalThis;
  return createClass({
    componentDidMount() {
      const { document } = this.props;
      this.rename();
      if (!document || document.querySelector('script[data-article]')) return;
      const script = document.createElement('script');
      script.type = 'module';
      script.src = PREVIEW.href;
      // The frame's own root is the CMS's, so what is added stands beside it.
      Object.assign(script.dataset, { article, into: 'body' });
      document.head.append(script);
    },
    componentDidUpdate() { this.rename(); },
    /** Pages call boxes beside their stories widgets: by that name a story of a few paragraphs would be left out. */
    rename() {
      for (const box of this.props.document?.querySelectorAll(`[class*="${AROUND}"]`) ?? []) box.className = box.className.replace(AROUND, 'field');
    },
    render() {
      return h(Template, this.props);
    },
  });
}

/** Lines with room for what is drawn below letters, and for the vowel signs of Arabic. */
const READABLE = { lineHeight: 1.7, maxWidth: '42rem', margin: '0 auto', padding: '0 0.75rem', overflowWrap: 'anywhere' };

/** What is shown where a site has no template of its own. */
function plain({ title = 'title', body = 'body', date = 'date' }) {
  const { h, createClass } = globalThis;
  return createClass({
    render() {
      const { entry, widgetFor } = this.props;
      const said = (name) => entry.getIn(['data', name]);
      const published = said(date);
      const day = published instanceof Date ? published.toISOString() : published;
      return h('article', { lang: said('lang') ?? undefined, dir: 'auto', style: READABLE },
        h('h1', { dir: 'auto', style: { lineHeight: 1.35 } }, said(title) ?? ''),
        day ? h('time', { dateTime: day, itemProp: 'datePublished', hidden: true }) : null,
        h('div', {}, widgetFor(body)));
    },
  });
}

/** The editor's side: a field that holds the corrections, lists them, and alone writes them. */
function control({ profile }) {
  const { h, createClass } = globalThis;
  /** What the field holds, which is no list of corrections where somebody has written something else into the entry's file. */
  const held = (value) => ((value ?? '') === '' ? [] : value.toJS?.() ?? value);
  return createClass({
    getInitialState() {
      return { discarded: undefined };
    },
    componentDidMount() {
      this.link = editor({
        frame: () => document.querySelector(FRAME),
        origin: globalThis.origin,
        corrections: () => held(this.props.value),
        onCorrections: (corrections) => this.write(corrections),
        entry: () => ({ profile: profile ?? undefined }),
      });
      this.link.tell();
    },
    componentDidUpdate(before) {
      if (before.value !== this.props.value) this.link.tell();
    },
    componentWillUnmount() {
      this.link.stop();
    },
    /** What was there before can be put back until something else is written. */
    write(value, discarded) {
      this.setState({ discarded });
      this.props.onChange(value);
    },
    /** The same by a button in the field, which goes: the focus stays in the field. */
    press(...written) {
      this.write(...written);
      document.getElementById(this.props.forID)?.focus();
    },
    render() {
      const { value, forID, classNameWrapper } = this.props;
      const { discarded } = this.state;
      const corrections = held(value);
      const words = text();
      const around = (...inside) => h('div', { id: forID, className: classNameWrapper, tabIndex: -1 }, ...inside);
      const button = (words, onClick) => h('button', { type: 'button', onClick }, words);
      if (!areCorrections(corrections)) {
        return around(
          h('p', { role: 'alert' }, words.broken),
          h('details', {}, h('summary', {}, words.raw), h('pre', { dir: 'auto', style: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' } }, written(corrections))),
          button(words.anew, () => this.press([], { value })));
      }
      const remove = (at) => this.press(corrections.filter((_, other) => other !== at));
      return around(
        h('p', { role: 'status' }, count(corrections.length)),
        discarded ? button(words.back, () => this.press(discarded.value)) : null,
        h('ul', {}, ...corrections.map((correction, at) => h('li', { key: correction.id ?? at },
          h('bdi', {}, quoted(correction)), ' ',
          h('button', { type: 'button', onClick: () => remove(at), 'aria-label': `${words.undo}: ${quoted(correction)}` }, words.undo)))));
    },
  });
}

/** What stands in a field, to be read and copied. */
const written = (value) => (typeof value === 'string' ? value : JSON.stringify(value, null, 2));

/** The words that a correction is about. */
function quoted({ target }) {
  const selectors = [target?.selector ?? []].flat();
  const exact = String(selectors.find((selector) => selector?.type === 'TextQuoteSelector')?.exact ?? '');
  return exact.length > 60 ? `${exact.slice(0, 59)}…` : exact;
}
