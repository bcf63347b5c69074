//! Overlapping marks flattened: at each piece of the text, the stack of marks that cover it.

use crate::model::{AnnotationSet, Span, sorted};

/// A stretch of text covered by the same marks from end to end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub span: Span,
    /// The marks that cover it, as indexes into `annotations`, the innermost first. Never empty.
    pub stack: Vec<usize>,
}

/// The runs of a text in order. Doubles as the index that answers which marks lie at an offset.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Runs(Vec<Run>);

impl Runs {
    /// Flattens those marks of `set` whose indexes are in `shown`, which stand in the order of the text.
    pub fn new(set: &AnnotationSet, shown: &[usize]) -> Runs {
        let span = |index: &usize| set.annotations[*index].span;
        let borders = shown.iter().flat_map(|index| [span(index).start, span(index).end]).collect();
        let mut borders = sorted(borders, usize::cmp);
        borders.dedup();

        // One sweep over the borders: `open` holds the marks that reach into the present piece.
        let mut runs = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut coming = shown.iter().copied().peekable();
        for piece in borders.windows(2) {
            open.retain(|index| span(index).end > piece[0]);
            while let Some(index) = coming.next_if(|index| span(index).start <= piece[0]) {
                open.push(index);
            }
            if !open.is_empty() {
                let stack =
                    sorted(open.clone(), |left, right| span(left).len().cmp(&span(right).len()).then(right.cmp(left)));
                runs.push(Run { span: Span::new(piece[0], piece[1]), stack });
            }
        }
        Runs(runs)
    }

    /// The marks at byte offset `byte`, the innermost first.
    pub fn at(&self, byte: usize) -> &[usize] {
        let next = self.0.partition_point(|run| run.span.start <= byte);
        match next.checked_sub(1).map(|last| &self.0[last]) {
            Some(run) if byte < run.span.end => &run.stack,
            _ => &[],
        }
    }

    /// The runs, in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = &Run> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Annotation, Mark, Origin, SourceKind};

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

    fn all(set: &AnnotationSet) -> Vec<usize> {
        (0..set.annotations.len()).collect()
    }

    #[test]
    fn a_name_in_a_quote_is_the_innermost() {
        let set = set(&[(0, 30), (5, 10)]);
        let runs = Runs::new(&set, &all(&set));
        assert_eq!(runs.iter().map(|run| run.stack.clone()).collect::<Vec<_>>(), [vec![0], vec![1, 0], vec![0]]);
        assert_eq!(runs.at(5), [1, 0]);
        assert_eq!(runs.at(10), [0]);
    }

    #[test]
    fn the_same_span_twice_lists_the_later_first() {
        let set = set(&[(2, 4), (2, 4)]);
        assert_eq!(Runs::new(&set, &all(&set)).at(3), [1, 0]);
    }

    #[test]
    fn nothing_lies_between_and_outside_marks() {
        let set = set(&[(2, 4), (6, 8)]);
        let runs = Runs::new(&set, &all(&set));
        for byte in [0, 1, 4, 5, 8, 900] {
            assert!(runs.at(byte).is_empty(), "{byte}");
        }
    }

    #[test]
    fn every_offset_agrees_with_a_plain_search() {
        let set = set(&[(0, 9), (1, 3), (2, 7), (7, 12), (12, 13), (20, 20)]);
        let runs = Runs::new(&set, &all(&set));
        for byte in 0..25 {
            let mut found = runs.at(byte).to_vec();
            found.sort_unstable();
            let plain: Vec<usize> = all(&set)
                .into_iter()
                .filter(|&i| set.annotations[i].span.start <= byte && byte < set.annotations[i].span.end)
                .collect();
            assert_eq!(found, plain, "at {byte}");
        }
    }
}
