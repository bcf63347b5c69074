//! What displaCy draws with `manual=True`: `style="ent"` the entities, `style="span"` quotes with their speakers, cues and contexts,
//! sources, and such entities as overlap others.
//!
//! Spans are those of [`super::labelled`], with the `group` they are of and the tokens they cover. The day of publication is not held.
//!
//! To check what is written against the library itself (last done with spaCy 3.8.18):
//!
//! ```python
//! for style in ("ent", "span"):
//!     spacy.displacy.render(json.load(open("story.json")), manual=True, style=style)
//! ```

use serde_json::{Value, json};

use super::Document;
use super::labelled::{self, Group, Item, Labelled, Place};
use super::spacy::{list, span, text};
use crate::error::{Error, Result};
use crate::import::Options;
use crate::model::{AnnotationSet, Article, Json, Span, TextIndex};

/// Reads such an object. Only `text` has to be there; a span without a `group` is one of an entity, and one that has no `start` is where
/// its tokens are.
///
/// # Errors
/// [`Error::InvalidInput`] where there is no text.
pub fn read(json: &Json) -> Result<Document> {
    let text = text(json)?;
    let tokens = Tokens::new(text, json);
    let mut items = list(json, Group::Entities, ["ents", ""]);
    items.extend(list(json, Group::Entities, ["spans", ""]).into_iter().map(|item| {
        let group = item.json.get("group").and_then(Json::text).map_or(Group::Entities, Group::named);
        Item { group, ..item }
    }));
    let lang = json.get("settings").and_then(|settings| settings.get("lang")).and_then(Json::text);
    let options = Options { lang: lang.and_then(|tag| tag.parse().ok()), date: None };
    let mut document = labelled::read(text, &options, &items, &|item| tokens.span(item));
    document.problems.splice(0..0, tokens.problem);
    Ok(document)
}

/// Where the tokens of a file stand in its text, up to the first that does not stand where it should.
struct Tokens {
    spans: Vec<Span>,
    problem: Option<Error>,
}

impl Tokens {
    fn new(text: &str, json: &Json) -> Tokens {
        let mut tokens = Tokens { spans: Vec::new(), problem: None };
        let mut at = 0;
        for (number, token) in json.get("tokens").and_then(Json::list).unwrap_or_default().iter().enumerate() {
            let word = token.text().map(str::trim);
            at = text.len() - text[at..].trim_start().len();
            let Some(word) = word.filter(|word| text[at..].starts_with(word)) else {
                let place = Place { list: ["tokens", ""], at: number };
                tokens.problem = Some(place.lacks("", "what stands next in the text"));
                break;
            };
            tokens.spans.push(Span::new(at, at + word.len()));
            at += word.len();
        }
        tokens
    }

    /// From the token `start_token` to the one before `end_token`.
    fn span(&self, item: &Json) -> Option<Span> {
        let token = |name: &str| item.get(name).and_then(Json::count);
        let last = token("end_token")?.checked_sub(1)?;
        let (start, end) = (self.spans.get(token("start_token")?)?.start, self.spans.get(last)?.end);
        (start < end).then(|| Span::new(start, end))
    }
}

/// `set` over `article` as such an object, in one line.
pub fn write(article: &Article, set: &AnnotationSet) -> String {
    let text = &article.text;
    let index = TextIndex::new(text);
    let spans = labelled::labelled(article, set);
    let tokens = labelled::tokens(text, labelled::edges(&spans));
    let (ents, others) = labelled::apart(spans);
    let ents: Vec<Value> = ents.iter().map(|one| linked(span(text, &index, one), one)).collect();
    let others = others.iter().map(|one| {
        let mut span = linked(span(text, &index, one), one);
        let (first, end) = labelled::covering(&tokens, one.span);
        span["start_token"] = json!(first);
        span["end_token"] = json!(end);
        span["group"] = json!(one.group.as_str());
        span
    });
    let others: Vec<Value> = others.collect();
    let tokens: Vec<&str> = tokens.iter().map(|token| token.of(text)).collect();
    let settings = json!({ "lang": article.lang.tag(), "direction": article.dir.as_str() });
    json!({ "text": text, "title": null, "ents": ents, "tokens": tokens, "spans": others, "settings": settings })
        .to_string()
}

/// `span` with the address of what it is, which displaCy links to.
fn linked(mut span: Value, one: &Labelled) -> Value {
    if one.group == Group::Entities && !one.kb_id.is_empty() {
        span["kb_url"] = json!(["https://www.wikidata.org/wiki/", &one.kb_id].concat());
    }
    span
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::sample::{marks, parsed, sample};

    #[test]
    fn what_was_written_is_read_again() {
        let (article, set) = sample();
        let read = read(&parsed(&write(&article, &set))).unwrap();
        assert_eq!(read.problems, []);
        assert_eq!(marks(&read.set), marks(&set));
    }

    #[test]
    fn a_span_is_where_its_tokens_are() {
        let json = r#"{"text": "Welcome to the Bank of China.", "tokens": ["Welcome", "to", "the", "Bank", "of", "China", "."],
            "spans": [{"start_token": 3, "end_token": 6, "label": "ORG"}, {"start_token": 5, "end_token": 6, "label": "GPE"},
                {"start_token": 5, "end_token": 99, "label": "GPE"}, {"start_token": 6, "end_token": 0, "label": "GPE"}]}"#;
        let read = read(&parsed(json)).unwrap();
        assert_eq!(read.set.entities.iter().map(|one| &*one.name).collect::<Vec<_>>(), ["Bank of China", "China"]);
        assert_eq!(read.problems.len(), 2);
        assert_eq!(read.problems[0].to_string(), "$.spans[2].start: it is not a number of code points");
    }

    #[test]
    fn tokens_that_are_not_of_the_text_are_told() {
        let read = read(&parsed(
            r#"{"text": "a b", "tokens": ["a", "c"], "spans": [{"start_token": 0, "end_token": 1, "label": "ORG"}]}"#,
        ));
        let read = read.unwrap();
        assert_eq!(read.problems[0].to_string(), "$.tokens[1]: it is not what stands next in the text");
        assert_eq!(read.set.annotations.len(), 1);
    }

    #[test]
    fn tokens_cover_every_span_exactly() {
        let (article, set) = sample();
        let written: Value = serde_json::from_str(&write(&article, &set)).unwrap();
        for span in written["spans"].as_array().unwrap() {
            let at = |name: &str| span[name].as_u64().unwrap() as usize;
            let tokens = &written["tokens"].as_array().unwrap()[at("start_token")..at("end_token")];
            let words: String = tokens.iter().filter_map(Value::as_str).collect();
            let points: String = article.text.chars().skip(at("start")).take(at("end") - at("start")).collect();
            assert_eq!(words.replace(' ', ""), points.replace(' ', ""));
        }
    }
}
