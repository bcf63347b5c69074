//! The newsroom's own names, and the names it never wants marked.
//!
//! A [`Glossary`] is filled from CSV ([`Glossary::add_csv`]) or JSON ([`Glossary::add_json`]); what cannot be read is told as
//! [`Problem`]s, and the rest is there. It is asked for the names that begin at a token, in any case that the newsroom did not
//! spell out and with any spelling that [`normalise::fold`] takes for the same.
//!
//! Names are kept in one table by their folded words: a name under all of its words, and under its first word how many words
//! the longest has that begins so. Most words of a text begin no name, and cost one look into the table.

mod csv;
mod draft;
mod json;

use std::collections::HashMap;
use std::rc::Rc;

pub use draft::{Place, Problem};
pub use json::Value;

use super::arabic::{self, Split};
use super::normalise;
use super::token::{self, Token};
use crate::model::{EntityType, Lang, Note, Span};

/// What names are looked up without: `Al-Manar` and `Al Manar` are one.
const HYPHEN: &str = "-";
/// No phrase, in the links of the table.
const NONE: u32 = u32::MAX;

/// A name of the newsroom, or one that is never marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub kind: EntityType,
    pub name: String,
    /// Other ways to write it.
    pub spellings: Vec<String>,
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
        self.form_in(lang).unwrap_or(&self.name)
    }

    /// The first form in the script of `lang`.
    pub fn form_in(&self, lang: Lang) -> Option<&str> {
        self.forms().find(|form| script(form) == lang)
    }

    /// The name and its spellings.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.spellings).map(String::as_str)
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
    each_word(text, script(text), |key, _| words.push(key.to_owned()));
    words
}

/// A name that begins at a token.
#[derive(Debug, Clone, Copy)]
pub struct Hit<'g> {
    pub row: &'g Rc<Row>,
    /// How many tokens it takes, hyphens among them.
    pub tokens: usize,
}

