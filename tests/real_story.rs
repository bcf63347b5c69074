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

#[test]
fn people_and_places_are_found_and_nothing_else_is_taken_for_one() {
    let Some((found, gold)) = story() else { return };
    let is_named = |one: &&Value| one["type"] == "PER" || one["type"] == "LOC";
    let mentions: Vec<&Value> = list(&found, "annotations").iter().filter(is_named).collect();
    let named: Vec<&Value> = list(&gold, "entities").iter().filter(is_named).collect();
    let hit = named.iter().filter(|one| mentions.iter().any(|mention| allows(one, mention))).count();
    assert!(hit >= 34, "{hit} of {} people and places", named.len());
    for mention in mentions {
        assert!(named.iter().any(|one| allows(one, mention)), "no person or place: {mention}");
    }
}

#[test]
fn dates_and_quantities_are_found_exactly_and_resolved() {
    let Some((found, gold)) = story() else { return };
    let is_measured = |one: &&Value| one["type"] == "DATE" || one["type"] == "QUANTITY";
    let mentions: Vec<&Value> = list(&found, "annotations").iter().filter(is_measured).collect();
    let measured: Vec<&Value> = list(&gold, "entities").iter().filter(is_measured).collect();
    for one in &measured {
        assert!(mentions.iter().any(|mention| allows(one, mention)), "{one}");
    }
    assert_eq!(mentions.len(), measured.len());
    let value = |text: &str| {
        let mention = mentions.iter().find(|mention| mention["text"] == text).expect("it is marked");
        let entity = list(&found, "entities").iter().find(|entity| entity["id"] == mention["entity"]);
        entity.expect("a mention has an entity")["value"].clone()
    };
    for (text, edtf) in [
        ("أمس الخميس", "2021-04-15"),
        ("أمس", "2021-04-15"),
        ("6 فبراير/شباط الماضي", "2021-02-06"),
        ("أبريل/نيسان 2019", "2019-04"),
        ("اليوم الجمعة", "2021-04-16"),
    ] {
        assert_eq!(value(text), edtf, "{text}");
    }
    assert_eq!(value("أكتوبر/تشرين الأول"), Value::Null);
    assert_eq!(value("أكثر من 80%"), serde_json::json!({"number": 80, "unit": "%", "modifier": ">"}));
    // Both are the same day, and so one entity.
    let entities =
        mentions.iter().filter(|mention| mention["text"].as_str().is_some_and(|text| text.starts_with("أمس")));
    let entities: Vec<&Value> = entities.map(|mention| &mention["entity"]).collect();
    assert!(entities.len() == 2 && entities[0] == entities[1], "{entities:?}");
}
