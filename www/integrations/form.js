// The form in which an editor says what a mark should be: of another kind, under another name, linked elsewhere, said by somebody else,
// or no mark at all.
import { element as make } from './make.js';

const TYPES = ['PER', 'ORG', 'LOC', 'MISC'];
const WIKIDATA = /^(?:https?:\/\/www\.wikidata\.org\/(?:wiki|entity)\/)?(Q[1-9]\d*)$/;

/**
 * A form about `mark`, an annotation of `article` or, without an id, words that have none. `correct(marks, entities)` is called with
 * what it shall be.
 */
export function form({ mark, entity, article, words, correct, cancel }) {
  const isNew = mark.id === null;
  const fields = mark.kind === 'quote' ? quoteFields(mark, article, words) : mark.kind === 'source' ? null : entityFields(mark, entity, words, isNew);
  const mentions = entity && mark.kind === 'entity' ? article.annotations.filter((one) => one.entity === entity.id) : [];
  const everywhere = mentions.length > 1 && make('input', { type: 'checkbox', id: 'everywhere' });
  const targets = () => (everywhere?.checked ? mentions : [mark]);
  const problem = make('p', { class: 'problem', role: 'alert' });
  const button = (text, onclick, kind = '') => make('button', { type: 'button', class: kind, onclick }, text);
  const save = () => {
    const made = fields.read();
    if (made.problem) return void problem.replaceChildren(made.problem);
    correct(targets().map((one) => ({ ...one, ...made.mark, ...SURE })), made.entities);
  };
  const reject = () => correct(targets().map((one) => ({ ...one, ...SURE, confidence: 0 })), [entity].filter(Boolean));
  return make('form', { class: 'form', onsubmit: (event) => { event.preventDefault(); if (fields) save(); } },
    make('h2', { tabindex: '-1' }, isNew ? words.adding : words.correcting),
    make('p', { class: 'words', dir: 'auto', lang: article.lang }, mark.text),
    ...(fields?.elements ?? []),
    everywhere ? make('label', { class: 'check' }, everywhere, ' ', words.everywhere(mentions.length)) : '',
    problem,
    make('div', { class: 'buttons' },
      fields ? make('button', { type: 'submit', class: 'first' }, isNew ? words.add : mark.kind === 'quote' ? words.confirm : words.save) : '',
      isNew ? '' : button(words.reject, reject, 'reject'),
      button(words.cancel, cancel)));
}

/** What an editor says is so. */
const SURE = { origin: 'corrected', confidence: 1, why: [] };

function entityFields(mark, entity, words, isNew) {
  const types = TYPES.includes(mark.type) ? TYPES : [mark.type];
  const type = make('select', { id: 'type' }, ...types.map((name) => make('option', { value: name, selected: name === mark.type }, words.kinds[name])));
  const name = make('input', { id: 'name', type: 'text', dir: 'auto', value: entity?.name ?? mark.text });
  const link = make('input', { id: 'link', type: 'text', dir: 'ltr', value: entity?.wikidata ?? entity?.link ?? '', placeholder: 'Q…' });
  return {
    elements: [labelled(words.type, type), labelled(words.name, name), labelled(words.link, link)],
    read() {
      const address = link.value.trim();
      const [, wikidata = null] = WIKIDATA.exec(address) ?? [];
      if (address && !wikidata && !isWeb(address)) return { problem: words.badLink };
      // What was known of another kind of thing, or of another thing, is not known of this one.
      const kept = entity && type.value === entity.type && (wikidata ?? null) === (entity.wikidata ?? null) ? entity : {};
      const id = entity?.id ?? 'e1';
      const made = { ...kept, id, type: type.value, name: name.value.trim() || mark.text, wikidata, link: wikidata ? kept.link : address || undefined };
      return { mark: { ...(isNew ? { id: 'a1' } : {}), type: type.value, entity: id }, entities: [made] };
    },
  };
}

function quoteFields(mark, article, words) {
  const people = article.entities.filter(({ type }) => type === 'PER' || type === 'ORG');
  const option = (value, text, selected) => make('option', { value, selected }, text);
  const own = mark.speaker_entity ? '' : mark.speaker_name;
  const speaker = make('select', { id: 'speaker' },
    ...(own ? [option('=', own, true)] : []),
    option('', words.nobody, !mark.speaker_entity && !own),
    ...people.map(({ id, name }) => option(id, name, id === mark.speaker_entity)));
  return {
    elements: [labelled(words.speaker, speaker)],
    read() {
      if (speaker.value === '=') return { mark: {}, entities: [] };
      const entity = people.find(({ id }) => id === speaker.value);
      const said = entity ? { speaker_entity: entity.id, speaker_name: entity.name } : { speaker_entity: null, speaker_name: null };
      // The words that named another one do not name this one.
      const isSame = (entity?.id ?? null) === (mark.speaker_entity ?? null);
      return { mark: isSame ? said : { ...said, speaker: null }, entities: [entity].filter(Boolean) };
    },
  };
}

function isWeb(address) {
  try {
    return ['http:', 'https:'].includes(new URL(address).protocol);
  } catch {
    return false;
  }
}

const labelled = (text, field) => make('label', { class: 'field' }, make('span', {}, text), field);
