//! From a small annotated text to names in an article: `hashiya cluster`, `train`, `pack`, `tag`, `eval ner` and `annotate`.
#![cfg(feature = "cli")]

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Surnames that no table of the lexicon holds; the last two are kept from training.
const NAMES: [&str; 8] = ["Quorvan", "Zelbrik", "Tamsork", "Vindulo", "Harpelt", "Drosnic", "Melvorn", "Kastubi"];
const PLACES: [&str; 8] = ["Ostrelm", "Quinvale", "Morbesk", "Taldune", "Ferrowick", "Zandholm", "Pelmoor", "Grisbeck"];

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

#[track_caller]
fn hashiya(arguments: &[&str]) -> String {
    let program = Command::new(env!("CARGO_BIN_EXE_hashiya"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("hashiya starts");
    assert!(program.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&program.stderr));
    String::from_utf8(program.stdout).expect("the output is UTF-8")
}

/// A sentence with a person and a place, as rows.
fn sentence(turn: usize, name: &str, place: &str) -> String {
    let verbs = ["walked", "travelled", "returned", "moved"];
    let days = ["Monday", "Tuesday", "Friday"];
    format!(
        "{name}\tB-PER\n{}\tO\nto\tO\n{place}\tB-LOC\non\tO\n{}\tO\n.\tO\n\n",
        verbs[turn % verbs.len()],
        days[turn % days.len()]
    )
}

fn rows(names: &[&str], places: &[&str]) -> String {
    let all = names.iter().flat_map(|name| places.iter().map(move |place| (name, place))).enumerate();
    all.map(|(turn, (name, place))| sentence(turn, name, place)).collect()
}

fn path(folder: &Path, name: &str) -> String {
    folder.join(name).display().to_string()
}

/// A pack whose tagger has learned from the first names and places, and the folder it lies in.
fn trained(name: &str) -> (PathBuf, String) {
    let folder = folder(name);
    let file = |name: &str| path(&folder, name);
    let text = rows(&NAMES, &PLACES).replace("\tB-PER\n", " ").replace("\tB-LOC\n", " ").replace("\tO\n", " ");
    std::fs::write(file("raw.txt"), text).unwrap();
    std::fs::write(file("train.tsv"), rows(&NAMES[..6], &PLACES[..6])).unwrap();
    hashiya(&["cluster", "--lang", "en", "--least", "2", "--out", &file("clusters.tsv"), &file("raw.txt")]);
    hashiya(&["pack", "--lang", "en", "--clusters", &file("clusters.tsv"), "--untrained", "--out", &file("bare.pack")]);
    let bare = file("bare.pack");
    let train = ["train", "--lang", "en", "--pack", &bare, "--unlabelled", &file("raw.txt"), "--out", &file("weights")];
    hashiya(&[&train[..], &[&file("train.tsv")]].concat());
    let learned = ["--clusters", &file("clusters.tsv"), "--weights", &file("weights")];
    hashiya(&[&["pack", "--lang", "en", "--out", &file("en.pack")][..], &learned].concat());
    let pack = file("en.pack");
    (folder, pack)
}

#[test]
fn names_never_seen_are_found_by_what_stands_around_them() {
    let (folder, pack) = trained("unseen");
    let unseen = path(&folder, "unseen.tsv");
    std::fs::write(&unseen, rows(&NAMES[6..], &PLACES[6..])).unwrap();
    let tagged = hashiya(&["tag", "--lang", "en", "--pack", &pack, &unseen]);
    for row in tagged.lines().filter(|row| !row.is_empty()) {
        let columns: Vec<&str> = row.split('\t').collect();
        assert_eq!((columns.len(), columns[1]), (3, columns[2]), "{row}");
    }
    let report = hashiya(&["eval", "ner", "--lang", "en", "--pack", &pack, &unseen]);
    assert!(report.lines().any(|line| line.contains("all") && line.contains("F1 100.00")), "{report}");
    let report = hashiya(&["eval", "calibration", "--lang", "en", "--pack", &pack, &unseen]);
    let row =
        |start: &str| report.lines().find(|line| line.trim_start().starts_with(start)).unwrap_or(&report).to_owned();
    assert!(row("all marks").contains("precision 100.00"), "{report}");
    assert!(row("said 0.9 or more").ends_with("right 100.0 %"), "{report}");

    let article = path(&folder, "article.txt");
    std::fs::write(&article, "Melvorn walked to Grisbeck on Monday.\n").unwrap();
    let names = |pack: &[&str]| -> Vec<(String, String)> {
        let document: Value = serde_json::from_str(&hashiya(&[&["annotate", &article], pack].concat())).unwrap();
        let annotations = document["annotations"].as_array().unwrap();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        // `Monday` is a date, with whatever pack.
        let named = annotations.iter().filter(|one| one["type"] != "DATE");
        named.map(|one| (text(&one["type"]), text(&one["text"]))).collect()
    };
    let found = [("PER", "Melvorn"), ("LOC", "Grisbeck")].map(|(kind, name)| (kind.to_owned(), name.to_owned()));
    assert_eq!(names(&["--pack", &pack]), found);
    assert_eq!(names(&["--pack", &path(&folder, "bare.pack")]), []);
}

#[test]
fn text_by_other_rules_changes_no_rule() {
    let (folder, _) = trained("beside");
    let file = |name: &str| path(&folder, name);
    // Where the others have places, these see something else, and have twice the text.
    let others = rows(&NAMES[..6], &PLACES[..6]).replace("B-LOC", "B-MISC").repeat(2);
    std::fs::write(file("others.tsv"), others).unwrap();
    let (bare, others) = (file("bare.pack"), file("others.tsv"));
    let train = ["train", "--lang", "en", "--pack", &bare, "--out", &file("weights"), "--beside", &others];
    hashiya(&[&train[..], &[&file("train.tsv")]].concat());
    let learned = ["--clusters", &file("clusters.tsv"), "--weights", &file("weights")];
    hashiya(&[&["pack", "--lang", "en", "--out", &file("en.pack")][..], &learned].concat());
    let report = hashiya(&["eval", "ner", "--lang", "en", "--pack", &file("en.pack"), &file("train.tsv")]);
    assert!(report.lines().any(|line| line.contains("all") && line.contains("F1 100.00")), "{report}");
}

#[test]
fn the_same_seed_learns_the_same() {
    let bytes = |name: &str| std::fs::read(trained(name).0.join("weights")).unwrap();
    assert!(bytes("once") == bytes("again"));
}
