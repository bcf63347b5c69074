// The preview of an editor that has none of its own: preview.html in a frame of it, or in a window that it has opened, shows what it sends.
//
//   <iframe src="https://news.example/hashiya/integrations/preview.html#dialect=payload&body=content" title="…"></iframe>
//
// The address names the dialect of the messages and, for Payload, which fields hold title, body, date and corrections. Where the editor
// is of another origin than this file, its page names that as `hashiya-editor`.
import { preview } from './preview.js';

const asked = new URLSearchParams(location.hash.slice(1));
const given = (name) => asked.get(name) ?? undefined;
const origin = document.querySelector('meta[name="hashiya-editor"]').content.trim() || location.origin;

preview({
  origin,
  dialect: given('dialect'),
  fields: Object.fromEntries(['title', 'body', 'date', 'corrections'].flatMap((name) => (asked.has(name) ? [[name, asked.get(name)]] : []))),
  desk: given('desk') !== 'off',
});
