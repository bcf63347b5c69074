//! What is on the screen: an article with what is said of it.

use std::rc::Rc;

use super::filter::Kind;
use crate::model::{Annotation, AnnotationSet, Article, Dir, Lang, Span};

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

    /// The mark of `now` that is the same as `mark` of this, at the same place of a block with the same words.
    pub(super) fn still(&self, mark: usize, now: &Content) -> Option<usize> {
        let place = |content: &Content, annotation: &Annotation| {
            let block = content.article.block_at(annotation.span.start)?;
            let start = annotation.span.start - block.span.start;
            Some((start, annotation.span.len(), block.span))
        };
        let one = &self.set.annotations[mark];
        let (start, len, block) = place(self, one)?;
        let is_same = |other: &Annotation| {
            place(now, other).is_some_and(|(its_start, its_len, its_block)| {
                (its_start, its_len) == (start, len)
                    && Kind::of(other) == Kind::of(one)
                    && its_block.of(&now.article.text) == block.of(&self.article.text)
            })
        };
        now.set.annotations.iter().position(is_same)
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
}
