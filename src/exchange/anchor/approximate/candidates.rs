//! Where in a text a quote may stand: where many of its rarer grams stand at the distances that they have in it.

use std::ops::Range;

use super::grams::Grams;
use super::letters::Letters;
use super::pattern::Pattern;

/// So many places are looked at, the best first: the one, and those that it must be better than.
const MOST: usize = 12;
/// So many more near where it stood.
const MOST_NEAR: usize = 4;
/// Where less than so much of the three parts' votes is there is no use in looking closer, which is what takes time.
const LEAST: f32 = 0.3;
/// So many places of grams are weighed, those of the rarest grams first.
const MOST_VOTES: usize = 4096;

/// A stretch of the text that the quote, with its context, may lie in.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// Where the quote's first letter would be by the grams that stand here: the least and the greatest, which may be before the text.
    pub start: Range<isize>,
}

/// A gram of the quote that stands in the text: where the quote would begin by that, and what it is worth.
#[derive(Clone, Copy)]
struct Vote {
    start: isize,
    worth: f32,
}

/// The most promising places for `pattern`, and some of those where it would begin within `near`.
pub(super) fn candidates(
    pattern: &Pattern,
    text: &Letters,
    grams: &Grams,
    near: Option<Range<isize>>,
) -> Vec<Candidate> {
    let votes = votes(pattern, text, grams);
    let reach = reach(pattern);
    // The worth of all votes from each on that are within reach of it.
    let mut stretches: Vec<(f32, usize, usize)> = Vec::with_capacity(votes.len());
    let (mut end, mut worth) = (0, 0.0);
    for (at, vote) in votes.iter().enumerate() {
        while end < votes.len() && votes[end].start <= vote.start + reach {
            worth += votes[end].worth;
            end += 1;
        }
        stretches.push((worth, at, end));
        worth -= vote.worth;
    }
    let best = stretches.iter().map(|stretch| stretch.0).fold(0.0, f32::max);
    stretches.retain(|stretch| stretch.0 > LEAST.max(best / 8.0));
    stretches.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    let starts = stretches.into_iter().map(|(_, first, end)| votes[first].start..votes[end - 1].start);
    let mut found: Vec<Candidate> = Vec::with_capacity(MOST + MOST_NEAR);
    let mut of_near = 0;
    for start in starts {
        let is_near = near.as_ref().is_some_and(|near| near.contains(&start.start));
        let is_apart = |other: &Candidate| start.end < other.start.start || other.start.end < start.start;
        let has_room = found.len() < MOST + of_near || is_near && of_near < MOST_NEAR;
        if has_room && found.iter().all(is_apart) {
            of_near += usize::from(is_near && of_near < MOST_NEAR);
            found.push(Candidate { start });
        }
    }
    found
}

/// How far the grams of a quote may be moved against each other by what was put in or left out between them.
pub(super) fn reach(pattern: &Pattern) -> isize {
    8 + pattern.letters.all.len() as isize / 10
}

fn votes(pattern: &Pattern, text: &Letters, grams: &Grams) -> Vec<Vote> {
    let mut places: Vec<_> = grams
        .of(&text.all, &pattern.letters.all)
        .enumerate()
        .map(|(at, places)| (places.count(), at, places))
        .collect();
    places.retain(|(count, ..)| *count > 0);
    // Each part has one vote in all: forty words must not drown what stands beside them.
    let worth = |count: usize| 1.0 / (count as f32).sqrt();
    let mut whole = [0.0; 3];
    places.iter().for_each(|(count, at, _)| whole[pattern.part(*at)] += worth(*count));
    places.sort_by_key(|(count, at, _)| (*count, *at));
    let mut votes = Vec::new();
    for (count, at, places) in places {
        if votes.len() + count > MOST_VOTES {
            break;
        }
        let worth = worth(count) / whole[pattern.part(at)];
        votes.extend(places.iter().map(|place| Vote { start: place as isize - at as isize, worth }));
    }
    votes.sort_by_key(|vote| vote.start);
    votes
}
