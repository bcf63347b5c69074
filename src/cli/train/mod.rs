//! `hashiya train`: learns the weights of the tagger from annotated text.
//!
//! 1. A first model that often does without a token's own letters reads unlabelled text by its surroundings alone; what each
//!    word is taken for there becomes its prior.
//! 2. Models that have not seen a document say what it would be taken for; from that come the clues of its words.
//! 3. A model is trained on every sentence twice, without the document's clues and with them, so that the same weights
//!    serve for the first reading of an article and for the second.
//! 4. The features that tell most are kept, and trained once more by themselves; their weights are rounded to a byte.

pub mod anchoring;
pub mod crf;
mod index;
mod priors;

use std::collections::HashMap;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Instant;

use serde::{Deserialize, Serialize};

use super::corpus::{self, Document};
use super::{io_error, packs};
use crate::detect::lookup::Form;
use crate::detect::tagger::decode::best;
use crate::detect::tagger::document::{Clue, Taken};
use crate::detect::tagger::word::hash;
use crate::detect::tagger::{LABELS, Label, Word};
use crate::error::{Error, Result};
use crate::lang::weights::{Weights, stored};
use crate::lang::{Lexicon, normalise};
use crate::model::Lang;
use crf::{Crf, Example, Recipe};
use index::{Index, Seen};

#[derive(clap::Args)]
pub struct Args {
    /// The language of the text.
    #[arg(long)]
    lang: String,
    /// The file to write.
    #[arg(long)]
    out: PathBuf,
    /// The pack whose lexicon and clusters the tagger is to use; weights in it do not matter.
    #[arg(long)]
    pack: PathBuf,
    /// Unlabelled text, as `hashiya cluster` reads it.
    #[arg(long)]
    unlabelled: Option<PathBuf>,
    /// Rounds over the text.
    #[arg(long, default_value_t = 12)]
    rounds: usize,
    /// How many features are kept.
    #[arg(long, default_value_t = 60_000)]
    features: usize,
    /// Seed of everything that is left to chance.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Annotated text by other rules: what is special to them is learned apart and left out in the end. May be given again.
    #[arg(long)]
    beside: Vec<PathBuf>,
    /// Annotated text to learn from.
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

/// How far a weight moves at first.
const RATE: f32 = 0.05;
/// How often a token is met without its own letters: in the model for priors, and in all others.
const BLIND: f32 = 0.5;
const DROPOUT: f32 = 0.15;
/// How often a feature has to be met.
const LEAST: u32 = 1;
/// Into how many parts the documents are dealt for the clues.
const FOLDS: usize = 4;
/// What one step of a stored weight is worth. Finer ones make packs larger and the tagger no better.
const UNIT: f32 = 0.05;

/// What training leaves for a pack.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Learned {
    pub weights: Weights,
    /// Words that unlabelled text takes for names at times, with their [`crate::lang::lexicon::Prior`].
    pub priors: Vec<(String, u16)>,
}

impl Learned {
    /// Reads what [`Learned::write`] wrote.
    ///
    /// # Errors
    /// [`Error::Io`] when the file cannot be read, [`Error::InvalidPack`] when it is something else.
    pub fn read(path: &Path) -> Result<Learned> {
        let file = std::fs::read(path).map_err(|error| io_error(path, &error))?;
        let mut bytes = Vec::new();
        let invalid = |reason: String| Error::InvalidPack { reason: format!("{}: {reason}", path.display()) };
        flate2::read::ZlibDecoder::new(file.as_slice())
            .read_to_end(&mut bytes)
            .map_err(|error| invalid(error.to_string()))?;
        postcard::from_bytes(&bytes).map_err(|error| invalid(error.to_string()))
    }

    fn write(&self, path: &Path) -> Result<()> {
        let bytes = postcard::to_allocvec(self).map_err(|error| Error::InvalidPack { reason: error.to_string() })?;
        let mut deflated = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        let written = deflated.write_all(&bytes).and_then(|()| std::fs::write(path, deflated.finish()?));
        written.map_err(|error| io_error(path, &error))
    }
}

