//! Names in the noun phrases around a cue: in quotation marks, announced by a title, not known to be one.

use std::ops::Range;

use super::Arabic;
use super::opening::LONGEST_TITLE;
use super::phrase::LONGEST_PHRASE;
use crate::detect::titles;
use crate::lang::lexicon::{CueShape, Frame};
use crate::lang::{Class, TokenKind, arabic};
use crate::model::EntityType;

/// The most words of a name in quotation marks: `صحيفة "المستقبل"`.
pub(super) const LONGEST_QUOTED_NAME: usize = 4;
/// The most tokens of a name that is not known to be one.
const LONGEST_NAME: usize = 5;

impl Arabic<'_, '_, '_> {
    /// `صحيفة "المستقبل"`, `وكالة أنباء "الصين الجديدة"`: the name in the quotation marks.
    pub(super) fn quoted_name(&self, start: usize) -> Option<Range<usize>> {
        let block = self.quotes.block;
        let label = [Class::Label, Class::Generic];
        // `وفقا لصحيفة "المستقبل"`
        let is_label = block.may_begin(start, &label) || self.is_shape(start, CueShape::Medium);
        let second = block.token(start + 1).filter(|second| second.is_word() && !arabic::is_definite(&second.key));
        let mark = start + 1 + usize::from(second.is_some());
        // `صحيفة (ماركا)`
        if is_label && self.quotes.is_mark(mark, &["("]) {
            let close = (mark + 1..mark + 2 + LONGEST_QUOTED_NAME).find(|&at| self.quotes.is_mark(at, &[")"]))?;
            return (close > mark + 1).then_some(mark + 1..close);
        }
        let quotation = self.quotes.quotation_at(mark).filter(|_| is_label)?;
        let inner = self.quotes.quoted[quotation].inner;
        let name = (self.quotes.words_in(inner) <= LONGEST_QUOTED_NAME).then(|| block.tokens_in(inner))?;
        (!name.is_empty()).then_some(name)
    }

    /// The phrase with the name that it announces: `رئيس اللجنة المنظمة | لكأس العالم في كرة القدم فرانتس بكنباور أن`,
    /// `زعيم الغالبية في مجلس الشيوخ | ، بيل فريست، أن`.
    pub(super) fn with_name(&self, tokens: Range<usize>, limit: usize) -> Range<usize> {
        let block = self.quotes.block;
        // `الفائزة في السباق نجلاء عبدالهادي`
        let is_titled = titles::head_at(block, tokens.start).is_some() || self.is_plainly_definite(tokens.start);
        let is_named = self.quotes.person_in(block.span(tokens.clone())).is_some();
        if !is_titled || (is_named && self.closes(tokens.end)) {
            return tokens;
        }
        let tokens = tokens.start..self.after_quoted_part(tokens.end);
        for at in tokens.end..limit.min(tokens.end + LONGEST_PHRASE) {
            match self.quotes.mention_at(at) {
                // `رئيس مجموعة عطية للاستشارات بيجان خاجيبور إن`: of two names the one before the report.
                Some((end, EntityType::Per)) if self.closes(end) || titles::head_at(block, end).is_some() => {
                    return if is_named { at..end } else { tokens.start..end };
                }
                Some((_, EntityType::Per)) => break,
                _ => {}
            }
            let is_comma = self.quotes.is_mark(at, &["،", ","]);
            let is_mark = block.tokens[at].kind == TokenKind::Mark && !is_comma;
            if self.is_occasion(at) || block.classes(at).has(Class::Cue) || is_mark {
                break;
            }
            if self.complementiser(at).is_some() || self.quotes.quotation_at(at).is_some() {
                break;
            }
        }
        self.unknown_name(tokens)
    }

    /// `الباحث في معهد | "الآفاق والأمن" |`: the end of a name in quotation marks that the phrase before token `end` goes on with.
    fn after_quoted_part(&self, end: usize) -> usize {
        let block = self.quotes.block;
        let is_label = end > 0
            && (block.classes(end - 1).any(&[Class::Label, Class::Generic, Class::TitlePart])
                || self.quotes.is_unnamed(end - 1));
        let quotation = self.quotes.quotation_at(end).filter(|_| is_label).map(|at| &self.quotes.quoted[at]);
        match quotation.filter(|quoted| self.quotes.words_in(quoted.inner) <= LONGEST_TITLE) {
            Some(quoted) => block.tokens_in(quoted.outer).end.max(end),
            None => end,
        }
    }

    /// `سفير غانا | نانا ايفا - ابنتنغ ان`: words that nothing is known of between a title and the report are the name.
    pub(super) fn unknown_name(&self, title: Range<usize>) -> Range<usize> {
        let block = self.quotes.block;
        // `المتحدث باسم مون`
        if title.end > 0 && block.key(title.end - 1) == "باسم" {
            return title;
        }
        let is_strange = |at: &usize| {
            let classes = block.classes(*at);
            self.quotes.is_mark(*at, &["-"])
                || block.token(*at).is_some_and(|token| token.is_word() && !arabic::is_definite(&token.key))
                    && !block.word(*at).ends_with(['ه', 'ا'])
                    && !classes.any(&[Class::Common, Class::Function, Class::Cue, Class::Complementiser])
                    && self.after_preposition(Frame::ANY, *at).is_none()
        };
        // `نائب وزير الداخلية، سيرهي ياروفاي:`
        let start = title.end + usize::from(self.quotes.is_mark(title.end, &["،", ","]));
        let end = start + (start..start + LONGEST_NAME).take_while(is_strange).count();
        let is_name = end > start && !self.quotes.is_mark(start, &["-"]);
        if is_name && self.closes(end) { start..end } else { title }
    }

    /// Whether a report, a comma or whom it was told follows at token `at`.
    pub(super) fn closes(&self, at: usize) -> bool {
        self.complementiser(at).is_some()
            || self.media_at(at).is_some()
            || self.quotes.quotation_at(at).is_some()
            || self.quotes.is_mark(at, &["،", ",", ":"])
    }
}
