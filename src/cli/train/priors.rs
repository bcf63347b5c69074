//! What words are taken for in unlabelled text by a tagger that does not look at their letters: it reads their surroundings
//! alone, so that its word on a name it was trained on is worth no more than on one it has never seen.

use std::collections::HashMap;
use std::path::Path;

use super::crf::Crf;
use super::index::Index;
use crate::cli::cluster::paragraphs;
use crate::cli::io_error;
use crate::detect::lookup::Form;
use crate::detect::tagger::Word;
use crate::detect::tagger::decode::best;
use crate::error::Result;
use crate::lang::lexicon::Prior;
use crate::lang::{Lexicon, token};
use crate::model::{Lang, Span};

/// How often a word has to be met.
const LEAST: u32 = 3;

/// The prior of every word of the lexicon or with a cluster that is met in the texts at `path`.
///
/// # Errors
/// [`crate::Error::Io`] when the file cannot be read.
pub fn priors(path: &Path, crf: &Crf, index: &Index, lang: Lang, lexicon: &Lexicon) -> Result<HashMap<String, Prior>> {
    let text = std::fs::read_to_string(path).map_err(|error| io_error(path, &error))?;
    let mut counts: HashMap<String, [u32; 5]> = HashMap::new();
    for paragraph in text.lines().flat_map(paragraphs) {
        let tokens = token::tokens(&paragraph, Span::new(0, paragraph.len()), lang);
        for sentence in token::sentences(&paragraph, &tokens) {
            let tokens = &tokens[sentence];
            let forms: Vec<Form> = tokens.iter().map(|token| (token.span.of(&paragraph), &token.key)).collect();
            let words = Word::of_sentence(&forms, lang, lexicon);
            let example = index.example(&words, None, false, 0);
            let labels = best(&crf.scores(&example, None), crf.transitions());
            for ((word, token), label) in words.iter().zip(tokens).zip(labels) {
                let kind = label.parts().map_or(0, |(kind, _)| kind + 1);
                let mut count = |key: &str| match counts.get_mut(key) {
                    Some(counts) => counts[kind] += 1,
                    None => counts.entry(key.to_owned()).or_default()[kind] += 1,
                };
                count(&token.key);
                if word.clitic_len > 0 {
                    let stem = &token.span.of(&paragraph)[word.clitic_len..];
                    count(&crate::lang::normalise::fold(stem));
                }
            }
        }
    }
    let met = counts.into_iter().filter(|(_, counts)| counts.iter().sum::<u32>() >= LEAST);
    let known = met.filter(|(key, _)| lexicon.sense(key) != Default::default());
    Ok(known.map(|(key, counts)| (key, Prior::new(counts))).collect())
}

/// Gives each word its prior.
pub fn add(document: &mut [Vec<Word>], priors: &HashMap<u32, Prior>) {
    for word in document.iter_mut().flatten() {
        word.prior = priors.get(&word.key).or_else(|| priors.get(&word.stem)).copied().unwrap_or_default();
    }
}
