//! The `hashiya/1` format: one object with the text, its blocks, and every mark. Offsets are Unicode code points, end exclusive.

mod read;
mod write;

#[cfg(feature = "formats")]
pub(super) use read::is_wikidata;
pub use read::read;
pub use write::{mark, write};

/// The name and version of the format.
pub const FORMAT: &str = "hashiya/1";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Annotation, AnnotationSet, Context, EntityId, Mark, Mention, Origin, QuoteKind, Stance, Value};
    use crate::model::{Article, Block, BlockKind, Dir, Entity, EntityType, Evidence, Json, Lang, Note, Role, Span};

    fn sample() -> (Article, AnnotationSet) {
        let text = "😀 Mayor Ann Lee said: \"We stay.\"".to_owned();
        let at = |words: &str| {
            let start = text.find(words).expect("the words");
            Span::new(start, start + words.len())
        };
        let mut entity = Entity::new(EntityType::Per, "Ann Lee".to_owned());
        entity.roles = vec![Role { text: "Mayor".to_owned(), span: at("Mayor"), is_former: true }];
        entity.wikidata = Some("Q1".to_owned());
        entity.value = Some(Value::Date("2021-02".to_owned()));
        entity.translations = vec![("ar".to_owned(), "آن لي".to_owned())];
        entity.is_translated_by_newsroom = true;
        entity.note = Some(Note { link: Some("https://news.example/ann".to_owned()), ..Note::default() });
        let annotation =
            |span, mark| Annotation { span, mark, origin: Origin::Corrected, confidence: 0.875, why: Vec::new() };
        let mut mention =
            annotation(at("Ann Lee"), Mark::Entity(Mention { kind: EntityType::Per, entity: EntityId(0) }));
        mention.why = vec![Evidence::with("title-before-name", "title", "Mayor")];
        let quote = Mark::Quote {
            kind: QuoteKind::Direct,
            stance: Stance::Warned,
            cue: Some(at("said")),
            speaker: Some(at("Ann Lee")),
            speaker_entity: Some(EntityId(0)),
            speaker_name: Some("Ann Lee".to_owned()),
            context: Context { to: Some(at("Mayor")), ..Context::default() },
        };
        let set =
            AnnotationSet { entities: vec![entity], annotations: vec![mention, annotation(at("We stay."), quote)] };
        let block = Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()), lang: Lang::En, dir: Dir::Ltr };
        let date = crate::model::date("2021-02-06").ok();
        (Article { blocks: vec![block], lang: Lang::En, dir: Dir::Ltr, date, text }, set)
    }

    fn text(text: &str) -> Json {
        Json::Text(text.to_owned())
    }

    fn parsed(text: &str) -> Json {
        serde_json::from_str::<serde_json::Value>(text).expect("JSON").into()
    }

    /// The field of a field of … `json`.
    fn field<'j>(json: &'j mut Json, path: &[&str]) -> &'j mut Json {
        path.iter().fold(json, |json, name| match json {
            Json::Object(fields) => {
                fields.iter_mut().find(|(key, _)| key == name).map(|(_, value)| value).expect("the field")
            }
            Json::List(items) => &mut items[name.parse::<usize>().expect("a place")],
            _ => panic!("no {name} in {json:?}"),
        })
    }

    #[test]
    fn what_was_written_is_read_again() {
        let (article, set) = sample();
        let read = read(&parsed(&write(&article, &set))).unwrap();
        assert_eq!((read.article, read.set, read.problems), (article, set, Vec::new()));
    }

    #[test]
    fn what_cannot_be_taken_is_told_with_its_path_and_the_rest_counts() {
        let (article, set) = sample();
        for (path, wrong, told) in [
            (&["annotations", "0", "end"][..], Json::Whole(900), "$.annotations[0].end: it is not within the text"),
            (
                &["annotations", "0", "start"],
                Json::Number(0.5),
                "$.annotations[0].start: it is not a number of code points",
            ),
            (&["annotations", "0", "text"], text("Bob"), "$.annotations[0].text: it is not what stands at that place"),
            (
                &["annotations", "0", "type"],
                text("PERS"),
                "$.annotations[0].type: it is not one of PER, ORG, LOC, MISC, DATE, QUANTITY",
            ),
            (
                &["annotations", "1", "cue", "end"],
                Json::Whole(0),
                "$.annotations[1].cue.end: it is not after the start",
            ),
            (&["annotations", "1", "speaker_entity"], text("e7"), "$.annotations[1].speaker_entity: it is not the id"),
            (&["entities", "0", "link"], text("javascript:alert(1)"), "$.entities[0].link: it is not an address"),
        ] {
            let mut json = parsed(&write(&article, &set));
            *field(&mut json, path) = wrong;
            let read = read(&json).unwrap();
            assert!(read.problems[0].to_string().starts_with(told), "{:?}", read.problems);
            // Without its entity there is no mention of it, and no quote by it.
            let left = if path[0] == "entities" { 0 } else { 1 };
            assert_eq!(read.set.annotations.len(), left, "{told}");
        }
        let mut json = parsed(&write(&article, &set));
        *field(&mut json, &["format"]) = text("hashiya/9");
        assert_eq!(super::read(&json).unwrap_err().to_string(), "$.format: it is not \"hashiya/1\"");
    }

    #[test]
    fn values_are_as_long_as_a_date_can_be() {
        let (article, set) = sample();
        for (length, is_kept) in [(40, true), (41, false), (1_000_000, false)] {
            let mut json = parsed(&write(&article, &set));
            *field(&mut json, &["entities", "0", "value"]) = Json::Text("9".repeat(length));
            assert_eq!(read(&json).unwrap().set.entities[0].value.is_some(), is_kept, "{length}");
        }
    }
}
