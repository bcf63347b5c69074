//! The best labels of a sentence, given what each token by itself and each step from label to label are worth.

use super::label::{LABELS, Label};

/// What each label is worth for each token.
pub type Scores = [f32; LABELS];
/// What each step is worth: from the outer label to the inner.
pub type Transitions = [[f32; LABELS]; LABELS];

/// The labels with the highest sum (Viterbi, 1967), among those that make whole names.
pub fn best(scores: &[Scores], transitions: &Transitions) -> Vec<Label> {
    let Some((first, rest)) = scores.split_first() else { return Vec::new() };
    let mut here: Scores = std::array::from_fn(|label| match Label(label as u8).can_begin() {
        true => first[label],
        false => f32::NEG_INFINITY,
    });
    let mut before = Vec::with_capacity(rest.len());
    let steps = Steps::new(transitions);
    for token in rest {
        let come = steps.most(&here);
        before.push(std::mem::replace(&mut here, std::array::from_fn(|label| token[label] + come[label])));
    }
    let ends = (0..LABELS).filter(|&label| Label(label as u8).can_end());
    let mut last = ends.fold(0, |best, label| if here[label] > here[best] { label } else { best });
    let mut labels = vec![Label(last as u8)];
    // Where a label came from is found again on the way back: one label a token, not all of them.
    for sums in before.iter().rev() {
        let came = BEFORE[last];
        last = came[1..].iter().fold(came[0], |best, &from| {
            if sums[from] + transitions[from][last] > sums[best] + transitions[best][last] { from } else { best }
        });
        labels.push(Label(last as u8));
    }
    labels.reverse();
    labels
}

/// What each step is worth, as a factor; 0 for what cannot be. From the outer label to the inner, and the other way round.
pub struct Factors {
    step: Transitions,
    back: Transitions,
}

impl Factors {
    /// From what each step is worth.
    pub fn new(transitions: &Transitions) -> Factors {
        let mut step = [[0.0f32; LABELS]; LABELS];
        for (from, to) in steps() {
            step[from][to] = transitions[from][to].exp();
        }
        let back = std::array::from_fn(|to| std::array::from_fn(|from| step[from][to]));
        Factors { step, back }
    }
}

/// The probabilities of a sentence's labels, put together from both its ends (forward-backward; Rabiner, 1989).
pub struct Chain<'f> {
    factors: &'f Factors,
    /// What each label is worth for each token by itself, as a factor.
    own: Vec<Scores>,
    /// For each token the weight of each label given all before it, and given all after it; each sums up to 1.
    forward: Vec<Scores>,
    backward: Vec<Scores>,
}

impl Chain<'_> {
    /// Reads a sentence.
    pub fn new<'f>(scores: &[Scores], factors: &'f Factors) -> Chain<'f> {
        let own = scores.iter().map(|scores| {
            let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            scores.map(|score| (score - most).exp())
        });
        let mut chain = Chain { factors, own: own.collect(), forward: Vec::new(), backward: Vec::new() };
        chain.go_forward();
        chain.go_backward();
        chain
    }

    fn go_forward(&mut self) {
        let mut come = allowed(Label::can_begin);
        for own in &self.own {
            let here = scaled(std::array::from_fn(|to| come[to] * own[to]));
            come = weighted(&here, &self.factors.step);
            self.forward.push(here);
        }
    }

    fn go_backward(&mut self) {
        let mut here = allowed(Label::can_end);
        for own in self.own.iter().rev() {
            let onward: Scores = std::array::from_fn(|to| own[to] * here[to]);
            self.backward.push(here);
            here = scaled(weighted(&onward, &self.factors.back));
        }
        self.backward.reverse();
    }

    /// The probability of each label of each token.
    pub fn labels(&self) -> Vec<Scores> {
        (0..self.own.len()).map(|at| self.labels_at(at)).collect()
    }

    /// The probability of each label of the token `at`.
    pub fn labels_at(&self, at: usize) -> Scores {
        let (forward, backward) = (&self.forward[at], &self.backward[at]);
        scaled(std::array::from_fn(|label| forward[label] * backward[label]))
    }

    /// How often each step is to be expected.
    pub fn expected_steps(&self) -> Transitions {
        let mut expected = [[0.0f32; LABELS]; LABELS];
        for at in 1..self.own.len() {
            let onward: Scores = std::array::from_fn(|to| self.own[at][to] * self.backward[at][to]);
            let part = |from: usize, to: usize| self.forward[at - 1][from] * self.factors.step[from][to] * onward[to];
            let sum: f32 = steps().map(|(from, to)| part(from, to)).sum();
            for (from, to) in steps() {
                expected[from][to] += part(from, to) / sum.max(TINY);
            }
        }
        expected
    }
}

/// Keeps a sum of zero from being divided by.
const TINY: f32 = 1e-30;

/// The sum of `rows`, each times its part: row by row, so that all labels are added to at once.
fn weighted(parts: &Scores, rows: &Transitions) -> Scores {
    let mut sums = [0.0; LABELS];
    for (part, row) in parts.iter().zip(rows) {
        for (sum, step) in sums.iter_mut().zip(row) {
            *sum += part * step;
        }
    }
    sums
}

fn scaled(parts: Scores) -> Scores {
    let sum: f32 = parts.iter().sum::<f32>().max(TINY);
    parts.map(|part| part / sum)
}

