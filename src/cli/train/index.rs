//! From the features of tokens to places among the weights that are learned.

use std::collections::{HashMap, HashSet};

use super::crf::Example;
use crate::cli::corpus::Document;
use crate::detect::tagger::Word;
use crate::detect::tagger::document::Clue;
use crate::detect::tagger::features::{document_features, features, mix};

/// By whose rules a text is annotated: 0 by those that the tagger is to learn, others by their own.
///
/// What is special to other rules (is uranium a name? a currency?) must not blur the first ones: such text
/// has each feature twice, once shared and once of its own, which is dropped in the end (Daumé, 2007).
pub type Rules = u32;

/// The feature as text under other rules has it for its own.
fn own_feature(feature: u32, rules: Rules) -> u32 {
    mix(feature, 0xD0E5_0000 | rules)
}

/// The features that have weights.
pub struct Index {
    places: HashMap<u32, u32>,
    /// Those that text under other rules has for its own.
    special: HashSet<u32>,
}

impl Index {
    /// Those that are met at least `least` times, and all that speak of the document, which are few.
    pub fn new(documents: &[Seen], least: u32) -> Index {
        let mut counts: HashMap<u32, u32> = HashMap::new();
        let mut special = HashSet::new();
        let mut found = Vec::new();
        for document in documents {
            for words in &document.sentences {
                for at in 0..words.len() {
                    features(words, at, &mut found);
                    for &feature in &found {
                        *counts.entry(feature).or_default() += 1;
                        if document.rules != 0 {
                            let own = own_feature(feature, document.rules);
                            *counts.entry(own).or_default() += 1;
                            special.insert(own);
                        }
                    }
                }
            }
        }
        let kept = counts.into_iter().filter(|&(_, count)| count >= least).map(|(feature, _)| feature);
        let index = Index { places: HashMap::new(), special };
        index.of(kept.chain(of_documents()).collect())
    }

    /// These features.
    pub fn of(&self, mut features: Vec<u32>) -> Index {
        features.sort_unstable();
        features.dedup();
        let special = features.iter().copied().filter(|&feature| self.is_special(feature)).collect();
        Index { places: features.into_iter().zip(0..).collect(), special }
    }

    /// Whether text under other rules has `feature` for its own.
    pub fn is_special(&self, feature: u32) -> bool {
        self.special.contains(&feature)
    }

    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// The features in the order of their places.
    pub fn features(&self) -> Vec<u32> {
        let mut features: Vec<u32> = self.places.keys().copied().collect();
        features.sort_unstable();
        features
    }

    /// The sentences of `document`, read as `read`, with the document's clues where they are known.
    pub fn examples(&self, document: &Document, read: &Seen, clues: Option<&[Vec<Clue>]>) -> Vec<Example> {
        let examples = read.sentences.iter().enumerate().map(|(nth, words)| {
            let clues = clues.map(|clues| clues[nth].as_slice());
            Example { labels: document[nth].labels.clone(), ..self.example(words, clues, true, read.rules) }
        });
        examples.collect()
    }

    /// One sentence without its labels; without what asks for a token's own letters too, if `own` is false.
    pub fn example(&self, words: &[Word], clues: Option<&[Clue]>, own: bool, rules: Rules) -> Example {
        let mut found = Vec::new();
        let mut example = Example::default();
        let add = |example: &mut Example, found: &[u32]| {
            let known = |feature: u32| self.places.get(&feature).copied();
            example.features.extend(found.iter().filter_map(|&feature| known(feature)));
            if rules != 0 {
                example.features.extend(found.iter().filter_map(|&feature| known(own_feature(feature, rules))));
            }
        };
        for at in 0..words.len() {
            let asked = features(words, at, &mut found);
            let before = example.features.len();
            if own {
                add(&mut example, &found[..asked]);
            }
            let letters = (example.features.len() - before) as u8;
            add(&mut example, &found[asked..]);
            if let Some(clues) = clues {
                found.clear();
                document_features(clues, at, &mut found);
                add(&mut example, &found);
            }
            example.ends.push((example.features.len() as u32, letters));
        }
        example
    }
}

/// A document as the tagger sees it.
pub struct Seen {
    pub sentences: Vec<Vec<Word>>,
    pub rules: Rules,
}

/// Every feature that speaks of the document.
fn of_documents() -> Vec<u32> {
    let mut found = Vec::new();
    for first in 0..Clue::COUNT {
        for second in 0..Clue::COUNT {
            document_features(&[Clue(first), Clue(second), Clue(0)], 1, &mut found);
            document_features(&[Clue(0), Clue(first), Clue(second)], 1, &mut found);
        }
    }
    found
}
