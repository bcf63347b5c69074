//! Findings as JSON: `hashiya-check/1`.

use serde_json::{Value, json};

use super::Finding;
use crate::model::{Article, Lang, TextIndex};

/// The name and version of the format.
pub const FORMAT: &str = "hashiya-check/1";

/// Each finding as an object: `code`, `severity`, `start` and `end` in code points, the `text` there, the kind of its `block`, and in the
/// language `ui` `why` and how to `mend` it. The command line adds the `line` of the file, where it reads files, or null.
pub fn findings(article: &Article, findings: &[Finding], ui: Lang) -> Value {
    let index = TextIndex::new(&article.text);
    let each = findings.iter().map(|finding| {
        let block = article.block_at(finding.span.start).map(|block| block.kind.as_str());
        json!({
            "code": finding.rule().code(),
            "severity": finding.level.as_str(),
            "start": index.to_points(&article.text, finding.span.start),
            "end": index.to_points(&article.text, finding.span.end),
            "text": finding.span.of(&article.text),
            "block": block,
            "why": finding.why(ui),
            "mend": finding.mend(ui),
        })
    });
    Value::Array(each.collect())
}
