//! Finds what a file says of one copy of a text in another copy of it: a page parts words with other white space than the file the
//! marks were made from, and an editor may have changed a paragraph since.
//!
//! Texts are compared without white space and without what shows nothing. Where they are equal so, every place is certain. Elsewhere
//! a mark's own words have to stand there with some of the words beside them, at one place better than at any other: a mark that is
//! left out does less harm than one over the wrong words. What has no place by that an [`Approximate`] may find, which is not in the
//! module that readers get at first.

#[cfg(feature = "formats")]
mod approximate;
mod skeleton;

#[cfg(feature = "formats")]
pub use approximate::Finder;
#[cfg(feature = "cli")]
pub use approximate::{Comparison, Place};

use std::convert::Infallible;

use super::Document;
use crate::model::text::places;
use crate::model::{AnnotationSet, Article, Evidence, Mark, Role, Span};
use skeleton::Skeleton;

/// So many bytes before and after a mark tell its place from others: three words or so.
const CONTEXT: usize = 48;
/// So many of them have to be the same, unless there is nothing else there.
const LEAST_CONTEXT: usize = 12;

/// A passage as it stood in another state of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quote<'q> {
    /// Its words.
    pub exact: &'q str,
    /// What stood before them; W3C selectors are made with 32 code points.
    pub prefix: &'q str,
    /// What stood after them.
    pub suffix: &'q str,
    /// The byte of the text that they would begin at if it had not changed.
    pub position: Option<usize>,
}

/// Where a passage stands now.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Anchored {
    pub span: Span,
    /// 1 where it is certain, less where words or context were edited.
    pub likeness: f32,
}

/// Finds quotes in a text that was edited since they were made.
pub trait Approximate {
    /// Where `quote` stands, if that can be told.
    fn find(&self, quote: &Quote) -> Option<Anchored>;
}

/// What is named where nothing is to be approximate, so that not even the code for it is there.
impl Approximate for Infallible {
    fn find(&self, _: &Quote) -> Option<Anchored> {
        match *self {}
    }
}

/// So many code points of context have W3C's selectors on each side.
const QUOTED: usize = 32;

/// The passage `span` of `text` as a quote.
pub fn quote(text: &str, span: Span) -> Quote<'_> {
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let start = before.char_indices().rev().take(QUOTED).last().map_or(span.start, |(at, _)| at);
    let end = after.char_indices().nth(QUOTED).map_or(after.len(), |(at, _)| at);
    Quote { exact: span.of(text), prefix: &before[start..], suffix: &after[..end], position: Some(span.start) }
}

/// What `document` says, where it stands in `article`, and how many of its annotations have no place there.
///
/// What only `approximate` finds is less sure by that, and says so.
pub fn onto<A: Approximate>(article: &Article, document: Document, approximate: Option<A>) -> (AnnotationSet, usize) {
    let Document { article: from, mut set, .. } = document;
    let ways = Ways { from: Skeleton::new(&from.text), to: Skeleton::new(&article.text) };
    let anchored = |span: Span| {
        let exactly = ways.place(span).map(|span| Anchored { span, likeness: 1.0 });
        exactly.or_else(|| approximate.as_ref()?.find(&quote(&from.text, span)))
    };
    let place = |span: Span| anchored(span).map(|found| found.span);
    for entity in &mut set.entities {
        entity.references = entity.references.iter().filter_map(|&span| place(span)).collect();
        let role = |role: &Role| Some(Role { span: place(role.span)?, ..role.clone() });
        entity.roles = entity.roles.iter().filter_map(role).collect();
    }
    let before = set.annotations.len();
    // Where two places have become one, as of a sentence that stood there twice, nobody knows whose it is.
    let mut taken: Vec<(Span, &str, Span)> = Vec::new();
    for annotation in &set.annotations {
        taken.extend(place(annotation.span).map(|span| (span, annotation.mark.kind(), annotation.span)));
    }
    let is_doubtful = |now: Span, mark: &Mark, before: Span| {
        taken.iter().any(|&(span, kind, other)| span == now && kind == mark.kind() && other != before)
    };
    set.annotations.retain_mut(|annotation| {
        // What was one block there and is two here is no mark.
        let found = anchored(annotation.span).filter(|found| {
            let block = article.block_at(found.span.start);
            block.is_some_and(|block| block.span.contains(found.span))
                && !is_doubtful(found.span, &annotation.mark, annotation.span)
        });
        if let Mark::Quote { cue, speaker, context, .. } = &mut annotation.mark {
            for part in [cue, speaker, &mut context.when, &mut context.place, &mut context.to] {
                *part = part.and_then(place);
            }
        }
        if let Some(Anchored { likeness, .. }) = found
            && likeness < 1.0
        {
            let percent = (likeness * 100.0).round() as u32;
            annotation.why.insert(0, Evidence::with("re-anchored", "likeness", percent.to_string()));
            annotation.confidence *= likeness;
        }
        annotation.span = found.map_or(annotation.span, |found| found.span);
        found.is_some()
    });
    set.sort();
    let orphans = before - set.annotations.len();
    (set, orphans)
}

struct Ways {
    from: Skeleton,
    to: Skeleton,
}

impl Ways {
    fn place(&self, span: Span) -> Option<Span> {
        let inside = self.from.inside(span);
        if inside.is_empty() {
            return None;
        }
        let there = if self.from.text == self.to.text { inside } else { self.found(inside)? };
        Some(self.to.outside(there))
    }

