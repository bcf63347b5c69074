//! The newsroom's own names, and the names it never wants marked.
//!
//! A [`Glossary`] is filled from CSV ([`Glossary::add_csv`]) or JSON ([`Glossary::add_json`]); what cannot be read is told as
//! [`Problem`]s, and the rest is there. It is asked for the names that begin at a token, in any case that the newsroom did not
//! spell out and with any spelling that [`normalise::fold`] takes for the same.
//!
//! Names are kept in one table by a fingerprint of their folded words: a name under all of its words, and under its first word how
//! many words the longest has that begins so. Most words of a text begin no name, and cost one look into the table.

mod csv;
mod draft;
mod json;
mod table;

use std::rc::Rc;

pub use draft::{Place, Problem};

use table::{Fingerprint, Slot, Table};

use super::normalise;
use super::token::{self, Token};
use crate::model::{EntityType, Lang, Note, Span};

/// What names are looked up without: `Al-Manar` and `Al Manar` are one.
const HYPHEN: &str = "-";

/// A name of the newsroom, or one that is never marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub kind: EntityType,
    /// The name, then other ways to write it, parted by `|`.
    pub forms: String,
    /// The language of the text it is looked for in; every one where it is not given.
    pub lang: Option<Lang>,
    pub note: Note,
    /// Whether nothing of it may be marked, shown or written out.
    pub is_never: bool,
    place: Place,
}

impl Row {
    /// The name as a text in `lang` is read: the first form in its script, or else the name.
    pub fn name_in(&self, lang: Lang) -> &str {
        self.form_in(lang).unwrap_or(self.name())
    }

    /// The first form in the script of `lang`.
    pub fn form_in(&self, lang: Lang) -> Option<&str> {
        self.forms().find(|form| script(form) == lang)
    }

    /// The name as the newsroom gives it.
    pub fn name(&self) -> &str {
        self.forms().next().unwrap_or_default()
    }

    /// The name and its spellings.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        self.forms.split('|')
    }
}

/// The language of the two whose script `text` is written in.
pub fn script(text: &str) -> Lang {
    let is_arabic =
        |letter: char| matches!(letter, '\u{600}'..='\u{6FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}');
    if text.chars().any(is_arabic) { Lang::Ar } else { Lang::En }
}

/// The folded words of `text`, hyphens left out.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(text, script(text), &mut |word| words.push(word.folded().collect()));
    words
}

/// A name that begins at a token.
#[derive(Debug, Clone, Copy)]
pub struct Hit<'g> {
    pub row: &'g Rc<Row>,
    /// How many tokens it takes, hyphens among them.
    pub tokens: usize,
}

/// One form of a name.
#[derive(Debug, Clone, Copy)]
struct Phrase {
    row: u32,
    capitals: Capitals,
    /// The next phrase of the same words.
    next: u32,
}

/// Which words of a name are written with a capital or in capitals: two bits a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Capitals(u32);

impl Capitals {
    /// The most words of a name.
    const WORDS: usize = 16;
    const FIRST: u32 = 1;
    const ALL: u32 = 2;

    fn note(&mut self, at: u32, word: &str) {
        if !word.starts_with(|letter: char| letter < '\u{600}') {
            return;
        }
        let mut letters = word.chars().filter(|letter| letter.is_alphabetic());
        let first = letters.next().is_some_and(char::is_uppercase);
        // A single letter is an initial: `A` opens a sentence too.
        let all = first && word.chars().count() > 1 && letters.all(char::is_uppercase);
        let asked = if all { Capitals::FIRST | Capitals::ALL } else { u32::from(first) * Capitals::FIRST };
        self.0 |= asked << (2 * at.min(Capitals::WORDS as u32 - 1));
    }

    /// Whether `tokens`, hyphens left out, are written so: `Council` is no `council`, `WHO` no `Who`.
    fn are_those_of<'t>(self, tokens: impl Iterator<Item = &'t Token>) -> bool {
        let asked = |at: usize| self.0 >> (2 * at);
        self.0 == 0
            || tokens.enumerate().all(|(at, token)| {
                let asked = asked(at);
                (asked & Capitals::FIRST == 0 || token.capital) && (asked & Capitals::ALL == 0 || token.all_caps)
            })
    }
}

