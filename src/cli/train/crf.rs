//! A linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001), trained on the likelihood of whole label
//! sequences by stochastic gradients whose steps shrink for each weight by what it has moved already (AdaGrad: Duchi,
//! Hazan and Singer, 2011).

use crate::detect::tagger::decode::{Chain, Factors, Scores, Transitions};
use crate::detect::tagger::label::{LABELS, Label};

/// A sentence as the trainer sees it: features by their place in the weights.
#[derive(Debug, Default)]
pub struct Example {
    /// For each token where its features end in `features`, and how many of them ask for its own letters.
    pub ends: Vec<(u32, u8)>,
    pub features: Vec<u32>,
    pub labels: Vec<Label>,
}

impl Example {
    fn features(&self, at: usize) -> &[u32] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before].0) as usize;
        &self.features[start..self.ends[at].0 as usize]
    }
}

/// How strongly a weight is drawn to zero at each step.
const SPARSITY: f32 = 0.0007;

/// How training goes.
#[derive(Debug, Clone, Copy)]
pub struct Recipe {
    pub rounds: usize,
    pub rate: f32,
    /// How often a token is met without its own letters.
    pub dropout: f32,
    /// Seed of the order of sentences and of what is left out.
    pub seed: u64,
}

/// The weights while they are learned.
pub struct Crf {
    weights: Vec<[f32; LABELS]>,
    squares: Vec<[f32; LABELS]>,
    transitions: Transitions,
    transition_squares: Transitions,
}

impl Crf {
    pub fn new(features: usize) -> Crf {
        Crf {
            weights: vec![[0.0; LABELS]; features],
            squares: vec![[0.0; LABELS]; features],
            transitions: [[0.0; LABELS]; LABELS],
            transition_squares: [[0.0; LABELS]; LABELS],
        }
    }

    pub fn train(&mut self, examples: &[Example], recipe: &Recipe) {
        let mut random = fastrand::Rng::with_seed(recipe.seed);
        let mut order: Vec<usize> = (0..examples.len()).collect();
        let mut kept = Vec::new();
        // The mean of the weights after each of the later rounds does better on unseen text than the last ones.
        let mut averaged = 0;
        let mut sums = vec![[0.0f32; LABELS]; self.weights.len()];
        let mut transition_sums = [[0.0f32; LABELS]; LABELS];
        let add = |sums: &mut [[f32; LABELS]], rows: &[[f32; LABELS]]| {
            sums.iter_mut().flatten().zip(rows.iter().flatten()).for_each(|(sum, weight)| *sum += weight);
        };
        for round in 0..recipe.rounds {
            random.shuffle(&mut order);
            // The last rounds calm down.
            let rate = recipe.rate * (1.0 - 0.9 * round as f32 / recipe.rounds as f32);
            for &example in &order {
                let example = &examples[example];
                kept.clear();
                kept.extend(example.ends.iter().map(|_| random.f32() >= recipe.dropout));
                self.step(example, &kept, rate);
            }
            if round * 2 >= recipe.rounds {
                averaged += 1;
                add(&mut sums, &self.weights);
                add(&mut transition_sums, &self.transitions);
            }
        }
        let share = 1.0 / averaged.max(1) as f32;
        let scale = |rows: &mut [[f32; LABELS]]| rows.iter_mut().flatten().for_each(|weight| *weight *= share);
        scale(&mut sums);
        scale(&mut transition_sums);
        self.weights = sums;
        self.transitions = transition_sums;
    }

    /// What each label is worth for each token.
    pub fn scores(&self, example: &Example, kept: Option<&[bool]>) -> Vec<Scores> {
        (0..example.ends.len())
            .map(|at| {
                let mut scores = [0.0; LABELS];
                for &feature in self.active(example, at, kept) {
                    for (score, weight) in scores.iter_mut().zip(&self.weights[feature as usize]) {
                        *score += weight;
                    }
                }
                scores
            })
            .collect()
    }

    fn active<'e>(&self, example: &'e Example, at: usize, kept: Option<&[bool]>) -> &'e [u32] {
        let features = example.features(at);
        let keep = kept.is_none_or(|kept| kept[at]);
        if keep { features } else { &features[usize::from(example.ends[at].1)..] }
    }

    pub fn transitions(&self) -> &Transitions {
        &self.transitions
    }

    pub fn weights(&self) -> &[[f32; LABELS]] {
        &self.weights
    }

    fn step(&mut self, example: &Example, kept: &[bool], rate: f32) {
        let len = example.ends.len();
        let scores = self.scores(example, Some(kept));
        let factors = Factors::new(&self.transitions);
        let chain = Chain::new(&scores, &factors);
        let labels = chain.labels();
        for at in 0..len {
            let mut gradient = labels[at];
            gradient[usize::from(example.labels[at].0)] -= 1.0;
            if gradient.iter().all(|part| part.abs() < 1e-4) {
                continue;
            }
            let features = example.features(at);
            let features = if kept[at] { features } else { &features[usize::from(example.ends[at].1)..] };
            for &feature in features {
                let (weights, squares) = (&mut self.weights[feature as usize], &mut self.squares[feature as usize]);
                for label in 0..LABELS {
                    squares[label] += gradient[label] * gradient[label];
                    let step = rate / (squares[label] + 1e-6).sqrt();
                    let moved = weights[label] - step * gradient[label];
                    // Drawn to zero at each step, so that few weights say what many would say together.
                    weights[label] = moved.signum() * (moved.abs() - step * SPARSITY).max(0.0);
                }
            }
        }
        let mut pairs = chain.expected_steps();
        for pair in example.labels.windows(2) {
            pairs[usize::from(pair[0].0)][usize::from(pair[1].0)] -= 1.0;
        }
        for (from, row) in pairs.iter().enumerate() {
            for (to, &gradient) in row.iter().enumerate() {
                if gradient.abs() >= 1e-4 {
                    let square = &mut self.transition_squares[from][to];
                    *square += gradient * gradient;
                    self.transitions[from][to] -= rate * gradient / (*square + 1e-6).sqrt();
                }
            }
        }
    }
}
