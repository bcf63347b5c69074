//! An article cut into blocks, sentences and tokens, each block with the lexicon of its language.

use std::ops::Range;
use std::rc::Rc;

use super::lookup::{self, Way};
use super::tagger::{FirstReading, Word};
use super::vocabulary::Vocabulary;
use crate::lang::arabic::{self, Split};
use crate::lang::token::{self, Token};
use crate::lang::weights::Table;
use crate::lang::{Class, Classes, Lexicon, Pack, lexicon::Match};
use crate::model::{Article, Block, Lang, Span};
use crate::turns::Turns;

/// An article ready for detection. Blocks in a language without a pack are left out.
pub struct Reading<'a> {
    pub article: &'a Article,
    pub blocks: Vec<BlockReading<'a>>,
}

/// A block with its tokens.
pub struct BlockReading<'a> {
    pub text: &'a str,
    pub block: Block,
    pub lexicon: &'a Lexicon,
    pub tagger: Option<&'a Table>,
    pub tokens: Vec<Token>,
    known: Rc<Known>,
}

/// What is known of a block by its own text alone.
#[derive(Debug)]
struct Known {
    /// Where they stand in the block. None once they have become those of the only reading there is.
    tokens: Vec<Token>,
    sentences: Vec<Range<usize>>,
    /// The ways to read each token.
    ways: Vec<Rc<[Way]>>,
    /// For each token the end of the run it stands in; marks that touch the words beside them are in it. See
    /// [`token::adjoining`].
    run_ends: Vec<u32>,
    /// Each sentence as the tagger reads it by itself.
    first: Vec<FirstReading>,
}

/// A block as it was read: the pack it was read with, its text, and what was known of it.
type Remembered = (Rc<Pack>, String, Rc<Known>);

/// The blocks of the last reading of an article: those that an edit has left alone are not read again.
#[derive(Debug, Default)]
pub struct Memory {
    blocks: Vec<Remembered>,
}

impl<'a> Reading<'a> {
    /// Reads `article` with the pack that `pack_of` gives for a language, block by block. Blocks that `memory` has are taken from
    /// there; afterwards it has those of `article`.
    pub async fn in_steps(
        article: &'a Article,
        pack_of: impl Fn(Lang) -> Option<&'a Rc<Pack>>,
        mut memory: Option<&mut Memory>,
        turns: Turns<'_>,
    ) -> Reading<'a> {
        let mut before = memory.as_deref_mut().map(|memory| std::mem::take(&mut memory.blocks)).unwrap_or_default();
        let mut words = Vocabularies::default();
        let mut blocks = Vec::new();
        for block in &article.blocks {
            if let Some(pack) = pack_of(block.lang) {
                let text = block.span.of(&article.text);
                let mut read = || Rc::new(Known::new(text, words.of(pack)));
                let known = match &mut memory {
                    None => read(),
                    Some(memory) => {
                        let is_same = |(by, words, _): &Remembered| Rc::ptr_eq(by, pack) && words == text;
                        let known = match before.iter().position(is_same) {
                            Some(at) => before.remove(at).2,
                            None => read(),
                        };
                        memory.blocks.push((pack.clone(), text.to_owned(), known.clone()));
                        known
                    }
                };
                blocks.push(BlockReading::new(&article.text, *block, pack, known));
            }
            turns.next().await;
        }
        Reading { article, blocks }
    }

    /// Lets go of what only the tagger asks for, where no memory holds it.
    pub fn forget_first_readings(&mut self) {
        for known in self.blocks.iter_mut().filter_map(|block| Rc::get_mut(&mut block.known)) {
            known.first = Vec::new();
        }
    }
}

/// The words of an article, by language.
#[derive(Default)]
struct Vocabularies<'a>(Vec<(Lang, Vocabulary<'a>)>);

