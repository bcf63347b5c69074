//! Whether one of the places where a quote may stand is where it stands: the floor and the margin.
//!
//! What speaks for a place and against it is weighed, each kind of evidence by a weight of [`Evidence::weighed`]. The weights are those of
//! a logistic regression over the places that `hashiya eval anchoring` compares, by seeds 11, 12 and 14, with the positions and without:
//! the right place of a passage against all others. What the evidence has to keep apart is told there.

use std::ops::Range;

use super::fit::{Fit, Side};
use super::letters::Letters;
use super::pattern::Pattern;

/// The evidence has to weigh so much: a deleted passage leaves places behind that weigh nearly as much.
const FLOOR: f32 = 3.6;
/// The same where it is not known where the words stood.
const FLOOR_ANYWHERE: f32 = 3.7;
/// And so much more than that for any other place.
const MARGIN: f32 = 0.5;
/// So much of what tells the place has to be the same, whatever else speaks for it.
const TELLING: f32 = 0.4;
/// Of the letters of the exact words one in so many may be edited, and one in what is shorter.
const EDITED: usize = 4;
/// Within so many letters of where it stood a place is near, the more the closer.
const NEAR: f32 = 64.0;
/// A place where it was is worth so much of the same when it is compared with others.
const THERE: f32 = 0.25;
/// A side of fewer letters says nothing but that the text begins or ends there.
const LEAST_SIDE: usize = 4;
/// What stands beyond the letters next to the words is at most so much.
const BEYOND: f32 = 12.0;

/// How many letters from where it stood a quote is looked for first in `text`.
pub(super) fn near(text: &Letters) -> usize {
    64 + text.all.len() / 20
}

/// Decides between the places of one quote.
pub(super) struct Judge<'j> {
    pub pattern: &'j Pattern,
    pub text: &'j Letters,
    /// The letter that the words would begin at if the text had not changed.
    pub expected: Option<usize>,
}

/// A place where the words may stand.
struct Standing<'f> {
    place: &'f Range<usize>,
    fit: &'f Fit,
}

impl Judge<'_> {
    /// The place of the quote and how much is the same there, from 0 to 1; none where it may as well be another one, or none at all.
    pub fn best(&self, fits: &[Fit]) -> Option<(Range<usize>, f32)> {
        let all: Vec<Standing> =
            fits.iter().filter_map(|fit| Some(Standing { place: fit.place.as_ref()?, fit })).collect();
        let weighed: Vec<f32> = all.iter().map(|one| self.evidence(one, &all).weighed()).collect();
        let (best, most) = all.iter().zip(&weighed).max_by(|one, other| one.1.total_cmp(other.1))?;
        let is_less = |(one, weight): (&Standing, &f32)| self.is_same(best, one) || weight + MARGIN <= *most;
        let floor = if self.expected.is_some() { FLOOR } else { FLOOR_ANYWHERE };
        let has_words = (best.fit.errors * EDITED).saturating_sub(EDITED - 1) <= self.pattern.exact.len();
        let is_best =
            has_words && best.fit.telling >= TELLING && *most >= floor && all.iter().zip(&weighed).all(is_less);
        is_best.then(|| (best.place.clone(), best.fit.telling.clamp(0.01, 0.99)))
    }

    /// Whether two places are the same one, a little moved.
    fn is_same(&self, one: &Standing, other: &Standing) -> bool {
        one.place.start.abs_diff(other.place.start) < self.pattern.exact.len()
    }

    fn evidence(&self, one: &Standing, all: &[Standing]) -> Evidence {
        let fit = one.fit;
        let rivals: Vec<&Standing> = all.iter().filter(|rival| !self.is_same(one, rival)).collect();
        let most = |told: &dyn Fn(&Standing) -> f32| rivals.iter().map(|rival| told(rival)).fold(0.0, f32::max);
        let rival = most(&|rival| self.told(rival));
        let length = self.pattern.exact.len() as f32;
        let distance = self.expected.map(|expected| one.place.start.abs_diff(expected) as f32);
        let reach = NEAR + self.text.all.len() as f32 / 10.0;
        let mut sides = self.sides(one);
        sides.sort_by(|one, other| one.agreement.total_cmp(&other.agreement));
        let [lines_kept, lines_lost] = self.lines(one.place);
        Evidence {
            edited: (fit.errors as f32 / length).min(0.5),
            length: length.ln(),
            telling_length: (1.0 + self.pattern.whole[0] - self.pattern.whole[1]).ln(),
            words: fit.words,
            telling: fit.telling,
            context: fit.context,
            worse: sides[0],
            better: sides[1],
            lines_kept,
            lines_lost,
            figures: self.figures(one.place),
            rival,
            margin: self.told(one) - rival,
            rival_context: most(&|rival| rival.fit.context),
            words_margin: fit.words - most(&|rival| rival.fit.words),
            is_known: distance.is_some(),
            near: distance.map_or(0.0, closeness),
            far: distance.map_or(0.0, |distance| ((distance - NEAR).max(0.0) / reach).min(1.0)),
        }
    }

    /// How much of what tells the place is the same, more where it was.
    fn told(&self, one: &Standing) -> f32 {
        let near = |expected: usize| closeness(one.place.start.abs_diff(expected) as f32);
        one.fit.telling + THERE * self.expected.map_or(0.0, near)
    }

    /// The sides; where the quote tells nothing of one, because its text began or ended there, whether this one does, too.
    fn sides(&self, one: &Standing) -> [Side; 2] {
        let beyond = [one.place.start, self.text.all.len() - one.place.end];
        [0, 1].map(|side| {
            let told = one.fit.sides[side];
            if told.letters >= LEAST_SIDE {
                return told;
            }
            let agreement = f32::from(u8::from(beyond[side] <= told.letters + 3));
            Side { agreement, telling: agreement, ..told }
        })
    }

    /// How many of the ends of the words are an end of a line in the quote and still are, and how many no longer are.
    fn lines(&self, place: &Range<usize>) -> [f32; 2] {
        let (quote, exact) = (&self.pattern.letters, &self.pattern.exact);
        let was = [quote.begins_line(exact.start), exact.end == quote.all.len() || quote.begins_line(exact.end)];
        let is = [self.text.begins_line(place.start), self.text.ends_line(place.end)];
        let count = |kept: bool| (0..2).filter(|&end| was[end] && is[end] == kept).count() as f32;
        [count(true), count(false)]
    }

    /// Whether there are figures in the words and whether those at `place` are others: then it is another result, another row.
    fn figures(&self, place: &Range<usize>) -> [bool; 2] {
        let figures =
            |letters: &[char]| letters.iter().copied().filter(|letter| letter.is_numeric()).collect::<String>();
        let quoted = figures(&self.pattern.letters.all[self.pattern.exact.clone()]);
        [!quoted.is_empty(), !quoted.is_empty() && quoted != figures(&self.text.all[place.clone()])]
    }
}

