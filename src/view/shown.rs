//! The displayed marks, and which of them lie at a place of the text, one over the other.

use std::ops::{Deref, RangeInclusive};

use crate::model::{AnnotationSet, sorted};

/// The displayed marks, as indexes into `annotations`, in the order of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    marks: Vec<usize>,
    /// For each of them how far it and those before it reach, in bytes of the text.
    reach: Vec<usize>,
}

impl Shown {
    /// The marks of `set` with the indexes `marks`, which are in the order of the text.
    pub fn new(set: &AnnotationSet, marks: Vec<usize>) -> Shown {
        let mut furthest = 0;
        let reach = marks.iter().map(|&mark| {
            furthest = furthest.max(set.annotations[mark].span.end);
            furthest
        });
        Shown { reach: reach.collect(), marks }
    }

    /// Place of `mark` among the displayed ones, from 0.
    pub fn position(&self, mark: usize) -> Option<usize> {
        self.marks.binary_search(&mark).ok()
    }

    /// The marks of `set` that cover a byte of `bytes`, the innermost first, and of two with the same words the later.
    pub fn at(&self, set: &AnnotationSet, bytes: RangeInclusive<usize>) -> Vec<usize> {
        let span = |mark: usize| set.annotations[mark].span;
        let begun = self.marks.partition_point(|&mark| span(mark).start <= *bytes.end());
        let near = (0..begun).rev().take_while(|&at| self.reach[at] > *bytes.start());
        let covering = near.map(|at| self.marks[at]).filter(|&mark| span(mark).end > *bytes.start()).collect();
        sorted(covering, |&left, &right| span(left).len().cmp(&span(right).len()).then(right.cmp(&left)))
    }
}

impl Deref for Shown {
    type Target = [usize];

    fn deref(&self) -> &[usize] {
        &self.marks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Annotation, Mark, Origin, SourceKind, Span};

    fn set(spans: &[(usize, usize)]) -> AnnotationSet {
        let mark = Mark::Source { kind: SourceKind::Agency, names: Vec::new(), reason: None };
        let annotations = spans
            .iter()
            .map(|&(start, end)| Annotation {
                span: Span::new(start, end),
                mark: mark.clone(),
                origin: Origin::Detected,
                confidence: 1.0,
                why: Vec::new(),
            })
            .collect();
        AnnotationSet { entities: Vec::new(), annotations }
    }

    fn all(set: &AnnotationSet) -> Shown {
        Shown::new(set, (0..set.annotations.len()).collect())
    }

    #[test]
    fn a_name_in_a_quote_is_the_innermost() {
        let set = set(&[(0, 30), (5, 10)]);
        let shown = all(&set);
        assert_eq!([4, 5, 10].map(|byte| shown.at(&set, byte..=byte)), [vec![0], vec![1, 0], vec![0]]);
        assert_eq!(shown.at(&set, 9..=10), [1, 0]);
    }

    #[test]
    fn the_same_span_twice_lists_the_later_first() {
        let set = set(&[(2, 4), (2, 4)]);
        assert_eq!(all(&set).at(&set, 3..=3), [1, 0]);
    }

    #[test]
    fn nothing_lies_between_and_outside_marks() {
        let set = set(&[(2, 4), (6, 8)]);
        let shown = all(&set);
        for byte in [0, 1, 4, 5, 8, 900] {
            assert!(shown.at(&set, byte..=byte).is_empty(), "{byte}");
        }
    }

    #[test]
    fn every_offset_agrees_with_a_plain_search() {
        let set = set(&[(0, 9), (1, 3), (2, 7), (7, 12), (12, 13), (20, 20)]);
        let shown = all(&set);
        for byte in 0..25 {
            let mut found = shown.at(&set, byte..=byte);
            found.sort_unstable();
            let covers =
                |&mark: &usize| (set.annotations[mark].span.start..set.annotations[mark].span.end).contains(&byte);
            assert_eq!(found, (0..set.annotations.len()).filter(covers).collect::<Vec<_>>(), "at {byte}");
        }
    }
}
