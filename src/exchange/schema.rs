//! What search engines read: a schema.org `NewsArticle` as JSON-LD.
//!
//! - `mentions`: people, organisations, places and what else has a name, `sameAs` Wikidata where the identifier is known. What the article
//!   calls somebody is a `description`; it is a `jobTitle` only where a person has stood by it, for `a retired judge` is none.
//! - `hasPart`: a `Quotation` for each direct quote. Others are the reporter's words in part or whole, which a `Quotation` is not. Its
//!   `creator` is who said it, and only so if that was provided or corrected by a person, or [`Options::include_detected`] is set; never
//!   `spokenByCharacter`, which is for the figures of a work.
//! - `citation`: the documents the article draws on, as works, and the agencies and media, as text.
//! - `image`: an `ImageObject` with the `creditText` of each picture credit, for the credit is not that of the article.
//! - `author` and `publisher`: from byline and source line. A name is a `Person` or an `Organization` only where it is marked as one.

use serde_json::{Map, Value, json};

use crate::model::{
    Annotation, AnnotationSet, Article, BlockKind, Entity, EntityId, EntityType, Mark, Origin, QuoteKind, SourceKind,
    Span,
};

/// What is written.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'o> {
    /// Whether quotes are attributed to people on a machine's word alone.
    pub include_detected: bool,
    /// Where the article is published.
    pub url: Option<&'o str>,
}

/// `article` and what `set` says of it as one object of JSON-LD, in one line. It can stand in a `<script>` as it is: `<` is escaped.
pub fn write(article: &Article, set: &AnnotationSet, options: &Options) -> String {
    let writer = Writer { article, set, options, kinds: kinds(set) };
    let mut story = Map::new();
    story.insert("@context".to_owned(), json!("https://schema.org"));
    story.insert("@type".to_owned(), json!("NewsArticle"));
    story.insert("inLanguage".to_owned(), json!(article.lang.tag()));
    let headline = article.blocks.iter().find(|block| block.kind == BlockKind::Headline);
    let headline = headline.map(|block| article.block_text(block));
    put(&mut story, "url", options.url.map(|url| json!(url)));
    put(&mut story, "headline", headline.map(|headline| json!(headline)));
    put(&mut story, "datePublished", article.date.map(|date| json!(date.to_string())));
    list(&mut story, "author", writer.named(|one, kind| kind == SourceKind::Byline && !writer.is_in_story(one)));
    list(&mut story, "publisher", writer.named(|one, kind| kind == SourceKind::Publisher && !writer.is_in_story(one)));
    list(&mut story, "mentions", writer.mentions());
    list(&mut story, "hasPart", set.annotations.iter().filter_map(|one| writer.quotation(one)).collect());
    list(&mut story, "citation", writer.citations());
    list(&mut story, "image", writer.images());
    // A `<` can only stand in a string.
    Value::Object(story).to_string().replace('<', "\\u003c")
}

/// Adds the field `name`, if there is anything to say.
fn put(object: &mut Map<String, Value>, name: &str, value: Option<Value>) {
    object.extend(value.map(|value| (name.to_owned(), value)));
}

/// Adds the field `name`, if the list is not empty; nothing is in it twice.
fn list(object: &mut Map<String, Value>, name: &str, values: Vec<Value>) {
    let mut seen = std::collections::HashSet::new();
    let values: Vec<Value> = values.into_iter().filter(|value| seen.insert(value.to_string())).collect();
    put(object, name, (!values.is_empty()).then_some(Value::Array(values)));
}

/// The types of entities, by each of their names.
fn kinds(set: &AnnotationSet) -> std::collections::HashMap<&str, EntityType> {
    let names = set.entities.iter().flat_map(|entity| {
        std::iter::once(&entity.name).chain(&entity.aliases).map(|name| (name.as_str(), entity.kind))
    });
    names.collect()
}

struct Writer<'a> {
    article: &'a Article,
    set: &'a AnnotationSet,
    options: &'a Options<'a>,
    kinds: std::collections::HashMap<&'a str, EntityType>,
}

