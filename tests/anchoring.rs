//! Passages of the texts in this repository are found again after edits, and nothing is found in their place: fewer of the trials of
//! `make anchoring`.
#![cfg(feature = "cli")]

use hashiya::cli::eval::anchoring::{Material, Tally, joined, list, names};

const TRIALS: usize = 400;

fn file(path: &str) -> String {
    let path = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The story of the demo, and the sentences of the fixtures.
fn texts(story: &str, fixtures: &str) -> Material {
    let lines = file(fixtures);
    let sentences: Vec<&str> = lines.lines().filter(|line| !line.starts_with(['#', '+', '-'])).collect();
    let mut texts = joined(&sentences.join("\n"), 3000);
    texts.push(file(story));
    Material { texts, names: Vec::new() }
}

#[track_caller]
fn assert_right(tally: &Tally, share: f64) {
    assert_eq!(tally.trials(), TRIALS);
    assert_eq!(tally.false_anchors(), 0);
    assert!(tally.found() >= share, "{} of those that survived are found", tally.found());
}

#[test]
fn passages_of_arabic_stories_are_found_and_nothing_else() {
    let texts = texts("www/demo/ar.txt", "tests/fixtures/arabic.txt");
    assert_right(&texts.measure(TRIALS, 1, true, |_, _| {}), 0.99);
}

#[test]
fn passages_of_english_stories_are_found_and_nothing_else() {
    let texts = texts("www/demo/en.txt", "tests/fixtures/english.txt");
    assert_right(&texts.measure(TRIALS, 1, true, |_, _| {}), 0.99);
}

#[test]
fn rows_of_lists_are_found_and_no_other_row() {
    let mut random = fastrand::Rng::with_seed(1);
    let texts: Vec<String> = (0..40).map(|_| list(&mut random)).collect();
    let lists = Material { texts, names: names() };
    assert_right(&lists.measure(TRIALS, 1, true, |_, _| {}), 0.98);
}
