//! People: names after titles, names that begin with a known given name, and the short forms that follow them.
//!
//! No list holds the world's surnames. What ends a name is as telling as what begins it: an ordinary word, a particle, a
//! place. So a name is read as far as nothing speaks against it, and believed only with something that speaks for it.

mod name;
mod short;

use std::ops::Range;

use super::index::Index;
use super::reading::{BlockReading, Reading};
use super::titles::{self, Title};
use super::{Candidate, Found, confidence};
use crate::lang::{Class, Classes, arabic};
use crate::model::{Evidence, Lang, Role, Span, sorted};
use name::{LONGEST_NAME, Likeness, Name, name_at, other_name_at};
use short::{full_name, surnames};

pub use name::{JUNIOR, is_junior, may_be_a_name};
pub use short::short_forms;

/// Evidence of a short form; its parameter `name` is the fullest form of the entity.
pub const SAME_AS: &str = "same-as";
/// Evidence of a name after a title.
const TITLED: &str = "title-before-name";

/// Every person named in full or after a title.
pub fn candidates(reading: &Reading) -> Vec<Candidate> {
    let mut found = collect(reading, &[], titled);
    // Whoever has a title somewhere is known by the surname everywhere: `حفتر` begins no new name.
    let known = surnames(&found);
    let begins_known = |block: &BlockReading, at: usize| block.splits(at).any(|split| known.has(&split.stem));
    let untitled = collect(reading, &found, |block, at| untitled(block, at).filter(|_| !begins_known(block, at)));
    found.extend(untitled);
    let found = apart(reading, found);
    sorted(found, |left, right| left.span.cmp(&right.span))
}

/// Cuts names of two people that stand side by side, where one of them is named alone elsewhere:
/// `وعلق دونالد ترامب أريثا فرانكلين`.
fn apart(reading: &Reading, found: Vec<Candidate>) -> Vec<Candidate> {
    let pairs = found.iter().filter_map(full_name).filter(|words| words.len() == 2).map(|words| words.join(" "));
    let pairs = Index::of_words(pairs);
    let cut = |candidate: &Candidate| {
        let words = full_name(candidate).filter(|words| words.len() >= 4)?;
        let is_known = |words: &[String]| pairs.has(&words.join(" "));
        let count = words.len();
        [2, count - 2].into_iter().find(|&at| is_known(&words[..at]) || is_known(&words[at..]))
    };
    let split = |candidate: Candidate| {
        let middle = cut(&candidate).zip(full_name(&candidate).map(<[String]>::to_vec));
        let Some((at, words)) = middle else { return vec![candidate] };
        let block = &reading.blocks[candidate.block];
        let tokens = block.tokens_touching(candidate.span).filter(|&at| block.tokens[at].is_word());
        let spans: Vec<Span> = tokens.map(|at| block.tokens[at].span).collect();
        let (Some(last), Some(first)) = (spans.get(at - 1), spans.get(at)) else { return vec![candidate] };
        let part = |start: usize, end: usize, words: &[String], roles: Vec<Role>| Candidate {
            span: Span::new(start, end),
            found: Found::Person(words.to_vec()),
            roles,
            ..candidate.clone()
        };
        vec![
            part(candidate.span.start, last.end, &words[..at], candidate.roles.clone()),
            part(first.start, candidate.span.end, &words[at..], Vec::new()),
        ]
    };
    found.into_iter().flat_map(split).collect()
}

/// The people that `find` finds outside those `before`, one after the other.
fn collect(
    reading: &Reading,
    before: &[Candidate],
    find: impl Fn(&BlockReading, usize) -> Option<Person>,
) -> Vec<Candidate> {
    let mut found = Vec::new();
    let before: Vec<Span> = before.iter().map(|other| other.span).collect();
    for (index, block) in reading.blocks.iter().enumerate() {
        let mut at = 0;
        while at < block.tokens.len() {
            at = match block.tokens[at].span.overlapping(&before) {
                Some(other) => block.tokens_in(other).end.max(at + 1),
                None => match find(block, at) {
                    // A name that would run into one found before began with its title: `Mayor Daniel Whitfield`.
                    Some(person) if block.span(person.name.tokens.clone()).overlapping(&before).is_none() => {
                        let end = person.name.tokens.end.max(at + 1);
                        found.push(person.into_candidate(block, index));
                        end
                    }
                    _ => at + 1,
                },
            };
        }
    }
    found
}

