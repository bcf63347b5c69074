/**
 * Types of `hashiya`: `<hashiya-article>`, what goes without it, and the format `hashiya/1`.
 *
 * Places in a text are counted in Unicode code points, from 0, the end exclusive: `[...text].slice(start, end).join('')` are the words
 * (`text.slice` counts UTF-16 units, which is another number after the first emoji).
 *
 * What fails fails with an `Error` whose `code` is one of {@link ErrorCode}: {@link HashiyaError}.
 */

// --- The format hashiya/1, as it is written ---

/** A language that articles are read in. */
export type Lang = 'ar' | 'en';

/** A base direction, as in HTML. */
export type Dir = 'rtl' | 'ltr';

/** People, organisations, places, other names, dates, quantities. */
export type EntityType = 'PER' | 'ORG' | 'LOC' | 'MISC' | 'DATE' | 'QUANTITY';

/** `detected` by the engine, `provided` with the article or by the newsroom, `corrected` by an editor. */
export type Origin = 'detected' | 'provided' | 'corrected';

/** What a block is in the make-up of a news story. */
export type BlockKind =
  | 'headline' | 'dateline' | 'byline' | 'caption' | 'heading' | 'paragraph' | 'list-item' | 'quote' | 'table' | 'source-line';

/** All of it in quotation marks, a paraphrase that holds quoted words, a paraphrase. */
export type QuoteKind = 'direct' | 'mixed' | 'indirect';

/** What the reporting verb does with the words. */
export type Stance = 'said' | 'claimed' | 'denied' | 'warned' | 'asked' | 'announced';

/** `document` is a report, statement, study or poll; `anonymous` are people whose names the article does not give. */
export type SourceKind = 'publisher' | 'agency' | 'image-credit' | 'byline' | 'document' | 'anonymous';

/** A place in the text. */
export interface Place {
  /** Code points before it. */
  start: number;
  /** Exclusive. */
  end: number;
}

/** A place in the text with the words that stand there. */
export interface Span extends Place {
  text: string;
}

/** One block of an article. Blocks do not overlap and stand in the order of the text. */
export interface Block extends Place {
  kind: BlockKind;
  lang: Lang;
  dir: Dir;
}

/** What the article itself says a person is. */
export interface Role extends Span {
  /** Whether the article says that it is over; absent where not. */
  former?: true;
}

/** A number with its unit. */
export interface Quantity {
  number: number;
  /** ISO 4217 for money where the text says whose it is (`USD`), `%`, else the singular of the article's own word. */
  unit: string;
  /** More than, less than, at least, at most, about. */
  modifier: '>' | '<' | '>=' | '<=' | '~' | null;
}

/** One person, place, organisation, date or quantity of the article. */
export interface Entity {
  /** `e1`, `e2`, …: within this document. */
  id: string;
  type: EntityType;
  /** The fullest form the article uses; the glossary's own for a name that stands there. */
  name: string;
  /** Other forms the article uses. */
  aliases: string[];
  roles: Role[];
  /** Where it is spoken of without a name. */
  references: Span[];
  /** `Q114`. */
  wikidata: string | null;
  /** Which day a date is, in EDTF (ISO 8601-2, levels 0 and 1), where that is certain; how much a quantity is. */
  value: string | Quantity | null;
  /** Its names in other languages, by BCP 47 tag. */
  translations?: Record<string, string>;
  /** This and the next two are what the newsroom's glossary says. */
  description?: string;
  /** Begins with `https://` or `http://`. */
  link?: string;
  /** Begins with `https://` or `http://`. */
  image?: string;
}

/** One ground for a mark. */
export interface Evidence {
  /** Stable: `reporting-verb`, `title-before-name`, `glossary`, …; later versions may have more. */
  code: string;
  params: Record<string, string>;
}

interface AnnotationBase extends Span {
  /** `a1`, `a2`, …: within this document, in the order of the text. */
  id: string;
  origin: Origin;
  /** From 0 to 1: of marks at 0.9, nine in ten are meant to be right. */
  confidence: number;
  why: Evidence[];
}

/** A piece of text that stands for an entity. */
export interface EntityAnnotation extends AnnotationBase {
  kind: 'entity';
  type: EntityType;
  /** The `id` of an {@link Entity}. */
  entity: string;
}

