//! The story Hashiya was conceived for, by the command line against what a careful reader marks in it. The story lies beside the project: where it
//! is not, the test says so, and under `CI=true` that is a failure.

#![cfg(feature = "cli")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn articles() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/articles");
    if folder.join("libya-russia-nato.ar.txt").is_file() {
        return Some(folder);
    }
    assert!(std::env::var("CI").as_deref() != Ok("true"), "the real story is not in {}", folder.display());
    // Past the capture of the test runner, which keeps what passing tests print to itself.
    let _ = writeln!(std::io::stderr(), "skipped: the real story is not in {}", folder.display());
    None
}

/// What was found, and what is to be found.
fn story() -> Option<(Value, Value)> {
    let folder = articles()?;
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("the story is readable");
    let output = Command::new(env!("CARGO_BIN_EXE_hashiya"))
        .args(["annotate", "--date", "2021-04-16"])
        .arg(folder.join("libya-russia-nato.ar.txt"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("hashiya starts");
    let found = serde_json::from_slice(&output.stdout).expect("a document is JSON");
    let gold = serde_json::from_str(&read("libya-russia-nato.ar.gold.json")).expect("the gold is JSON");
    Some((found, gold))
}

fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

fn same_span(one: &Value, other: &Value) -> bool {
    one["start"] == other["start"] && one["end"] == other["end"]
}

/// Whether the gold mention allows the span of `found`, as it stands or as an alternative.
fn allows(gold: &Value, found: &Value) -> bool {
    let alternative = |span: &Value| span[0] == found["start"] && span[1] == found["end"];
    gold["type"] == found["type"] && (same_span(gold, found) || list(gold, "alt").iter().any(alternative))
}

#[test]
fn all_sources_are_found_exactly() {
    let Some((found, gold)) = story() else { return };
    for source in list(&gold, "sources") {
        let is_found =
            |one: &Value| one["kind"] == "source" && one["source"] == source["kind"] && same_span(one, source);
        assert!(list(&found, "annotations").iter().any(is_found), "{source}");
    }
}

/// How much two marks have in common: shared code points by all of both.
fn jaccard(one: &Value, other: &Value) -> f64 {
    let of = |value: &Value| (value["start"].as_f64().unwrap(), value["end"].as_f64().unwrap());
    let ((start, end), (other_start, other_end)) = (of(one), of(other));
    let shared = (end.min(other_end) - start.max(other_start)).max(0.0);
    shared / (end - start + other_end - other_start - shared)
}

#[test]
fn all_quotes_are_found_with_kind_and_speaker_and_nothing_else_is() {
    let Some((found, gold)) = story() else { return };
    let quotes: Vec<&Value> = list(&found, "annotations").iter().filter(|one| one["kind"] == "quote").collect();
    let is_it = |one: &Value, quote: &Value| {
        jaccard(one, quote) >= 0.8
            && one["quote"] == quote["kind"]
            && one["speaker_name"] == quote["speaker_entity"]
            && one["cue"]["text"] == quote["cue"]["text"]
    };
    let wanted: Vec<&Value> = list(&gold, "quotes").iter().filter(|quote| quote["optional"] != true).collect();
    assert_eq!(wanted.len(), 12);
    for quote in wanted {
        assert!(quotes.iter().any(|one| is_it(one, quote)), "{quote}");
    }
    for one in quotes {
        assert!(list(&gold, "quotes").iter().any(|quote| is_it(one, quote)), "{one}");
    }
    let sources = list(&found, "annotations").iter().filter(|one| one["kind"] == "source");
    assert_eq!(sources.count(), list(&gold, "sources").len());
}

#[test]
fn all_direct_quotes_have_their_speaker() {
    let Some((found, gold)) = story() else { return };
    let direct: Vec<&Value> = list(&gold, "quotes").iter().filter(|quote| quote["kind"] == "direct").collect();
    assert_eq!(direct.len(), 4);
    for quote in direct {
        let is_found = |one: &Value| {
            one["kind"] == "quote"
                && one["quote"] == "direct"
                && same_span(one, quote)
                && one["speaker_name"] == quote["speaker_entity"]
                && one["cue"]["text"] == quote["cue"]["text"]
                && one["speaker"]["text"] == quote["speaker"]["text"]
        };
        assert!(list(&found, "annotations").iter().any(is_found), "{quote}");
    }
}

fn mentions(document: &Value) -> impl Iterator<Item = &Value> {
    list(document, "annotations").iter().filter(|one| one["kind"] == "entity")
}

#[test]
fn every_entity_is_found_exactly_and_nothing_is_taken_for_a_person_or_place() {
    let Some((found, gold)) = story() else { return };
    for one in list(&gold, "entities").iter().filter(|one| one["optional"] != true) {
        assert!(mentions(&found).any(|mention| allows(one, mention)), "{one}");
    }
    for mention in mentions(&found).filter(|one| one["type"] == "PER" || one["type"] == "LOC") {
        assert!(list(&gold, "entities").iter().any(|one| allows(one, mention)), "no person or place: {mention}");
    }
}

#[test]
fn all_mentions_of_one_thing_are_one_entity() {
    let Some((found, gold)) = story() else { return };
    let mut pairs: Vec<(&Value, &Value)> = Vec::new();
    for one in list(&gold, "entities") {
        pairs.extend(
            mentions(&found).filter(|mention| allows(one, mention)).map(|mention| (&one["entity"], &mention["entity"])),
        );
    }
    assert!(pairs.len() >= 50, "{}", pairs.len());
    for (gold_one, found_one) in &pairs {
        for (gold_other, found_other) in &pairs {
            assert_eq!(gold_one == gold_other, found_one == found_other, "{gold_one} {gold_other}");
        }
    }
}

#[test]
fn people_have_the_roles_the_story_gives_them() {
    let Some((found, _)) = story() else { return };
    for (name, role) in [
        ("سيرغي شويغو", "وزير الدفاع الروسي"),
        ("عبد الحميد الدبيبة", "رئيس الحكومة الليبية"),
        ("عبد الحميد الدبيبة", "وزيرا للدفاع في حكومته"),
        ("محمد المنفي", "رئيس المجلس الرئاسي"),
        ("ينس ستولتنبرغ", "أمين عام حلف الناتو"),
    ] {
        let person = list(&found, "entities").iter().find(|one| one["name"] == name).expect("the person is there");
        assert!(list(person, "roles").iter().any(|one| one["text"] == role), "{name}: {role}");
    }
    let roles = list(&found, "entities").iter().flat_map(|one| list(one, "roles"));
    for role in roles {
        assert!(!role["text"].as_str().unwrap_or_default().contains("يسار"), "a position in the picture: {role}");
    }
}
