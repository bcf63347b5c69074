//! Whether one of the places where a quote may stand is where it stands: the floors and the margin.
//!
//! The figures are measured by `hashiya eval anchoring`; what they have to keep apart is told there.

use std::ops::Range;

use super::fit::{Fit, Side};
use super::letters::Letters;
use super::pattern::Pattern;

/// Of the letters of the exact words one in so many may be edited, where one side agrees.
const EDITED: usize = 5;
/// The same where both do.
const EDITED_AT_MOST: usize = 4;
/// So much of what stands on a side has to agree for it to be the same.
const AGREEMENT: f32 = 0.75;
/// The same near where the words stood.
const AGREEMENT_NEAR: f32 = 0.67;
/// A side of fewer letters says nothing but that the text begins or ends there.
const LEAST_SIDE: usize = 16;
/// So much of what tells the place has to be the same.
const TELLING_FLOOR: f32 = 0.55;
/// The same near where it was, of words that were not edited, where so much of one side agrees.
const TELLING_NEAR: f32 = 0.48;
const WHOLE: f32 = 0.9;
/// And so much of what tells the words from those of other rows and names.
const WORDS_FLOOR: f32 = 0.7;
/// The same where both sides agree.
const WORDS_BETWEEN: f32 = 0.6;
/// Words that tell no more than so many letters that stand nowhere else, a unit in a table, are known by both sides, of which so much that
/// tells them from others is the same.
const PLAIN: f32 = 0.5;
const PLAIN_SIDES: f32 = 0.7;
/// A side of which so much agrees, but so little of what tells it from others, is another row's.
const ROW: f32 = 0.6;
const ROW_TELLING: f32 = 0.35;
/// What is not the same must be so much less than at any other place.
const MARGIN: f32 = 0.6;
/// By so much the sides may agree better elsewhere.
const BETTER: f32 = 0.1;
/// A place is far from where it was by more than so many letters and such a part of the text; that counts as so much that is not the same.
const NEAR: usize = 64;
const NEAR_SHARE: usize = 20;
const FAR: f32 = 0.25;
/// Where so much is the same a figure may be a slip of a finger, if the place is near where it was,
const ALIKE: f32 = 0.75;
/// and in so many letters anywhere.
const LONG: usize = 60;

/// How many letters from where it stood a quote is near in `text`.
pub(super) fn near(text: &Letters) -> usize {
    NEAR + text.all.len() / NEAR_SHARE
}

/// Decides between the places of one quote.
pub(super) struct Judge<'j> {
    pub pattern: &'j Pattern,
    pub text: &'j Letters,
    /// The letter that the words would begin at if the text had not changed.
    pub expected: Option<usize>,
}

