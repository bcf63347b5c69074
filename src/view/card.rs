//! What stands in a card: plain data out of an annotation set, not yet in words of any interface language.

use jiff::civil::Date;

use super::Kind;
use super::strings::Word;
use crate::import;
use crate::knowledge::Subject;
use crate::lang::normalise::fold;
use crate::model::text::has;
use crate::model::{
    Annotation, AnnotationSet, Article, BlockKind, Entity, EntityId, EntityType, Evidence, Lang, Mark, Mention, Note,
    Origin, QuoteKind, SourceKind, Span, Stance, Value,
};

/// How many characters of a quote a list shows at most.
const FIRST_WORDS: usize = 64;

/// How many words at each end of a quote a link to it names.
const FRAGMENT: usize = 6;

/// The content of one card.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// The mark the card is about, an index into `annotations`.
    pub mark: usize,
    pub kind: Kind,
    /// The language of the words that come from the article.
    pub lang: Lang,
    pub body: Body,
    pub grounds: Grounds,
}

/// What the card says, by what its mark is.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    Entity(EntityCard),
    Quote(QuoteCard),
    Source(SourceCard),
}

/// A person, place, organisation or date.
#[derive(Debug, Clone, PartialEq)]
pub struct EntityCard {
    /// The fullest form of the article.
    pub name: String,
    pub entity_type: EntityType,
    /// What the article calls them, in its own words, each once, and the mention beside which it does, an index into `annotations`.
    pub roles: Vec<(String, usize)>,
    /// Other forms the article uses.
    pub other_forms: Vec<String>,
    /// What it is called without a name, beside the roles: `the company`.
    pub spoken_of_as: Vec<String>,
    /// The name in other languages: (BCP 47 tag, name).
    pub translations: Vec<(String, String)>,
    /// Whether those are the newsroom's, and not from the language pack.
    pub is_newsrooms: bool,
    /// What the newsroom's glossary says, if it says anything.
    pub note: Option<Note>,
    /// What an encyclopedia can be asked about it.
    pub subject: Option<Subject>,
    /// Which day a date is, how much a quantity is.
    pub value: Option<Value>,
    /// How many days after the article's date that day is.
    pub days_after: Option<i32>,
    pub mentions: Mentions,
    /// Quotes of theirs in this article.
    pub said: Vec<Said>,
}

/// Where among the mentions of its entity a mark stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mentions {
    /// From 1.
    pub position: usize,
    pub total: usize,
    /// The neighbours as indexes into `annotations`.
    pub previous: Option<usize>,
    pub next: Option<usize>,
}

/// A quote in a list of quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// An index into `annotations`.
    pub mark: usize,
    pub first_words: String,
    /// Whether these are the very words.
    pub is_direct: bool,
}

/// Reported words.
#[derive(Debug, Clone, PartialEq)]
pub struct QuoteCard {
    pub kind: QuoteKind,
    pub stance: Stance,
    pub speaker: Option<Speaker>,
    /// The reporting verb as the article has it.
    pub cue: Option<String>,
    pub context: Circumstances,
    /// The words a link to the quote names: the first and, of a long one, the last.
    pub fragment: Option<(String, Option<String>)>,
}

/// When, where and to whom it was said, in the words of the article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Circumstances {
    pub when: Option<String>,
    pub place: Option<String>,
    pub to: Option<String>,
}

/// Who said it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    pub name: String,
    pub role: Option<String>,
    /// Their first mention, an index into `annotations`.
    pub mention: Option<usize>,
}

/// A named or unnamed source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceCard {
    pub kind: SourceKind,
    pub names: Vec<String>,
    /// The words of the mark, for sources without names.
    pub text: String,
    pub reason: Option<String>,
    /// The other sources of the article, each name once: the mark of the first, an index into `annotations`, and the name.
    pub others: Vec<(usize, String)>,
}

impl SourceCard {
    /// The names, or the article's words.
    pub fn title(&self) -> String {
        titled(&self.names, &self.text)
    }
}