impl Writer<'_> {
    /// Whether a person has stood by it.
    fn is_stood_by(&self, annotation: &Annotation) -> bool {
        self.options.include_detected || annotation.origin != Origin::Detected
    }

    /// Whether `span` is part of what is told, as against the lines around it.
    fn is_in_story(&self, span: Span) -> bool {
        self.article.block_at(span.start).is_some_and(|block| block.kind.is_running_text())
    }

    /// The names in sources that `fits`, with the type under which the article knows them.
    fn named(&self, fits: impl Fn(Span, SourceKind) -> bool) -> Vec<Value> {
        let names = self.sources(fits).flat_map(|(_, _, names)| names);
        names.map(|name| self.agent(name, self.kinds.get(name.as_str()).copied())).collect()
    }

    fn sources(
        &self,
        fits: impl Fn(Span, SourceKind) -> bool,
    ) -> impl Iterator<Item = (Span, SourceKind, &Vec<String>)> {
        self.set.annotations.iter().filter_map(move |annotation| match &annotation.mark {
            Mark::Source { kind, names, .. } if fits(annotation.span, *kind) => Some((annotation.span, *kind, names)),
            _ => None,
        })
    }

    /// Somebody who can make something: what neither is a person nor an organisation has no type that could be said.
    fn agent(&self, name: &str, kind: Option<EntityType>) -> Value {
        match kind {
            Some(EntityType::Per) => json!({ "@type": "Person", "name": name }),
            Some(EntityType::Org) => json!({ "@type": "Organization", "name": name }),
            _ => json!({ "name": name }),
        }
    }

    /// Each entity with a name, in the order in which the article mentions them.
    fn mentions(&self) -> Vec<Value> {
        let mut seen = vec![false; self.set.entities.len()];
        let mut stood_by = vec![self.options.include_detected; self.set.entities.len()];
        let mut order: Vec<EntityId> = Vec::new();
        for annotation in &self.set.annotations {
            let Mark::Entity(mention) = annotation.mark else { continue };
            stood_by[mention.entity.0] |= self.is_stood_by(annotation);
            if !std::mem::replace(&mut seen[mention.entity.0], true) {
                order.push(mention.entity);
            }
        }
        order.into_iter().filter_map(|id| thing(self.set.entity(id), stood_by[id.0])).collect()
    }

    fn quotation(&self, annotation: &Annotation) -> Option<Value> {
        let Mark::Quote { kind: QuoteKind::Direct, speaker_entity, speaker_name, .. } = &annotation.mark else {
            return None;
        };
        let block = self.article.block_at(annotation.span.start);
        let lang = block.map_or(self.article.lang, |block| block.lang);
        let text = annotation.span.of(&self.article.text);
        let mut quotation = json!({ "@type": "Quotation", "text": text, "inLanguage": lang.tag() });
        if self.is_stood_by(annotation) {
            let entity = speaker_entity.map(|id| self.set.entity(id));
            let name = entity.map(|entity| &entity.name).or(speaker_name.as_ref());
            if let Some(name) = name {
                quotation["creator"] = self.agent(name, entity.map(|entity| entity.kind));
                if let Some(address) = entity.and_then(wikidata) {
                    quotation["creator"]["sameAs"] = json!(address);
                }
            }
        }
        Some(quotation)
    }

    fn citations(&self) -> Vec<Value> {
        let is_cited = |span: Span, kind: SourceKind| match kind {
            SourceKind::Document | SourceKind::Agency => true,
            SourceKind::Publisher => self.is_in_story(span),
            SourceKind::ImageCredit | SourceKind::Byline | SourceKind::Anonymous => false,
        };
        let names = self.sources(is_cited).flat_map(|(_, kind, names)| names.iter().map(move |name| (kind, name)));
        let citation = |(kind, name): (SourceKind, &String)| match kind {
            SourceKind::Document => json!({ "@type": "CreativeWork", "name": name }),
            _ => json!(name),
        };
        names.map(citation).collect()
    }

    fn images(&self) -> Vec<Value> {
        let credits = self.sources(|_, kind| kind == SourceKind::ImageCredit);
        let text = credits.map(|(span, _, _)| span.of(&self.article.text));
        text.map(|text| json!({ "@type": "ImageObject", "creditText": text })).collect()
    }
}

/// What `entity` is to schema.org; None for dates and quantities.
fn thing(entity: &Entity, is_stood_by: bool) -> Option<Value> {
    let kind = match entity.kind {
        EntityType::Per => "Person",
        EntityType::Org => "Organization",
        EntityType::Loc => "Place",
        EntityType::Misc => "Thing",
        EntityType::Date | EntityType::Quantity => return None,
    };
    let mut thing = Map::new();
    thing.insert("@type".to_owned(), json!(kind));
    thing.insert("name".to_owned(), json!(entity.name));
    put(&mut thing, "alternateName", (!entity.aliases.is_empty()).then(|| json!(entity.aliases)));
    put(&mut thing, "sameAs", wikidata(entity).map(|address| json!(address)));
    let role = entity.roles.iter().find(|role| !role.is_former).map(|role| role.text.as_str());
    let (title, described) = if is_stood_by && entity.kind == EntityType::Per { (role, None) } else { (None, role) };
    put(&mut thing, "jobTitle", title.map(|title| json!(title)));
    let note = entity.note.as_ref().and_then(|note| note.description.as_deref());
    put(&mut thing, "description", note.or(described).map(|text| json!(text)));
    Some(Value::Object(thing))
}

