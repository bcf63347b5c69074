//! Where in a text the selectors of a target lead.

use serde_json::{Value, json};

use super::{is_one, items};
use crate::exchange::anchor::{Approximate, Finder, Quote};
use crate::model::{Article, Span, TextIndex};

/// A place of the text, and how sure it is the one that was meant: 1 where words and position are as they were.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    pub span: Span,
    pub likeness: f32,
}

/// Finds places in one text.
pub struct Places<'a> {
    pub article: &'a Article,
    index: TextIndex,
    finder: Finder,
    /// Whether all that annotations quote stands where they say: this is the text that they were made for.
    is_unchanged: bool,
}

/// How a RFC 5147 fragment of plain text begins that counts characters: `char=12,20`.
const CHARACTERS: &str = "char=";

impl<'a> Places<'a> {
    /// Those that `annotations` may lead to.
    pub fn new<'v>(article: &'a Article, annotations: impl Iterator<Item = &'v Value>) -> Places<'a> {
        let (index, finder) = (TextIndex::new(&article.text), Finder::new(&article.text));
        let mut places = Places { article, index, finder, is_unchanged: false };
        let mut targets = annotations.flat_map(|annotation| items(&annotation["target"]));
        places.is_unchanged = targets.all(|target| places.stands(&target["selector"]) != Some(false));
        places
    }

    /// Whether what is quoted stands at its position with what is quoted beside it; none where not both are told.
    fn stands(&self, selectors: &Value) -> Option<bool> {
        let of_type = |name: &str| items(selectors).iter().find(move |one| is_one(&one["type"], name));
        let (quote, position) = (of_type("TextQuoteSelector")?, of_type("TextPositionSelector")?);
        let text = |name: &str| quote[name].as_str().unwrap_or_default();
        let Some(found) = self.position(position["start"].as_u64()?, position["end"].as_u64()?, None) else {
            return Some(false);
        };
        let (before, after) = (&self.article.text[..found.span.start], &self.article.text[found.span.end..]);
        let is_there = found.span.of(&self.article.text) == text("exact");
        Some(is_there && before.ends_with(text("prefix")) && after.starts_with(text("suffix")))
    }

    /// The place that a target selects; none where it selects no text, or text that is not there.
    pub fn target(&self, target: &Value) -> Option<Found> {
        let found = self.any(&target["selector"], None)?;
        (!found.span.is_empty()).then_some(found)
    }

    /// The position of a span in code points: the fields of our own format.
    pub fn fields(&self, span: Span) -> Value {
        let point = |byte| self.index.to_points(&self.article.text, byte);
        json!({ "start": point(span.start), "end": point(span.end), "text": span.of(&self.article.text) })
    }

    /// Whether a span of our own format lies on its words.
    pub fn holds(&self, span: &Value) -> bool {
        let place = || self.position(span["start"].as_u64()?, span["end"].as_u64()?, None);
        place().is_some_and(|found| span["text"] == found.span.of(&self.article.text))
    }

    /// What `selector` selects, within `within` if that is given. Several selectors are ways to one place: a quote with its position is
    /// one selector to us, and the first that leads somewhere counts.
    fn any(&self, selector: &Value, within: Option<Span>) -> Option<Found> {
        let of_type = |name: &str| items(selector).iter().find(move |one| is_one(&one["type"], name));
        let position = of_type("TextPositionSelector").filter(|one| one.get("refinedBy").is_none());
        let quoted = of_type("TextQuoteSelector").and_then(|quote| {
            let found = self.quote(quote, position, within)?;
            self.refined(quote, found)
        });
        quoted.or_else(|| items(selector).iter().find_map(|one| self.one(one, within)))
    }