fn titled(names: &[String], text: &str) -> String {
    if names.is_empty() { text.to_owned() } else { names.join(" · ") }
}

/// Why the mark is there.
#[derive(Debug, Clone, PartialEq)]
pub struct Grounds {
    pub origin: Origin,
    pub sureness: Sureness,
    pub why: Vec<Evidence>,
}

/// Confidence in steps a reader can tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sureness {
    High,
    Fair,
    Low,
}

impl Sureness {
    fn of(confidence: f32) -> Sureness {
        match confidence {
            sure if sure >= 0.85 => Sureness::High,
            fair if fair >= 0.6 => Sureness::Fair,
            _ => Sureness::Low,
        }
    }
}

impl Card {
    /// The card of mark `mark`; none where there is no such mark.
    pub fn new(article: &Article, set: &AnnotationSet, mark: usize) -> Option<Card> {
        let annotation = set.annotations.get(mark)?;
        let body = match &annotation.mark {
            Mark::Entity(mention) => {
                let mut card = entity_card(article, set, mark, *mention);
                // An identifier is that of a name: where it is doubtful whose it is, so is what would be said of it.
                let is_sure = Sureness::of(annotation.confidence) == Sureness::High;
                card.subject = card.subject.filter(|subject| is_sure || subject.link.is_some());
                Body::Entity(card)
            }
            Mark::Quote { .. } => Body::Quote(quote_card(article, set, annotation)?),
            Mark::Source { kind, names, reason } => Body::Source(SourceCard {
                kind: *kind,
                names: names.clone(),
                text: annotation.span.of(&article.text).to_owned(),
                reason: reason.clone(),
                others: other_sources(article, set, &titled(names, annotation.span.of(&article.text))),
            }),
        };
        let lang = article.block_at(annotation.span.start).map_or(article.lang, |block| block.lang);
        Some(Card { mark, kind: Kind::of(annotation), lang, body, grounds: grounds(annotation) })
    }
}

/// Every source but those called `title`, each name once.
fn other_sources(article: &Article, set: &AnnotationSet, title: &str) -> Vec<(usize, String)> {
    let mut met = vec![fold(title)];
    let mut others = Vec::new();
    for (mark, annotation) in set.annotations.iter().enumerate() {
        let Mark::Source { names, .. } = &annotation.mark else { continue };
        let name = titled(names, annotation.span.of(&article.text));
        let key = fold(&name);
        if !met.contains(&key) {
            met.push(key);
            others.push((mark, name));
        }
    }
    others
}

/// The words of quote `mark` with who said them: what is copied from its card.
pub fn attributed(article: &Article, set: &AnnotationSet, mark: usize) -> Option<String> {
    let annotation = set.annotations.get(mark)?;
    let quote = quote_card(article, set, annotation)?;
    let comma = if article.lang == Lang::Ar { "، " } else { ", " };
    let speaker = quote.speaker.map(|speaker| match speaker.role {
        Some(role) => ["\n— ", &speaker.name, comma, &role].concat(),
        None => ["\n— ", &speaker.name].concat(),
    });
    let manner = if quote.kind == QuoteKind::Indirect { Word::Paraphrased.in_lang(article.lang) } else { "" };
    Some([annotation.span.of(&article.text), manner, &speaker.unwrap_or_default()].concat())
}

/// The first and, of a long quote, the last words, as a text fragment finds them on a page.
fn fragment(quote: &str) -> Option<(String, Option<String>)> {
    let spaces = || quote.char_indices().filter(|(_, letter)| letter.is_whitespace()).map(|(at, _)| at);
    let last = spaces().count().checked_sub(FRAGMENT).filter(|&last| last > FRAGMENT);
    match (spaces().nth(FRAGMENT - 1), last.and_then(|last| spaces().nth(last))) {
        (Some(first), Some(last)) => Some((quote[..first].to_owned(), Some(quote[last..].trim_start().to_owned()))),
        _ => Some((quote.to_owned(), None)).filter(|_| !quote.is_empty()),
    }
}

