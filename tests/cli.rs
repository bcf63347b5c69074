//! The command line as a script meets it.
#![cfg(feature = "cli")]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn hashiya(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hashiya"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("hashiya starts");
    // A command that fails early has closed its input.
    let _ = child.stdin.take().expect("the input is piped").write_all(input);
    child.wait_with_output().expect("hashiya ends")
}

fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).expect("the output is UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
}

#[test]
fn offsets_are_code_points_into_the_text() {
    let output = hashiya(&["annotate"], "\u{FEFF}😀 قال الوزير سامي منصور \"نعود غدا إلى تونس\".\r\n".as_bytes());
    let document = &lines(&output)[0];
    assert_eq!(document["format"], "hashiya/1");
    let text: Vec<char> = document["text"].as_str().unwrap().chars().collect();
    let annotations = document["annotations"].as_array().unwrap();
    assert!(annotations.len() >= 3, "{annotations:?}");
    for annotation in annotations {
        let range = annotation["start"].as_u64().unwrap() as usize..annotation["end"].as_u64().unwrap() as usize;
        assert_eq!(annotation["text"], text[range].iter().collect::<String>());
    }
}

#[test]
fn one_bad_line_stops_nothing() {
    let input = b"{\"id\": 1, \"text\": \"Paris\"}\n{\"id\": 2}\nnot json\n{\"id\": 4, \"text\": \"a\", \"date\": \"soon\"}\n{\"id\": \"e\", \"text\": \"Rome\"}\n";
    let output = hashiya(&["annotate", "--jsonl"], input);
    assert!(output.status.success());
    let lines = lines(&output);
    let codes: Vec<Value> = lines.iter().map(|line| line["error"]["code"].clone()).collect();
    assert_eq!(
        codes,
        [Value::Null, "invalid-input".into(), "invalid-input".into(), "invalid-date".into(), Value::Null]
    );
    assert_eq!(lines[1]["id"], 2);
    assert_eq!(lines[4]["text"], "Rome");
}

#[test]
fn a_text_that_begins_with_a_brace_is_still_text() {
    let output = hashiya(&["annotate"], b"{sic} the minister flew to Paris.\n");
    assert!(output.status.success());
    assert_eq!(lines(&output)[0]["annotations"][0]["text"], "Paris");
    let output = hashiya(&["annotate"], b"{\"text\": \"The minister flew to Rome.\"}");
    assert_eq!(lines(&output)[0]["annotations"][0]["text"], "Rome");
}

#[test]
fn a_short_form_says_whose_it_is() {
    let output = hashiya(&["annotate"], "President Daniel Whitfield left. Whitfield had been ill.\n".as_bytes());
    let why = &lines(&output)[0]["annotations"][1]["why"][0];
    assert_eq!((&why["code"], &why["params"]["name"]), (&"same-as".into(), &"Daniel Whitfield".into()));
}

#[test]
fn errors_name_what_and_where() {
    let output = hashiya(&["annotate"], b"ab\xFFc");
    assert!(!output.status.success());
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(message.contains("offset 2") && message.contains("[invalid-utf8]"), "{message}");
    let output = hashiya(&["annotate", "no-such-file.txt"], b"");
    assert!(String::from_utf8_lossy(&output.stderr).contains("no-such-file.txt"));
}

#[test]
fn packs_are_rebuilt_byte_for_byte() {
    for lang in ["ar", "en"] {
        let built = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{lang}.pack"));
        let output = hashiya(&["pack", "--lang", lang, "--out", &built.display().to_string()], b"");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("www/packs/{lang}.pack"));
        let (built, committed) = (std::fs::read(built).unwrap(), std::fs::read(committed).unwrap());
        assert!(built == committed, "run `make pack` and commit {lang}.pack");
        assert!(committed.len() <= 1_000_000, "{lang}.pack has {} bytes; a megabyte is the limit", committed.len());
    }
}

#[test]
fn packs_of_rehearsals_are_rebuilt_byte_for_byte() {
    for lang in ["ar", "en"] {
        let name = format!("rehearsal.{lang}.pack");
        let built = Path::new(env!("CARGO_TARGET_TMPDIR")).join(&name);
        let (out, story) = (built.display().to_string(), format!("src/lang/data/rehearsal.{lang}.txt"));
        let output = hashiya(&["pack", "--lang", lang, "--words-of", &story, "--out", &out], b"");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/packs").join(&name);
        assert!(
            std::fs::read(built).unwrap() == std::fs::read(committed).unwrap(),
            "run `make pack` and commit {name}"
        );
    }
}

