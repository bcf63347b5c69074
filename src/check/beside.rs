//! The words beside a place of the article, within its block.

use std::rc::Rc;

use crate::lang::{Token, tokens};
use crate::model::{Article, Block, Span};

/// A block cut into tokens, with no lexicon at hand.
pub struct Beside<'a> {
    pub block: &'a Block,
    pub tokens: Vec<Token>,
}

impl<'a> Beside<'a> {
    /// The block around `span`.
    pub fn new(article: &'a Article, span: Span) -> Option<Beside<'a>> {
        article.block_at(span.start).map(|block| Beside::of(article, block))
    }

    pub fn of(article: &'a Article, block: &'a Block) -> Beside<'a> {
        Beside { block, tokens: tokens(&article.text, block.span, block.lang) }
    }

    /// The block around `span`: that of `last` where it is the same. A block can be a book, which is not cut again for each question.
    pub fn again<'l>(article: &'a Article, span: Span, last: &'l mut Option<Beside<'a>>) -> Option<&'l Beside<'a>> {
        if !last.as_ref().is_some_and(|beside| beside.block.span.contains(span)) {
            *last = Beside::new(article, span);
        }
        last.as_ref()
    }

    /// The tokens that share a letter with `span`: of the first one a clitic may lie before it.
    pub fn around(&self, span: Span) -> &[Token] {
        let from = self.tokens.partition_point(|token| token.span.end <= span.start);
        let to = self.tokens.partition_point(|token| token.span.start < span.end);
        &self.tokens[from..to.max(from)]
    }

    /// The folded token that ends before `span`, whatever stands between them. A clitic in front of the span is no token of its own.
    pub fn before(&self, span: Span) -> Option<&Token> {
        self.tokens[..self.tokens.partition_point(|token| token.span.end <= span.start)].last()
    }

    /// The token after `span`.
    pub fn after(&self, span: Span) -> Option<&Token> {
        self.tokens.get(self.tokens.partition_point(|token| token.span.start < span.end))
    }

    /// The folded words of the sentence around `span`, itself left out.
    pub fn sentence(&self, span: Span) -> impl Iterator<Item = &Rc<str>> {
        let first = self.tokens.partition_point(|token| token.span.end <= span.start);
        let next = self.tokens.partition_point(|token| token.span.start < span.end);
        let from = self.tokens[..first].iter().rposition(ends_sentence).map_or(0, |at| at + 1);
        let to = self.end_of_sentence(next);
        self.tokens[from..first].iter().chain(&self.tokens[next..to.max(next)]).map(|token| &token.key)
    }

    /// The folded words of the sentence after that.
    pub fn next_sentence(&self, span: Span) -> impl Iterator<Item = &Rc<str>> {
        let end = self.end_of_sentence(self.tokens.partition_point(|token| token.span.start < span.end));
        let from = self.tokens.len().min(end + 1);
        self.tokens[from..self.end_of_sentence(from)].iter().map(|token| &token.key)
    }

    /// Its sentences, without the marks that end them.
    pub fn sentences(&self) -> impl Iterator<Item = &[Token]> {
        self.tokens.split(ends_sentence)
    }

    /// Where the sentence ends in which the token at `from` stands, or would.
    fn end_of_sentence(&self, from: usize) -> usize {
        self.tokens[from..].iter().position(ends_sentence).map_or(self.tokens.len(), |at| from + at)
    }
}

fn ends_sentence(token: &Token) -> bool {
    [".", "؟", "?", "!"].iter().any(|mark| token.is_mark(mark))
}