fn grounds(annotation: &Annotation) -> Grounds {
    Grounds { origin: annotation.origin, sureness: Sureness::of(annotation.confidence), why: annotation.why.clone() }
}

fn entity_card(article: &Article, set: &AnnotationSet, mark: usize, mention: Mention) -> EntityCard {
    let entity = set.entity(mention.entity);
    EntityCard {
        name: entity.name.clone(),
        entity_type: mention.kind,
        roles: entity
            .roles
            .iter()
            .map(|role| (role.text.clone(), beside(set, mention.entity, role.span, mark)))
            .collect(),
        spoken_of_as: spoken_of_as(article, entity),
        other_forms: entity.aliases.iter().filter(|alias| **alias != entity.name).cloned().collect(),
        translations: entity.translations.iter().filter(|(tag, _)| tag != article.lang.tag()).cloned().collect(),
        is_newsrooms: entity.is_translated_by_newsroom,
        subject: Subject::of(entity),
        note: entity.note.clone().filter(|note| *note != Note::default()),
        value: entity.value.clone(),
        days_after: entity.value.as_ref().and_then(|value| days_after(value, today(article, set)?)),
        mentions: mentions(set, mark, mention.entity),
        said: said(article, set, mention.entity),
    }
}

/// The mention of `entity` that is nearest to `span`: mark `mark` itself where it is as near.
fn beside(set: &AnnotationSet, entity: EntityId, span: Span, mark: usize) -> usize {
    let gap = |one: usize| {
        let other = set.annotations[one].span;
        (span.start.saturating_sub(other.end).max(other.start.saturating_sub(span.end)), one != mark)
    };
    set.mentions(entity).min_by_key(|&one| gap(one)).unwrap_or(mark)
}

/// How many days after `today` a date is that is a whole day.
fn days_after(value: &Value, today: Date) -> Option<i32> {
    Some(day_number(whole_day(value)?) - day_number(today))
}

fn whole_day(value: &Value) -> Option<Date> {
    match value {
        Value::Date(edtf) => import::date(edtf).ok(),
        _ => None,
    }
}

/// The date of the article: the one it was given, or that of its dateline.
fn today(article: &Article, set: &AnnotationSet) -> Option<Date> {
    let datelines = article.blocks.iter().filter(|block| block.kind == BlockKind::Dateline);
    let dates = datelines.flat_map(|block| set.annotations.iter().filter(|mark| block.span.contains(mark.span)));
    article.date.or_else(|| {
        let mut days = dates.filter_map(|mark| match mark.mark {
            Mark::Entity(mention) => whole_day(set.entity(mention.entity).value.as_ref()?),
            _ => None,
        });
        days.next()
    })
}

/// Days from the first of the year 1. Not by jiff's spans of time: the whole of them would be loaded with every page.
fn day_number(date: Date) -> i32 {
    let before = i32::from(date.year()) - 1;
    365 * before + before.div_euclid(4) - before.div_euclid(100)
        + before.div_euclid(400)
        + i32::from(date.day_of_year())
}

/// The words that stand for an entity and are no role of it, each wording once.
fn spoken_of_as(article: &Article, entity: &Entity) -> Vec<String> {
    let mut wordings: Vec<String> = Vec::new();
    for words in entity.references.iter().map(|span| span.of(&article.text)) {
        let is_role = entity.roles.iter().any(|role| fold(&role.text) == fold(words));
        if !is_role && !wordings.iter().any(|known| fold(known) == fold(words)) {
            wordings.push(words.to_owned());
        }
    }
    wordings
}

fn mentions(set: &AnnotationSet, mark: usize, entity: EntityId) -> Mentions {
    let all: Vec<usize> = set.mentions(entity).collect();
    let place = all.iter().position(|&mention| mention == mark).unwrap_or_default();
    Mentions {
        position: place + 1,
        total: all.len(),
        previous: place.checked_sub(1).map(|before| all[before]),
        next: all.get(place + 1).copied(),
    }
}

