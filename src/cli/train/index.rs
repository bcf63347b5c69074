//! From the features of tokens to places among the weights that are learned.

use std::collections::HashMap;

use super::crf::Example;
use crate::cli::corpus::Document;
use crate::detect::tagger::Word;
use crate::detect::tagger::document::Clue;
use crate::detect::tagger::features::{document_features, features};

/// The features that have weights.
pub struct Index {
    places: HashMap<u32, u32>,
}

impl Index {
    /// Those that are met at least `least` times, and all that speak of the document, which are few.
    pub fn new(documents: &[Vec<Vec<Word>>], least: u32) -> Index {
        let mut counts: HashMap<u32, u32> = HashMap::new();
        let mut found = Vec::new();
        for words in documents.iter().flatten() {
            for at in 0..words.len() {
                features(words, at, &mut found);
                for &feature in &found {
                    *counts.entry(feature).or_default() += 1;
                }
            }
        }
        let kept = counts.into_iter().filter(|&(_, count)| count >= least).map(|(feature, _)| feature);
        Index::of(kept.chain(of_documents()).collect())
    }

    /// These features.
    pub fn of(mut features: Vec<u32>) -> Index {
        features.sort_unstable();
        features.dedup();
        Index { places: features.into_iter().zip(0..).collect() }
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
    pub fn examples(&self, document: &Document, read: &[Vec<Word>], clues: Option<&[Vec<Clue>]>) -> Vec<Example> {
        let examples = read.iter().enumerate().map(|(nth, words)| {
            let clues = clues.map(|clues| clues[nth].as_slice());
            Example { labels: document[nth].labels.clone(), ..self.example(words, clues, true) }
        });
        examples.collect()
    }

    /// One sentence without its labels; without what asks for a token's own letters too, if `own` is false.
    pub fn example(&self, words: &[Word], clues: Option<&[Clue]>, own: bool) -> Example {
        let mut found = Vec::new();
        let mut example = Example::default();
        let known = |feature: &u32| self.places.get(feature).copied();
        for at in 0..words.len() {
            let asked = features(words, at, &mut found);
            let before = example.features.len();
            if own {
                example.features.extend(found[..asked].iter().filter_map(known));
            }
            let letters = (example.features.len() - before) as u8;
            example.features.extend(found[asked..].iter().filter_map(known));
            if let Some(clues) = clues {
                found.clear();
                document_features(clues, at, &mut found);
                example.features.extend(found.iter().filter_map(known));
            }
            example.ends.push((example.features.len() as u32, letters));
        }
        example
    }
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