/// A name with its grounds.
struct Person {
    name: Name,
    clitic: usize,
    roles: Vec<Role>,
    confidence: f32,
    why: Evidence,
}

impl Person {
    fn titled(name: Name, title: &str, roles: Vec<Role>) -> Person {
        let why = Evidence::with(TITLED, "title", title);
        Person { name, clitic: 0, roles, confidence: confidence::TITLE_NAME, why }
    }

    fn into_candidate(self, block: &BlockReading, index: usize) -> Candidate {
        let whole = block.span(self.name.tokens.clone());
        let span = Span::new(whole.start + self.clitic, whole.end);
        let mut why = vec![self.why];
        if self.clitic > 0 {
            let clitic = &block.text[whole.start..span.start];
            why.push(Evidence::with("clitic-split", "clitic", clitic));
        }
        let found = Found::Person(name_words(block, &self.name.tokens, self.clitic));
        Candidate { block: index, span, found, roles: self.roles, confidence: self.confidence, why }
    }
}

/// The folded words of the name at `tokens`, the first without `clitic` bytes.
fn name_words(block: &BlockReading, tokens: &Range<usize>, clitic: usize) -> Vec<String> {
    let words = tokens.clone().filter(|&at| block.tokens[at].is_word());
    words
        .map(|at| {
            let span = block.tokens[at].span;
            let from = if at == tokens.start { clitic } else { 0 };
            crate::lang::normalise::fold(&block.text[span.start + from..span.end])
        })
        .collect()
}

// --- After a title ---

/// Whether a title stands before the name; whose it is may yet be unsure.
pub fn is_titled(candidate: &Candidate) -> bool {
    candidate.why.iter().any(|why| why.code == TITLED)
}

fn titled(block: &BlockReading, at: usize) -> Option<Person> {
    let title = titles::head_at(block, at)?;
    match block.lang() {
        Lang::Ar => arabic_titled(block, &title),
        Lang::En => english_titled(block, &title),
    }
}

/// `وزير الدفاع الروسي سيرغي شويغو`, `اللواء المتقاعد خليفة حفتر`, `الرئيس أردوغان`.
fn arabic_titled(block: &BlockReading, title: &Title) -> Option<Person> {
    for end in titles::arabic_ends(block, title) {
        let directly = end == title.head.end;
        // `المعارضة`, `المحافظة`: bodies of people and land, and not only women.
        let is_body = block.lexicon.classes(arabic::without_article(&title.stem)).has(Class::TitlePart);
        if directly && (is_body || names_a_place(block, title)) {
            continue;
        }
        let Some(name) = name_at(block, end, 0, true) else { continue };
        if believed_after_title(block, &name, title.bare && directly) {
            let mut roles = title.roles(block, end);
            // `رئيس الوزراء ستيفن هاربر حينذاك`: what he was then.
            let is_over = block.classes(name.tokens.end).has(Class::Former) && block.run_len(name.tokens.end - 1) > 1;
            roles.iter_mut().for_each(|role| role.is_former |= is_over);
            return Some(Person::titled(name, &title.words(block, end), roles));
        }
    }
    None
}

/// Whether the title begins the name of a place or a house called after somebody: `مطار الملك عبدالله`, `مركز الأمير سلطان`.
fn names_a_place(block: &BlockReading, title: &Title) -> bool {
    let before = title.head.start.checked_sub(1).filter(|&before| title.clitic == 0 && block.run_len(before) > 1);
    before.is_some_and(|before| {
        let classes = block.ways(before).iter().fold(Classes::default(), |all, way| all.with(way.sense.classes));
        classes.any(&[Class::Generic, Class::Locative, Class::Label])
            && !classes.any(&[Class::Function, Class::Cue])
            && !arabic::is_definite(&block.tokens[before].key)
    })
}