/// What stands under some words in the table.
#[derive(Debug, Clone, Copy)]
struct Slot {
    /// The first of the phrases that are these words, an index into `phrases`.
    phrase: u32,
    /// How many words the longest name has that begins with this word; 0 under several words.
    longest: u32,
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
    slots: HashMap<Box<str>, Slot>,
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
        self.slots.get(stem).is_some_and(|slot| slot.longest > 0)
    }

    /// The longest name of the newsroom that begins with `first`, read as `stem`, and goes on with tokens of `rest`.
    pub fn named(&self, stem: &str, first: &Token, rest: &[Token], lang: Lang) -> Option<Hit<'_>> {
        self.longest(stem, rest, |phrase, row, tokens| {
            let tokens = rest[..tokens - 1].iter().filter(|token| *token.key != *HYPHEN);
            !row.is_never
                && row.lang.is_none_or(|only| only == lang)
                && phrase.capitals.are_those_of(std::iter::once(first).chain(tokens))
        })
    }

    /// The longest name that is never marked and begins so: with whatever capitals and in whatever language.
    pub fn never(&self, stem: &str, rest: &[Token]) -> Option<Hit<'_>> {
        self.longest(stem, rest, |_, row, _| row.is_never)
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
            splits(token.span.of(text), token, lang).iter().any(|split| self.never(&split.stem, rest).is_some())
        };
        tokens.iter().enumerate().any(begins)
    }

    fn longest(&self, stem: &str, rest: &[Token], fits: impl Fn(&Phrase, &Row, usize) -> bool) -> Option<Hit<'_>> {
        let slot = self.slots.get(stem)?;
        let mut best = self.fitting(slot, 1, &fits);
        if slot.longest <= 1 {
            return best;
        }
        let mut key = stem.to_owned();
        let mut words = 1;
        for (at, token) in rest.iter().enumerate().filter(|(_, token)| *token.key != *HYPHEN) {
            key.push(' ');
            key.push_str(&token.key);
            words += 1;
            best = self.slots.get(&*key).and_then(|slot| self.fitting(slot, at + 2, &fits)).or(best);
            if words == slot.longest {
                break;
            }
        }
        best
    }

    fn fitting(&self, slot: &Slot, tokens: usize, fits: impl Fn(&Phrase, &Row, usize) -> bool) -> Option<Hit<'_>> {
        let phrase =
            self.phrases_from(slot.phrase).find(|phrase| fits(phrase, &self.rows[phrase.row as usize], tokens))?;
        Some(Hit { row: &self.rows[phrase.row as usize], tokens })
    }

    /// The phrase at `index` and those of the same words that it leads to.
    fn phrases_from(&self, index: u32) -> impl Iterator<Item = &Phrase> {
        let at = |index: u32| self.phrases.get(index as usize);
        std::iter::successors(at(index), move |phrase| at(phrase.next))
    }

    /// Adds `row` under all of its forms. Tells `taken` of each form that is another row's already.
    fn add(&mut self, row: Row, mut taken: impl FnMut(&str, &Row)) {
        let row = Rc::new(row);
        let index = self.rows.len() as u32;
        self.rows.push(row.clone());
        self.has_never_names |= row.is_never;
        for form in row.forms() {
            // What is one word to one language can be two to the other: `Sotheby's`.
            let langs: &[Lang] = if form.contains(['\'', '’']) { &Lang::ALL } else { &[script(form)] };
            for &lang in langs {
                let other = self.add_form(form, lang, index);
                if let Some(other) = other.filter(|&other| other != index) {
                    taken(form, &self.rows[other as usize]);
                    break;
                }
            }
        }
    }

    /// Adds one form of the row at `index`. The row that has it already, if one does.
    fn add_form(&mut self, form: &str, lang: Lang, index: u32) -> Option<u32> {
        let mut key = String::with_capacity(form.len());
        let (mut capitals, mut count) = (Capitals::default(), 0);
        each_word(form, lang, |folded, word| {
            capitals.note(count, word);
            count += 1;
            if !key.is_empty() {
                key.push(' ');
            }
            key.push_str(folded);
        });
        let other = self.add_phrase(&key, count, capitals, index);
        let row = &self.rows[index as usize];
        if row.is_never && row.kind == EntityType::Per && count > 2 {
            // Who is listed with the father's name is the same without it.
            let ends = key.split_once(' ').zip(key.rsplit_once(' '));
            let short = ends.map(|((first, _), (_, last))| format!("{first} {last}")).unwrap_or_default();
            self.add_phrase(&short, 2, capitals, index);
        }
        other
    }

    /// Adds the phrase of `count` words that is folded to `key`.
    fn add_phrase(&mut self, key: &str, count: u32, capitals: Capitals, index: u32) -> Option<u32> {
        let row = &self.rows[index as usize];
        let known = self.slots.get(key).map_or(NONE, |slot| slot.phrase);
        let same = |phrase: &&Phrase| {
            let other = &self.rows[phrase.row as usize];
            let meet = other.lang.is_none() || row.lang.is_none() || other.lang == row.lang;
            other.is_never == row.is_never && meet && phrase.capitals == capitals
        };
        if let Some(other) = self.phrases_from(known).find(same) {
            return Some(other.row);
        }
        self.phrases.push(Phrase { row: index, capitals, next: known });
        let phrase = self.phrases.len() as u32 - 1;
        self.change(key, |slot| slot.phrase = phrase);
        let first = key.split_once(' ').map_or(key, |(first, _)| first);
        self.change(first, |slot| slot.longest = slot.longest.max(count));
        None
    }

    fn change(&mut self, key: &str, change: impl FnOnce(&mut Slot)) {
        match self.slots.get_mut(key) {
            Some(slot) => change(slot),
            None => {
                let mut slot = Slot { phrase: NONE, longest: 0 };
                change(&mut slot);
                self.slots.insert(key.into(), slot);
            }
        }
    }
}

/// The ways to read `word`, the written form of `token`, as the first word of a name.
pub fn splits(word: &str, token: &Token, lang: Lang) -> Vec<Split> {
    match lang {
        Lang::Ar => arabic::splits(word, &token.key),
        Lang::En => vec![Split::whole(token.key.clone())],
    }
}

/// Tells `found` the folded and the written form of each word of `name`, cut as a text in `lang` is.
fn each_word(name: &str, lang: Lang, mut found: impl FnMut(&str, &str)) {
    // Letters and spaces, as most names are, need no rules of Unicode to be cut.
    if name.chars().all(|letter| letter == ' ' || normalise::fold_plain(letter).is_some()) {
        let mut key = String::new();
        for word in name.split(' ').filter(|word| !word.is_empty()) {
            key.clear();
            key.extend(word.chars().filter_map(normalise::fold_plain));
            found(&key, word);
        }
        return;
    }
    for token in token::tokens(name, Span::new(0, name.len()), lang) {
        if *token.key != *HYPHEN {
            found(&token.key, token.span.of(name));
        }
    }
}

#[cfg(test)]
mod tests;