/** What somebody said. */
export interface QuoteAnnotation extends AnnotationBase {
  kind: 'quote';
  quote: QuoteKind;
  stance: Stance;
  /** The reporting verb or phrase. */
  cue: Span | null;
  /** The words in the same sentence that name the speaker. */
  speaker: Span | null;
  /** The `id` of an {@link Entity}, where the speaker is one. */
  speaker_entity: string | null;
  /** The fullest name or phrase of the article for the speaker. */
  speaker_name: string | null;
  context: {
    when: Span | null;
    /** The place or occasion. */
    where: Span | null;
    /** To whom. */
    to: Span | null;
  };
}

/** Where something comes from. */
export interface SourceAnnotation extends AnnotationBase {
  kind: 'source';
  source: SourceKind;
  /** Each single source that the words name. */
  names: string[];
  /** The reason given for anonymity, if one is given. */
  reason: string | null;
}

/** A mark over the article; `kind` tells which. */
export type Annotation = EntityAnnotation | QuoteAnnotation | SourceAnnotation;

/** An article with its annotations, as it is written. */
export interface HashiyaDocument {
  format: 'hashiya/1';
  text: string;
  /** The language most of the text is in. */
  lang: Lang;
  dir: Dir;
  /** The day of publication, `YYYY-MM-DD`, where it is known. */
  date: string | null;
  blocks: Block[];
  entities: Entity[];
  /** In the order of the text, wider ones first. */
  annotations: Annotation[];
}

// --- The same as it is read: much may be missing, and null is as good as missing ---

type Maybe<T> = T | null | undefined;

/** A place; where `text` is given, it has to be what stands there. */
export interface SpanInput extends Place {
  text?: Maybe<string>;
}

export interface BlockInput extends SpanInput {
  kind: BlockKind;
  lang?: Maybe<string>;
  dir?: Maybe<Dir>;
}

export interface EntityInput {
  /** Any string. */
  id: string;
  type: EntityType;
  name: string;
  aliases?: Maybe<readonly string[]>;
  roles?: Maybe<readonly (SpanInput & { former?: Maybe<boolean> })[]>;
  references?: Maybe<readonly SpanInput[]>;
  wikidata?: Maybe<string>;
  value?: Maybe<string | { number: number; unit: string; modifier?: Quantity['modifier'] | undefined }>;
  translations?: Maybe<Readonly<Record<string, string>>>;
  description?: Maybe<string>;
  link?: Maybe<string>;
  image?: Maybe<string>;
}

interface AnnotationInputBase extends SpanInput {
  /** Not kept: annotations are numbered anew. */
  id?: Maybe<string>;
  /** `provided`, where it is not given. */
  origin?: Maybe<Origin>;
  /** 1, where it is not given. */
  confidence?: Maybe<number>;
  why?: Maybe<readonly { code: string; params?: Maybe<Readonly<Record<string, string>>> }[]>;
}

export interface EntityAnnotationInput extends AnnotationInputBase {
  kind: 'entity';
  type: EntityType;
  entity: string;
}

export interface QuoteAnnotationInput extends AnnotationInputBase {
  kind: 'quote';
  quote: QuoteKind;
  /** `said`, where it is not given. */
  stance?: Maybe<Stance>;
  cue?: Maybe<SpanInput>;
  speaker?: Maybe<SpanInput>;
  speaker_entity?: Maybe<string>;
  speaker_name?: Maybe<string>;
  context?: Maybe<{ when?: Maybe<SpanInput>; where?: Maybe<SpanInput>; to?: Maybe<SpanInput> }>;
}

export interface SourceAnnotationInput extends AnnotationInputBase {
  kind: 'source';
  source: SourceKind;
  names?: Maybe<readonly string[]>;
  reason?: Maybe<string>;
}

export type AnnotationInput = EntityAnnotationInput | QuoteAnnotationInput | SourceAnnotationInput;

/** An article with its annotations, as it is read: every {@link HashiyaDocument} is one. */
export interface HashiyaDocumentInput {
  format: 'hashiya/1';
  /** The text that the places below are of: annotations find their words again in an article that was edited since. */
  text: string;
  /** A BCP 47 tag of Arabic or English. */
  lang: string;
  /** `YYYY-MM-DD`. */
  date?: Maybe<string>;
  blocks?: Maybe<readonly BlockInput[]>;
  entities?: Maybe<readonly EntityInput[]>;
  annotations?: Maybe<readonly AnnotationInput[]>;
}

// --- The newsroom's glossary ---

