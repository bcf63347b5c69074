//! Finds what a file says of one copy of a text in another copy of it: a page parts words with other white space than the file the
//! marks were made from, and an editor may have changed a paragraph since.
//!
//! Texts are compared without white space and without what shows nothing. Where they are equal so, every place is certain. Elsewhere
//! a mark's own words have to stand there with some of the words beside them, at one place better than at any other: a mark that is
//! left out does less harm than one over the wrong words.

#[cfg(feature = "formats")]
mod approximate;
mod skeleton;

#[cfg(feature = "formats")]
pub use approximate::{Anchored, Finder, Quote};

use super::Document;
use crate::model::text::places;
use crate::model::{AnnotationSet, Article, Mark, Role, Span};
use skeleton::Skeleton;

/// So many bytes before and after a mark tell its place from others: three words or so.
const CONTEXT: usize = 48;
/// So many of them have to be the same, unless there is nothing else there.
const LEAST_CONTEXT: usize = 12;

/// What `document` says, where it stands in `article`, and how many of its annotations have no place there.
pub fn onto(article: &Article, document: Document) -> (AnnotationSet, usize) {
    let Document { article: from, mut set, .. } = document;
    let ways = Ways { from: Skeleton::new(&from.text), to: Skeleton::new(&article.text) };
    let place = |span: Span| ways.place(span);
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
        let span = place(annotation.span).filter(|span| {
            let block = article.block_at(span.start);
            block.is_some_and(|block| block.span.contains(*span))
                && !is_doubtful(*span, &annotation.mark, annotation.span)
        });
        if let Mark::Quote { cue, speaker, context, .. } = &mut annotation.mark {
            for part in [cue, speaker, &mut context.when, &mut context.place, &mut context.to] {
                *part = part.and_then(place);
            }
        }
        annotation.span = span.unwrap_or(annotation.span);
        span.is_some()
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
        let (set, orphans) = onto(&to, Document { article, set, problems: Vec::new() });
        assert_eq!(set.annotations.len() + orphans, marks.len());
        set.annotations.iter().map(|one| format!("{}|{}", one.span.start, one.span.of(&to.text))).collect()
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
