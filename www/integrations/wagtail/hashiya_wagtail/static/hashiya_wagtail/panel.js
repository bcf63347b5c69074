// The panel "Annotation corrections" of the edit view: it alone writes the field of the page that is saved.
//
// A preview sends what an editor has corrected there (integrations/editor.js takes the messages), the field takes it, and Wagtail
// notices as with any other field. A Stimulus controller, as Wagtail has them.
import { Previews } from './previews.js';

const { Controller } = window.StimulusModule;

/** Fields of the form that change without anything being edited. */
const BOOKKEEPING = ['csrfmiddlewaretoken', 'loaded_revision_id', 'loaded_revision_created_at', 'next'];

/** A quote in the list shows so many UTF-16 units. */
const LONG = 120;

class Corrections extends Controller {
  static targets = ['field', 'count', 'list', 'decision', 'raw', 'back'];
  static values = { url: String };

  /** What the server was told of last, and what the frame shows: the form but for corrections, and these. */
  #told = {};
  #shown = {};
  #hasBegun = false;
  /** What could not be read and was given up for a new list, until something else is written. */
  #discarded;
  #previews;

  connect() {
    this.words = JSON.parse(this.element.querySelector('script').textContent);
    this.plurals = new Intl.PluralRules(this.element.lang);
    this.#show();
    this.#listen();
  }

  disconnect() {
    this.#previews?.stop();
    this.#previews = undefined;
  }

  async #listen() {
    const { editor } = await import(new URL('integrations/editor.js', new URL(this.urlValue, document.baseURI)).href);
    if (!this.element.isConnected || this.#previews) return;
    this.#previews = new Previews({ editor, corrections: () => JSON.parse(this.fieldTarget.value || '[]'), onCorrections: (corrections) => this.#write(corrections) });
  }

  /** The corrections that the field holds; null where that is no list of them, and may be somebody's work. */
  get corrections() {
    try {
      const value = JSON.parse(this.fieldTarget.value || '[]');
      return Array.isArray(value) && value.every(isObject) ? value : null;
    } catch {
      return null;
    }
  }

  #write(corrections) {
    const value = JSON.stringify(corrections);
    if (value === JSON.stringify(this.corrections)) return;
    this.#discarded = undefined;
    this.#set(value);
  }

  #set(value) {
    this.fieldTarget.value = value;
    this.#show();
    // What listens to forms hears of it; Wagtail itself compares what would be sent.
    for (const type of ['input', 'change']) this.fieldTarget.dispatchEvent(new Event(type, { bubbles: true }));
  }

  // --- Wagtail's preview ---

  /** The form is about to be sent for a preview. */
  noticeUpdate() { this.#told = this.#state(); }

  /** The parts of the form are all there now, which they were not when the first preview was made of it. */
  noticeBeginning() {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    this.#told = this.#shown = this.#state();
  }

  #state() { return { form: this.#form(), corrections: this.fieldTarget.value }; }

  /** The frame is about to be replaced by a new one, which would lose where the editor is in it. Where nothing has changed but
   *  corrections, of which it is told by message, it stays. */
  spareReload(event) {
    const [told, shown] = [this.#told, this.#shown];
    this.#shown = told;
    const isTold = told.form === shown.form && told.corrections !== shown.corrections && this.#previews?.isLinked;
    if (isTold) event.preventDefault();
  }

  /** What is in the form but for corrections, and how it would be previewed. */
  #form() {
    const form = new FormData(this.fieldTarget.form);
    const isEdited = (name) => !BOOKKEEPING.includes(name) && !name.startsWith('comments-') && name !== this.fieldTarget.name;
    const fields = [...form].filter(([name, value]) => isEdited(name) && typeof value === 'string');
    return JSON.stringify([document.getElementById('id_preview_mode')?.value, fields]);
  }

  // --- The list ---

  #show() {
    const isReadable = this.corrections !== null;
    const corrections = this.corrections ?? [];
    this.countTarget.textContent = isReadable ? this.#counted(corrections.length) : this.words.broken;
    this.decisionTarget.hidden = isReadable;
    this.rawTarget.textContent = isReadable ? '' : this.fieldTarget.value;
    this.backTarget.hidden = this.#discarded === undefined;
    this.listTarget.hidden = corrections.length === 0;
    this.listTarget.replaceChildren(...corrections.map((correction, index) => this.#item(correction, index)));
  }

  #counted(number) {
    const { counted } = this.words;
    const local = new Intl.NumberFormat(document.documentElement.lang || this.element.lang).format(number);
    return number === 0 ? counted.none : counted[this.plurals.select(number)].replace('#', local);
  }

  #item(correction, index) {
    const quote = quoteOf(correction) ?? this.words.whole;
    const remove = element('button', 'button button-small button-secondary', this.words.remove);
    remove.type = 'button';
    remove.setAttribute('aria-label', this.words.removeOf.replace('%(quote)s', quote));
    remove.addEventListener('click', () => this.#remove(index));
    const item = element('li', 'hashiya-corrections__item');
    item.append(element('bdi', 'hashiya-corrections__quote', quote), element('span', 'hashiya-corrections__kind', this.#said(correction)), remove);
    return item;
  }

  /** What the passage is by a correction: a mark of our own format, which others may have left out. */
  #said(correction) {
    const { kind, type = kind, confidence, speaker_name: speaker } = correction['hashiya:mark'] ?? {};
    if (confidence === 0) return this.words.rejected;
    const known = this.words.kinds[Object.hasOwn(this.words.kinds, type) ? type : ''];
    return typeof speaker === 'string' ? `${known}: ${speaker}` : known;
  }

  // --- What to do with what cannot be read ---

  startAnew() {
    this.#discarded = this.fieldTarget.value;
    this.#decide('[]');
  }

  putBack() {
    const discarded = this.#discarded;
    this.#discarded = undefined;
    this.#decide(discarded);
  }

  #decide(value) {
    this.#set(value);
    this.#previews?.tell();
    this.countTarget.focus();
  }

  /** Where the focus was there is nothing any more: it goes to what has come there, else to how many there are. */
  #remove(index) {
    this.#write(this.corrections.filter((_, at) => at !== index));
    this.#previews?.tell();
    const buttons = this.listTarget.querySelectorAll('button');
    (buttons[Math.min(index, buttons.length - 1)] ?? this.countTarget).focus();
    this.countTarget.textContent = `${this.words.removed} ${this.countTarget.textContent}`;
  }
}

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

function element(name, className, textContent = '') {
  return Object.assign(document.createElement(name), { className, textContent });
}

/** The words of the article that a correction is about, as many as a list needs. */
function quoteOf({ target }) {
  const selectors = [target].flat().flatMap((one) => one?.selector ?? []);
  const { exact } = selectors.find((selector) => selector?.type === 'TextQuoteSelector') ?? {};
  if (typeof exact !== 'string') return undefined;
  return exact.length > LONG ? `${exact.slice(0, LONG)}…` : exact;
}

window.wagtail.app.register('hashiya-corrections', Corrections);