    /// The one place where the words of `span` stand among the same words better than anywhere else.
    fn found(&self, span: Span) -> Option<Span> {
        let (from, to) = (self.from.text.as_bytes(), self.to.text.as_bytes());
        let before = &from[span.start.saturating_sub(CONTEXT)..span.start];
        let after = &from[span.end..(span.end + CONTEXT).min(from.len())];
        let words = span.of(&self.from.text);
        let mut best: Option<(usize, usize)> = None;
        let mut is_tied = false;
        for at in places(&self.to.text, words) {
            let end = at + words.len();
            let same = common(before.iter().rev(), to[..at].iter().rev()) + common(after.iter(), to[end..].iter());
            match best {
                Some((most, _)) if same < most => {}
                Some((most, _)) if same == most => is_tied = true,
                _ => (best, is_tied) = (Some((same, at)), false),
            }
        }
        let (same, at) = best.filter(|_| !is_tied)?;
        (same >= LEAST_CONTEXT.min(before.len() + after.len())).then(|| Span::new(at, at + words.len()))
    }
}

/// How many bytes two texts have in common from their beginnings on.
fn common<'b>(one: impl Iterator<Item = &'b u8>, other: impl Iterator<Item = &'b u8>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Options, plain};
    use crate::model::{Annotation, Entity, EntityId, EntityType, Mention, Origin};

    /// What stands under the marks of `words`, at their place `nth` of `text`, in `edited`.
    fn moved(text: &str, marks: &[(&str, usize)], edited: &str) -> Vec<String> {
        let article = plain::article(text, &Options::default());
        let mark = Mark::Entity(Mention { kind: EntityType::Loc, entity: EntityId(0) });
        let annotations = marks.iter().map(|&(words, nth)| {
            let start = places(text, words).nth(nth).expect("the words");
            let span = Span::new(start, start + words.len());
            Annotation { span, mark: mark.clone(), origin: Origin::Provided, confidence: 1.0, why: Vec::new() }
        });
        let set = AnnotationSet {
            entities: vec![Entity::new(EntityType::Loc, "x".to_owned())],
            annotations: annotations.collect(),
        };
        let to = plain::article(edited, &Options::default());
        let (set, orphans) = onto(&to, Document { article, set, problems: Vec::new() }, None::<Infallible>);
        assert_eq!(set.annotations.len() + orphans, marks.len());
        set.annotations.iter().map(|one| format!("{}|{}", one.span.start, one.span.of(&to.text))).collect()
    }

    #[cfg(feature = "formats")]
    #[test]
    fn what_is_found_approximately_is_less_sure_and_says_so() {
        let text =
            "Officials met on Tuesday.\n\nThe new mayor of Riverton, Ann Lee, opened the bridge on Monday morning.";
        let edited =
            "Officials met on Tuesday.\n\nThe new mayor of Rivertown, Ann Lee, opened the bridge on Monday morning.";
        let article = plain::article(text, &Options::default());
        let mark = Mark::Entity(Mention { kind: EntityType::Loc, entity: EntityId(0) });
        let at = places(text, "Riverton").next().expect("the words");
        let span = Span::new(at, at + "Riverton".len());
        let annotation = Annotation { span, mark, origin: Origin::Provided, confidence: 1.0, why: Vec::new() };
        let entities = vec![Entity::new(EntityType::Loc, "Riverton".to_owned())];
        let set = AnnotationSet { entities, annotations: vec![annotation] };
        let document = Document { article, set, problems: Vec::new() };
        let to = plain::article(edited, &Options::default());
        assert_eq!(onto(&to, document.clone(), None::<Infallible>).1, 1);
        let (set, orphans) = onto(&to, document, Some(Finder::new(&to.text)));
        assert_eq!(orphans, 0);
        assert_eq!(set.annotations[0].span.of(edited), "Rivertown");
        assert!(set.annotations[0].confidence < 1.0);
        assert_eq!(set.annotations[0].why[0].code, "re-anchored");
    }

    #[test]
    fn white_space_and_what_shows_nothing_do_not_count() {
        let text = "زار الوزير ليبيا أمس.\n\nوعاد من ليبيا مساء.";
        let page = "زار  الوزير\nليبيا أمس.\n\n\n\u{200F}وعاد من لي\u{200D}بيا مساء.";
        let found = moved(text, &[("ليبيا", 0), ("ليبيا", 1)], page);
        assert_eq!(found.len(), 2);
        assert!(found[1].ends_with("لي\u{200D}بيا"), "{found:?}");
    }

    #[test]
    fn what_was_edited_away_has_no_place_and_no_lookalike_takes_it() {
        let text = "The minister flew to Paris on Monday.\n\nThe mayor of Paris met her at noon.";
        assert_eq!(
            moved(text, &[("Paris", 0), ("Paris", 1)], "Yesterday the mayor of Paris met her at noon."),
            ["23|Paris"]
        );
        assert_eq!(moved(text, &[("Paris", 0)], "A film: Paris, Texas."), Vec::<String>::new());
        let twice = "The mayor said that Paris is open.\n\nA day later it rained on all of it.\n\nThe mayor said that Paris is open.";
        assert_eq!(moved(twice, &[("Paris", 0), ("Paris", 1)], &twice[twice.len() - 36..]), Vec::<String>::new());
        // Two places that are alike in all that is known.
        let song = "A man of Rome is ".repeat(12);
        let edited = format!("{song}not.");
        assert_eq!(moved(&song, &[("Rome", 6)], &edited), Vec::<String>::new());
    }
}
