//! The best labels of a sentence, given what each token by itself and each step from label to label are worth.

use super::label::{LABELS, Label};

/// What each label is worth for each token.
pub type Scores = [f32; LABELS];
/// What each step is worth: from the outer label to the inner.
pub type Transitions = [[f32; LABELS]; LABELS];

/// The labels with the highest sum (Viterbi, 1967), among those that make whole names.
pub fn best(scores: &[Scores], transitions: &Transitions) -> Vec<Label> {
    let Some((first, rest)) = scores.split_first() else { return Vec::new() };
    let steps = Steps::new();
    let mut here = *first;
    for (label, score) in here.iter_mut().enumerate() {
        if !Label(label as u8).can_begin() {
            *score = f32::NEG_INFINITY;
        }
    }
    let mut from: Vec<[u8; LABELS]> = Vec::with_capacity(rest.len());
    for token in rest {
        let mut next = [f32::NEG_INFINITY; LABELS];
        let mut came = [0; LABELS];
        for label in 0..LABELS {
            for &before in steps.before(label) {
                let sum = here[before as usize] + transitions[before as usize][label];
                if sum > next[label] {
                    next[label] = sum;
                    came[label] = before;
                }
            }
            next[label] += token[label];
        }
        from.push(came);
        here = next;
    }
    let ends = (0..LABELS).filter(|&label| Label(label as u8).can_end());
    let mut last = ends.fold(0, |best, label| if here[label] > here[best] { label } else { best });
    let mut labels = vec![Label(last as u8)];
    for came in from.iter().rev() {
        last = usize::from(came[last]);
        labels.push(Label(last as u8));
    }
    labels.reverse();
    labels
}

/// The probabilities of a sentence's labels, put together from both its ends (forward-backward; Rabiner, 1989).
pub struct Chain {
    /// What each step is worth, as a factor; 0 for what cannot be.
    step: Transitions,
    /// What each label is worth for each token by itself, as a factor.
    own: Vec<Scores>,
    /// For each token the weight of each label given all before it, and given all after it; each sums up to 1.
    forward: Vec<Scores>,
    backward: Vec<Scores>,
}

impl Chain {
    /// Reads a sentence.
    pub fn new(scores: &[Scores], transitions: &Transitions) -> Chain {
        let mut step = [[0.0f32; LABELS]; LABELS];
        for (from, to) in steps() {
            step[from][to] = transitions[from][to].exp();
        }
        let own = scores.iter().map(|scores| {
            let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            scores.map(|score| (score - most).exp())
        });
        let mut chain = Chain { step, own: own.collect(), forward: Vec::new(), backward: Vec::new() };
        chain.go_forward();
        chain.go_backward();
        chain
    }

    fn go_forward(&mut self) {
        let mut come = allowed(Label::can_begin);
        for own in &self.own {
            let here = scaled(std::array::from_fn(|to| come[to] * own[to]));
            come = std::array::from_fn(|to| (0..LABELS).map(|from| here[from] * self.step[from][to]).sum());
            self.forward.push(here);
        }
    }

    fn go_backward(&mut self) {
        let mut here = allowed(Label::can_end);
        for own in self.own.iter().rev() {
            let onward: Scores = std::array::from_fn(|to| own[to] * here[to]);
            self.backward.push(here);
            here = scaled(std::array::from_fn(|from| (0..LABELS).map(|to| self.step[from][to] * onward[to]).sum()));
        }
        self.backward.reverse();
    }

    /// The probability of each label of each token.
    pub fn labels(&self) -> Vec<Scores> {
        let both = self.forward.iter().zip(&self.backward);
        both.map(|(forward, backward)| scaled(std::array::from_fn(|label| forward[label] * backward[label]))).collect()
    }

    /// How often each step is to be expected.
    pub fn expected_steps(&self) -> Transitions {
        let mut expected = [[0.0f32; LABELS]; LABELS];
        for at in 1..self.own.len() {
            let onward: Scores = std::array::from_fn(|to| self.own[at][to] * self.backward[at][to]);
            let part = |from: usize, to: usize| self.forward[at - 1][from] * self.step[from][to] * onward[to];
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

fn scaled(parts: Scores) -> Scores {
    let sum: f32 = parts.iter().sum::<f32>().max(TINY);
    parts.map(|part| part / sum)
}

fn allowed(is_allowed: impl Fn(Label) -> bool) -> Scores {
    std::array::from_fn(|label| f32::from(u8::from(is_allowed(Label(label as u8)))))
}

/// Every step that can be.
fn steps() -> impl Iterator<Item = (usize, usize)> {
    let all = (0..LABELS).flat_map(|from| (0..LABELS).map(move |to| (from, to)));
    all.filter(|&(from, to)| Label(from as u8).can_precede(Label(to as u8)))
}

/// Which labels can stand before each label.
struct Steps {
    before: [[u8; LABELS]; LABELS],
    counts: [usize; LABELS],
}

impl Steps {
    fn new() -> Steps {
        let mut steps = Steps { before: [[0; LABELS]; LABELS], counts: [0; LABELS] };
        for (before, label) in self::steps() {
            steps.before[label][steps.counts[label]] = before as u8;
            steps.counts[label] += 1;
        }
        steps
    }

    fn before(&self, label: usize) -> &[u8] {
        &self.before[label][..self.counts[label]]
    }
}

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
        let labels = Chain::new(&scores, &transitions).labels();
        let steps = Chain::new(&scores, &transitions).expected_steps();
        for label in 0..LABELS {
            let share: f32 = rows.iter().filter(|row| row.0[2] == label).map(|row| row.1.exp() / sum).sum();
            assert!((labels[2][label] - share).abs() < 1e-4);
            let times = |row: &[usize]| row.windows(2).filter(|pair| *pair == [label, label]).count() as f32;
            let expected: f32 = rows.iter().map(|row| times(&row.0) * row.1.exp() / sum).sum();
            assert!((steps[label][label] - expected).abs() < 1e-4);
        }
    }
}
