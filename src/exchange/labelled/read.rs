//! Labelled spans become annotations: what cannot be taken is told, the rest counts.

use std::collections::HashMap;

use super::Group;
use crate::error::Error;
use crate::exchange::Document;
use crate::exchange::gather::Gathering;
use crate::exchange::labels;
use crate::import::{Options, plain};
use crate::model::{Annotation, Context, Json, Mark, Origin, QuoteKind, SourceKind, Span, Stance, TextIndex};

/// A span as a file has it.
pub struct Item<'j> {
    pub group: Group,
    pub place: Place<'j>,
    pub json: &'j Json,
}

/// Where an item stands in a file: `$.spans.quotes[3]`.
#[derive(Clone, Copy)]
pub struct Place<'j> {
    /// The names of the fields that lead to the list.
    pub list: [&'j str; 2],
    pub at: usize,
}

impl Place<'_> {
    /// The field `name` of the item is not what it ought to be.
    pub fn lacks(&self, name: &str, right: &str) -> Error {
        let dot = |name: &str| if name.is_empty() { String::new() } else { [".", name].concat() };
        let list: String = self.list.iter().map(|name| dot(name)).collect();
        Error::InvalidInput { path: format!("${list}[{}]{}", self.at, dot(name)), reason: format!("it is not {right}") }
    }
}