    fn one(&self, selector: &Value, within: Option<Span>) -> Option<Found> {
        let of_type = |name: &str| is_one(&selector["type"], name);
        let found = if of_type("TextPositionSelector") {
            self.position(selector["start"].as_u64()?, selector["end"].as_u64()?, within)
        } else if of_type("RangeSelector") {
            self.range(selector, within)
        } else if of_type("FragmentSelector") {
            match selector["value"].as_str()?.strip_prefix(CHARACTERS).and_then(|range| range.split_once(',')) {
                Some((start, end)) => self.position(start.parse().ok()?, end.parse().ok()?, within),
                // A part of a page that nobody finds in its text: what is quoted of it may still be found.
                None => return self.quoted_in(&selector["refinedBy"], within),
            }
        } else if of_type("CssSelector") || of_type("XPathSelector") {
            return self.quoted_in(&selector["refinedBy"], within);
        } else {
            None
        };
        self.refined(selector, found?)
    }

    fn quoted_in(&self, selector: &Value, within: Option<Span>) -> Option<Found> {
        let quote = items(selector).iter().find(|one| is_one(&one["type"], "TextQuoteSelector"))?;
        let found = self.quote(quote, None, within)?;
        self.refined(quote, found)
    }

    /// What the selector's own selector selects in what it has found.
    fn refined(&self, selector: &Value, found: Found) -> Option<Found> {
        let Some(finer) = selector.get("refinedBy") else { return Some(found) };
        let inner = self.any(finer, Some(found.span))?;
        Some(Found { likeness: inner.likeness.min(found.likeness), ..inner })
    }

    /// Code points from the beginning of the text, or of what is refined.
    fn position(&self, start: u64, end: u64, within: Option<Span>) -> Option<Found> {
        let text = &self.article.text;
        let first = within.map_or(0, |within| self.index.to_points(text, within.start));
        let last = self.index.to_points(text, within.map_or(text.len(), |within| within.end));
        let point = |point: u64| first.checked_add(usize::try_from(point).ok()?).filter(|point| *point <= last);
        let byte = |point| self.index.from_points(text, point);
        let (start, end) = (byte(point(start)?), byte(point(end)?));
        (start < end).then(|| Found { span: Span::new(start, end), likeness: 1.0 })
    }

    /// From where the one selector's place begins to where the other's does.
    fn range(&self, selector: &Value, within: Option<Span>) -> Option<Found> {
        let start = self.any(&selector["startSelector"], within)?;
        let end = self.any(&selector["endSelector"], within)?;
        let likeness = start.likeness.min(end.likeness);
        (start.span.start < end.span.start)
            .then(|| Found { span: Span::new(start.span.start, end.span.start), likeness })
    }

    fn quote(&self, selector: &Value, position: Option<&Value>, within: Option<Span>) -> Option<Found> {
        let text = |name: &str| selector[name].as_str().unwrap_or_default();
        let position =
            position.and_then(|position| self.position(position["start"].as_u64()?, position["end"].as_u64()?, None));
        let quote = Quote {
            exact: text("exact"),
            prefix: text("prefix"),
            suffix: text("suffix"),
            position: position.map(|found| found.span.start),
        };
        match (within, position) {
            (None, Some(found)) if self.is_unchanged => Some(found),
            (None, _) => {
                let found = self.finder.find(&quote)?;
                Some(Found { span: found.span, likeness: found.likeness })
            }
            (Some(within), _) => {
                let found = Finder::new(within.of(&self.article.text)).find(&Quote { position: None, ..quote })?;
                let span = Span::new(within.start + found.span.start, within.start + found.span.end);
                Some(Found { span, likeness: found.likeness })
            }
        }
    }
}

/// Whether any target of the annotation selects text in a way that is read here.
pub fn selects_text(annotation: &Value) -> bool {
    fn selects(selector: &Value) -> bool {
        items(selector).iter().any(|one| {
            let of_type = |name: &str| is_one(&one["type"], name);
            of_type("TextQuoteSelector") || of_type("TextPositionSelector") || selects(&one["refinedBy"])
        })
    }
    items(&annotation["target"]).iter().any(|target| selects(&target["selector"]))
}
