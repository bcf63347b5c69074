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

    /// The folded token that ends before `span`, whatever stands between them. A clitic in front of the span is no token of its own.
    pub fn before(&self, span: Span) -> Option<&Token> {
        let next = self.tokens.partition_point(|token| token.span.start < span.start);
        let touching = next.checked_sub(1).filter(|&at| self.tokens[at].span.end > span.start);
        self.tokens.get(touching.unwrap_or(next).checked_sub(1)?)
    }

    /// The token after `span`.
    pub fn after(&self, span: Span) -> Option<&Token> {
        self.tokens.get(self.tokens.partition_point(|token| token.span.start < span.end))
    }

    /// The folded words of the sentence around `span`, itself left out.
    pub fn sentence(&self, span: Span) -> impl Iterator<Item = &Rc<str>> {
        let is_end = |token: &Token| [".", "؟", "?", "!"].iter().any(|mark| token.is_mark(mark));
        let from = self.tokens.iter().rposition(|token| token.span.end <= span.start && is_end(token));
        let to = self.tokens.iter().position(|token| token.span.start >= span.end && is_end(token));
        let sentence = from.map_or(0, |at| at + 1)..to.unwrap_or(self.tokens.len());
        self.tokens[sentence].iter().filter(move |token| !token.span.overlaps(span)).map(|token| &token.key)
    }
}