/** A name of the newsroom's, or one that is never marked. */
export interface GlossaryRow {
  name: string;
  /** A list, or one string in which `|` parts them. */
  spellings?: readonly string[] | string | null;
  /** Needed, unless `never` says yes. */
  type?: 'PER' | 'ORG' | 'LOC' | 'MISC' | null;
  description?: string | null;
  link?: string | null;
  image?: string | null;
  /** Where given, the name is looked for in texts of this language alone. */
  lang?: string | null;
  /** Whether it is never to be marked; what is neither yes nor no is yes. */
  never?: boolean | string | null;
}

/** The text of a CSV or JSON file, or what `JSON.parse` makes of one. */
export type Glossary =
  | string
  | readonly GlossaryRow[]
  | {
      names?: readonly GlossaryRow[];
      never?: readonly (string | GlossaryRow)[] | { names?: readonly (string | GlossaryRow)[]; types?: readonly EntityType[] } | null;
    };

// --- Errors ---

/** What went wrong. Codes never change once published; messages are for people and may improve. */
export type ErrorCode =
  /** Bytes that are not UTF-8; the command line alone says so. */
  | 'invalid-utf8'
  /** The article is in a language that nobody here reads. */
  | 'unknown-language'
  | 'invalid-pack'
  | 'newer-pack'
  /** A row of a lexicon table; the command line alone says so. */
  | 'invalid-table'
  /** A glossary of which nothing can be read, or whose never-list cannot: nothing is marked then. */
  | 'invalid-glossary'
  | 'invalid-date'
  /** An object that has not the expected shape; the message begins with its JSON path. */
  | 'invalid-input'
  /** A file that could not be fetched, or that somebody changed. */
  | 'io'
  /** Something the page has to offer is missing. */
  | 'missing-host'
  /** The browser or its policy stood in the way, such as one without `wasm-unsafe-eval`. */
  | 'host'
  /** Files of two builds. */
  | 'version-mismatch'
  /** The page's policy lets no HTML be read; `trusted-types hashiya` allows it. */
  | 'blocked-html'
  /** `export` was asked for a format there is not. */
  | 'unknown-format';

/** What functions here throw, or reject with. */
export interface HashiyaError extends Error {
  code: ErrorCode;
}

// --- Without the element: pages, workers, Node.js ---

export interface AnnotateOptions {
  /** A BCP 47 tag of Arabic or English; else the text tells. */
  lang?: string | null | undefined;
  /** The day of publication, `YYYY-MM-DD`, by which `Monday` is a date. */
  date?: string | null | undefined;
  /** The newsroom's names, for this text alone. */
  glossary?: Glossary | null | undefined;
}

/**
 * Annotates plain text; an empty line parts its paragraphs. The module and the packs of the text's languages are fetched first, once.
 *
 * Rejects with a {@link HashiyaError}: `unknown-language`, `invalid-date`, `invalid-glossary`, `io`, `version-mismatch`.
 *
 * @example
 * const { entities } = await annotate('The minister flew to Oslo.', { lang: 'en', date: '2026-05-04' });
 */
export function annotate(text: string, options?: AnnotateOptions): Promise<HashiyaDocument>;

/** Fetches the module and the packs of these languages, ahead of when they are needed. Rejects with `io` or `version-mismatch`. */
export function load(...langs: Lang[]): Promise<void>;

/** Defines `<hashiya-article>`, if nobody has. For browsers: there has to be `customElements`. */
export function define(): void;

/** Has files read by another function than `fetch`; `integrity` is empty, or the file's digest as in `RequestInit`. */
export function readBy(reader: (url: URL, init: { integrity: string }) => Promise<Response>): void;

/** The article that a server answered with, for {@link HashiyaArticle.article}: JSON, HTML, Markdown or text by its content type. */
export function articleFrom(response: Response): Promise<ArticleSource>;

/** The version of this package. */
export const version: string;

// --- The element ---

/** Kinds of marks that readers tell apart and switch on and off; `other` are quantities and what has no kind of its own. */
export type MarkKind = 'person' | 'place' | 'organisation' | 'date' | 'quote' | 'source' | 'other';

/** What is displayed; what is not given stays as it is. */
export interface Filter {
  /** Marks of these kinds alone. */
  kinds?: readonly MarkKind[] | null | undefined;
  /** All mentions, or the first of each section. */
  allMentions?: boolean | null | undefined;
  /** Readers can change it, and their choice is remembered. */
  intensity?: 'off' | 'subtle' | 'full' | null | undefined;
}

/**
 * An article that is shown in the element: text; text, HTML or Markdown with what is known of it; or an annotated document. For Markdown
 * a second module is fetched; fields of its metadata (`title`, `date`, `lang`) count where nothing is said here.
 */
