//! An article with its annotations as `hashiya/1`, written as text: to build objects first would be more of a page than all of this.

use super::FORMAT;
use crate::model::{
    Annotation, AnnotationSet, Article, Block, Entity, EntityId, Evidence, Mark, Modifier, Quantity, Role, Span,
    TextIndex, Value,
};

/// `set` over `article` as an object of the format, in one line.
pub fn write(article: &Article, set: &AnnotationSet) -> String {
    let mut writer = Writer::new(article);
    writer.object(|it| {
        it.text("format", FORMAT);
        it.text("text", &article.text);
        it.text("lang", article.lang.tag());
        it.text("dir", article.dir.as_str());
        let date = article.date.map(|date| format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day()));
        it.optional("date", date.as_deref());
        it.list("blocks", &article.blocks, |it, _, block| it.block(block));
        it.list("entities", &set.entities, Writer::entity);
        it.list("annotations", &set.annotations, Writer::annotation);
    });
    writer.out
}

/// One annotation of `set`, with the entity it mentions or that speaks in it: `{"annotation": …, "entity": …}`.
pub fn mark(article: &Article, set: &AnnotationSet, index: usize) -> String {
    let mut writer = Writer::new(article);
    let annotation = &set.annotations[index];
    let entity = match annotation.mark {
        Mark::Entity(mention) => Some(mention.entity),
        Mark::Quote { speaker_entity, .. } => speaker_entity,
        Mark::Source { .. } => None,
    };
    writer.object(|it| {
        it.key("annotation");
        it.annotation(index, annotation);
        it.key("entity");
        match entity {
            Some(id) => it.entity(id.0, set.entity(id)),
            None => it.out.push_str("null"),
        }
    });
    writer.out
}

/// Writes JSON, and turns bytes of the article into code points.
struct Writer<'a> {
    article: &'a Article,
    index: TextIndex,
    out: String,
}