/// Runs the command.
///
/// # Errors
/// What reading the texts and the pack, or writing the weights, can fail with.
pub fn run(args: &Args) -> Result<()> {
    let lang: Lang = args.lang.parse()?;
    let pack = packs::read(&args.pack)?;
    let (mut documents, mut read) = (Vec::new(), Vec::new());
    let beside = args.beside.iter().zip(1..);
    for (file, rules) in args.files.iter().map(|file| (file, 0)).chain(beside) {
        for document in corpus::read(file)? {
            read.push(Seen { sentences: see(&document, lang, &pack.lexicon), rules });
            documents.push(document);
        }
    }
    let mut training = Training { args, documents, read, started: Instant::now() };
    training.say(&format!("{} documents", training.documents.len()));
    let priors = training.priors(lang, &pack.lexicon)?;
    let crf_and_index = training.kept();
    let weights = quantised(&crf_and_index.0, &crf_and_index.1);
    training.say("trained");
    let mut priors: Vec<(String, u16)> = priors.into_iter().collect();
    priors.sort_unstable();
    Learned { weights, priors }.write(&args.out)
}

/// A sentence's tokens as the tagger sees them.
pub fn see(document: &Document, lang: Lang, lexicon: &Lexicon) -> Vec<Vec<Word>> {
    let sentences = document.iter().map(|sentence| {
        let keys: Vec<Rc<str>> = sentence.tokens.iter().map(|token| normalise::fold(token).into()).collect();
        let tokens: Vec<Form> = sentence.tokens.iter().map(String::as_str).zip(&keys).collect();
        Word::of_sentence(&tokens, lang, lexicon)
    });
    sentences.collect()
}

struct Training<'a> {
    args: &'a Args,
    documents: Vec<Document>,
    /// The documents' sentences as the tagger sees them.
    read: Vec<Seen>,
    started: Instant,
}

