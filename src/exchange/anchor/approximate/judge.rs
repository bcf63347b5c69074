//! Whether one of the places where a quote may stand is where it stands: the floor and the margin.
//!
//! What speaks for a place and against it is weighed, each kind of evidence by a weight of [`Evidence::rows`]. The weights are those of
//! a logistic regression over the places that `hashiya eval anchoring` compares: the right place of a passage against all others. They,
//! the floors and the margin are learnt by `make train-anchoring`, which writes them here: `src/cli/train/anchoring` tells how, and by
//! what seeds. Of what the evidence has to keep apart `src/cli/eval/anchoring` tells.

use std::ops::Range;

use super::fit::{Fit, Side};
use super::letters::Letters;
use super::pattern::Pattern;

/// The evidence has to weigh so much: a deleted passage leaves places behind that weigh nearly as much. One false anchor comes in 4,000
/// trials then, and without the positions in 3,000: `src/cli/train/anchoring/floors.rs`.
const FLOOR: f32 = 3.6;
/// The same where it is not known where the words stood.
const FLOOR_ANYWHERE: f32 = 3.6;
/// And so much more than that for any other place.
const MARGIN: f32 = 1.3;
/// So much of what tells the place has to be the same, whatever else speaks for it.
const TELLING: f32 = 0.4;
/// Of the letters of the exact words one in so many may be edited, and one in what is shorter.
const EDITED: usize = 4;
/// Within so many letters of where the words stood a place is close.
const CLOSE: f32 = 64.0;
/// A place where it was is worth so much of the same when it is compared with others.
const THERE: f32 = 0.25;
/// A side of fewer letters says nothing but that the text begins or ends there.
const LEAST_SIDE: usize = 4;
/// So many letters of a side stand about beyond those next to the words, where selectors are made with 32 code points.
const BEYOND: f32 = 12.0;

/// How many letters before and after where it stood a quote is looked for in `text` even where others are more promising.
pub(super) fn vicinity(text: &Letters) -> usize {
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

fn standing(fits: &[Fit]) -> Vec<Standing<'_>> {
    fits.iter().filter_map(|fit| Some(Standing { place: fit.place.as_ref()?, fit })).collect()
}