impl<'a> Vocabularies<'a> {
    fn of(&mut self, pack: &'a Pack) -> &mut Vocabulary<'a> {
        let known = self.0.iter().position(|(lang, _)| *lang == pack.lang());
        let at = known.unwrap_or_else(|| {
            self.0.push((pack.lang(), Vocabulary::new(pack)));
            self.0.len() - 1
        });
        &mut self.0[at].1
    }
}

impl Known {
    fn new<'t>(text: &'t str, words: &mut Vocabulary<'t>) -> Known {
        let tokens = words.tokens(text);
        let sentences = token::sentences(text, &tokens);
        let mut run_ends: Vec<u32> = (1..=tokens.len() as u32).collect();
        for at in (1..tokens.len()).rev() {
            if token::adjoining(text, &tokens[at - 1], &tokens[at]) {
                run_ends[at - 1] = run_ends[at];
            }
        }
        let form = |at: usize| (tokens[at].span.of(text), &tokens[at].key);
        let mut ways = Vec::with_capacity(tokens.len());
        let first = sentences.iter().filter_map(|sentence| words.read(&form, &run_ends, sentence.clone(), &mut ways));
        let first = first.collect();
        Known { sentences, run_ends, first, ways, tokens }
    }
}

/// One way to read the tokens that begin at a place: how much of the first is a clitic, and the phrase of the lexicon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Bytes of the first token that belong to clitics.
    pub clitic: usize,
    pub found: Match,
}