/// The newsroom's names.
#[derive(Debug, Default)]
pub struct Glossary {
    rows: Vec<Rc<Row>>,
    phrases: Vec<Phrase>,
    table: Table,
    never_types: Vec<EntityType>,
    has_never_names: bool,
}

impl Glossary {
    /// How many names there are, those never marked among them.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it says nothing at all.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.never_types.is_empty()
    }

    /// Whether there are names that are never marked.
    pub fn has_never_names(&self) -> bool {
        self.has_never_names
    }

    /// Whether nothing of type `kind` is marked.
    pub fn is_never_type(&self, kind: EntityType) -> bool {
        self.never_types.contains(&kind)
    }

    /// Whether something is withheld, by name or by type.
    pub fn withholds(&self) -> bool {
        self.has_never_names || !self.never_types.is_empty()
    }

    /// Whether a name begins with the folded word `stem`.
    pub fn begins(&self, stem: &str) -> bool {
        self.table.get(Fingerprint::of(stem)).is_some_and(|slot| slot.longest > 0)
    }

    /// The longest name of the newsroom that begins with `first`, read as `stem`, and goes on with tokens of `rest`.
    pub fn named(&self, stem: &str, first: &Token, rest: &[Token], lang: Lang) -> Option<Hit<'_>> {
        self.longest(stem, rest, &|phrase, row, tokens| {
            let tokens = rest[..tokens - 1].iter().filter(|token| *token.key != *HYPHEN);
            !row.is_never
                && row.lang.is_none_or(|only| only == lang)
                && phrase.capitals.are_those_of(std::iter::once(first).chain(tokens))
        })
    }

    /// The longest name that is never marked and begins so: with whatever capitals and in whatever language.
    pub fn never(&self, stem: &str, rest: &[Token]) -> Option<Hit<'_>> {
        self.longest(stem, rest, &|_, row, _| row.is_never)
    }

    /// Whether a name that is never marked stands in `text`.
    pub fn is_never_in(&self, text: &str) -> bool {
        if !self.has_never_names {
            return false;
        }
        let lang = script(text);
        let tokens = token::tokens(text, Span::new(0, text.len()), lang);
        let begins = |(at, token): (usize, &Token)| {
            let rest = &tokens[at + 1..];
            token::splits(token.span.of(text), &token.key, lang)
                .iter()
                .any(|split| self.never(&split.stem, rest).is_some())
        };
        tokens.iter().enumerate().any(begins)
    }

    fn longest(&self, stem: &str, rest: &[Token], fits: &dyn Fn(&Phrase, &Row, usize) -> bool) -> Option<Hit<'_>> {
        let fitting = |slot: &Slot, tokens: usize| {
            let row = |phrase: &Phrase| &self.rows[phrase.row as usize];
            let phrase = self.phrases_from(slot.phrase).find(|phrase| fits(phrase, row(phrase), tokens))?;
            Some(Hit { row: row(phrase), tokens })
        };
        let mut words = Fingerprint::of(stem);
        let slot = self.table.get(words)?;
        let mut best = fitting(slot, 1);
        let more = rest.iter().enumerate().filter(|(_, token)| *token.key != *HYPHEN);
        for (at, token) in more.take((slot.longest as usize).saturating_sub(1)) {
            words = words.and_a_word().and_all(&token.key);
            best = self.table.get(words).and_then(|slot| fitting(slot, at + 2)).or(best);
        }
        best
    }

    /// The phrase at `index` and those of the same words that it leads to.
    fn phrases_from(&self, index: u32) -> impl Iterator<Item = &Phrase> {
        let at = |index: u32| self.phrases.get(index as usize);
        std::iter::successors(at(index), move |phrase| at(phrase.next))
    }

    /// Adds `row` under all of its forms. Tells `taken` of each form that is another row's already.
    fn add(&mut self, row: Row, taken: &mut dyn FnMut(&str, &Row)) {
        let row = Rc::new(row);
        let index = self.rows.len() as u32;
        self.rows.push(row.clone());
        self.has_never_names |= row.is_never;
        for form in row.forms() {
            // What is one word to one language can be two to the other: `Sotheby's`.
            let langs: &[Lang] = if is_plain(form) { &[Lang::En] } else { &Lang::ALL };
            let others = langs.iter().filter_map(|&lang| self.add_form(form, lang, index));
            if let Some(other) = others.filter(|&other| other != index).last() {
                taken(form, &self.rows[other as usize]);
            }
        }
    }

    /// Adds one form of the row at `index`. The row that has it already, if one does.
    fn add_form(&mut self, form: &str, lang: Lang, index: u32) -> Option<u32> {
        // The first word, all of them, and the first with the last.
        let mut ends: Option<[Fingerprint; 3]> = None;
        let (mut capitals, mut count) = (Capitals::default(), 0);
        each_word(form, lang, &mut |word| {
            capitals.note(count, word.written);
            count += 1;
            let [first, all, short] = match ends {
                None => [None, None, None],
                Some([first, all, _]) => [Some(first), Some(all.and_a_word()), Some(first.and_a_word())],
            };
            let start = Fingerprint::default();
            let (mut all, mut short) = (all.unwrap_or(start), short.unwrap_or(start));
            for letter in word.folded() {
                (all, short) = (all.and(letter), short.and(letter));
            }
            ends = Some([first.unwrap_or(all), all, short]);
        });
        let [first, all, short] = ends?;
        let other = self.add_phrase(first, all, count, Phrase { row: index, capitals, next: Slot::NONE });
        let row = &self.rows[index as usize];
        if row.is_never && row.kind == EntityType::Per && count > 2 {
            // Who is listed with the father's name is the same without it.
            self.add_phrase(first, short, 2, Phrase { row: index, capitals, next: Slot::NONE });
        }
        other
    }

    /// Adds a phrase of `count` words that are `all`, the first of them `first`.
    fn add_phrase(&mut self, first: Fingerprint, all: Fingerprint, count: u32, mut phrase: Phrase) -> Option<u32> {
        let row = &self.rows[phrase.row as usize];
        let known = self.table.get(all).map_or(Slot::NONE, |slot| slot.phrase);
        let same = |known: &&Phrase| {
            let other = &self.rows[known.row as usize];
            let meet = other.lang.is_none() || row.lang.is_none() || other.lang == row.lang;
            other.is_never == row.is_never && meet && known.capitals == phrase.capitals
        };
        if let Some(other) = self.phrases_from(known).find(same) {
            return Some(other.row);
        }
        phrase.next = known;
        self.table.slot(all).phrase = self.phrases.len() as u32;
        let first = self.table.slot(first);
        first.longest = first.longest.max(count);
        self.phrases.push(phrase);
        None
    }
}