/// 1 at the place itself, 0 from where it is no longer near.
fn closeness(distance: f32) -> f32 {
    (1.0 - distance / NEAR).max(0.0)
}

/// The odds where nothing speaks for a place nor against it.
const BIAS: f32 = -7.96;

/// What speaks for a place, each from 0 to 1 unless said otherwise.
struct Evidence {
    /// How much of the words was edited, a half at most.
    edited: f32,
    /// Logarithms of how many letters the words have, and of how many that would be if all stood nowhere else.
    length: f32,
    telling_length: f32,
    /// How much is the same of the words, of all, and of the sides.
    words: f32,
    telling: f32,
    context: f32,
    /// The sides by how much of them agrees.
    worse: Side,
    better: Side,
    lines_kept: f32,
    lines_lost: f32,
    figures: [bool; 2],
    /// How much is the same at the best other place, and how much more is here.
    rival: f32,
    margin: f32,
    rival_context: f32,
    words_margin: f32,
    /// Whether it is known where the words stood, and how near this is and how far.
    is_known: bool,
    near: f32,
    far: f32,
}

impl Evidence {
    /// The logarithm of the odds that this is the place.
    fn weighed(&self) -> f32 {
        let Evidence { edited, length, telling_length, words, telling, context, rival, margin, .. } = *self;
        let (worse, better, near, far) = (self.worse.agreement, self.better.agreement, self.near, self.far);
        let [figures, other_figures, known] =
            [self.figures[0], self.figures[1], self.is_known].map(|is| f32::from(u8::from(is)));
        let over = |value: f32, from: f32| (value - from).max(0.0);
        let beyond = self.worse.beyond.max(self.better.beyond) as f32 / BEYOND;
        let context_margin = context - self.rival_context;
        let weights = [
            (-3.50, edited),
            (9.64, over(edited, 0.1)),
            (-3.42, edited * length),
            (1.01, length),
            (-0.87, telling_length),
            (4.98, words),
            (-2.66, words.min(0.7)),
            (0.94, words * telling_length),
            (-2.34, telling),
            (-1.98, context),
            (-5.92, worse),
            (-6.86, better),
            (0.98, worse * worse),
            (2.06, better * better),
            (0.64, worse * better),
            (5.10, over(worse, 0.67)),
            (13.13, over(better, 0.67)),
            (4.40, self.worse.telling),
            (8.06, self.better.telling),
            (-0.49, better * length),
            (0.95, worse * better * length),
            (2.00, beyond),
            (0.53, self.lines_kept),
            (-1.71, self.lines_lost),
            (0.95, figures),
            (-3.21, other_figures),
            (2.67, rival),
            (-1.73, margin),
            (3.66, margin.min(0.0)),
            (1.02, margin.min(0.2)),
            (14.77, margin.min(0.2) * context),
            (-6.87, self.rival_context),
            (2.37, context_margin),
            (-5.11, context_margin.min(0.1)),
            (0.03, self.words_margin),
            (1.25, known),
            (-1.38, known * context),
            (1.84, known * worse * better),
            (-1.88, near),
            (4.03, near * words),
            (0.75, near * margin),
            (1.86, near * self.words_margin),
            (-1.73, far),
            (-3.12, far * context),
            (-1.79, far * worse),
        ];
        BIAS + weights.iter().map(|(weight, value)| weight * value).sum::<f32>()
    }
}