fn allowed(is_allowed: impl Fn(Label) -> bool) -> Scores {
    std::array::from_fn(|label| f32::from(u8::from(is_allowed(Label(label as u8)))))
}

/// Every step that can be.
fn steps() -> impl Iterator<Item = (usize, usize)> {
    (0..LABELS).flat_map(|to| BEFORE[to].iter().map(move |&from| (from, to)))
}

/// The steps between labels with no name open between them, row by row as they are added up.
struct Steps<'t> {
    transitions: &'t Transitions,
    /// From each of [`CLOSED`] to each of [`FREE`].
    free: [[f32; FREE.len()]; CLOSED.len()],
}

impl Steps<'_> {
    fn new(transitions: &Transitions) -> Steps<'_> {
        let free = CLOSED.map(|from| FREE.map(|to| transitions[from][to]));
        Steps { transitions, free }
    }

    /// The most that each label can come with from what the labels of the token before are worth.
    #[inline(always)]
    fn most(&self, here: &Scores) -> Scores {
        let larger = |left: f32, right: f32| if left > right { left } else { right };
        let mut free = [f32::NEG_INFINITY; FREE.len()];
        for (steps, from) in self.free.iter().zip(CLOSED) {
            for (most, step) in free.iter_mut().zip(steps) {
                *most = larger(*most, here[from] + step);
            }
        }
        let mut most = [0.0; LABELS];
        for (to, free) in FREE.into_iter().zip(free) {
            most[to] = free;
        }
        for begin in OPEN {
            let [left, right] = [begin, begin + 1];
            for to in [right, right + 1] {
                most[to] = larger(here[left] + self.transitions[left][to], here[right] + self.transitions[right][to]);
            }
        }
        most
    }
}

/// The labels after which no name is open; those that can follow them; and the first label of each type, which opens a name
/// of that type as the next one keeps it open.
const CLOSED: [usize; 9] = [0, 3, 4, 7, 8, 11, 12, 15, 16];
const FREE: [usize; 9] = [0, 1, 4, 5, 8, 9, 12, 13, 16];
const OPEN: [usize; 4] = [1, 5, 9, 13];

/// The labels that can stand before each label: those after which no name is open, or those that open it. What
/// [`Label::can_precede`] says, as a table.
const BEFORE: [&[usize]; LABELS] = {
    let (no, per, org, loc, misc) = (&CLOSED as &[usize], &[1, 2], &[5, 6], &[9, 10], &[13, 14]);
    [no, no, per, per, no, no, org, org, no, no, loc, loc, no, no, misc, misc, no]
};

#[cfg(test)]
mod tests {
    use super::*;

    /// Every row of labels that makes whole names, with what it is worth.
    fn all(scores: &[Scores], transitions: &Transitions) -> Vec<(Vec<usize>, f32)> {
        let mut rows: Vec<(Vec<usize>, f32)> = vec![(Vec::new(), 0.0)];
        for token in scores {
            let longer = rows.iter().flat_map(|(row, worth)| {
                let fits = move |label: &usize| match row.last() {
                    Some(&last) => Label(last as u8).can_precede(Label(*label as u8)),
                    None => Label(*label as u8).can_begin(),
                };
                (0..LABELS).filter(fits).map(move |label| {
                    let step = row.last().map_or(0.0, |&last| transitions[last][label]);
                    ([row.as_slice(), &[label]].concat(), worth + step + token[label])
                })
            });
            rows = longer.collect();
        }
        rows.retain(|(row, _)| Label(row[row.len() - 1] as u8).can_end());
        rows
    }

    fn sentence() -> (Vec<Scores>, Transitions) {
        let mut seed = 7u32;
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) as f32 / 16_384.0 - 2.0
        };
        (
            (0..4).map(|_| std::array::from_fn(|_| next())).collect(),
            std::array::from_fn(|_| std::array::from_fn(|_| next())),
        )
    }

    #[test]
    fn the_table_of_steps_says_what_labels_say() {
        for (to, before) in BEFORE.iter().enumerate() {
            let all = (0..LABELS).filter(|&from| Label(from as u8).can_precede(Label(to as u8)));
            assert_eq!(*before, all.collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_best_row_is_the_best_of_all() {
        let (scores, transitions) = sentence();
        let rows = all(&scores, &transitions);
        let most = rows.iter().max_by(|left, right| left.1.total_cmp(&right.1)).unwrap();
        let found: Vec<usize> = best(&scores, &transitions).iter().map(|label| usize::from(label.0)).collect();
        assert_eq!(found, most.0);
        assert!(best(&[], &transitions).is_empty());
    }

    #[test]
    fn probabilities_are_shares_of_all_rows() {
        let (scores, transitions) = sentence();
        let rows = all(&scores, &transitions);
        let sum: f32 = rows.iter().map(|row| row.1.exp()).sum();
        let factors = Factors::new(&transitions);
        let labels = Chain::new(&scores, &factors).labels();
        let steps = Chain::new(&scores, &factors).expected_steps();
        for label in 0..LABELS {
            let share: f32 = rows.iter().filter(|row| row.0[2] == label).map(|row| row.1.exp() / sum).sum();
            assert!((labels[2][label] - share).abs() < 1e-4);
            let times = |row: &[usize]| row.windows(2).filter(|pair| *pair == [label, label]).count() as f32;
            let expected: f32 = rows.iter().map(|row| times(&row.0) * row.1.exp() / sum).sum();
            assert!((steps[label][label] - expected).abs() < 1e-4);
        }
    }
}
