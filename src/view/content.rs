//! What is on the screen: an article with what is said of it.

use std::rc::Rc;

use super::filter::Kind;
use crate::model::{AnnotationSet, Article, Dir, Lang, Span};

/// An article with its annotations; never changed, only replaced.
#[derive(Debug, Clone)]
pub struct Content {
    pub article: Rc<Article>,
    pub set: Rc<AnnotationSet>,
    /// The text of the page's own links, where nothing is marked.
    pub links: Rc<[Span]>,
}

impl Content {
    /// An article with its annotations, in which nothing links elsewhere.
    pub fn new(article: Rc<Article>, set: Rc<AnnotationSet>) -> Content {
        Content { article, set, links: Rc::default() }
    }

    /// Nothing to read.
    pub fn empty() -> Content {
        let (lang, dir) = (Lang::En, Dir::Ltr);
        let article = Article { text: String::new(), lang, dir, date: None, blocks: Vec::new() };
        Content::new(Rc::new(article), Rc::default())
    }

    /// Whether `span` lies in one of the page's links, which keep their own meaning.
    pub fn is_linked(&self, span: Span) -> bool {
        self.links.iter().any(|link| link.contains(span))
    }

    /// The mark of `now` that is the same as `mark` of this: of the same words in a block that is as it was, else in the block of
    /// the same number, edited before the mark or after it.
    pub(super) fn still(&self, mark: usize, now: &Content) -> Option<usize> {
        let (block, [before, words, after]) = self.around(mark)?;
        let likeness = |other: usize| {
            let (its_block, [its_before, its_words, its_after]) = now.around(other)?;
            let (is_before, is_after) = (its_before == before, its_after == after);
            let is_edited = is_before && is_edit_of(after, its_after) || is_after && is_edit_of(before, its_before);
            let is_there = is_before && is_after || is_edited && its_block == block;
            let is_same = is_there && its_words == words && now.kind(other) == self.kind(mark);
            is_same.then_some((!(is_before && is_after), its_block != block, other))
        };
        (0..now.set.annotations.len()).filter_map(likeness).min().map(|(.., other)| other)
    }

    fn kind(&self, mark: usize) -> Kind {
        Kind::of(&self.set.annotations[mark])
    }

    /// The number of the block that `mark` begins in, and what stands in it before the mark, in it, and after it.
    fn around(&self, mark: usize) -> Option<(usize, [&str; 3])> {
        let (span, text) = (self.set.annotations[mark].span, &self.article.text);
        let number = self.article.number_of_block_at(span.start)?;
        let block = self.article.blocks[number].span;
        let parts = [block.start..span.start, span.start..span.end, span.end..block.end];
        // A mark can end in a later block.
        Some((number, parts.map(|part| text.get(part).unwrap_or_default())))
    }

    /// The languages of the text, each once, the article's own first.
    pub fn langs(&self) -> Vec<Lang> {
        let mut langs = vec![self.article.lang];
        for block in &self.article.blocks {
            if !langs.contains(&block.lang) {
                langs.push(block.lang);
            }
        }
        langs
    }
}

/// Whether `now` may be what `before` has become by an edit at one place: half of the shorter one is still there, around that.
fn is_edit_of(before: &str, now: &str) -> bool {
    let least = before.len().min(now.len());
    let same = |pairs: &mut dyn Iterator<Item = (u8, u8)>| pairs.take_while(|(one, other)| one == other).count();
    let beginning = same(&mut before.bytes().zip(now.bytes()));
    let end = same(&mut before.bytes().rev().zip(now.bytes().rev()));
    2 * (beginning + end) >= least
}

/// The same article and annotations, not merely equal ones: comparing whole articles at each render would cost.
impl PartialEq for Content {
    fn eq(&self, other: &Content) -> bool {
        Rc::ptr_eq(&self.article, &other.article) && Rc::ptr_eq(&self.set, &other.set)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample;

    #[test]
    fn the_languages_of_a_text_begin_with_its_own() {
        let mut article = sample::article();
        article.blocks[0].lang = Lang::Ar;
        assert_eq!(Content::new(Rc::new(article), Rc::default()).langs(), [Lang::En, Lang::Ar]);
    }

    /// `content` with words written into it at a byte, with which marks and blocks behind it move on.
    fn written(content: &Content, at: usize, words: &str) -> Content {
        let moved = |span: Span| {
            let on = |byte: usize, is_behind: bool| byte + if is_behind { words.len() } else { 0 };
            Span::new(on(span.start, span.start > at), on(span.end, span.end >= at))
        };
        let (mut article, mut set) = ((*content.article).clone(), (*content.set).clone());
        article.text.insert_str(at, words);
        article.blocks.iter_mut().for_each(|block| block.span = moved(block.span));
        set.annotations.iter_mut().for_each(|mark| mark.span = moved(mark.span));
        Content::new(Rc::new(article), Rc::new(set))
    }

    #[test]
    fn a_mark_is_the_same_one_while_its_block_is_written_on() {
        let content = sample::content();
        let mark = content.set.annotations.iter().position(|mark| Kind::of(mark) == Kind::Quote).unwrap();
        let span = content.set.annotations[mark].span;
        let block = content.article.block_at(span.start).unwrap().span;
        assert!(block.start < span.start && span.end < block.end);
        let [before, within, after] =
            [block.start + 1, span.start + 1, block.end].map(|at| written(&content, at, "so "));
        assert_eq!([&before, &within, &after].map(|now| content.still(mark, now)), [Some(mark), None, Some(mark)]);
        // Written on at both sides at once it could be another one.
        assert_eq!(content.still(mark, &written(&after, block.start + 1, "so ")), None);
        // Another article with the same words at the beginning of a block has another mark.
        let (one, other) = ("Cairo opened a bridge on Monday.", "Cairo was hit by a storm last night.");
        let said = |text: &str| {
            let (mut article, mut set) = ((*content.article).clone(), (*content.set).clone());
            article.text = text.to_owned();
            article.blocks.truncate(1);
            article.blocks[0].span = Span::new(0, text.len());
            set.annotations.truncate(1);
            set.annotations[0].span = Span::new(0, "Cairo".len());
            Content::new(Rc::new(article), Rc::new(set))
        };
        assert_eq!(said(one).still(0, &said(other)), None);
        assert_eq!(said(one).still(0, &said(&one.replace("Monday", "Friday"))), Some(0));
        // Its number is that of the others before it.
        let mut fewer = (*after.set).clone();
        fewer.annotations.remove(0);
        let fewer = Content::new(after.article.clone(), Rc::new(fewer));
        assert_eq!(content.still(mark, &fewer), Some(mark - 1));
    }
}
