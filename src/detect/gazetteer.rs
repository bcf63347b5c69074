//! Places and organisations that the lexicon knows by name.

use super::reading::{BlockReading, Phrase, Reading};
use super::{Candidate, Found, confidence};
use crate::lang::{Class, Classes};
use crate::model::text::has;
use crate::model::{BlockKind, Evidence, Lang, Span};

/// Every place and organisation of the lexicon named in the article, longest phrase first where several begin together.
pub fn candidates(reading: &Reading) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (index, block) in reading.blocks.iter().enumerate() {
        let mut at = 0;
        while at < block.tokens.len() {
            match candidate(block, index, at) {
                Some((candidate, tokens)) => {
                    found.push(candidate);
                    at += tokens;
                }
                None => at += 1,
            }
        }
    }
    found
}

/// The best reading of the tokens at `at` as a known name, and how many tokens it takes.
fn candidate(block: &BlockReading, index: usize, at: usize) -> Option<(Candidate, usize)> {
    if !block.may_begin(at, &[Class::Territory, Class::City, Class::Organisation]) {
        return None;
    }
    let whole = block.classes(at);
    let readings = block.splits(at).filter_map(|split| {
        let phrases = block.phrases(at, split).into_iter().rev();
        phrases.into_iter().find(|phrase| phrase.found.sense.entry.is_some() && is_written_so(block, at, phrase))
    });
    // The longest phrase wins, then the one with the fewest letters split off.
    let best = readings.rev().max_by_key(|phrase| phrase.found.tokens)?;
    let classes = best.found.sense.classes;
    if best.clitic > 0 && best.found.tokens == 1 && !split_is_better(whole, classes, block, at, &best) {
        return None;
    }
    let doubtful = best.found.tokens == 1 && is_doubtful(classes);
    if doubtful && !place_stands_here(block, at, &best) && !is_source_named(block, classes) {
        return None;
    }
    let entry = block.lexicon.entry(best.found.sense)?;
    let mut why = vec![Evidence::with("lexicon", "list", entry.list.as_str())];
    if best.clitic > 0 {
        let token = &block.tokens[at];
        let clitic = &block.text[token.span.start..token.span.start + best.clitic];
        why.push(Evidence::with("clitic-split", "clitic", clitic));
    }
    let confidence = confidence::lexicon(entry.list);
    let tokens = best.found.tokens;
    let span = with_last_stop(block, block.phrase_span(at, &best));
    let found = Found::Entry(best.found.sense.entry?);
    Some((Candidate { block: index, span, found, roles: Vec::new(), confidence, why }, tokens))
}

/// The span with the full stop that belongs to a dotted acronym: `U.S.`, not `U.S`.
fn with_last_stop(block: &BlockReading, span: Span) -> Span {
    let stop = has(span.of(block.text), '.') && block.text[span.end..].starts_with('.');
    Span::new(span.start, span.end + usize::from(stop))
}

/// English names are written with a capital, acronyms in capitals throughout.
fn is_written_so(block: &BlockReading, at: usize, phrase: &Phrase) -> bool {
    let token = &block.tokens[at];
    match block.lang() {
        // `لـCNN`
        _ if phrase.found.sense.classes.has(Class::Acronym) && phrase.clitic > 0 => {
            token.span.of(block.text)[phrase.clitic..].chars().all(|letter| letter.is_ascii_uppercase())
        }
        _ if phrase.found.sense.classes.has(Class::Acronym) => token.all_caps,
        Lang::Ar => true,
        Lang::En => token.capital,
    }
}

/// Whether reading a word as clitic and name beats reading it whole: it does unless the whole is a word of its own.
fn split_is_better(whole: Classes, split: Classes, block: &BlockReading, at: usize, phrase: &Phrase) -> bool {
    let stem = block.tokens[at].span.of(block.text)[phrase.clitic..].chars().count();
    match (whole.any(&Class::NAMES), whole.has(Class::Common)) {
        (true, _) => false,
        // `لسوريا` is frequent enough to be counted as a word; short cities inside words are chance.
        (false, true) => split.has(Class::Territory) || (stem >= 5 && !is_doubtful(split)),
        (false, false) => split.any(&[Class::Territory, Class::Acronym]) || stem >= 4,
    }
}

fn is_doubtful(classes: Classes) -> bool {
    classes.any(&[Class::AmbiguousPlace, Class::AmbiguousOrganisation])
        || (classes.has(Class::Common) && !classes.has(Class::Territory))
}

/// Whether an organisation stands in the line that names the sources: `المصدر : الجزيرة`.
pub fn is_source_named(block: &BlockReading, classes: Classes) -> bool {
    block.block.kind == BlockKind::SourceLine && classes.has(Class::Organisation)
}

/// Whether the words around make a doubtful place name a place: a preposition of place before it.
fn place_stands_here(block: &BlockReading, at: usize, phrase: &Phrase) -> bool {
    let placed = at > 0 && block.classes(at - 1).has(Class::Locative);
    let is_place = phrase.found.sense.classes.any(&[Class::Territory, Class::City]);
    let named_after = block.classes(at + 1).any(&[Class::Given, Class::Family]) && block.run_len(at) > 1;
    is_place && placed && !named_after
}
