// Hashiya in Decap CMS (and in Sveltia CMS, which takes the same calls; that was not tried): previews are annotated while somebody writes, and corrections go
// into a field of the entry.
//
//   import { register } from '/hashiya/integrations/decap/index.js';
//   register(CMS, { collections: ['news'] });
//
// The CMS's page gives `h` and `createClass`; nothing else is needed of it.
import { editor } from '../editor.js';
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

/** `Template` with the preview module in the document that it is shown in. */
export function annotated(Template, article = 'article') {
  const { h, createClass } = globalThis;
  return createClass({
    componentDidMount() {
      const { document } = this.props;
      if (!document || document.querySelector('script[data-article]')) return;
      const script = document.createElement('script');
      script.type = 'module';
      script.src = PREVIEW.href;
      // The frame's own root is the CMS's, so what is added stands beside it.
      Object.assign(script.dataset, { article, into: 'body' });
      document.head.append(script);
    },
    render() {
      return h(Template, this.props);
    },
  });
}

/** What is shown where a site has no template of its own. */
function plain({ title = 'title', body = 'body', date = 'date' }) {
  const { h, createClass } = globalThis;
  return createClass({
    render() {
      const { entry, widgetFor } = this.props;
      const said = (name) => entry.getIn(['data', name]);
      const published = said(date);
      const day = published instanceof Date ? published.toISOString() : published;
      return h('article', { lang: said('lang') ?? undefined, dir: 'auto' },
        h('h1', { dir: 'auto' }, said(title) ?? ''),
        day ? h('time', { dateTime: day, itemProp: 'datePublished', hidden: true }) : null,
        h('div', {}, widgetFor(body)));
    },
  });
}

/** The editor's side: a field that holds the corrections, lists them, and alone writes them. */
function control({ profile }) {
  const { h, createClass } = globalThis;
  const isReadable = (value) => value === undefined || value === null || value === '' || Array.isArray(value?.toJS?.() ?? value);
  const list = (value) => {
    const plain = value?.toJS?.() ?? value;
    return Array.isArray(plain) ? plain : [];
  };
  return createClass({
    componentDidMount() {
      this.link = editor({
        frame: () => document.querySelector(FRAME),
        origin: globalThis.origin,
        corrections: () => list(this.props.value),
        // What cannot be read is not written over.
        onCorrections: (corrections) => isReadable(this.props.value) && this.props.onChange(corrections),
        entry: () => ({ profile: profile ?? undefined }),
      });
      this.link.send({ corrections: list(this.props.value) });
    },
    componentDidUpdate(before) {
      if (before.value !== this.props.value) this.link.send({ corrections: list(this.props.value) });
    },
    componentWillUnmount() {
      this.link.stop();
    },
    render() {
      const { value, forID, classNameWrapper, onChange } = this.props;
      const corrections = list(value);
      const words = text();
      if (!isReadable(value)) return h('p', { id: forID, className: classNameWrapper, role: 'alert' }, words.broken);
      const remove = (at) => onChange(corrections.filter((_, other) => other !== at));
      return h('div', { id: forID, className: classNameWrapper, tabIndex: -1 },
        h('p', {}, count(corrections.length)),
        h('ul', {}, ...corrections.map((correction, at) => h('li', { key: correction.id },
          h('bdi', {}, quoted(correction)), ' ',
          h('button', { type: 'button', onClick: () => remove(at), 'aria-label': `${words.undo}: ${quoted(correction)}` }, words.undo)))));
    },
  });
}

/** The words that a correction is about. */
function quoted({ target }) {
  const selectors = [target?.selector ?? []].flat();
  const { exact = '' } = selectors.find(({ type }) => type === 'TextQuoteSelector') ?? {};
  return exact.length > 60 ? `${exact.slice(0, 59)}…` : exact;
}
