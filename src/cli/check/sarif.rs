//! Findings as a log of SARIF 2.1.0, which code hosts and editors show beside the text.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};

use super::{Checked, Run};
use crate::check::{Finding, Level, Rule};
use crate::model::{Lang, TextIndex};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// One run over all articles. Columns count UTF-16 units, as `columnKind` says. Rules are in English but where `ui` is
/// another language; each result is in `ui`, or in the language of its article. Files that cannot be read are told of the run.
pub fn log(run: &Run, ui: Option<Lang>) -> Value {
    let Run { checked, failed } = run;
    let lang = ui.unwrap_or(Lang::En);
    let results: Vec<Value> = checked.iter().flat_map(|one| of_article(one, ui)).collect();
    // Each is named once, though it may have been asked for twice.
    let files: BTreeSet<String> = checked.iter().map(|one| uri(&one.file)).collect();
    let artifacts: Vec<Value> = files.iter().map(|file| json!({ "location": { "uri": file } })).collect();
    let notifications = failed.iter().map(|(file, error)| {
        json!({
            "descriptor": { "id": error.code() },
            "level": "error",
            "message": { "text": error.to_string() },
            "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(file) } } }],
        })
    });
    let driver = json!({
        "name": "hashiya",
        "version": env!("CARGO_PKG_VERSION"),
        "language": lang.tag(),
        "rules": Rule::ALL.map(|rule| descriptor(rule, lang)),
    });
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver },
            "invocations": [{
                "executionSuccessful": failed.is_empty(),
                "toolExecutionNotifications": notifications.collect::<Vec<_>>(),
            }],
            "columnKind": "utf16CodeUnits",
            "artifacts": artifacts,
            "results": results,
        }],
    })
}

fn descriptor(rule: Rule, lang: Lang) -> Value {
    json!({
        "id": rule.code(),
        "shortDescription": { "text": rule.title(lang) },
        "fullDescription": { "text": rule.help(lang) },
        "help": { "text": rule.help(lang) },
        "defaultConfiguration": { "enabled": !rule.is_house_style(), "level": level(rule.level()) },
    })
}

fn of_article<'a>(checked: &'a Checked, ui: Option<Lang>) -> impl Iterator<Item = Value> + 'a {
    let index = TextIndex::new(&checked.article.text);
    let lang = ui.unwrap_or(checked.article.lang);
    checked.findings.iter().map(move |finding| {
        let mut place = json!({ "artifactLocation": { "uri": uri(&checked.file) } });
        if let Some(region) = region(checked, &index, finding) {
            place["region"] = region;
        }
        json!({
            "ruleId": finding.rule().code(),
            "ruleIndex": finding.rule() as usize,
            "level": level(finding.level),
            "message": { "text": format!("{} {}", finding.why(lang), finding.mend(lang)) },
            "locations": [{ "physicalLocation": place }],
        })
    })
}

/// Where in its file the finding stands: lines and columns from 1, ends exclusive. Of a file that is not the article word
/// for word it is the line alone, and none where that is not known.
fn region(checked: &Checked, index: &TextIndex, finding: &Finding) -> Option<Value> {
    let Checked { article, lines, .. } = checked;
    let (text, span) = (&article.text, finding.span);
    let line = lines.line(span.start)?;
    let snippet = json!({ "text": span.of(text) });
    let column = |at: usize| Some(index.to_utf16(text, at) - index.to_utf16(text, lines.line_start(at)?) + 1);
    Some(match (column(span.start), column(span.end)) {
        (Some(column), Some(end_column)) => json!({
            "startLine": line,
            "startColumn": column,
            "endLine": lines.line(span.end)?,
            "endColumn": end_column,
            "snippet": snippet,
        }),
        _ => json!({ "startLine": line, "endLine": lines.line(span.end - 1)?.max(line), "snippet": snippet }),
    })
}

fn level(level: Level) -> &'static str {
    level.as_str()
}

/// The file as a relative reference: what a path may hold and an address may not is escaped.
fn uri(file: &Path) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let escaped = |byte: u8| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    file.to_string_lossy().bytes().map(escaped).collect()
}