fn said(article: &Article, set: &AnnotationSet, speaker: EntityId) -> Vec<Said> {
    let quotes = set.quotes_by(speaker);
    let said = |mark: usize| Said {
        mark,
        first_words: first_words(set.annotations[mark].span.of(&article.text)),
        is_direct: matches!(set.annotations[mark].mark, Mark::Quote { kind: QuoteKind::Direct, .. }),
    };
    quotes.map(said).collect()
}

fn quote_card(article: &Article, set: &AnnotationSet, annotation: &Annotation) -> Option<QuoteCard> {
    let Mark::Quote { kind, stance, cue, speaker, speaker_entity, speaker_name, context } = &annotation.mark else {
        return None;
    };
    let entity = speaker_entity.map(|id| set.entity(id));
    let words = |span: Option<Span>| span.map(|span| span.of(&article.text).to_owned());
    let name = speaker_name.clone().or_else(|| entity.map(|entity| entity.name.clone())).or_else(|| words(*speaker));
    Some(QuoteCard {
        kind: *kind,
        stance: *stance,
        speaker: name.map(|name| Speaker {
            role: entity.and_then(|entity| entity.roles.first()).map(|role| role.text.clone()),
            mention: speaker_entity.and_then(|id| set.mentions(id).next()),
            name,
        }),
        fragment: fragment(annotation.span.of(&article.text)),
        cue: words(*cue),
        context: Circumstances {
            when: words(context.when),
            place: words(context.place),
            to: context.to.map(|span| addressee(article, set, span)),
        },
    })
}

/// Whom something is said to, written alone: `الصحفيين` of `للصحفيين`, where the article's alif is swallowed by the ل before it;
/// but `ليلى` of `لليلى`, which has none.
fn addressee(article: &Article, set: &AnnotationSet, span: Span) -> String {
    let words = span.of(&article.text);
    let named = set.annotations.iter().find_map(|annotation| match annotation.mark {
        Mark::Entity(mention) if annotation.span.start == span.start => Some(&set.entity(mention.entity).name),
        _ => None,
    });
    let has_article = named.is_none_or(|name| name.starts_with("ال"));
    let is_swallowed = article.text[..span.start].ends_with('ل') && words.starts_with('ل') && has_article;
    [if is_swallowed { "ا" } else { "" }, words].concat()
}