#[test]
fn a_glossary_names_its_bad_rows_and_the_rest_is_read() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (csv, json) = (folder.join("glossary.csv"), folder.join("glossary.json"));
    std::fs::write(&csv, "name,type,link\nRiverton Council,ORG,https://example.org/rc\nAda Wells,PERS,\n").unwrap();
    std::fs::write(&json, r#"{"names": [{"name": "Lake House", "type": "LOC", "description": "An inn"}, 7], "never": {"names": ["Danny Whitlock"]}}"#)
        .unwrap();
    let (csv, json) = (csv.display().to_string(), json.display().to_string());
    let text = "The Riverton Council met Danny Whitlock at the Lake House.\n";
    let output = hashiya(&["annotate", "--glossary", &csv, "--glossary", &json], text.as_bytes());
    assert!(output.status.success());
    let problems = String::from_utf8(output.stderr.clone()).unwrap();
    let starts = [format!("{csv}:3: the type \"PERS\""), format!("{json}:$.names[1]: ")];
    assert_eq!(problems.lines().count(), 2, "{problems}");
    for (line, start) in problems.lines().zip(starts) {
        assert!(line.starts_with(&start) && line.ends_with(']'), "{line}");
    }
    let document = &lines(&output)[0];
    let entities = document["entities"].as_array().unwrap();
    let names: Vec<&str> = entities.iter().map(|entity| entity["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Riverton Council", "Lake House"]);
    assert_eq!(entities[0]["link"], "https://example.org/rc");
    assert_eq!(entities[1]["description"], "An inn");
    assert_eq!(document["annotations"][0]["why"][0]["code"], "glossary");
    // Neither is there where there is nothing to say.
    assert!(entities[0].get("description").is_none() && entities[1].get("link").is_none());
}

#[test]
fn a_glossary_that_cannot_be_read_stops_the_command() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("broken.json").display().to_string();
    std::fs::write(&file, "[\n  {]").unwrap();
    let output = hashiya(&["annotate", "--glossary", &file], b"Danny Whitlock left.");
    assert!(!output.status.success() && output.stdout.is_empty());
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(message.contains(&format!("{file}:2:4")) && message.contains("[invalid-glossary]"), "{message}");
    let output = hashiya(&["annotate", "--glossary", "no-such.csv"], b"");
    assert!(!output.status.success());
}

/// A folder of its own for the files of one test.
fn folder(name: &str) -> std::path::PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).expect("the folder");
    folder
}

fn written(folder: &Path, name: &str, text: &[u8]) -> String {
    let file = folder.join(name);
    std::fs::write(&file, text).expect("the file");
    file.display().to_string()
}

#[test]
fn a_story_goes_through_every_format_and_back() {
    let folder = folder("convert");
    let story = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/demo/en.txt").display().to_string();
    let annotated = hashiya(&["annotate", &story], b"").stdout;
    let text = written(&folder, "story.txt", &std::fs::read(&story).expect("the story"));
    let file = written(&folder, "story.json", &annotated);
    let places = |json: &[u8]| -> Vec<(String, u64, u64)> {
        let document: Value = serde_json::from_slice(json).expect("JSON");
        let marks = document["annotations"].as_array().expect("annotations").iter();
        let number = |mark: &Value, name: &str| mark[name].as_u64().expect("a number");
        marks.map(|mark| (mark["kind"].to_string(), number(mark, "start"), number(mark, "end"))).collect()
    };
    for format in ["json", "w3c", "spacy", "displacy", "brat"] {
        let out = hashiya(&["convert", "--from", "json", "--to", format, &file], b"");
        assert!(out.status.success() && out.stderr.is_empty(), "{format}: {}", String::from_utf8_lossy(&out.stderr));
        // brat finds the text beside its marks.
        let there = written(&folder, if format == "brat" { "story.ann" } else { "there" }, &out.stdout);
        let mut back = vec!["convert", "--from", format, "--to", "json", &there];
        if format == "w3c" {
            back.extend(["--text", &text]);
        }
        let back = hashiya(&back, b"");
        assert!(back.stderr.is_empty(), "{format}: {}", String::from_utf8_lossy(&back.stderr));
        assert_eq!(places(&back.stdout), places(&annotated), "{format}");
    }
}