/// What is wrong with an item: the field, and what would be right.
type Fault = (&'static str, String);

/// The document that `items` make of `text`. `span_of` says where an item is that gives no code points.
pub fn read<'j>(
    text: &'j str,
    options: &Options,
    items: &[Item<'j>],
    span_of: &dyn Fn(&Json) -> Option<Span>,
) -> Document {
    let mut reader =
        Reader { text, index: TextIndex::new(text), span_of, gathering: Gathering::new(text), quotes: HashMap::new() };
    let mut problems: Vec<(usize, Error)> = Vec::new();
    // A quote can name an entity that stands behind it, and a speaker a quote.
    let turn = |group: Group| match group {
        Group::Entities => 0,
        Group::Quotes | Group::Sources => 1,
        Group::Speakers | Group::Cues | Group::Contexts => 2,
    };
    for now in 0..3 {
        for (at, item) in items.iter().enumerate().filter(|(_, item)| turn(item.group) == now) {
            if let Err((field, right)) = reader.item(item) {
                problems.push((at, item.place.lacks(field, &right)));
            }
        }
    }
    problems.sort_by_key(|(at, _)| *at);
    let problems = problems.into_iter().map(|(_, problem)| problem).collect();
    Document { article: plain::article(text, options), set: reader.gathering.finish(), problems }
}

struct Reader<'j, 's> {
    text: &'j str,
    index: TextIndex,
    span_of: &'s dyn Fn(&Json) -> Option<Span>,
    gathering: Gathering<'j>,
    /// Which annotation each quote is, by the `kb_id` that its parts have too.
    quotes: HashMap<&'j str, usize>,
}

impl<'j> Reader<'j, '_> {
    fn item(&mut self, item: &Item<'j>) -> Result<(), Fault> {
        let (json, span) = (item.json, self.span(item.json)?);
        let text = |name: &str| json.get(name).and_then(Json::text).filter(|text| !text.is_empty());
        let Some(label) = text("label") else { return Err(("label", "a string".to_owned())) };
        let mark = match item.group {
            Group::Entities => {
                let kind = labels::entity_type(label).ok_or(("label", labels::EXPECTED.to_owned()))?;
                self.gathering
                    .mention(span, kind, text("id"), text("kb_id"))
                    .ok_or(("end", "that of a name".to_owned()))?
            }
            Group::Quotes => self.quote(label, text("kb_id"), text("speaker"))?,
            Group::Sources => self.source(label, span, text("names"), text("reason"))?,
            Group::Speakers | Group::Cues | Group::Contexts => {
                return self.part(item.group, label, span, text("kb_id"));
            }
        };
        let origin = text("origin").and_then(|name| Origin::ALL.into_iter().find(|origin| origin.as_str() == name));
        let (origin, confidence) = (origin.unwrap_or(Origin::Provided), confidence(json));
        self.gathering.set.annotations.push(Annotation { span, mark, origin, confidence, why: Vec::new() });
        Ok(())
    }

    /// The bytes from `start` to `end`.
    fn span(&self, json: &Json) -> Result<Span, Fault> {
        if json.get("start").is_none()
            && let Some(span) = (self.span_of)(json)
        {
            return Ok(span);
        }
        let (start, end) = (self.byte(json, "start")?, self.byte(json, "end")?);
        if start < end { Ok(Span::new(start, end)) } else { Err(("end", "after the start".to_owned())) }
    }

    fn byte(&self, json: &Json, name: &'static str) -> Result<usize, Fault> {
        let point = json.get(name).and_then(Json::count).ok_or((name, "a number of code points".to_owned()))?;
        let byte = self.index.from_points(self.text, point);
        let is_inside = self.index.to_points(self.text, byte) == point;
        if is_inside { Ok(byte) } else { Err((name, "within the text".to_owned())) }
    }

    fn quote(&mut self, label: &str, kb_id: Option<&'j str>, speaker: Option<&'j str>) -> Result<Mark, Fault> {
        let (kind, stance) = label.split_once('-').unwrap_or((label, Stance::Said.as_str()));
        let kind = one_of(&QuoteKind::ALL, QuoteKind::as_str, kind)?;
        let stance = one_of(&Stance::ALL, Stance::as_str, stance)?;
        let speaker_entity = speaker.and_then(|id| self.gathering.entity(id));
        if let Some(id) = kb_id
            && self.quotes.insert(id, self.gathering.set.annotations.len()).is_some()
        {
            return Err(("kb_id", "that of one quote alone".to_owned()));
        }
        let (cue, speaker, speaker_name, context) = (None, None, None, Context::default());
        Ok(Mark::Quote { kind, stance, cue, speaker, speaker_entity, speaker_name, context })
    }

    fn source(&self, label: &str, span: Span, names: Option<&str>, reason: Option<&str>) -> Result<Mark, Fault> {
        let kind = one_of(&SourceKind::ALL, SourceKind::as_str, label)?;
        let names = names.or_else(|| self.gathering.words(span)).unwrap_or_default();
        let names = names.split('|').filter(|name| !name.is_empty()).map(str::to_owned).collect();
        Ok(Mark::Source { kind, names, reason: reason.map(str::to_owned) })
    }

    /// Who speaks in a quote, by what verb, or when, where and to whom.
    fn part(&mut self, group: Group, label: &str, span: Span, kb_id: Option<&str>) -> Result<(), Fault> {
        let quote = kb_id.and_then(|id| self.quotes.get(id)).map(|&at| &mut self.gathering.set.annotations[at].mark);
        let Some(Mark::Quote { cue, speaker, context, .. }) = quote else {
            return Err(("kb_id", "that of a quote that could be read".to_owned()));
        };
        let part = match (group, label) {
            (Group::Speakers, _) => speaker,
            (Group::Cues, _) => cue,
            (_, "when") => &mut context.when,
            (_, "where") => &mut context.place,
            (_, "to") => &mut context.to,
            _ => return Err(("label", "one of when, where, to".to_owned())),
        };
        if part.is_some() {
            return Err(("kb_id", "that of a quote that has none yet".to_owned()));
        }
        *part = Some(span);
        Ok(())
    }
}

fn one_of<T: Copy>(all: &[T], name: fn(T) -> &'static str, label: &str) -> Result<T, Fault> {
    all.iter().copied().find(|one| name(*one) == label).ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(|&one| name(one)).collect();
        ("label", format!("one of {}", names.join(", ")))
    })
}

/// A number or one in a string; what is provided is sure.
fn confidence(json: &Json) -> f32 {
    let field = json.get("confidence");
    let number = field.and_then(|field| field.number().or_else(|| field.text()?.parse().ok()));
    number.filter(|number| number.is_finite()).unwrap_or(1.0).clamp(0.0, 1.0) as f32
}
