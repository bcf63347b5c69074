//! Findings as a log of SARIF 2.1.0, which code hosts and editors show beside the text.

use serde_json::{Value, json};

use super::Checked;
use crate::check::{Finding, Level, Rule};
use crate::model::{Article, Lang, TextIndex};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// One run over all articles. Columns count UTF-16 units, as `columnKind` says; offsets likewise. Rules are in English but where `ui` is
/// another language; each result is in `ui`, or in the language of its article.
pub fn log(checked: &[Checked], ui: Option<Lang>) -> Value {
    let lang = ui.unwrap_or(Lang::En);
    let results: Vec<Value> = checked.iter().flat_map(|one| of_article(one, ui)).collect();
    let artifacts: Vec<Value> = checked.iter().map(|one| json!({ "location": { "uri": uri(one) } })).collect();
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
        json!({
            "ruleId": finding.rule().code(),
            "ruleIndex": finding.rule() as usize,
            "level": level(finding.level),
            "message": { "text": format!("{} {}", finding.why(lang), finding.mend(lang)) },
            "locations": [{
                "physicalLocation": {
                    "artifactLocation": { "uri": uri(checked) },
                    "region": region(&checked.article, &index, finding),
                },
            }],
        })
    })
}

/// Where the finding stands: lines and columns from 1, offsets from 0, ends exclusive.
fn region(article: &Article, index: &TextIndex, finding: &Finding) -> Value {
    let text = &article.text;
    let at = |byte: usize| {
        let line_start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
        let column = index.to_utf16(text, byte) - index.to_utf16(text, line_start) + 1;
        (text[..byte].matches('\n').count() + 1, column)
    };
    let ((line, column), (end_line, end_column)) = (at(finding.span.start), at(finding.span.end));
    let offset = index.to_utf16(text, finding.span.start);
    json!({
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": offset,
        "charLength": index.to_utf16(text, finding.span.end) - offset,
        "snippet": { "text": finding.span.of(text) },
    })
}

fn level(level: Level) -> &'static str {
    level.as_str()
}

/// The file as a relative reference: what a path may hold and an address may not is escaped.
fn uri(checked: &Checked) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let escaped = |byte: u8| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    checked.file.to_string_lossy().bytes().map(escaped).collect()
}