fn believed_after_title(block: &BlockReading, name: &Name, directly: bool) -> bool {
    let definite = arabic::is_definite(&block.tokens[name.tokens.start].key);
    let common = block.classes(name.tokens.start).any(&[Class::Common, Class::AmbiguousName]);
    match (name.words, name.known) {
        // A single word has to be a known name or stand right after `الرئيس` and be no ordinary word: `الرئيس التركي` is none.
        (1, 0) => directly && !definite && !common,
        (1, _) => !common,
        // Of several words an unknown first one with the article is more likely an adjective: `الوزير المستقيل`. A name that
        // is as often something else (`ياسين`) is believed here.
        (_, 0) => !definite && (!common || block.classes(name.tokens.start).has(Class::AmbiguousName)),
        _ => !definite || name.first == Likeness::Known,
    }
}

/// `President Emmanuel Macron`, `Ambassador Mohib`, `immigration barrister Colin Yeo`.
fn english_titled(block: &BlockReading, title: &Title) -> Option<Person> {
    let mut from = title.head.end;
    if block.token(from).is_some_and(|token| token.is_mark(".")) {
        from += 1;
    }
    let from = after_place(block, from).unwrap_or(from);
    let name = name_at(block, from, 0, true)?;
    let glued = title.bare && block.span(title.head.clone()).end + 2 >= block.tokens[from].span.start;
    if name.words < 2 && !glued && name.known == 0 || name.words < 2 && !title.bare {
        return None;
    }
    let start = titles::english_start(block, &title.head);
    let words = block.span(start..from).of(block.text);
    Some(Person::titled(name, words, titles::english_roles(block, title, start, from)))
}

/// The token after `to the United States` or `of France` at `from`, as in `Ambassador to the United States Hamdullah Mohib`.
fn after_place(block: &BlockReading, from: usize) -> Option<usize> {
    block.token(from).filter(|token| matches!(&*token.key, "to" | "of" | "for" | "at"))?;
    let place = from + 1 + usize::from(&*block.token(from + 1)?.key == "the");
    let split = block.splits(place).next()?;
    let phrase = block.phrase_of(place, split, &[Class::Territory, Class::City, Class::Organisation])?;
    Some(place + phrase.found.tokens)
}

// --- Without a title ---

/// Whether a reporting verb that is a given name too opens the sentence before another: `طالب حسام البدري`.
pub fn is_verb_before(block: &BlockReading, at: usize) -> bool {
    let next = block.classes(at + 1);
    block.lang() == Lang::Ar
        && block.may_report(at)
        && block.sentence_of(at).start == at
        && block.run_len(at) > 2
        && next.has(Class::Given)
        && !next.has(Class::AmbiguousName)
        && block.classes(at + 2) != Classes::default()
}

/// A known given name with what follows it: `محمد حماقي`, `Daniel Montalvo`; a known or unknown one with an age: `, 19,`.
fn untitled(block: &BlockReading, at: usize) -> Option<Person> {
    let may_be_aged = (at + 1..at + 1 + LONGEST_NAME).any(|comma| block.is_age(comma + 1));
    if !may_be_aged && !block.may_begin(at, &[Class::Given, Class::Family, Class::Connector]) {
        return None;
    }
    if is_verb_before(block, at) {
        return None;
    }
    for split in block.splits(at) {
        // A clitic is split off only where the whole word is nothing the lexicon knows.
        if split.at > 0 && block.classes(at) != Classes::default() {
            break;
        }
        let Some(name) = name_at(block, at, split.at, false) else { continue };
        // `Al Jazeera` begins like a person's name.
        if other_name_at(block, at).is_some_and(|tokens| tokens >= name.tokens.len()) {
            continue;
        }
        let sure = name.first == Likeness::Known && name.words >= 2 && name.tokens.len() >= 2;
        let aged = name.words >= 2 && block.is_age(name.tokens.end + 1);
        if sure || aged {
            let first = &block.word(at)[split.at..];
            return Some(Person {
                name,
                clitic: split.at,
                roles: Vec::new(),
                confidence: confidence::GIVEN_NAME,
                why: Evidence::with("given-name", "name", first),
            });
        }
    }
    None
}
