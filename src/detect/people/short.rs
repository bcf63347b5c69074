//! Short forms of the names an article has in full: `شويغو` of `سيرغي شويغو`.

use super::super::index::Index;
use super::super::reading::{BlockReading, Reading};
use super::super::{Candidate, Found, confidence, names};
use super::{JUNIOR, Likeness, Name, Person, SAME_AS};
use crate::lang::{Class, Classes};
use crate::model::{EntityType, Evidence, Lang, Span};

/// Mentions of the people in `found`, which are in order, by a part of their name, where no other mention stands: `شويغو` of `سيرغي شويغو`.
pub fn short_forms(reading: &Reading, found: &[Candidate]) -> Vec<Candidate> {
    let surnames = surnames(found);
    let taken: Vec<Span> = found.iter().filter(|other| full_name(other).is_some()).map(|other| other.span).collect();
    let mut short = Vec::new();
    for (index, block) in reading.blocks.iter().enumerate() {
        for at in 0..block.tokens.len() {
            if block.tokens[at].span.overlapping(&taken).is_none() {
                short.extend(short_form(block, index, at, &surnames));
            }
        }
    }
    short
}

/// The last words of the names of `people`, and the only word of those that have one; `الابن` is no surname.
pub fn surnames(people: &[Candidate]) -> Index {
    let names = people.iter().filter_map(full_name).filter_map(|words| words.last());
    Index::of_words(names.filter(|word| word.chars().count() >= 3 && !JUNIOR.contains(&word.as_str())).cloned())
}

/// The words of a person's name that short forms are looked for of: several, or one that a rule speaks for and not the
/// tagger alone.
pub fn full_name(candidate: &Candidate) -> Option<&[String]> {
    match &candidate.found {
        Found::Person(words) if words.len() > 1 || candidate.why.iter().any(|why| why.code != names::TAGGER) => {
            Some(words)
        }
        Found::Listed(row, words) if row.kind == EntityType::Per => Some(words),
        _ => None,
    }
}

fn short_form(block: &BlockReading, index: usize, at: usize, surnames: &Index) -> Option<Candidate> {
    let token = &block.tokens[at];
    if !token.is_word() || (block.lang() == Lang::En && !token.capital) {
        return None;
    }
    // `بن يوسف`, `أبو الغيط`: the word before the surname is a part of it.
    let joins =
        |at: usize| block.lang() == Lang::Ar && block.run_len(at) > 1 && block.classes(at).has(Class::Connector);
    if at > 0 && joins(at - 1) {
        return None;
    }
    let known = |stem: &str| surnames.has(stem);
    if let Some(clitic) = given_before(block, at).filter(|_| known(&token.key)) {
        return Some(relative(block, index, at, clitic));
    }
    let (clitic, words) = if joins(at) {
        let next = &block.tokens[at + 1].key;
        (0, known(next).then(|| vec![token.key.clone(), next.clone()])?)
    } else {
        let split = block.splits(at).find(|split| known(&split.stem))?;
        (split.at, vec![split.stem.clone()])
    };
    let classes = block.lexicon.classes(&words[0]);
    // A surname that is also an ordinary word is believed only with its title, in full or right after a reporting verb.
    let names_a_place = classes.any(&[Class::Function, Class::Territory, Class::Nationality]);
    let is_subject = clitic == 0 && at > 0 && block.run_len(at - 1) > 1 && block.may_report(at - 1);
    let is_word = block.lang() == Lang::Ar && classes.has(Class::Common) && !is_subject;
    if words.len() == 1 && (names_a_place || is_word) {
        return None;
    }
    let whole = block.span(at..at + words.len());
    // Of whom it is a short form is known when people are told apart.
    let why = vec![Evidence::plain(SAME_AS)];
    let span = Span::new(whole.start + clitic, whole.end);
    Some(Candidate {
        block: index,
        span,
        found: Found::Person(words.iter().map(|word| word.to_string()).collect()),
        roles: Vec::new(),
        confidence: confidence::SHORT_FORM,
        why,
    })
}

/// The bytes of clitics of the word before `at`, where that can be nothing but a given name: `ليلى بوزيد` is not the `كمال بوزيد`
/// that the article has named.
fn given_before(block: &BlockReading, at: usize) -> Option<usize> {
    let before = at.checked_sub(1).filter(|&before| block.run_len(before) > 1)?;
    let others =
        [Class::Function, Class::Complementiser, Class::Cue, Class::Title, Class::BareTitle, Class::Nationality];
    // After a reporting verb stands who speaks: `قالت ليلى بوزيد`.
    let is_subject = before > 0 && block.may_report(before - 1);
    let is_other = |classes: Classes| classes.any(&others) || (classes.has(Class::Common) && !is_subject);
    if is_other(block.classes(before)) || (block.lang() == Lang::En && !block.tokens[before].capital) {
        return None;
    }
    let mut ways = block.ways(before).iter().filter(|way| way.sense.classes.has(Class::Given));
    ways.find(|way| !is_other(way.sense.classes)).map(|way| way.split.at)
}

/// A person by the given name at `at - 1`, of which `clitic` bytes are none of it, and a surname that another has too.
fn relative(block: &BlockReading, index: usize, at: usize, clitic: usize) -> Candidate {
    let name = Name { tokens: at - 1..at + 1, words: 2, known: 2, first: Likeness::Known };
    let given = block.word(at - 1)[clitic..].to_owned();
    let why = Evidence::with("given-name", "name", given);
    Person { name, clitic, roles: Vec::new(), confidence: confidence::GIVEN_NAME, why }.into_candidate(block, index)
}
