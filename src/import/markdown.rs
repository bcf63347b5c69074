//! Markdown as content management systems keep it: CommonMark with tables and footnotes, with metadata in front. It becomes HTML, and is
//! read as HTML is, so that a story is the same article in both.

use std::cell::Cell;
use std::fmt;

use jiff::civil::Date;
use pulldown_cmark::{CowStr, Event, Options as Syntax, Parser, Tag, TagEnd, html};

use super::{Lines, date};
use crate::model::Lang;

/// Beside CommonMark what newsrooms' systems write.
const SYNTAX: Syntax = Syntax::ENABLE_TABLES
    .union(Syntax::ENABLE_FOOTNOTES)
    .union(Syntax::ENABLE_STRIKETHROUGH)
    .union(Syntax::ENABLE_YAML_STYLE_METADATA_BLOCKS)
    .union(Syntax::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS);

/// A story in Markdown, rendered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// HTML, the title of the metadata as its `h1` where the text has none. Raw HTML of the source is still in it.
    pub html: String,
    /// For each line of the HTML the line of the source that its first letter is from, from 1: what stands in it behind code or a tag over
    /// several lines is from a later one.
    pub lines: Vec<usize>,
    /// `lang` or `language` of the metadata.
    pub lang: Option<Lang>,
    /// `date`, `published` or `publishDate` of the metadata.
    pub date: Option<Date>,
}

/// Renders `markdown`. Never fails: what is no Markdown is a paragraph.
pub fn render(markdown: &str) -> Rendered {
    let mut metadata = String::new();
    let mut is_metadata = false;
    let mut has_headline = false;
    let lines = Lines::of_file(markdown);
    let line = Cell::new(1);
    let events = Parser::new_ext(markdown, SYNTAX).into_offset_iter().filter_map(|(event, source)| {
        line.set(lines.line(source.start).unwrap_or(1));
        match &event {
            Event::Start(Tag::MetadataBlock(_)) => is_metadata = true,
            Event::End(TagEnd::MetadataBlock(_)) => {
                is_metadata = false;
                return None;
            }
            Event::Text(text) if is_metadata => metadata.push_str(text),
            Event::Start(Tag::Heading { level: pulldown_cmark::HeadingLevel::H1, .. }) => has_headline = true,
            _ => {}
        }
        (!is_metadata).then_some(event)
    });
    let mut body = Lined { html: String::new(), lines: Vec::new(), line: &line };
    // Strings take whatever is written.
    let _ = html::write_html_fmt(&mut body, events);
    let Lined { html, lines, .. } = body;
    let said = |names: &[&str]| names.iter().find_map(|name| field(&metadata, name));
    let title = said(&["title", "headline"]).filter(|_| !has_headline);
    let titled = |line: &str| ["title", "headline"].iter().any(|name| field(line, name).is_some());
    let title_line = title.as_ref().map(|_| 1 + markdown.lines().position(titled).unwrap_or_default());
    Rendered {
        html: title.map(|title| heading(&title)).unwrap_or_default() + &html,
        lines: title_line.into_iter().chain(lines).collect(),
        lang: said(&["lang", "language"]).and_then(|lang| lang.parse().ok()),
        date: said(&["date", "published", "publishDate"]).and_then(|day| date(day.get(..10)?).ok()),
    }
}

/// HTML as it is written, with the line of the source of each of its lines.
struct Lined<'l> {
    html: String,
    lines: Vec<usize>,
    /// That of what is written now.
    line: &'l Cell<usize>,
}

impl fmt::Write for Lined<'_> {
    fn write_str(&mut self, html: &str) -> fmt::Result {
        for part in html.split_inclusive('\n') {
            if self.html.is_empty() || self.html.ends_with('\n') {
                self.lines.push(self.line.get());
            }
            self.html.push_str(part);
        }
        Ok(())
    }
}

fn heading(title: &str) -> String {
    let level = pulldown_cmark::HeadingLevel::H1;
    let tag = Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() };
    let events = [Event::Start(tag), Event::Text(CowStr::from(title)), Event::End(TagEnd::Heading(level))];
    let mut heading = String::new();
    html::push_html(&mut heading, events.into_iter());
    heading
}

/// The value of the field `name` at the top of YAML or TOML metadata. Of YAML no more is read than a line has: whole documents can name
/// parts of themselves and grow without end.
fn field(metadata: &str, name: &str) -> Option<String> {
    let value = metadata.lines().find_map(|line| {
        let rest = line.strip_prefix(name)?.trim_start();
        rest.strip_prefix(':').or_else(|| rest.strip_prefix('='))
    })?;
    let value = value.trim();
    let bare = |mark: char| value.strip_prefix(mark)?.strip_suffix(mark);
    let value = match (bare('"'), bare('\'')) {
        (Some(value), _) => value.replace("\\\"", "\""),
        (_, Some(value)) => value.replace("''", "'"),
        _ => value.to_owned(),
    };
    (!value.is_empty()).then_some(value)
}
