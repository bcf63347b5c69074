// A newsroom with two stories, in the CMS's backend for trying things out, which keeps them in the page: what is saved is kept in the
// session's storage, so that it is there after a reload.
import { register } from '/hashiya/integrations/decap/index.js';

const KEEP = 'newsroom';
const stories = await (await fetch('stories.json')).json();

/** A story as a file of Markdown with its metadata. */
function file(text, lang) {
  const [title, ...rest] = text.trim().split('\n');
  const body = rest.join('\n').trim().split(/\n+/).join('\n\n');
  return { content: `---\ntitle: ${JSON.stringify(title)}\nlang: ${lang}\ndate: 2026-11-02\n---\n${body}\n` };
}

const kept = sessionStorage.getItem(KEEP);
window.repoFiles = kept ? JSON.parse(kept) : { news: { 'ar.md': file(stories.ar, 'ar'), 'en.md': file(stories.en, 'en') } };
addEventListener('pagehide', () => sessionStorage.setItem(KEEP, JSON.stringify(window.repoFiles)));

register(window.CMS, { collections: ['news'] });
window.CMS.init({
  config: {
    backend: { name: 'test-repo' },
    load_config_file: false,
    media_folder: 'media',
    collections: [
      {
        name: 'news', label: 'News', folder: 'news', create: true, slug: '{{slug}}',
        fields: [
          { name: 'title', label: 'Title', widget: 'string' },
          { name: 'lang', label: 'Language', widget: 'select', options: ['ar', 'en'] },
          { name: 'date', label: 'Date', widget: 'string' },
          { name: 'body', label: 'Body', widget: 'markdown', modes: ['raw', 'rich_text'] },
          { name: 'corrections', label: 'Corrections', widget: 'hashiya', required: false },
        ],
      },
    ],
  },
});