impl Judge<'_> {
    /// The place of the quote and how much is the same there, from 0 to 1; none where it may as well be another one, or none at all.
    pub fn best(&self, fits: &[Fit]) -> Option<(Range<usize>, f32)> {
        let all = standing(fits);
        let weighed: Vec<f32> = all.iter().map(|one| self.evidence(one, &all).weighed()).collect();
        let (best, most) = all.iter().zip(&weighed).max_by(|one, other| one.1.total_cmp(other.1))?;
        let is_less = |(one, weight): (&Standing, &f32)| self.is_same(best, one) || weight + MARGIN <= *most;
        let floor = if self.expected.is_some() { FLOOR } else { FLOOR_ANYWHERE };
        let is_best = self.is_enough(best.fit) && *most >= floor && all.iter().zip(&weighed).all(is_less);
        is_best.then(|| (best.place.clone(), best.fit.telling.clamp(0.01, 0.99)))
    }

    /// The same places to learn the weights from, with the values that they weigh, and whether there is enough of the quote at each.
    #[cfg(feature = "cli")]
    pub fn compared(&self, fits: &[Fit]) -> Vec<(Range<usize>, [f32; ROWS], bool)> {
        let all = standing(fits);
        let values = |one: &Standing| self.evidence(one, &all).rows().map(|(_, value)| value);
        all.iter().map(|one| (one.place.clone(), values(one), self.is_enough(one.fit))).collect()
    }

    /// Whether so much of the words and of what tells the place is there that the weights may decide.
    fn is_enough(&self, fit: &Fit) -> bool {
        let has_words = (fit.errors * EDITED).saturating_sub(EDITED - 1) <= self.pattern.exact.len();
        has_words && fit.telling >= TELLING
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
        let far = CLOSE + self.text.all.len() as f32 / 10.0;
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
            closeness: distance.map_or(0.0, closeness),
            remoteness: distance.map_or(0.0, |distance| ((distance - CLOSE).max(0.0) / far).min(1.0)),
        }
    }

    /// How much of what tells the place is the same, more where it was.
    fn told(&self, one: &Standing) -> f32 {
        let closeness = |expected: usize| closeness(one.place.start.abs_diff(expected) as f32);
        one.fit.telling + THERE * self.expected.map_or(0.0, closeness)
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

/// 1 where the words stood, 0 from where it is no longer close.
fn closeness(distance: f32) -> f32 {
    (1.0 - distance / CLOSE).max(0.0)
}

/// The logarithm of the odds where nothing speaks for a place nor against it.
const BIAS: f32 = -6.37;
/// So many weights there are beside it.
pub(super) const ROWS: usize = 45;

/// What speaks for a place and against it.
struct Evidence {
    /// How much of the words was edited, from 0 to a half, which stands for more, too.
    edited: f32,
    /// Natural logarithms of how many letters the words have, and of one more than how many that would be if each counted by how
    /// telling it is.
    length: f32,
    telling_length: f32,
    /// How much is the same of the words, of all, and of the sides, from 0 to 1; what tells more counts more.
    words: f32,
    telling: f32,
    context: f32,
    /// The sides by how much of them agrees.
    worse: Side,
    better: Side,
    /// How many of the two ends of the words are still an end of a line, and how many no longer are.
    lines_kept: f32,
    lines_lost: f32,
    /// Whether there are figures in the words, and whether there are others here.
    figures: [bool; 2],
    /// How much is the same at the best other place, from 0 to 1 and [`THERE`], and how much more is here, which is less than 0 where
    /// less is.
    rival: f32,
    margin: f32,
    /// The most that is the same of the sides at any other place, from 0 to 1, and how much more of the words is here, from -1 to 1.
    rival_context: f32,
    words_margin: f32,
    /// Whether it is known where the words stood.
    is_known: bool,
    /// 1 where they stood, 0 from [`CLOSE`] letters on.
    closeness: f32,
    /// 0 up to there, 1 from as many letters and a tenth of the text further on.
    remoteness: f32,
}

impl Evidence {
    /// The logarithm of the odds that this is the place.
    fn weighed(&self) -> f32 {
        BIAS + self.rows().iter().map(|(weight, value)| weight * value).sum::<f32>()
    }

    /// Each weight with what it weighs.
    fn rows(&self) -> [(f32, f32); ROWS] {
        let Evidence { edited, length, telling_length, words, telling, context, rival, margin, .. } = *self;
        let (closeness, remoteness) = (self.closeness, self.remoteness);
        let (worse, better) = (self.worse.agreement, self.better.agreement);
        let [figures, other_figures, known] =
            [self.figures[0], self.figures[1], self.is_known].map(|is| f32::from(u8::from(is)));
        let over = |value: f32, from: f32| (value - from).max(0.0);
        let beyond = self.worse.beyond.max(self.better.beyond) as f32 / BEYOND;
        let context_margin = context - self.rival_context;
        [
            (-0.68, edited),
            (8.68, over(edited, 0.1)),
            (-4.07, edited * length),
            (1.17, length),
            (-1.49, telling_length),
            (3.27, words),
            (-1.95, words.min(0.7)),
            (1.53, words * telling_length),
            (-3.26, telling),
            (-0.63, context),
            (-10.82, worse),
            (-12.65, better),
            (6.02, worse * worse),
            (11.97, better * better),
            (4.55, worse * better),
            (-1.86, over(worse, 0.67)),
            (-0.94, over(better, 0.67)),
            (3.73, self.worse.telling),
            (7.26, self.better.telling),
            (-0.26, better * length),
            (0.45, worse * better * length),
            (1.53, beyond),
            (0.53, self.lines_kept),
            (-1.94, self.lines_lost),
            (0.98, figures),
            (-3.27, other_figures),
            (2.72, rival),
            (-2.00, margin),
            (5.56, margin.min(0.0)),
            (-0.48, margin.min(0.2)),
            (15.61, margin.min(0.2) * context),
            (-6.79, self.rival_context),
            (2.78, context_margin),
            (-5.67, context_margin.min(0.1)),
            (0.69, self.words_margin),
            (1.12, known),
            (-1.28, known * context),
            (1.84, known * worse * better),
            (-2.37, closeness),
            (4.84, closeness * words),
            (1.04, closeness * margin),
            (1.52, closeness * self.words_margin),
            (-1.78, remoteness),
            (-3.20, remoteness * context),
            (-1.35, remoteness * worse),
        ]
    }
}
