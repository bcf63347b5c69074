//! Logistic regression with a ridge, by Newton's steps: what is greatest is the logarithm of the likelihood less half the squares of the
//! weights. These are of values in their standard deviations, so that it does not matter in what unit a value is. scikit-learn's
//! `LogisticRegression(C=1.0)` behind a `StandardScaler` is the same.

/// A place as the regression sees it.
pub struct Example<'e, const N: usize> {
    pub values: &'e [f32; N],
    pub is_right: bool,
}

/// The logarithm of the odds, as a sum of `bias` and what each weight makes of its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Odds<const N: usize> {
    pub bias: f64,
    pub weights: [f64; N],
}

/// Newton's steps are few where there is a maximum.
const STEPS: usize = 50;
/// A step that moves no weight further than that was the last one.
const STILL: f64 = 1e-7;

/// The odds that fit `examples` best; none where no sum does, as where all are alike.
pub fn fit<const N: usize>(examples: &[Example<N>]) -> Option<Odds<N>> {
    let columns = columns(examples);
    // The last one is the bias.
    let mut weights = vec![0.0; N + 1];
    for _ in 0..STEPS {
        let (slope, curvature) = derivatives(examples, &columns, &weights);
        let step = solved(curvature, slope)?;
        weights.iter_mut().zip(&step).for_each(|(weight, step)| *weight += step);
        if step.iter().all(|step| step.abs() < STILL) {
            let unscaled = std::array::from_fn(|at| weights[at] / columns[at].deviation);
            let bias = weights[N] - (0..N).map(|at| unscaled[at] * columns[at].mean).sum::<f64>();
            return Some(Odds { bias, weights: unscaled });
        }
    }
    None
}

/// One value over all examples.
#[derive(Clone, Copy)]
struct Column {
    mean: f64,
    deviation: f64,
}

fn columns<const N: usize>(examples: &[Example<N>]) -> [Column; N] {
    let mean = |of: &dyn Fn(&Example<N>) -> f64| examples.iter().map(of).sum::<f64>() / examples.len() as f64;
    std::array::from_fn(|at| {
        let value = |example: &Example<N>| f64::from(example.values[at]);
        let middle = mean(&value);
        // What is the same everywhere is worth no weight, and no division by zero.
        let deviation = mean(&|example| (value(example) - middle).powi(2)).sqrt() + 1e-6;
        Column { mean: middle, deviation }
    })
}

/// The slope of the likelihood with its ridge at `weights`, and how it bends down from there.
fn derivatives<const N: usize>(
    examples: &[Example<N>],
    columns: &[Column; N],
    weights: &[f64],
) -> (Vec<f64>, Vec<Vec<f64>>) {
    let ridge = |at: usize| f64::from(u8::from(at < N));
    let mut slope: Vec<f64> = (0..=N).map(|at| -ridge(at) * weights[at]).collect();
    let mut curvature = vec![vec![0.0; N + 1]; N + 1];
    (0..=N).for_each(|at| curvature[at][at] = ridge(at));
    let mut values = vec![1.0; N + 1];
    for example in examples {
        for at in 0..N {
            values[at] = (f64::from(example.values[at]) - columns[at].mean) / columns[at].deviation;
        }
        let odds: f64 = weights.iter().zip(&values).map(|(weight, value)| weight * value).sum();
        let chance = 1.0 / (1.0 + (-odds).exp());
        let error = f64::from(u8::from(example.is_right)) - chance;
        for at in 0..=N {
            slope[at] += error * values[at];
            let bend = chance * (1.0 - chance) * values[at];
            curvature[at][..=at].iter_mut().zip(&values).for_each(|(sum, value)| *sum += bend * value);
        }
    }
    (slope, curvature)
}

/// What `matrix`, of which only what is on and below the diagonal counts, makes `right` of: by Cholesky's decomposition; none where it
/// is not positive definite.
fn solved(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Option<Vec<f64>> {
    let size = right.len();
    let dot = |one: &[f64], other: &[f64]| one.iter().zip(other).map(|(one, other)| one * other).sum::<f64>();
    for row in 0..size {
        for column in 0..row {
            let rest = matrix[row][column] - dot(&matrix[row][..column], &matrix[column][..column]);
            matrix[row][column] = rest / matrix[column][column];
        }
        let rest = matrix[row][row] - dot(&matrix[row][..row], &matrix[row][..row]);
        matrix[row][row] = Some(rest.sqrt()).filter(|root| *root > 0.0)?;
        right[row] = (right[row] - dot(&matrix[row][..row], &right[..row])) / matrix[row][row];
    }
    for row in (0..size).rev() {
        let below: f64 = (row + 1..size).map(|lower| matrix[lower][row] * right[lower]).sum();
        right[row] = (right[row] - below) / matrix[row][row];
    }
    Some(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values in units of their own, of which some are right by the odds of `odds`.
    fn made(odds: &Odds<3>, count: usize) -> Vec<([f32; 3], bool)> {
        let mut random = fastrand::Rng::with_seed(1);
        let mut one = || {
            let values = [random.f32(), 40.0 + 10.0 * random.f32(), f32::from(u8::from(random.bool()))];
            let weighed: f64 = odds.weights.iter().zip(values).map(|(weight, value)| weight * f64::from(value)).sum();
            (values, random.f64() < 1.0 / (1.0 + (-odds.bias - weighed).exp()))
        };
        (0..count).map(|_| one()).collect()
    }

    fn fitted(made: &[([f32; 3], bool)]) -> Option<Odds<3>> {
        let examples: Vec<_> = made.iter().map(|(values, is_right)| Example { values, is_right: *is_right }).collect();
        fit(&examples)
    }

    #[test]
    fn the_weights_that_examples_were_made_by_are_found() {
        let odds = Odds { bias: -14.0, weights: [2.5, 0.3, -1.5] };
        let found = fitted(&made(&odds, 40_000)).expect("weights");
        for (found, made) in found.weights.iter().zip(odds.weights) {
            assert!((found - made).abs() < 0.05 * made.abs(), "{found} is not {made}");
        }
        assert!((found.bias - odds.bias).abs() < 0.5, "{} is not {}", found.bias, odds.bias);
    }

    #[test]
    fn the_fit_is_a_maximum() {
        // Where the likelihood less the ridge is greatest, what the examples still ask for is as much as the weight itself.
        let examples = [([0.0], false), ([0.0], false), ([1.0], true), ([1.0], true)];
        let examples: Vec<_> =
            examples.iter().map(|(values, is_right)| Example { values, is_right: *is_right }).collect();
        let found = fit(&examples).expect("weights");
        // Values are a deviation of a half from the middle, where the odds are even.
        let scaled = found.weights[0] / 2.0;
        assert!((scaled - 4.0 / (1.0 + scaled.exp())).abs() < 1e-4, "{scaled}");
        assert!((found.bias + scaled).abs() < 1e-4, "{}", found.bias);
    }

    #[test]
    fn where_all_are_right_there_is_nothing_to_tell_apart() {
        assert_eq!(fitted(&[([1.0, 2.0, 3.0], true), ([2.0, 3.0, 1.0], true)]), None);
        assert_eq!(fitted(&[]), None);
    }
}