/// The beginning of a quote, without quotation marks, cut between words.
pub fn first_words(text: &str) -> String {
    let text = text.trim_matches(|char: char| char.is_whitespace() || has("\"“”„«»‘’", char));
    let Some((limit, _)) = text.char_indices().nth(FIRST_WORDS) else { return text.to_owned() };
    let cut = text[..limit].rfind(char::is_whitespace).unwrap_or(limit);
    format!("{}…", text[..cut].trim_end_matches(|char: char| char.is_whitespace() || has("،,;؛:-", char)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample;

    fn card(of: impl Fn(&Annotation) -> bool) -> Card {
        let (article, set) = (sample::article(), sample::set());
        let mark = set.annotations.iter().position(of).unwrap();
        Card::new(&article, &set, mark).unwrap()
    }

    #[test]
    fn a_person_has_role_forms_mentions_and_words() {
        let Body::Entity(person) = card(|mark| Kind::of(mark) == Kind::Person).body else { panic!("no person") };
        assert_eq!(person.name, "Salma Haddad");
        assert_eq!(person.roles, [("Energy minister".to_owned(), 0)]);
        assert_eq!(person.other_forms, ["Haddad"]);
        assert_eq!((person.mentions.position, person.mentions.total), (1, 4));
        assert_eq!(person.mentions.previous, None);
        assert!(person.mentions.next.is_some());
        assert_eq!(person.said[0].first_words, "the grid is ready");
    }

    #[test]
    fn a_place_has_its_name_in_another_language() {
        let Body::Entity(place) = card(|mark| Kind::of(mark) == Kind::Place).body else { panic!("no place") };
        assert_eq!(place.translations, [("ar".to_owned(), "عمّان".to_owned())]);
    }

    #[test]
    fn what_the_newsroom_says_is_shown_where_it_says_something() {
        let (article, mut set) = (sample::article(), sample::set());
        let mut note = |note: Note| {
            set.entities[0].note = Some(note);
            match Card::new(&article, &set, 0).unwrap().body {
                Body::Entity(entity) => entity.note,
                _ => panic!("no person"),
            }
        };
        let described = Note { description: Some("Minister since 2024".to_owned()), ..Note::default() };
        assert_eq!(note(described.clone()), Some(described));
        assert_eq!(note(Note::default()), None);
    }

    #[test]
    fn a_quote_names_its_speaker_with_role_and_verb() {
        let Body::Quote(quote) = card(|mark| Kind::of(mark) == Kind::Quote).body else { panic!("no quote") };
        let speaker = quote.speaker.unwrap();
        assert_eq!((speaker.name.as_str(), speaker.role.as_deref()), ("Salma Haddad", Some("Energy minister")));
        assert_eq!(quote.cue.as_deref(), Some("said"));
    }

    #[test]
    fn a_quote_is_copied_with_who_said_it() {
        let (article, set) = (sample::article(), sample::set());
        let mark = set.annotations.iter().position(|mark| Kind::of(mark) == Kind::Quote).unwrap();
        let copied = "\"the grid is ready\"\n— Salma Haddad, Energy minister";
        assert_eq!(attributed(&article, &set, mark).as_deref(), Some(copied));
        assert_eq!(fragment("\"the grid is ready\""), Some(("\"the grid is ready\"".to_owned(), None)));
        let long = ["first", &" one".repeat(20), " last"].concat();
        let ends = ("first one one one one one".to_owned(), Some("one one one one one last".to_owned()));
        assert_eq!(fragment(&long), Some(ends));
        assert_eq!(attributed(&article, &set, 0), None);
    }

    #[test]
    fn a_date_says_how_far_it_is_from_the_articles() {
        let (mut article, mut set) = (sample::article(), sample::set());
        article.date = "2026-05-10".parse().ok();
        let mut days = |edtf: &str| {
            set.entities[2].value = Some(Value::Date(edtf.to_owned()));
            let mark = set.annotations.iter().position(|mark| Kind::of(mark) == Kind::Date).unwrap();
            match Card::new(&article, &set, mark).unwrap().body {
                Body::Entity(date) => date.days_after,
                _ => panic!("no date"),
            }
        };
        assert_eq!((days("2026-05-03"), days("2027-05-10"), days("2026-05")), (Some(-7), Some(365), None));
        // Without a date of its own the article has that of its dateline.
        article.date = None;
        let mark = set.annotations.iter().position(|mark| Kind::of(mark) == Kind::Date).unwrap();
        let dateline = article.blocks.iter_mut().find(|block| block.span.contains(set.annotations[mark].span)).unwrap();
        dateline.kind = BlockKind::Dateline;
        set.entities[2].value = Some(Value::Date("2026-05-03".to_owned()));
        assert_eq!(today(&article, &set), "2026-05-03".parse().ok());
    }

    #[test]
    fn no_card_without_a_mark() {
        assert_eq!(Card::new(&sample::article(), &sample::set(), 99), None);
    }

    #[test]
    fn first_words_are_cut_between_words() {
        assert_eq!(first_words("«قصير»"), "قصير");
        let cut = first_words(&"كلمة طويلة، ".repeat(12));
        assert!(cut.ends_with("…") && cut.chars().count() <= FIRST_WORDS + 1, "{cut}");
        assert!(!cut.ends_with("،…"));
    }
}