/// A word of a name.
struct Word<'n> {
    written: &'n str,
    /// Its folded form, where that is not to be had letter by letter.
    key: Option<&'n str>,
}

impl Word<'_> {
    /// Its folded letters.
    fn folded(&self) -> impl Iterator<Item = char> {
        let is_plain = self.key.is_none();
        let fold = move |letter| if is_plain { normalise::fold_plain(letter) } else { Some(letter) };
        self.key.unwrap_or(self.written).chars().filter_map(fold)
    }
}

/// Whether `name` is of letters and spaces alone, as most are, and needs no rules of Unicode to be cut, whatever the language.
fn is_plain(name: &str) -> bool {
    name.chars().all(|letter| letter == ' ' || normalise::fold_plain(letter).is_some())
}

/// Tells `found` each word of `name`, cut as a text in `lang` is.
fn each_word(name: &str, lang: Lang, found: &mut dyn FnMut(Word)) {
    if is_plain(name) {
        let words = name.split(' ').filter(|word| !word.is_empty());
        return words.for_each(|written| found(Word { written, key: None }));
    }
    for token in token::tokens(name, Span::new(0, name.len()), lang) {
        if *token.key != *HYPHEN {
            found(Word { written: token.span.of(name), key: Some(&token.key) });
        }
    }
}

#[cfg(test)]
mod tests;
