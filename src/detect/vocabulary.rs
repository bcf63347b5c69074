//! The words of a document as they are written, each looked up in the lexicon and weighed by the tagger once.

use std::ops::Range;
use std::rc::Rc;

use super::lookup::{self, Way};
use super::tagger::{self, Alone, FirstReading, Word, Words, word};
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

    /// Reads a sentence: puts the ways to read each token behind `ways` and returns what the tagger takes them for, if there is one.
    ///
    /// `form` says of a token how it is written and folded, `run_ends` where the run ends that it stands in: no phrase reaches
    /// beyond it.
    pub fn read<'k>(
        &mut self,
        form: &dyn Fn(usize) -> (&'t str, &'k Rc<str>),
        run_ends: &[u32],
        sentence: Range<usize>,
        ways: &mut Vec<Rc<[Way]>>,
    ) -> Option<FirstReading> {
        self.words.make_room();
        let from = ways.len();
        let mut entries = Vec::with_capacity(sentence.len());
        for at in sentence {
            let index = self.entry(form(at));
            let entry = self.words.get(index);
            let rest = (at + 1..run_ends[at] as usize).map(|at| &**form(at).1);
            let longer = lookup::followed_by(&entry.ways, rest, self.lexicon);
            ways.push(longer.map_or_else(|| entry.ways.clone(), Rc::from));
            entries.push(index as u32);
        }
        let phrases = word::phrases(entries.len(), ways[from..].iter().map(|ways| &**ways));
        let sentence = Sentence { entries: &entries, phrases: &phrases, words: &self.words };
        let alone = |at: Option<usize>| at.and_then(|at| sentence.entry(at)).map_or(&self.edge, |entry| &entry.alone);
        Some(FirstReading::new(self.table?, entries.len(), &sentence, alone))
    }

    fn entry(&mut self, (written, key): (&'t str, &Rc<str>)) -> usize {
        self.words.at(written, || {
            let ways = lookup::look_up((written, key), self.lang, self.lexicon);
            let word = Word::new((written, key), &ways);
            let alone = self.table.map(|table| tagger::alone(table, Some(&word))).unwrap_or_default();
            Entry { ways: ways.into(), word, alone }
        })
    }
}

/// A sentence by the words that it is made of.
struct Sentence<'s, 't> {
    words: &'s Seen<'t, Entry>,
    entries: &'s [u32],
    phrases: &'s [u32],
}

impl<'s> Sentence<'s, '_> {
    fn entry(&self, at: usize) -> Option<&'s Entry> {
        self.entries.get(at).map(|&index| self.words.get(index as usize))
    }
}

impl Words for Sentence<'_, '_> {
    #[inline(always)]
    fn word(&self, at: usize) -> Option<&Word> {
        self.entry(at).map(|entry| &entry.word)
    }

    #[inline(always)]
    fn phrases(&self, at: usize) -> u32 {
        self.phrases.get(at).copied().unwrap_or_default()
    }
}