impl Training<'_> {
    fn say(&self, what: &str) {
        eprintln!("{:7.1} s  {what}", self.started.elapsed().as_secs_f32());
    }

    fn train(&self, index: &Index, examples: &[Example], rounds: usize, dropout: f32) -> Crf {
        let mut crf = Crf::new(index.len());
        crf.train(examples, &Recipe { rounds, rate: RATE, dropout, seed: self.args.seed });
        crf
    }

    /// Learns the priors, notes them in the sentences, and returns those that a pack has to hold.
    fn priors(&mut self, lang: Lang, lexicon: &Lexicon) -> Result<HashMap<String, u16>> {
        let Some(path) = &self.args.unlabelled else { return Ok(HashMap::new()) };
        let index = Index::new(&self.read, LEAST);
        let crf = self.train(&index, &self.examples(&index, |_| true, None), self.args.rounds, BLIND);
        let priors = priors::priors(path, &crf, &index, lang, lexicon)?;
        let hashed = priors.iter().map(|(word, &prior)| (hash(word.bytes()), prior)).collect();
        self.read.iter_mut().for_each(|document| priors::add(&mut document.sentences, &hashed));
        self.say(&format!("{} priors", priors.len()));
        let told = priors.into_iter().filter(|(word, prior)| prior.0 > 1 || lexicon.sense(word).cluster.is_none());
        Ok(told.map(|(word, prior)| (word, prior.0)).collect())
    }

    fn examples(&self, index: &Index, is_in: impl Fn(usize) -> bool, clues: Option<&[Vec<Vec<Clue>>]>) -> Vec<Example> {
        let documents = (0..self.documents.len()).filter(|&at| is_in(at));
        let of =
            |at: usize| index.examples(&self.documents[at], &self.read[at], clues.map(|clues| clues[at].as_slice()));
        documents.flat_map(of).collect()
    }

    /// The clues of each document, from what models that have not seen it take it for.
    fn clues(&self, index: &Index) -> Vec<Vec<Vec<Clue>>> {
        let mut found = vec![Vec::new(); self.documents.len()];
        for fold in 0..FOLDS {
            let is_held = |at: usize| at % FOLDS == fold;
            let examples = self.examples(index, |at| !is_held(at), None);
            let crf = self.train(index, &examples, self.args.rounds / 2, DROPOUT);
            for at in (0..self.documents.len()).filter(|&at| is_held(at)) {
                let examples = index.examples(&self.documents[at], &self.read[at], None);
                let labels: Vec<Vec<Label>> =
                    examples.iter().map(|example| best(&crf.scores(example, None), crf.transitions())).collect();
                let stems = self.read[at].sentences.iter().map(|words| words.iter().map(|word| word.stem).collect());
                let stems: Vec<Vec<u32>> = stems.collect();
                let mut taken = Taken::default();
                stems.iter().zip(&labels).for_each(|(stems, labels)| taken.note(stems, labels));
                found[at] = stems.iter().zip(&labels).map(|(stems, labels)| taken.clues(stems, labels)).collect();
            }
        }
        found
    }

    /// The final model, with the features that are kept.
    fn kept(&self) -> (Crf, Index) {
        let index = Index::new(&self.read, LEAST);
        let clues = self.clues(&index);
        self.say(&format!("clues; {} features", index.len()));
        let both = |index: &Index| {
            let mut examples = self.examples(index, |_| true, None);
            examples.extend(self.examples(index, |_| true, Some(&clues)));
            examples
        };
        let examples = both(&index);
        let crf = self.train(&index, &examples, self.args.rounds, DROPOUT);
        let mut uses = vec![0u32; index.len()];
        examples.iter().flat_map(|example| &example.features).for_each(|&feature| uses[feature as usize] += 1);
        let worth = |place: usize| {
            let largest = crf.weights()[place].iter().fold(0.0f32, |most, weight| most.max(weight.abs()));
            largest * (uses[place] as f32).sqrt()
        };
        let mut order: Vec<usize> = (0..index.len()).collect();
        order.sort_by(|&left, &right| worth(right).total_cmp(&worth(left)).then(left.cmp(&right)));
        let features = index.features();
        let (mut order, special): (Vec<usize>, Vec<usize>) =
            order.into_iter().partition(|&place| !index.is_special(features[place]));
        order.truncate(self.args.features);
        // What is special to other rules has to be there again, so that it does not go to what is shared.
        order.extend(special);
        let index = index.of(order.into_iter().map(|place| features[place]).collect());
        self.say(&format!("all features; {} are kept", index.len()));
        let crf = self.train(&index, &both(&index), self.args.rounds, DROPOUT);
        (crf, index)
    }
}

/// The weights as a pack holds them.
fn quantised(crf: &Crf, index: &Index) -> Weights {
    let round = |weight: f32| (weight / UNIT).round();
    let mut rows: Vec<(u32, [i8; LABELS])> = Vec::new();
    let shared = index.features().into_iter().zip(crf.weights()).filter(|(feature, _)| !index.is_special(*feature));
    for (feature, weights) in shared {
        let values = weights.map(|weight| round(weight).clamp(-127.0, 127.0) as i8);
        // Two features with the same stored hash are one.
        match rows.last_mut().filter(|(known, _)| *known == stored(feature)) {
            Some((_, known)) => {
                known.iter_mut().zip(values).for_each(|(known, value)| *known = known.saturating_add(value))
            }
            None => rows.push((stored(feature), values)),
        }
    }
    rows.retain(|(_, values)| values.iter().any(|&value| value != 0));
    let transitions = crf.transitions().iter().flatten().map(|&weight| round(weight) as i16).collect();
    Weights::new(UNIT, transitions, &rows)
}