#[test]
fn quotations_are_attributed_to_others_only_on_request() {
    let folder = folder("schema");
    let story =
        "The harbour stays open\n\n\"We will stay here with our boats,\" said Ann Lee, the mayor of Oban, on Monday.\n";
    let file = written(&folder, "story.json", &hashiya(&["annotate"], story.as_bytes()).stdout);
    let creators = |more: &[&str]| {
        let arguments = [&["convert", "--from", "json", "--to", "schema", &file], more].concat();
        let article: Value = serde_json::from_slice(&hashiya(&arguments, b"").stdout).expect("JSON");
        let parts = article["hasPart"].as_array().expect("parts").clone();
        parts
            .iter()
            .filter(|part| part["@type"] == "Quotation")
            .map(|part| part["creator"]["name"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(creators(&[]), [Value::Null]);
    assert_eq!(creators(&["--include-detected"]), ["Ann Lee"]);
}

#[test]
fn what_cannot_be_converted_is_told_with_its_file_and_path() {
    let folder = folder("bad");
    let error = |arguments: &[&str], input: &str| {
        let out = hashiya(&[&["convert"], arguments].concat(), input.as_bytes());
        (out.status.success(), String::from_utf8(out.stderr).expect("UTF-8"))
    };
    let (_, told) = error(&["--from", "w3c", "--to", "json"], "{}");
    assert_eq!(
        told,
        "hashiya: standard input: it does not hold its text; name the article with --text FILE [invalid-input]\n"
    );
    let (_, told) = error(&["--from", "json", "--to", "w3c"], "{\"format\": \"hashiya/1\"}");
    assert_eq!(told, "hashiya: standard input: $.text: it is not a string [invalid-input]\n");
    let (_, told) = error(&["--from", "odd", "--to", "w3c"], "");
    assert!(told.contains("known are json, w3c, spacy, displacy, brat, schema"), "{told}");
    let page =
        r#"{"type": "AnnotationPage", "items": [{"type": "Annotation", "target": "a"}, {"type": "Annotation"}]}"#;
    let file = written(&folder, "page.json", page.as_bytes());
    let (succeeds, told) = error(&["--from", "w3c", "--to", "w3c", &file], "");
    assert!(
        succeeds
            && told.ends_with(
                "page.json: $.items[1].target: there is none; an annotation has at least one [invalid-input]\n"
            ),
        "{told}"
    );
}

#[test]
fn html_and_markdown_are_read_by_their_names_and_beginnings() {
    let folder = folder("formats");
    let markdown = written(
        &folder,
        "story.md",
        "---\ntitle: A new bridge\ndate: 2024-02-13\n---\n\nThe minister flew to **Rome**.\n".as_bytes(),
    );
    let document = &lines(&hashiya(&["annotate", &markdown], b""))[0];
    assert_eq!(
        (&document["text"], &document["date"]),
        (&"A new bridge\n\nThe minister flew to Rome.".into(), &"2024-02-13".into())
    );
    let page = b"<!doctype html><nav>Home</nav><p id=story>The minister flew to <b>Rome</b>.";
    assert_eq!(lines(&hashiya(&["annotate"], page))[0]["text"], "The minister flew to Rome.");
    let line = b"{\"id\": 1, \"text\": \"<p>The minister flew to Rome.\"}\n";
    assert_eq!(
        lines(&hashiya(&["annotate", "--jsonl", "--from", "html"], line))[0]["text"],
        "The minister flew to Rome."
    );
    let told = hashiya(&["annotate", "--select", "#other"], page).stderr;
    assert_eq!(
        String::from_utf8_lossy(&told),
        "hashiya: the selector \"#other\": it finds no element of the page [invalid-input]\n"
    );
}

/// A story with two things to ask about: a mark that is never closed, and a source without a name.
const DRAFT: &str = "😀 خبر عن الطريق\n\nقال الوزير سامي منصور في بيان إن \"الطريق سيفتح غدا أمام الجميع.\nوأفادت مصادر أمنية بأن الطريق مغلق.\nوعاد الهدوء إلى المدينة.\n";

#[test]
fn checks_are_told_with_file_line_and_column_and_the_exit_code_says_whether_there_are_any() {
    let folder = folder("check");
    let draft = written(&folder, "draft.txt", DRAFT.as_bytes());
    let output = hashiya(&["check", &draft], b"");
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let told: Vec<&str> = text.lines().collect();
    assert!(told[0].starts_with(&format!("{draft}:3:34: علامة التنصيص هذه فُتحت ولم تُغلق. — ")), "{text}");
    assert!(told[1].starts_with(&format!("{draft}:4:8: ")) && told[1].ends_with("[anonymous-source]"), "{text}");
    assert_eq!(told.len(), 2, "{text}");
    let clean = hashiya(&["check"], "The minister flew to Paris on Monday.\n".as_bytes());
    assert_eq!((clean.status.code(), clean.stdout.as_slice()), (Some(0), b"".as_slice()));
}

#[test]
fn checks_are_worded_in_the_language_that_was_asked_for() {
    let output = hashiya(&["check", "--ui", "en", "--to", "json", "-"], DRAFT.as_bytes());
    let object = &lines(&output)[0];
    assert_eq!(object["format"], "hashiya-check/1");
    assert_eq!(object["findings"][0]["code"], "quotation-marks");
    assert_eq!(object["findings"][0]["why"], "This quotation mark opens a quotation that is never closed.");
    let text: Vec<char> = DRAFT.chars().collect();
    for finding in object["findings"].as_array().unwrap() {
        let range = finding["start"].as_u64().unwrap() as usize..finding["end"].as_u64().unwrap() as usize;
        assert_eq!(finding["text"], text[range].iter().collect::<String>());
        assert_eq!(finding["block"], "paragraph");
    }
}

#[test]
fn a_profile_turns_checks_on_and_off_and_what_it_misspells_stops_the_command() {
    let folder = folder("check-profile");
    let checks = r#"{"anonymous-source": false, "quotation-marks": "error", "source-line": true}"#;
    let profile = format!(r#"{{"format": "hashiya-profile/1", "checks": {checks}}}"#);
    let profile = written(&folder, "desk.json", profile.as_bytes());
    let output = hashiya(&["check", "--profile", &profile, "--to", "json"], DRAFT.as_bytes());
    let found = lines(&output)[0]["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| [one["code"].clone(), one["severity"].clone()])
        .collect::<Vec<_>>();
    assert_eq!(found, [["quotation-marks", "error"], ["source-line", "warning"]]);
    let profile = written(&folder, "typo.json", br#"{"format": "hashiya-profile/1", "checks": {"sourceline": true}}"#);
    let output = hashiya(&["check", "--profile", &profile], DRAFT.as_bytes());
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(message.contains("typo.json: $.checks.sourceline: there is no such check"), "{message}");
}

#[test]
fn a_file_that_cannot_be_read_leaves_the_others_checked() {
    let folder = folder("check-files");
    let draft = written(&folder, "draft.txt", DRAFT.as_bytes());
    let output = hashiya(&["check", "--to", "json", "no-such-file.txt", &draft], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no-such-file.txt"));
    assert_eq!(lines(&output)[0]["file"], draft);
    let latin = written(&folder, "latin.txt", b"caf\xE9");
    let output = hashiya(&["check", "--to", "sarif", &latin, &draft], b"");
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(message.contains(&format!("{latin}: byte 3: the file is not UTF-8")), "{message}");
    let run = &serde_json::from_slice::<Value>(&output.stdout).expect("JSON")["runs"][0];
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert!(invocation["toolExecutionNotifications"][0]["message"]["text"].as_str().unwrap().contains("latin.txt"));
    assert_eq!(run["results"].as_array().unwrap().len(), 2);
    let articles = written(&folder, "articles.jsonl", br#"{"id": 1, "text": "Paris"}"#);
    let output = hashiya(&["check", "--jsonl", "no-such-file.jsonl", folder.to_str().unwrap(), &articles], b"");
    assert_eq!((output.status.code(), &lines(&output)[0]["id"]), (Some(2), &1.into()));
}

#[test]
fn notes_alone_fail_nothing_and_warnings_do_though_nobody_reads_them() {
    let note = "Two senior officials said the road had been closed.\n";
    let output = hashiya(&["check"], note.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&output.stdout).contains("[anonymous-source]"));
    let mut child = Command::new(env!("CARGO_BIN_EXE_hashiya"))
        .args(["check", "-"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("hashiya starts");
    drop(child.stdout.take());
    child.stdin.take().expect("the input is piped").write_all(DRAFT.as_bytes()).expect("it reads");
    assert_eq!(child.wait().expect("hashiya ends").code(), Some(1));
}

#[test]
fn of_html_and_markdown_findings_have_a_line_and_of_json_none() {
    let folder = folder("check-lines");
    let page = written(
        &folder,
        "story.html",
        b"<title>Road</title>\n<article>\n<h1>Road closed</h1>\n<p>He left.\nHe said: &quot;We\nwait.</p>",
    );
    let story = written(&folder, "story.md", b"---\ntitle: Road closed\n---\n\nHe left.\nHe said: \"We\nwait.\n");
    let object = written(&folder, "story.json", br#"{"text": "He said: \"We wait."}"#);
    let output = hashiya(&["check", &page, &story, &object], b"");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let places: Vec<&str> = text.lines().filter_map(|line| line.split(" This").next()).collect();
    assert_eq!(places, [format!("{page}:5:"), format!("{story}:6:"), format!("{object}:")]);
    let output = hashiya(&["check", "--to", "json", &page, &object], b"");
    let of = |at: usize| lines(&output)[at]["findings"][0]["line"].clone();
    assert_eq!((of(0), of(1)), (5.into(), Value::Null));
    let output = hashiya(&["check", "--to", "sarif", &page, &object], b"");
    let results = serde_json::from_slice::<Value>(&output.stdout).expect("JSON")["runs"][0]["results"].clone();
    let region = |at: usize| results[at]["locations"][0]["physicalLocation"]["region"].clone();
    assert_eq!(region(0), serde_json::json!({ "startLine": 5, "endLine": 5, "snippet": { "text": "\"" } }));
    assert_eq!(region(1), Value::Null);
}

#[test]
fn sarif_says_where_in_utf_16_and_what_each_rule_means() {
    let folder = folder("check-sarif");
    let draft = written(&folder, "my draft.txt", DRAFT.as_bytes());
    let output = hashiya(&["check", "--to", "sarif", &draft], b"");
    let log: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().unwrap().ends_with("sarif-schema-2.1.0.json"));
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "hashiya");
    let rules = driver["rules"].as_array().unwrap();
    for rule in rules {
        assert!(
            ["shortDescription", "fullDescription", "help"].iter().all(|part| rule[part]["text"].is_string()),
            "{rule}"
        );
        assert!(["note", "warning", "error"].contains(&rule["defaultConfiguration"]["level"].as_str().unwrap()));
    }
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    for result in results {
        assert_eq!(rules[result["ruleIndex"].as_u64().unwrap() as usize]["id"], result["ruleId"]);
        assert!(result["message"]["text"].is_string() && result["level"].is_string());
        let place = &result["locations"][0]["physicalLocation"];
        assert!(place["artifactLocation"]["uri"].as_str().unwrap().ends_with("my%20draft.txt"));
        let number = |name: &str| place["region"][name].as_u64().unwrap() as usize;
        let line = DRAFT.lines().nth(number("startLine") - 1).unwrap();
        let units: Vec<u16> = line.encode_utf16().collect();
        let words = String::from_utf16(&units[number("startColumn") - 1..number("endColumn") - 1]).unwrap();
        assert_eq!(place["region"]["snippet"]["text"], words);
        assert_eq!(number("endLine"), number("startLine"));
    }
    let output = hashiya(&["check", "--to", "sarif", &draft, &draft], b"");
    let log: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(log["runs"][0]["artifacts"].as_array().unwrap().len(), 1);
}

#[test]
fn articles_a_line_are_checked_by_their_date() {
    let line = r#"{"id": 7, "text": "They met on Thursday, April 20 in Tunis, the city said.", "date": "2021-04-16"}"#;
    let output = hashiya(&["check", "--jsonl", "--ui", "en"], format!("{line}\n{{\"id\": 8}}\n").as_bytes());
    assert_eq!(output.status.code(), Some(2));
    let lines = lines(&output);
    assert_eq!((&lines[0]["id"], &lines[0]["findings"][0]["code"]), (&7.into(), &"weekday".into()));
    assert_eq!(lines[0]["findings"][0]["why"], "The day of the week does not fit: 2021-04-20 is a Tuesday.");
    assert_eq!(lines[1]["error"]["code"], "invalid-input");
}