impl Judge<'_> {
    /// The place of the quote and how much is the same there, from 0 to 1; none where it may as well be another one, or none at all.
    pub fn best(&self, fits: &[Fit]) -> Option<(Range<usize>, f32)> {
        let able = fits.iter().filter(|fit| self.has_words(fit));
        let best = able.max_by(|one, other| self.told(one).total_cmp(&self.told(other)))?;
        let place = best.place.clone()?;
        let is_same_figures = self.figures(&place)
            || self.proof(best) == [true; 2]
            || self.pattern.exact.len() >= LONG
            || self.is_near(best) && best.telling >= ALIKE;
        let is_best = fits.iter().all(|rival| self.is_less(best, rival));
        if self.told(best) < self.floor(best) || !is_best || !is_same_figures {
            return None;
        }
        Some((place, best.telling.clamp(0.01, 0.99)))
    }

    /// How much of what tells the place has to be the same: less near where it was, if the words were not edited and one
    /// side is there.
    fn floor(&self, fit: &Fit) -> f32 {
        let has_side = fit.sides.iter().any(|side| side.letters >= LEAST_SIDE && side.agreement >= WHOLE);
        if has_side && fit.errors == 0 && self.is_near(fit) { TELLING_NEAR } else { TELLING_FLOOR }
    }

    /// How much of what tells the place is the same, less where it is far from where it was.
    fn told(&self, fit: &Fit) -> f32 {
        if self.is_far(fit) { fit.telling - FAR } else { fit.telling }
    }

    /// Whether it is known where the words stood, and that is near.
    fn is_near(&self, fit: &Fit) -> bool {
        self.expected.is_some() && !self.is_far(fit)
    }

    fn is_far(&self, fit: &Fit) -> bool {
        let near = near(self.text);
        match (self.expected, &fit.place) {
            (Some(expected), Some(place)) => place.start.abs_diff(expected) > near,
            _ => false,
        }
    }

    /// Whether the words stand there, with as many edits as may be, and with what proves them.
    fn has_words(&self, fit: &Fit) -> bool {
        let length = self.pattern.exact.len();
        let is_between = fit.side_telling.iter().all(|told| *told >= PLAIN_SIDES);
        if fit.words < if is_between { WORDS_BETWEEN } else { WORDS_FLOOR } {
            return false;
        }
        // All but names and figures agrees: that is the side of another row.
        let is_of_other_row = |side: usize| {
            let Side { letters, agreement } = fit.sides[side];
            letters >= LEAST_SIDE && agreement >= ROW && fit.side_telling[side] < ROW_TELLING
        };
        if is_of_other_row(0) || is_of_other_row(1) {
            return false;
        }
        let is_plain = self.pattern.whole[0] - self.pattern.whole[1] < PLAIN;
        if is_plain && fit.side_telling.iter().any(|told| *told < PLAIN_SIDES) {
            return false;
        }
        let proof = self.proof(fit);
        let is_full = [0, 1].map(|side| fit.sides[side].letters >= LEAST_SIDE);
        match proof {
            [true, true] => fit.errors * EDITED_AT_MOST <= length,
            [false, false] => false,
            // That the text begins there is not enough, where the other side is told and another one.
            [one, other] if !(one && is_full[0] || other && is_full[1]) => self.is_near(fit) && fit.words >= ALIKE,
            _ => (fit.errors * EDITED).saturating_sub(EDITED - 1) <= length,
        }
    }

    /// Which of the sides agree; or where the quote tells little of one, because its text began or ended there, whether this one does, too.
    fn proof(&self, fit: &Fit) -> [bool; 2] {
        let Some(place) = &fit.place else { return [false; 2] };
        let beyond = [place.start, self.text.all.len() - place.end];
        [0, 1].map(|side| {
            let told = &fit.sides[side];
            let is_short = told.letters < LEAST_SIDE;
            let is_edge = beyond[side] <= told.letters + 3;
            let agrees = told.agreement >= if self.is_near(fit) { AGREEMENT_NEAR } else { AGREEMENT };
            if is_short { is_edge && (told.letters < 4 || agrees) } else { agrees }
        })
    }

    /// Whether what is not the same at `rival` is so much more than at `best` that it is no rival. Nor is the same place, or one where
    /// neither side agrees.
    fn is_less(&self, best: &Fit, rival: &Fit) -> bool {
        let is_same = match (&best.place, &rival.place) {
            (Some(one), Some(other)) => one.start < other.end && other.start < one.end,
            _ => false,
        };
        let is_other = rival.sides.iter().all(|side| side.agreement < AGREEMENT);
        let has_context = rival.sides.iter().all(|side| side.agreement >= AGREEMENT);
        // What is far from where it was must be all the more like it to be a rival of what is near.
        let far = if self.is_far(rival) && self.is_near(best) { FAR } else { 0.0 };
        let better = match (has_context, self.proof(best)) {
            (true, [true, true]) => 0.0,
            (true, _) => -BETTER,
            _ => BETTER,
        };
        let is_replaced = far == 0.0 && rival.context > best.context + better;
        let is_less = 1.0 - self.told(best) <= MARGIN * (1.0 - self.told(rival) + far);
        is_same || is_other || is_less && !is_replaced
    }

    /// Whether the figures in the words are those at `place`: another one makes another result, another row.
    fn figures(&self, place: &Range<usize>) -> bool {
        let figures =
            |letters: &[char]| letters.iter().copied().filter(|letter| letter.is_numeric()).collect::<String>();
        figures(&self.pattern.letters.all[self.pattern.exact.clone()]) == figures(&self.text.all[place.clone()])
    }
}