/// What is meant, for machines.
fn wikidata(entity: &Entity) -> Option<String> {
    entity.wikidata.as_ref().map(|id| ["https://www.wikidata.org/entity/", id].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::sample::sample;
    use crate::model::{Role, Stance};

    fn written(article: &Article, set: &AnnotationSet, include_detected: bool) -> Value {
        let options = Options { include_detected, url: Some("https://news.example/1") };
        serde_json::from_str(&write(article, set, &options)).expect("JSON")
    }

    #[test]
    fn what_is_marked_is_said_in_the_words_of_schema_org() {
        let (article, set) = sample();
        let story = written(&article, &set, false);
        assert_eq!(story["headline"], "😀 زيارة");
        assert_eq!((&story["datePublished"], &story["inLanguage"]), (&json!("2021-04-16"), &json!("ar")));
        let russia = json!({ "@type": "Place", "name": "روسيا", "sameAs": "https://www.wikidata.org/entity/Q159" });
        assert_eq!(story["mentions"], json!([{ "@type": "Person", "name": "سيرغي شويغو" }, russia]));
        assert_eq!(story["citation"], json!(["رويترز"]));
        let creator = json!({ "@type": "Person", "name": "سيرغي شويغو" });
        assert_eq!(
            story["hasPart"],
            json!([{ "@type": "Quotation", "text": "الأمر\nواضح", "inLanguage": "ar", "creator": creator }])
        );
    }

    #[test]
    fn nobody_is_made_the_author_of_words_or_given_a_job_by_a_machine_alone() {
        let (article, mut set) = sample();
        set.annotations.iter_mut().for_each(|one| one.origin = Origin::Detected);
        let role = Role { text: "وزير الدفاع".to_owned(), span: Span::new(0, 4), is_former: false };
        set.entities[0].roles.push(role);
        let (careful, told) = (written(&article, &set, false), written(&article, &set, true));
        assert_eq!(careful["hasPart"][0].get("creator"), None);
        assert_eq!(told["hasPart"][0]["creator"]["name"], "سيرغي شويغو");
        let person =
            |story: &Value| [story["mentions"][0]["jobTitle"].clone(), story["mentions"][0]["description"].clone()];
        assert_eq!(person(&careful), [Value::Null, json!("وزير الدفاع")]);
        assert_eq!(person(&told), [json!("وزير الدفاع"), Value::Null]);
    }

    #[test]
    fn a_paraphrase_is_no_quotation() {
        let (article, mut set) = sample();
        for one in &mut set.annotations {
            if let Mark::Quote { kind, stance, .. } = &mut one.mark {
                (*kind, *stance) = (QuoteKind::Indirect, Stance::Said);
            }
        }
        assert_eq!(written(&article, &set, true).get("hasPart"), None);
    }

    #[test]
    fn no_text_can_end_the_script_it_stands_in() {
        let text = "</script><script>alert(1)</script>";
        let mut article = crate::import::plain::article(text, &crate::import::Options::default());
        article.blocks[0].kind = BlockKind::Headline;
        let json = write(&article, &AnnotationSet::default(), &Options::default());
        assert!(!json.contains('<') && json.contains("\\u003c/script>"), "{json}");
        assert_eq!(serde_json::from_str::<Value>(&json).expect("JSON")["headline"], text);
    }

    #[test]
    fn credits_are_those_of_pictures_and_a_cited_outlet_is_not_the_publisher() {
        let text = "Storm hits coast\n\nHarbour at dawn (AP Photo/Ann Lee)\n\n\
            The mayor told The Gazette that all is well here today, and then she left for the day.\n\nSource: Daily Wire";
        let article = crate::import::plain::article(text, &crate::import::Options::default());
        let source = |words: &str, kind| {
            let start = text.find(words).expect("the words");
            let mark = Mark::Source { kind, names: vec![words.to_owned()], reason: None };
            let span = Span::new(start, start + words.len());
            Annotation { span, mark, origin: Origin::Detected, confidence: 0.9, why: Vec::new() }
        };
        let annotations = vec![
            source("AP Photo/Ann Lee", SourceKind::ImageCredit),
            source("The Gazette", SourceKind::Publisher),
            source("Daily Wire", SourceKind::Publisher),
        ];
        let story = written(&article, &AnnotationSet { entities: Vec::new(), annotations }, false);
        assert_eq!(story["image"], json!([{ "@type": "ImageObject", "creditText": "AP Photo/Ann Lee" }]));
        assert_eq!(story["publisher"], json!([{ "name": "Daily Wire" }]));
        assert_eq!(story["citation"], json!(["The Gazette"]));
    }
}