export type ArticleSource =
  | string
  | { text: string; lang?: string | undefined; date?: string | undefined; format?: undefined }
  | { html: string; text?: undefined; lang?: string | undefined; date?: string | undefined; format?: undefined }
  | { markdown: string; text?: undefined; html?: undefined; lang?: string | undefined; date?: string | undefined; format?: undefined }
  | HashiyaDocumentInput;

/**
 * Annotations that are not in our own format: those of the W3C Web Annotation model, one, a list, an AnnotationPage or an
 * AnnotationCollection, as JSON-LD with the context of the standard. They find their words by TextQuoteSelector, TextPositionSelector,
 * RangeSelector and what refines these.
 */
export type WebAnnotations = { '@context'?: unknown; type?: unknown; format?: undefined; [field: string]: unknown } | readonly object[];

/** Formats that `exportAs` knows: W3C Web Annotation, schema.org, spaCy's `doc.to_json()`, displaCy's input, brat's `.ann`, and our own. */
export type ExportFormat = 'w3c' | 'schema' | 'spacy' | 'displacy' | 'brat' | 'json';

export interface ExportOptions {
  /** The address of the article, that of the page where it is not given. */
  source?: string | undefined;
  /** Whether schema.org's quotations name speakers that nobody but the engine has named. */
  includeDetected?: boolean | undefined;
}

/** What became of annotations that were set. */
export interface AnnotationsResult {
  /** What could not be taken, a line each with its JSON path; the rest counts. */
  problems: string[];
  /** How many have no place in the article's text and are left out. */
  orphans: number;
}

/** Something that a copy desk would ask about, with places in code points. */
export interface Finding {
  /** The rule, a stable name such as `unattributed-quote`. */
  code: string;
  severity: 'error' | 'warning' | 'note';
  start: number;
  end: number;
  text: string;
  why: string;
  mend: string;
}

/** What the second module does; its functions throw a {@link HashiyaError}. */
export interface Formats {
  /** A story in Markdown as HTML, with what its metadata tells. */
  markdown(source: string): { html: string; lang: string | null; date: string | null };
  /** An article in another format: an object, or the text of brat's, which is no JSON. */
  written(format: ExportFormat, article: HashiyaDocumentInput, options?: ExportOptions): object | string;
  /** Web annotations with their places as they are in an article; `orphans` are the indexes of those that have none. */
  moved(list: readonly object[], article: HashiyaDocumentInput): { annotations: object[]; orphans: number[] };
  /** What a copy desk would ask about an article, by the newsroom's profile, in the words of a language. */
  checked(article: HashiyaDocumentInput, profile: object | null, lang: Lang): { findings: Finding[] };
}

/** An annotation, with the entity it mentions or that speaks in it. */
export interface MarkDetail {
  annotation: Annotation;
  entity: Entity | null;
  href?: undefined;
}

/** A link of a card. */
export interface LinkDetail {
  href: string;
  annotation?: undefined;
  entity?: undefined;
}

/** The element's events. All bubble and leave shadow trees. */
export interface HashiyaEventMap {
  /** The article has its marks for the first time. `lang` is its language; none where its text is gone already. */
  'hashiya-ready': CustomEvent<{ lang: Lang | undefined }>;
  /** The article has its marks, each time that it was annotated. `orphans` of the annotations that were set have no place in it. */
  'hashiya-annotate': CustomEvent<{ orphans: number }>;
  /** A card has opened. */
  'hashiya-open': CustomEvent<MarkDetail>;
  /** The card has closed, or given its place to another one. Null where the text has changed and the mark is gone. */
  'hashiya-close': CustomEvent<MarkDetail | null>;
  /** The reader goes to another mark, or by a link elsewhere. With `preventDefault()` he stays. */
  'hashiya-navigate': CustomEvent<MarkDetail | LinkDetail>;
  /** The reader objects to a mark. Nothing is sent anywhere: that is the page's to do. */
  'hashiya-report': CustomEvent<MarkDetail>;
  /** The article is shown without marks. */
  'hashiya-error': CustomEvent<{ code: ErrorCode; message: string }>;
}

/**
 * `<hashiya-article>`: stands around an article, or `for` points at one. Properties but the first three reflect attributes; null removes
 * the attribute. Changing an attribute begins anew.
 *
 * Where there is no DOM (Node.js) the class is there, so that it can be imported, but cannot be made.
 */
