//! How long the engine takes for one article, as a ratio of its limit: `make bench`.
//!
//! The story is the demo's own, which has the length and make-up of the one the limit was set for; that one is measured too
//! where it is at hand.

use std::path::Path;
use std::time::{Duration, Instant};

#[path = "../support/mod.rs"]
mod support;

use hashiya::import::{Options, plain};
use hashiya::model::Lang;

/// What annotating one news story may take natively.
const LIMIT: Duration = Duration::from_millis(2);
const ROUNDS: usize = 300;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let engine = support::engine(&Lang::ALL);
    for story in ["www/demo/ar.txt", "www/demo/en.txt", "../shared/articles/libya-russia-nato.ar.txt"] {
        let Ok(text) = std::fs::read_to_string(root.join(story)) else { continue };
        let article = plain::article(&text, &Options::default());
        let mut rounds: Vec<Duration> = (0..ROUNDS)
            .map(|_| {
                let start = Instant::now();
                std::hint::black_box(engine.annotate(&article));
                start.elapsed()
            })
            .collect();
        rounds.sort();
        let median = rounds[ROUNDS / 2];
        let ratio = median.as_secs_f64() / LIMIT.as_secs_f64();
        println!("annotate {story}: median {median:?} of {ROUNDS}, {ratio:.2} of the limit of {LIMIT:?}");
    }
}
