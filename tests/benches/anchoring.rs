//! How long it takes to look for a quote in a text of 200 kB, as ratios of the limit of 5 ms: `make bench`. The best of many rounds counts,
//! which is the least disturbed by what else the machine does.

// Other benchmarks use more of it.
#[allow(dead_code)]
mod texts;

use std::path::Path;
use std::time::{Duration, Instant};

use hashiya::exchange::anchor::{Approximate, Finder, Quote, quote};
use hashiya::model::{Lang, Span};
use texts::Kind;

const LENGTH: usize = 200_000;
const LIMIT: Duration = Duration::from_millis(5);
const ROUNDS: usize = 60;

fn best(mut round: impl FnMut()) -> Duration {
    let rounds = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        round();
        start.elapsed()
    });
    rounds.min().unwrap_or_default()
}

/// `letters` letters from the middle of `text`, as a quote.
fn middle(text: &str, letters: usize) -> Quote<'_> {
    let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let middle = boundaries.len() / 2;
    quote(text, Span::new(boundaries[middle], boundaries[middle + letters]))
}

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for lang in [Lang::Ar, Lang::En] {
        // The second half is what the quotes that are absent are from: of the same language and kind.
        let both = texts::text(root, lang, Kind::News, 2 * LENGTH);
        let half = (0..=both.len() / 2).rev().find(|&at| both.is_char_boundary(at)).unwrap_or_default();
        let (text, other) = both.split_at(half);
        let prepared = best(|| _ = std::hint::black_box(Finder::new(text)));
        let ratio = |time: Duration| time.as_secs_f64() / LIMIT.as_secs_f64();
        println!(
            "{} {} kB: prepared in {prepared:?}, {:.2} of the limit",
            lang.tag(),
            text.len() / 1000,
            ratio(prepared)
        );
        let finder = Finder::new(text);
        for letters in [20, 100, 400] {
            for (name, from) in [("absent", other), ("present", text)] {
                let quote = middle(from, letters);
                let time = best(|| _ = std::hint::black_box(finder.find(&quote)));
                println!(
                    "  {name} quote of {letters} letters: {time:?}, {:.2} of the limit, with preparing {:.2}",
                    ratio(time),
                    ratio(prepared + time)
                );
            }
            let mut edited = middle(text, letters);
            let changed = edited.exact.replacen(' ', " x", 2);
            edited.exact = &changed;
            let time = best(|| _ = std::hint::black_box(finder.find(&edited)));
            println!("  edited quote of {letters} letters: {time:?}, {:.2} of the limit", ratio(time));
        }
    }
}