impl<'a> Writer<'a> {
    fn new(article: &'a Article) -> Writer<'a> {
        Writer { article, index: TextIndex::new(&article.text), out: String::new() }
    }

    // --- JSON ---

    fn object(&mut self, fields: impl FnOnce(&mut Self)) {
        self.out.push('{');
        fields(self);
        self.out.push('}');
    }

    /// A comma, where something stands before.
    fn comma(&mut self) {
        if !self.out.ends_with(['{', '[', ':']) {
            self.out.push(',');
        }
    }

    fn key(&mut self, key: &str) {
        self.comma();
        self.string(key);
        self.out.push(':');
    }

    fn string(&mut self, text: &str) {
        self.out.push('"');
        for letter in text.chars() {
            match letter {
                '"' | '\\' => self.out.extend(['\\', letter]),
                '\n' => self.out.push_str("\\n"),
                '\u{0}'..='\u{1F}' => {
                    let digit = |value: u32| char::from_digit(value, 16).unwrap_or('0');
                    self.out.push_str("\\u00");
                    self.out.extend([digit(letter as u32 >> 4), digit(letter as u32 & 15)]);
                }
                _ => self.out.push(letter),
            }
        }
        self.out.push('"');
    }

    fn text(&mut self, key: &str, text: &str) {
        self.key(key);
        self.string(text);
    }

    /// A text, or null.
    fn optional(&mut self, key: &str, text: Option<&str>) {
        match text {
            Some(text) => self.text(key, text),
            None => self.raw(key, "null"),
        }
    }

    /// What is JSON already.
    fn raw(&mut self, key: &str, json: &str) {
        self.key(key);
        self.out.push_str(json);
    }

    fn list<T>(&mut self, key: &str, items: &[T], item: impl Fn(&mut Self, usize, &T)) {
        self.key(key);
        self.out.push('[');
        for (at, one) in items.iter().enumerate() {
            self.comma();
            item(self, at, one);
        }
        self.out.push(']');
    }

    fn texts(&mut self, key: &str, texts: &[String]) {
        self.list(key, texts, |it, _, text| it.string(text));
    }

    // --- The article ---

    fn ends(&mut self, span: Span) {
        for (key, byte) in [("start", span.start), ("end", span.end)] {
            let point = self.index.to_points(&self.article.text, byte);
            self.raw(key, &point.to_string());
        }
    }

    /// The words of `span` and where they are.
    fn place(&mut self, span: Span) {
        let article = self.article;
        self.text("text", span.of(&article.text));
        self.ends(span);
    }

    fn span(&mut self, key: &str, span: Option<Span>) {
        match span {
            Some(span) => {
                self.key(key);
                self.object(|it| it.place(span));
            }
            None => self.raw(key, "null"),
        }
    }

    fn block(&mut self, block: &Block) {
        self.object(|it| {
            it.text("kind", block.kind.as_str());
            it.ends(block.span);
            it.text("lang", block.lang.tag());
            it.text("dir", block.dir.as_str());
        });
    }

    fn entity(&mut self, index: usize, entity: &Entity) {
        self.object(|it| {
            it.text("id", &EntityId(index).to_string());
            it.text("type", entity.kind.as_str());
            it.text("name", &entity.name);
            it.texts("aliases", &entity.aliases);
            it.list("roles", &entity.roles, |it, _, role| it.role(role));
            // Where it is spoken of without a name.
            it.list("references", &entity.references, |it, _, &span| it.object(|it| it.place(span)));
            it.optional("wikidata", entity.wikidata.as_deref());
            match &entity.value {
                None => it.raw("value", "null"),
                Some(Value::Date(edtf)) => it.text("value", edtf),
                Some(Value::Quantity(quantity)) => it.quantity(quantity),
            }
            if !entity.translations.is_empty() {
                it.key("translations");
                it.object(|it| entity.translations.iter().for_each(|(lang, name)| it.text(lang, name)));
            }
            // What the newsroom's glossary says.
            if let Some(note) = &entity.note {
                for (key, value) in [("description", &note.description), ("link", &note.link), ("image", &note.image)] {
                    value.iter().for_each(|value| it.text(key, value));
                }
            }
        });
    }

    fn quantity(&mut self, Quantity { number, unit, modifier }: &Quantity) {
        self.key("value");
        self.object(|it| {
            it.raw("number", &number.to_string());
            it.text("unit", unit);
            it.optional("modifier", modifier.map(Modifier::as_str));
        });
    }

    fn role(&mut self, role: &Role) {
        self.object(|it| {
            it.place(role.span);
            if role.is_former {
                it.raw("former", "true");
            }
        });
    }

    fn annotation(&mut self, index: usize, annotation: &Annotation) {
        self.object(|it| {
            it.text("id", &["a", &(index + 1).to_string()].concat());
            it.text("kind", annotation.mark.kind());
            it.place(annotation.span);
            it.mark(&annotation.mark);
            it.text("origin", annotation.origin.as_str());
            it.raw("confidence", &thousandths(annotation.confidence));
            it.list("why", &annotation.why, |it, _, why| it.why(why));
        });
    }

    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Entity(mention) => {
                self.text("type", mention.kind.as_str());
                self.text("entity", &mention.entity.to_string());
            }
            Mark::Quote { kind, stance, cue, speaker, speaker_entity, speaker_name, context } => {
                self.text("quote", kind.as_str());
                self.text("stance", stance.as_str());
                self.span("cue", *cue);
                self.span("speaker", *speaker);
                self.optional("speaker_entity", speaker_entity.map(|id| id.to_string()).as_deref());
                self.optional("speaker_name", speaker_name.as_deref());
                self.key("context");
                self.object(|it| {
                    it.span("when", context.when);
                    it.span("where", context.place);
                    it.span("to", context.to);
                });
            }
            Mark::Source { kind, names, reason } => {
                self.text("source", kind.as_str());
                self.texts("names", names);
                self.optional("reason", reason.as_deref());
            }
        }
    }

    fn why(&mut self, evidence: &Evidence) {
        self.object(|it| {
            it.text("code", &evidence.code);
            it.key("params");
            it.object(|it| evidence.params.iter().for_each(|(name, value)| it.text(name, value)));
        });
    }
}

/// Three places are more than any measurement behind the figure: `0.983`, `0.9`, `1.0`.
fn thousandths(confidence: f32) -> String {
    let whole = (confidence * 1000.0).round() as u32;
    let digits = (whole % 1000 + 1000).to_string();
    let places = digits[1..].trim_end_matches('0');
    [&*(whole / 1000).to_string(), ".", if places.is_empty() { "0" } else { places }].concat()
}
