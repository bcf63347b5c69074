//! In which format an article was delivered, and the article of each.

use std::path::Path;

use super::{Lines, Options, html, markdown, plain, unify};
use crate::error::Result;
use crate::model::Article;

/// The formats of articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain news text.
    Plain,
    Html,
    Markdown,
    /// An object with the text in a field.
    Json,
}

impl Format {
    /// The format of a file: what its name ends in, else what its text begins with. What nothing tells is plain text.
    pub fn of(text: &str, file: Option<&Path>) -> Format {
        let ending = file.and_then(Path::extension).and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
        match ending.as_deref() {
            Some("html" | "htm" | "xhtml") => Format::Html,
            Some("md" | "markdown") => Format::Markdown,
            Some("txt") => Format::Plain,
            _ if is_object(text) => Format::Json,
            _ if is_html(text) => Format::Html,
            _ if has_metadata(text) => Format::Markdown,
            _ => Format::Plain,
        }
    }
}

/// Whether `text` is a JSON object and not a text that happens to begin with a brace.
fn is_object(text: &str) -> bool {
    text.trim_start().starts_with('{')
        && serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(text).is_ok()
}

/// Whether `text` begins as pages do: `<!doctype html>`, `<article class="…">`; `<3` and `<dpa>` are words.
fn is_html(text: &str) -> bool {
    let begins = |start: &str| text.trim_start().get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start));
    let is_tag = |tag: &&str| {
        let ends = |rest: &str| rest.starts_with(['>', ' ', '\n', '\t', '/']);
        begins(tag) && text.trim_start().get(tag.len()..).is_some_and(ends)
    };
    begins("<!doctype html") || begins("<!--") || TAGS.iter().any(is_tag)
}

/// What pages, and pieces of pages in databases, begin with.
const TAGS: [&str; 14] = [
    "<html",
    "<head",
    "<body",
    "<main",
    "<article",
    "<section",
    "<header",
    "<div",
    "<p",
    "<h1",
    "<h2",
    "<figure",
    "<blockquote",
    "<ul",
];

/// Whether `text` begins with fields between two lines of `---` or `+++`, as stories in Markdown do.
fn has_metadata(text: &str) -> bool {
    let mut lines = text.lines();
    let Some(fence @ ("---" | "+++")) = lines.next().map(str::trim_end) else { return false };
    let mut fields = lines.clone().take_while(|line| line.trim_end() != fence);
    fields.any(|line| line.contains([':', '='])) && lines.any(|line| line.trim_end() == fence)
}

/// The article in `text`, which is in `format`, of HTML and Markdown what the CSS selector `select` finds, and the lines of `text` that it
/// is from. Of JSON `text` has to be the field that holds the text.
///
/// # Errors
/// Those of [`html::article`].
pub fn article(text: &str, format: Format, options: &Options, select: Option<&str>) -> Result<(Article, Lines)> {
    // A string can spell out what was made uniform in the bytes it stood in.
    let text = unify(text);
    match format {
        Format::Plain | Format::Json => Ok((plain::article(&text, options), Lines::of_file(&text))),
        Format::Html => html::article(&text, select, options),
        Format::Markdown => {
            let markdown::Rendered { html, lines, lang, date } = markdown::render(&text);
            let options = Options { lang: options.lang.or(lang), date: options.date.or(date) };
            let (article, of_html) = html::article(&html, select, &options)?;
            Ok((article, of_html.from(|line| lines.get(line - 1).copied().unwrap_or(line))))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_shows_in_the_name_or_in_the_beginning() {
        for (text, file, format) in [
            ("# A story", Some("story.md"), Format::Markdown),
            ("a", Some("a.HTM"), Format::Html),
            ("<p>a", Some("a.txt"), Format::Plain),
            ("\n<!DOCTYPE HTML>", None, Format::Html),
            ("<p>He said", None, Format::Html),
            ("<pp> he said", None, Format::Plain),
            ("<3 from Rome", None, Format::Plain),
            ("{\"text\": \"a\"}", None, Format::Json),
            ("{sic} he said", None, Format::Plain),
            ("---\ntitle: A story\n---\nHe said", None, Format::Markdown),
            ("---\nHe said\n", None, Format::Plain),
            ("- - -", None, Format::Plain),
        ] {
            assert_eq!(Format::of(text, file.map(Path::new)), format, "{text:?}");
        }
    }

    /// The line of `text`, in `format`, that each of `words` is from.
    #[track_caller]
    fn lines(text: &str, format: Format, words: &[&str]) -> Vec<Option<usize>> {
        let (article, lines) = article(text, format, &Options::default(), None).expect("an article");
        words.iter().map(|word| lines.line(article.text.find(word).expect("a word of the article"))).collect()
    }

    #[test]
    fn words_are_from_a_line_of_their_file() {
        let page = "<!doctype html>\n<title>The river</title>\n<main>\n<h1>The\nriver</h1>\n<p>It &amp; the\nsea <b>are\nwide</b>\n\
            <p>Boats";
        assert_eq!(
            lines(page, Format::Html, &["The", "river", "It", "sea", "wide", "Boats"]),
            [4, 5, 6, 7, 8, 9].map(Some)
        );
        let story = "---\ndate: 2021-04-16\ntitle: The river\n---\n\nIt\nand *the\nsea*\n\n- are\n- wide\n\n<p>where\nboats</p>\n";
        assert_eq!(
            lines(story, Format::Markdown, &["river", "It", "the", "sea", "are", "wide", "where", "boats"]),
            [3, 6, 7, 8, 10, 11, 13, 14].map(Some)
        );
        assert_eq!(lines("The river\n\nIt is\nwide", Format::Plain, &["river", "It", "wide"]), [1, 3, 4].map(Some));
    }

    #[test]
    fn only_what_is_its_file_has_columns() {
        let of = |text, format| article(text, format, &Options::default(), None).expect("an article").1.line_start(7);
        assert_eq!((of("River\nIt is", Format::Plain), of("River\n\nIt is", Format::Markdown)), (Some(6), None));
    }
}
