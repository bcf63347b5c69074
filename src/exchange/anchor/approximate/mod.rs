//! Finds a passage again by its words and the words beside it, as a W3C `TextQuoteSelector` tells them, in a text that was edited since.
//!
//! A ladder: where the position says, if words and context stand there; else at the one place where all of it stands; else where the
//! words stand with edits, by the crate `similar`. White space and what shows nothing never count. A passage that was deleted leaves
//! lookalikes behind: another mention of the same name, a row of the same table, a sentence that was written anew elsewhere. So a place
//! is taken only if what speaks for it weighs enough, see [`judge`]: how much of the words and of what stands on both sides of them is
//! the same, how near they are to where they stood, whether the same stands elsewhere. What tells nothing counts little: of a row in a
//! table all but names and figures is in the other rows, too. All else is an orphan.

mod alignment;
mod candidates;
#[cfg(feature = "cli")]
mod compared;
mod fit;
mod grams;
mod judge;
mod letters;
mod pattern;

use std::ops::Range;

use candidates::candidates;
#[cfg(feature = "cli")]
pub use compared::{Comparison, Place};
use fit::Fit;
use grams::Grams;
use judge::Judge;
use letters::Letters;
use pattern::Pattern;

use super::{Anchored, Approximate, Quote};

/// Less context than that is none.
const LEAST_CONTEXT: usize = 8;
/// Words of so many letters are known without context, if they stand at one place alone.
const TELLING: usize = 24;

/// A text in which quotes are found; made once for many of them.
///
/// ```
/// # #[cfg(feature = "cli")] {
/// use hashiya::exchange::anchor::{Approximate, Finder, Quote};
/// let finder = Finder::new("Yesterday the new mayor of Paris met her at noon.");
/// let quote = Quote { exact: "Paris", prefix: "Yesterday the mayor of ", suffix: " met her at noon.", position: None };
/// assert_eq!(finder.find(&quote).unwrap().span, (27..32).into());
/// # }
/// ```
pub struct Finder {
    letters: Letters,
    grams: Grams,
}

impl Finder {
    /// Reads `text` three times.
    pub fn new(text: &str) -> Finder {
        let letters = Letters::new(text);
        let grams = Grams::new(&letters.all);
        Finder { letters, grams }
    }

    /// Where words and context stand as they were.
    fn unchanged(&self, pattern: &Pattern, position: Option<usize>) -> Unchanged {
        let places = self.grams.whole(&self.letters.all, &pattern.letters.all);
        let expected = position.and_then(|byte| self.letters.at(byte).checked_sub(pattern.exact.start));
        let is_expected = expected.is_some_and(|at| places.contains(&at));
        let context = pattern.letters.all.len() - pattern.exact.len();
        let is_thin = context < LEAST_CONTEXT && pattern.exact.len() < TELLING;
        match places[..] {
            [] => Unchanged::Nowhere,
            [at] if !is_thin => Unchanged::At(at, 1.0),
            [at] if is_expected => Unchanged::At(at, 0.8),
            _ => expected.filter(|_| is_expected && !is_thin).map_or(Unchanged::Twice, |at| Unchanged::At(at, 0.9)),
        }
    }

    /// Where words or context were edited.
    fn approximate(&self, pattern: &Pattern, position: Option<usize>) -> Option<(Range<usize>, f32)> {
        let expected = position.map(|byte| self.letters.at(byte));
        Judge { pattern, text: &self.letters, expected }.best(&self.fits(pattern, expected))
    }

    /// How `pattern` fits the most promising places; its words would begin at letter `expected` if the text had not changed.
    fn fits(&self, pattern: &Pattern, expected: Option<usize>) -> Vec<Fit> {
        let near = expected.map(|at| {
            let vicinity = judge::vicinity(&self.letters) as isize;
            let start = at as isize - pattern.exact.start as isize;
            start - vicinity..start + vicinity
        });
        let candidates = candidates(pattern, &self.letters, &self.grams, near);
        candidates.iter().map(|candidate| Fit::new(pattern, &self.letters, candidate)).collect()
    }
}

impl Approximate for Finder {
    fn find(&self, quote: &Quote) -> Option<Anchored> {
        let pattern = Pattern::new(quote, &self.letters, &self.grams);
        if pattern.exact.is_empty() {
            return None;
        }
        let (at, likeness) = match self.unchanged(&pattern, quote.position) {
            Unchanged::At(at, likeness) => (at + pattern.exact.start..at + pattern.exact.end, likeness),
            Unchanged::Twice => return None,
            Unchanged::Nowhere => self.approximate(&pattern, quote.position)?,
        };
        Some(Anchored { span: self.letters.outside(&at), likeness })
    }
}