impl<'a> BlockReading<'a> {
    fn new(text: &'a str, block: Block, pack: &'a Pack, mut known: Rc<Known>) -> BlockReading<'a> {
        let mut tokens = match Rc::get_mut(&mut known) {
            Some(known) => std::mem::take(&mut known.tokens),
            None => known.tokens.clone(),
        };
        for Token { span, .. } in &mut tokens {
            *span = Span::new(block.span.start + span.start, block.span.start + span.end);
        }
        BlockReading { text, block, lexicon: &pack.lexicon, tagger: pack.tagger.as_ref(), tokens, known }
    }

    /// The language of the block.
    pub fn lang(&self) -> Lang {
        self.block.lang
    }

    /// The token at `index`, if there is one.
    pub fn token(&self, index: usize) -> Option<&Token> {
        self.tokens.get(index)
    }

    /// The text of the token at `index`; empty past the end.
    pub fn word(&self, index: usize) -> &str {
        self.token(index).map_or("", |token| token.span.of(self.text))
    }

    /// What the lexicon knows of the token at `index`, taken whole.
    pub fn classes(&self, index: usize) -> Classes {
        self.ways(index).first().map(|way| way.sense.classes).unwrap_or_default()
    }

    /// The bytes from the token at `tokens.start` to the one before `tokens.end`.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        match (self.token(tokens.start), self.tokens.get(..tokens.end).and_then(<[Token]>::last)) {
            (Some(first), Some(last)) if !tokens.is_empty() => Span::new(first.span.start, last.span.end),
            _ => Span::new(self.block.span.end, self.block.span.end),
        }
    }

    /// The words of `span`, which may begin inside of a token, as they would be written without its clitics: `العراق` for the
    /// `لعراق` of `للعراق`.
    pub fn written_alone(&self, span: Span) -> String {
        let at = self.tokens.partition_point(|token| token.span.end <= span.start);
        let clitic = self.token(at).map_or(0, |token| span.start.saturating_sub(token.span.start));
        let contracted = clitic > 0
            && span.of(self.text).starts_with('ل')
            && self.splits(at).any(|split| split.at == clitic && split.stem.starts_with('ا'));
        format!("{}{}", if contracted { "ا" } else { "" }, span.of(self.text))
    }

    /// The tokens that lie wholly inside `span`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.start < span.start);
        let end = self.tokens.partition_point(|token| token.span.end <= span.end);
        start..end.max(start)
    }

    /// The tokens that share a byte with `span`.
    pub fn tokens_touching(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.end <= span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        start..end.max(start)
    }

    /// Token indexes of each sentence.
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.known.sentences
    }

    /// The sentence that holds the token at `index`.
    pub fn sentence_of(&self, index: usize) -> Range<usize> {
        let at = self.sentences().partition_point(|sentence| sentence.end <= index);
        self.sentences().get(at).cloned().unwrap_or(0..self.tokens.len())
    }

    /// The ways to read the token at `index`, with what the lexicon knows of each: whole first, then without clitics.
    pub fn ways(&self, index: usize) -> &[Way] {
        self.known.ways.get(index).map_or(&[], |ways| ways)
    }

    /// The ways to read the token at `index`.
    pub fn splits(&self, index: usize) -> impl DoubleEndedIterator<Item = &Split> {
        self.ways(index).iter().map(|way| &way.split)
    }

    /// The tokens of a sentence as the tagger sees them.
    pub fn words(&self, sentence: Range<usize>) -> Vec<Word> {
        Word::of_tokens(sentence.map(|at| ((self.word(at), &self.tokens[at].key), self.ways(at))))
    }

    /// What the tagger takes each sentence for by itself; nothing without a tagger.
    pub fn first_readings(&self) -> &[FirstReading] {
        &self.known.first
    }

    /// The ways to read the word at `index` as a verb.
    pub fn verb_splits(&self, index: usize) -> Vec<Split> {
        match (self.lang(), self.token(index)) {
            (Lang::Ar, Some(token)) if token.is_word() => arabic::verb_splits_of(token.span.of(self.text), &token.key),
            _ => self.splits(index).cloned().collect(),
        }
    }

    /// Whether the word at `index` can be a reporting verb: `وقالت`.
    pub fn may_report(&self, index: usize) -> bool {
        self.verb_splits(index).iter().any(|split| self.lexicon.classes(&split.stem).has(Class::Cue))
    }

    /// Whether the token at `index` is an age between commas, the first of them before it: `, 19,`.
    pub fn is_age(&self, index: usize) -> bool {
        let comma = |at: usize| self.token(at).is_some_and(|token| token.is_mark(",") || token.is_mark("،"));
        let age = self.token(index).and_then(|token| token.key.parse::<u8>().ok());
        index > 0 && comma(index - 1) && age.is_some_and(|age| (1..=115).contains(&age)) && comma(index + 1)
    }

    /// How many tokens from `index` on stand in one run, marks among them.
    pub fn run_len(&self, index: usize) -> usize {
        self.known.run_ends.get(index).map_or(1, |&end| end as usize - index)
    }

    /// The phrases of the lexicon that begin with `split` of the word at `index`, shortest first.
    pub fn phrases(&self, index: usize, split: &Split) -> Vec<Phrase> {
        let run = index + 1..(index + self.run_len(index)).min(self.tokens.len());
        let Some(rest) = self.tokens.get(run) else { return Vec::new() };
        let keys = || rest.iter().map(|token| &*token.key);
        let mut found = Vec::new();
        let words = keys().filter(|&key| key != lookup::HYPHEN);
        self.lexicon.each_match(&split.stem, words, |Match { tokens, sense }| {
            let tokens = lookup::with_hyphens(tokens, keys());
            found.push(Phrase { clitic: split.at, found: Match { tokens, sense } });
        });
        found
    }

    /// What the phrases can be that begin with `split` of the word at `index`; none where that is not known beforehand.
    fn beginning(&self, index: usize, split: &Split) -> Option<Classes> {
        self.ways(index).iter().find(|way| way.split == *split).map(|way| way.begins)
    }

    /// Whether a phrase of one of `classes` begins with the word at `index`, in one of the ways to read it.
    pub fn may_begin(&self, index: usize, classes: &[Class]) -> bool {
        self.ways(index).iter().any(|way| way.begins.any(classes))
    }

    /// The longest phrase of one of `classes` that begins with `split` of the word at `index`.
    pub fn phrase_of(&self, index: usize, split: &Split, classes: &[Class]) -> Option<Phrase> {
        if self.beginning(index, split).is_some_and(|known| !known.any(classes)) {
            return None;
        }
        self.phrases(index, split).into_iter().rev().find(|phrase| phrase.found.sense.classes.any(classes))
    }

    /// Where the phrase lies, without its clitics.
    pub fn phrase_span(&self, index: usize, phrase: &Phrase) -> Span {
        let whole = self.span(index..index + phrase.found.tokens);
        Span::new(whole.start + phrase.clitic, whole.end)
    }
}