export class HashiyaArticle extends HTMLElement {
  static readonly observedAttributes: string[];
  static readonly annotate: typeof annotate;
  static readonly load: typeof load;
  /** Fetches what reads and writes other formats, moves annotations along with a text, and has the desk's checks. */
  static readonly formats: () => Promise<Formats>;
  static readonly version: string;

  /** After the article was annotated again the page has so many times as long for itself; 10 where it is not set. Not an attribute. */
  rest?: number;

  /** An article that is shown instead of what the element holds; null for none. Not an attribute. */
  get article(): ArticleSource | null;
  set article(article: ArticleSource | null | undefined);

  /**
   * What is marked now; empty before `hashiya-annotate`. To set it is {@link setAnnotations} with a document, and with a string the
   * attribute: the address of a file in the format `hashiya/1`, or of Web Annotations.
   */
  get annotations(): readonly Annotation[];
  set annotations(value: HashiyaDocumentInput | WebAnnotations | string | null | undefined);

  /** Who and what the marks mention; empty before `hashiya-annotate`. */
  get entities(): readonly Entity[];

  /** A CSS selector of the article, in the element's own tree or else in the document. Attribute `for`. */
  get htmlFor(): string | null;
  set htmlFor(value: string | null | undefined);

  /** The address of an article, as text, HTML, Markdown or JSON by its content type. */
  get src(): string | null;
  set src(value: string | null | undefined);

  /** The article as plain text. */
  get text(): string | null;
  set text(value: string | null | undefined);

  /** The language of the interface, a BCP 47 tag; else that of the article. */
  get ui(): string | null;
  set ui(value: string | null | undefined);

  /** The day of publication, `YYYY-MM-DD`; else what the page says of itself. */
  get date(): string | null;
  set date(value: string | null | undefined);

  /** `boxes` draws marks as boxes; anything else paints CSS highlights, where the browser has them. */
  get painter(): string | null;
  set painter(value: string | null | undefined);

  /**
   * The address of the newsroom's glossary, CSV or JSON. Whom it never wants named is not marked by annotations that are set either: for
   * that the pack of the article's language is fetched, also with `detect="off"`, and nothing is marked before both are there.
   */
  get glossary(): string | null;
  set glossary(value: string | null | undefined);

  /** Lets readers ask Wikipedia: empty, or the address of a proxy with `{lang}`. `true` is the empty string. */
  get wikipedia(): string | null;
  set wikipedia(value: string | boolean | null | undefined);

  /** `off` marks nothing but what was set. */
  get detect(): string | null;
  set detect(value: string | null | undefined);

  /** `lazy` waits until the article comes near. */
  get loading(): string | null;
  set loading(value: string | null | undefined);

  /**
   * Sets annotations made elsewhere, an object in the format `hashiya/1` or Web Annotations, or the JSON text of them; null takes them
   * away. Beside what is detected they win. Where words were edited since, a second module is fetched to find them again; a mark that it
   * has found says so and how much is the same, and what it does not find is left out. Resolves once they are painted; to nothing where the element is not at work yet or they are taken away: the element
   * then begins anew, and says in the console what could not be taken.
   *
   * Rejects with a {@link HashiyaError}: `invalid-input`, `invalid-date`, `unknown-language`.
   */
  setAnnotations(document: HashiyaDocumentInput | WebAnnotations | string | null | undefined): Promise<AnnotationsResult | undefined>;

  /** Goes to the annotation of this `id` and opens its card; null closes the card. Whether there is such an annotation. */
  select(id: string | null): boolean;

  /**
   * Changes what is displayed. Throws `invalid-input` for a name that is none, once the element is at work; before, the console says so
   * when it is.
   */
  filter(filter?: Filter): void;

  /** What is on the screen as an object; null before the article was read. Throws `unknown-format`. */
  export(format?: 'json'): HashiyaDocument | null;

  /**
   * The same in another format: the text of a file for brat, an object else. A second module is fetched first.
   *
   * Rejects with a {@link HashiyaError}: `invalid-input` for a format there is not, `io`, `version-mismatch`.
   */
  exportAs<F extends ExportFormat>(format: F, options?: ExportOptions): Promise<F extends 'brat' ? string : object>;

  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K, listener: (this: HashiyaArticle, event: HTMLElementEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof HTMLElementEventMap>(
    type: K, listener: (this: HashiyaArticle, event: HTMLElementEventMap[K]) => unknown, options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'hashiya-article': HashiyaArticle;
  }
  /** They bubble: a page can hear them on the element, on anything around it, and on the document. */
  interface GlobalEventHandlersEventMap extends HashiyaEventMap {}
}

export {};
