//! Names of the newsroom's glossary, which win over whatever else is found, and names it never wants marked, which win over
//! those.

use std::rc::Rc;

use super::reading::{BlockReading, Reading};
use super::{Candidate, Found, confidence};
use crate::lang::arabic::{self, Split};
use crate::lang::glossary::{Hit, Row};
use crate::lang::{Class, Glossary, TokenKind, normalise};
use crate::model::{EntityType, Evidence, Lang, Span, sorted};

/// Evidence of a name that stands in the glossary.
pub const GLOSSARY: &str = "glossary";

/// Every name of `glossary` in the article, in the order of the text, none over another.
///
/// Names that are never marked are among them: their mentions are needed to know what else is of the same person.
pub fn candidates(reading: &Reading, glossary: &Glossary) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for (index, block) in reading.blocks.iter().enumerate() {
        let starts = starts(block, glossary);
        let never = collect(block, index, &starts, |at, split| {
            glossary.never(&split.stem, &block.tokens[at + 1..gap_end(block, at)])
        });
        let named = collect(block, index, &starts, |at, split| {
            let rest = &block.tokens[at + 1..at + block.run_len(at)];
            glossary.named(&split.stem, &block.tokens[at], rest, block.lang())
        });
        let is_free = |candidate: &Candidate| never.iter().all(|other| !other.span.overlaps(candidate.span));
        found.extend(named.into_iter().filter(is_free));
        found.extend(never);
    }
    sorted(found, |left, right| left.span.cmp(&right.span))
}

/// A word that begins a name of the glossary, in the way it is to be read for that.
struct Start {
    at: usize,
    split: Split,
    /// The fewest tokens such a name takes.
    at_least: usize,
}

/// The words of `block` that begin names of `glossary`: few do, so that all else is asked of them alone.
fn starts(block: &BlockReading, glossary: &Glossary) -> Vec<Start> {
    let mut starts = Vec::new();
    for (at, token) in block.tokens.iter().enumerate() {
        if matches!(token.kind, TokenKind::Mark | TokenKind::Address) {
            continue;
        }
        let mut consider = |split: &Split, at_least: usize| {
            if glossary.begins(&split.stem) {
                starts.push(Start { at, split: split.clone(), at_least });
            }
        };
        block.splits(at).for_each(|split| consider(split, 1));
        if block.lang() == Lang::Ar {
            // `لطه حسين`: two letters are a name if others follow.
            arabic::short_splits(block.word(at), &token.key).iter().for_each(|split| consider(split, 2));
        }
    }
    starts
}

/// Whether `candidate` is a name that is never marked.
pub fn is_never(candidate: &Candidate) -> bool {
    matches!(&candidate.found, Found::Listed(row, _) if row.is_never)
}

/// What is left of `others` beside `listed`, with them, in the order of the text. A title that a rule has seen before a name is
/// that of the listed person.
pub fn before(mut listed: Vec<Candidate>, others: Vec<Candidate>) -> Vec<Candidate> {
    if listed.is_empty() {
        return others;
    }
    let mut kept = Vec::with_capacity(others.len() + listed.len());
    for other in others {
        let at = listed.partition_point(|listed| listed.span.end <= other.span.start);
        match listed.get_mut(at).filter(|listed| listed.span.overlaps(other.span)) {
            Some(listed) => {
                let roles = other.roles.into_iter().filter(|role| !role.span.overlaps(listed.span));
                if matches!(&listed.found, Found::Listed(row, _) if row.kind == EntityType::Per) {
                    listed.roles.extend(roles);
                }
            }
            None => kept.push(other),
        }
    }
    kept.extend(listed);
    sorted(kept, |left, right| left.span.cmp(&right.span))
}

/// What `find` finds in `block` at `starts`, one after the other: at each word the longest name, and of those as long the one
/// with the fewest letters split off.
fn collect<'g>(
    block: &BlockReading,
    index: usize,
    starts: &[Start],
    find: impl Fn(usize, &Split) -> Option<Hit<'g>>,
) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut next = 0;
    for readings in starts.chunk_by(|left, right| left.at == right.at) {
        let at = readings[0].at;
        if at < next {
            continue;
        }
        let mut best: Option<(Hit, &Split)> = None;
        for Start { split, at_least, .. } in readings {
            let hit = find(at, split).filter(|hit| hit.tokens >= *at_least && can_be_split(block, at, split, hit));
            if let Some(hit) = hit.filter(|hit| best.is_none_or(|(known, _)| hit.tokens > known.tokens)) {
                best = Some((hit, split));
            }
        }
        if let Some((hit, split)) = best {
            found.push(candidate(block, index, at, &hit, split));
            next = at + hit.tokens;
        }
    }
    found
}

/// Whether a single word may be read as clitic and name: not where the whole is a word of its own, `بسام` beside `سام`.
fn can_be_split(block: &BlockReading, at: usize, split: &Split, hit: &Hit) -> bool {
    let whole = block.classes(at);
    let stem = split.stem.chars().count();
    split.at == 0
        || hit.tokens > 1
        || !(whole.any(&Class::NAMES) || (whole.has(Class::Common) && stem < 5 && !hit.row.is_never))
}

fn candidate(block: &BlockReading, index: usize, at: usize, hit: &Hit, split: &Split) -> Candidate {
    let tokens = at..at + hit.tokens;
    let whole = block.span(tokens.clone());
    let span = Span::new(whole.start + split.at, whole.end);
    let mut words = vec![split.stem.to_string()];
    words.extend(
        block.tokens[at + 1..tokens.end].iter().filter(|token| token.is_word()).map(|token| token.key.to_string()),
    );
    let mut why = vec![Evidence::plain(GLOSSARY)];
    if split.at > 0 {
        why.push(Evidence::with("clitic-split", "clitic", &block.text[whole.start..span.start]));
    }
    let found = Found::Listed(hit.row.clone(), words);
    Candidate { block: index, span, found, roles: Vec::new(), confidence: confidence::GLOSSARY, why }
}

/// Where the tokens end that are parted from the one at `at` by white space and nothing else, be it a line break: a name that is
/// never marked is none the less one where a line ends in it.
fn gap_end(block: &BlockReading, at: usize) -> usize {
    let goes_on = |next: &usize| {
        let gap = &block.text[block.tokens[next - 1].span.end..block.tokens[*next].span.start];
        gap.chars()
            .all(|letter| letter.is_whitespace() || matches!(letter, '_' | '#') || normalise::is_ignorable(letter))
    };
    (at + 1..block.tokens.len()).take_while(goes_on).last().map_or(at + 1, |last| last + 1)
}

/// The folded words of each form of `row`.
pub fn forms(row: &Rc<Row>) -> impl Iterator<Item = Vec<String>> {
    row.forms().map(crate::lang::glossary::words)
}
