//! The words of a document as they are written, each looked up in the lexicon and weighed by the tagger once.

use std::ops::Range;
use std::rc::Rc;

use super::lookup::{self, Way};
use super::tagger::{self, Alone, FirstReading, Word, word};
use crate::lang::seen::Seen;
use crate::lang::token::{self, Keys, Token};
use crate::lang::weights::Table;
use crate::lang::{Lexicon, Pack};
use crate::model::{Lang, Span};

/// What the sentences of one language in a document are read with.
pub struct Vocabulary<'t> {
    lang: Lang,
    lexicon: &'t Lexicon,
    table: Option<&'t Table>,
    keys: Keys<'t>,
    words: Seen<'t, Entry>,
    /// What the edge of a text is worth for the tokens near it.
    edge: Alone,
}

/// A word, whatever stands around it.
struct Entry {
    ways: Rc<[Way]>,
    /// Whether the lexicon has phrases that go on after it.
    goes_on: bool,
    word: Word,
    alone: Alone,
}

impl<'t> Vocabulary<'t> {
    /// Knows no word yet.
    pub fn new(pack: &'t Pack) -> Vocabulary<'t> {
        let table = pack.tagger.as_ref();
        let edge = table.map(|table| tagger::alone(table, None)).unwrap_or_default();
        let (keys, words) = (Keys::default(), Seen::default());
        Vocabulary { lang: pack.lang(), lexicon: &pack.lexicon, table, keys, words, edge }
    }

    /// The tokens of `text`.
    pub fn tokens(&mut self, text: &'t str) -> Vec<Token> {
        token::tokens_with(text, Span::new(0, text.len()), self.lang, &mut self.keys)
    }

    /// Reads a sentence of `tokens`, each as it is written and folded: puts the ways to read each behind `ways` and returns what
    /// the tagger takes them for, if there is one.
    ///
    /// `run_ends` says for each token where the run ends that it stands in: no phrase reaches beyond it.
    pub fn read(
        &mut self,
        tokens: &[(&'t str, &Rc<str>)],
        run_ends: &[u32],
        sentence: Range<usize>,
        ways: &mut Vec<Rc<[Way]>>,
    ) -> Option<FirstReading> {
        self.words.make_room();
        let from = ways.len();
        let mut entries = Vec::with_capacity(sentence.len());
        for at in sentence {
            let index = self.entry(tokens[at]);
            let entry = self.words.get(index);
            let end = run_ends[at] as usize;
            let longer = entry.goes_on.then(|| {
                let rest = &tokens[(at + 1).min(end)..end];
                lookup::followed_by(&entry.ways, rest, self.lexicon)
            });
            ways.push(longer.flatten().unwrap_or_else(|| entry.ways.clone()));
            entries.push(index);
        }
        let table = self.table?;
        let mut words: Vec<Word> = entries.iter().map(|&index| self.words.get(index).word).collect();
        word::note_phrases(&mut words, ways[from..].iter().map(|ways| &**ways));
        let alone: Vec<&Alone> = entries.iter().map(|&index| &self.words.get(index).alone).collect();
        Some(FirstReading::new(table, &words, &alone, &self.edge))
    }

    fn entry(&mut self, (written, key): (&'t str, &Rc<str>)) -> usize {
        self.words.at(written, || {
            let (ways, goes_on) = lookup::look_up((written, key), &[], self.lang, self.lexicon);
            let word = Word::new((written, key), &ways);
            let alone = self.table.map(|table| tagger::alone(table, Some(&word))).unwrap_or_default();
            Entry { ways: ways.into(), goes_on, word, alone }
        })
    }
}