/// Where all of a quote stands as it was.
enum Unchanged {
    /// From that letter on, and how sure that is.
    At(usize, f32),
    /// At several places, and nobody knows which.
    Twice,
    Nowhere,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found in `text` of the words between `[` and `]` of `marked`, whose neighbours are all there is beside them.
    #[track_caller]
    fn found<'t>(marked: &str, text: &'t str) -> Option<&'t str> {
        let (prefix, rest) = marked.split_once('[').expect("a beginning");
        let (exact, suffix) = rest.split_once(']').expect("an end");
        let quote = Quote { exact, prefix, suffix, position: None };
        Finder::new(text).find(&quote).map(|found| found.span.of(text))
    }

    #[test]
    fn words_are_found_with_slips_in_them_and_beside_them() {
        let marked = "on Monday the new mayor of [Riverton, Ann Lee,] opened the bridge over the r";
        let text = "It rained. On Monday te new mayor of Rivertown, Ann Lee, opened the bridge ovr the river.";
        assert_eq!(found(marked, text), Some("Rivertown, Ann Lee,"));
        let marked = "وأعلن وزير الطاقة الجزائري [كريم بوزيان] أن الأشغال ستنطلق قبل نهاي";
        let text = "وأعلن وزير الطاقه الجزائري كريم  بوزيّان أن الأشغال ستنطلق قبل نهاية العام.";
        assert_eq!(found(marked, text), Some("كريم  بوزيّان"));
    }

    #[test]
    fn the_same_words_among_others_are_a_lookalike() {
        let marked = "the minister flew from Lisbon to [Paris] on Monday to sign the treaty wit";
        assert_eq!(found(marked, "A film that nobody wanted to see: Paris, Texas, on Monday night in town."), None);
        // Some of the words beside it came along.
        assert_eq!(found(marked, "He had never in his life come to Paris on Monday but once, and by train."), None);
    }

    #[test]
    fn where_the_words_were_replaced_by_others_they_are_gone() {
        let marked = "the minister flew from Lisbon to [Paris] on Monday to sign the treaty wit";
        assert_eq!(
            found(marked, "As the minister flew from Lisbon to Rabat on Monday to sign the treaty with all."),
            None
        );
    }

    #[test]
    fn another_row_of_a_table_is_another_row() {
        let rows = "Oslo: sunny, a high of 21 degrees\nRome: sunny, a high of 30 degrees\nParis: cloudy, a high of 25 degrees\n";
        assert_eq!(
            found("a high of 22 degrees\n[Rome: sunny, a high of 31 degrees]\nMilan: fog, a high of 25 de", rows),
            None
        );
    }

    #[test]
    fn a_word_that_took_the_place_of_the_last_one_is_within() {
        let marked = "a review of the drought relief in [the face of worse conditions across many states]. It says that the current sys";
        let text = "A review of the drought relief in the face of worse conditions across many workers. It says that the current system.";
        assert_eq!(found(marked, text), Some("the face of worse conditions across many workers"));
    }

    #[test]
    fn a_sentence_whose_neighbours_are_gone_is_known_where_it_stood_and_nowhere_else() {
        let filler =
            "Nothing of what is told in this part of the story has to do with the rest of it, or so they say. "
                .repeat(9);
        let said = "The harbour will be closed to all ships from the first of June until the new lock has been tested.";
        let quote = Quote {
            exact: said,
            prefix: "had not been asked about it at all.\n",
            suffix: "\nFishermen fear for their living.",
            position: Some(filler.len() + 80),
        };
        let edited = said.replace("tested", "testd");
        let [before, after] = ["It has rained for nine days.\n", "\nA market is held there on Fridays."];
        let there = format!("{filler}{filler}").split_at(filler.len() + 51).0.to_owned() + before + &edited + after;
        let found = Finder::new(&there).find(&quote).expect("the sentence");
        assert_eq!(found.span.of(&there), edited);
        let elsewhere = before.to_owned() + &edited + after + &filler + &filler;
        assert_eq!(Finder::new(&elsewhere).find(&quote), None);
    }

    #[test]
    fn a_word_that_is_left_of_several_is_not_they() {
        let marked = "lar rate. Accordingly, though [the practice violated] the no-trading provision of the";
        let text = "At a regular rate. Accordingly, though the no-trading provision of the charter stood.";
        assert_eq!(found(marked, text), None);
    }

    #[test]
    fn the_position_tells_between_places_that_are_alike() {
        let song = "A man of Rome is not a man. ".repeat(8);
        let quote =
            |position| Quote { exact: "Rome", prefix: "is not a man. A man of ", suffix: " is not a man. A", position };
        let finder = Finder::new(&song);
        assert_eq!(finder.find(&quote(None)), None);
        let at = 3 * 28 + 9;
        let found = finder.find(&quote(Some(at))).expect("the place");
        assert_eq!((found.span.start, found.likeness < 1.0), (at, true));
    }
}
