//! News as plain text, the way agencies and sites deliver it: a line or a group of lines is a block, and what kind of
//! block it is shows in its place, its length and the marks newsrooms use.
//!
//! A rule here fires on the shape of a line, never on what the story is about. What no rule knows is a paragraph.

use super::Options;
use super::language::Letters;
use crate::lang::layout::{self, Marker};
use crate::lang::normalise::is_letter;
use crate::model::text::find;
use crate::model::{Article, Block, BlockKind, Lang, Span};

/// The longest line, in code points, that can be a headline.
const LONGEST_HEADLINE: usize = 220;
/// The longest line, in words, that can be a sub-heading.
const LONGEST_HEADING: usize = 9;
/// The longest line, in words, that can be a date.
const LONGEST_DATELINE: usize = 10;

/// The article that `text` is, unchanged: a file's text is made uniform by [`super::decode`], a string's by [`super::unify`].
/// Never fails: an empty text is an article without blocks.
pub fn article(text: &str, options: &Options) -> Article {
    let spans = block_spans(text);
    let lines: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
    // There are no letters between the blocks.
    let letters: Vec<Letters> = lines.iter().map(|line| Letters::of(line)).collect();
    let all = letters.iter().fold(Letters::default(), |all, &more| all.with(more));
    let lang = options.lang.or(all.language()).unwrap_or(Lang::En);
    let blocks = kinds(&lines).into_iter().zip(&spans).zip(letters).map(|((kind, &span), letters)| {
        let own = letters.language().unwrap_or(lang);
        Block { kind, span, lang: own, dir: own.dir() }
    });
    Article { blocks: blocks.collect(), lang, dir: lang.dir(), date: options.date, text: text.to_owned() }
}

// --- Cutting into blocks ---

/// The blocks of `text`: one a line, or, where lines were broken to a width, one for each group between blank lines.
fn block_spans(text: &str) -> Vec<Span> {
    let groups = groups(text);
    let wrapped = groups.iter().any(|group| is_wrapped(text, group));
    let mut spans = Vec::new();
    for group in groups {
        if wrapped && is_wrapped(text, &group) {
            spans.push(Span::new(group[0].start, group[group.len() - 1].end));
        } else {
            spans.extend(group);
        }
    }
    spans
}

/// Lines that hold something, grouped by the blank lines between them.
fn groups(text: &str) -> Vec<Vec<Span>> {
    let mut groups: Vec<Vec<Span>> = Vec::new();
    let mut open = false;
    let mut start = 0;
    for line in text.split('\n') {
        let span = Span::new(start, start + line.len());
        start = span.end + 1;
        let span = span.trim_matches(text, |letter| letter.is_whitespace() || is_invisible(letter));
        if span.is_empty() {
            open = false;
        } else if open && let Some(group) = groups.last_mut() {
            group.push(span);
        } else {
            groups.push(vec![span]);
            open = true;
        }
    }
    groups
}

/// Marks at the ends of a line that show nothing; a leading bidi mark must not keep a line from being read.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Whether a group of lines is one paragraph broken to a width: all but the last about equally long, most of them ending
/// in the middle of a sentence.
fn is_wrapped(text: &str, group: &[Span]) -> bool {
    let [body @ .., _last] = group else { return false };
    if body.len() < 2 {
        return false;
    }
    let lengths: Vec<usize> = body.iter().map(|line| line.of(text).chars().count()).collect();
    let longest = lengths.iter().copied().max().unwrap_or_default();
    let even = lengths.iter().all(|&length| length + 18 >= longest) && (40..=110).contains(&longest);
    let open = body.iter().filter(|line| !layout::ends_sentence(line.of(text))).count();
    even && open * 3 >= body.len() * 2
}

// --- Naming the blocks ---

fn kinds(lines: &[&str]) -> Vec<BlockKind> {
    let mut kinds: Vec<BlockKind> = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        let kind = if index == 0 && is_headline(line, &lines[1..]) {
            BlockKind::Headline
        } else {
            body_kind(line, lines.get(index + 1).copied(), kinds.last().copied())
        };
        kinds.push(kind);
    }
    kinds
}

fn is_headline(line: &str, rest: &[&str]) -> bool {
    let length = line.chars().count();
    let longest = rest.iter().map(|line| line.chars().count()).max().unwrap_or_default();
    length <= LONGEST_HEADLINE
        && longest > length
        && !layout::ends_sentence(line)
        && marked_kind(line).is_none_or(|kind| kind == BlockKind::Caption)
}

fn body_kind(line: &str, next: Option<&str>, before: Option<BlockKind>) -> BlockKind {
    marked_kind(line)
        .or_else(|| is_heading(line, next, before).then_some(BlockKind::Heading))
        .unwrap_or(BlockKind::Paragraph)
}

/// A kind of block, and whether a line is one.
type Rule = (BlockKind, fn(&str) -> bool);

/// The kind of a line that carries its own mark.
fn marked_kind(line: &str) -> Option<BlockKind> {
    let rules: [Rule; 6] = [
        (BlockKind::SourceLine, |line| layout::opened(Marker::SourceLine, line, true).is_some_and(is_short)),
        (BlockKind::Quote, |line| line.starts_with("> ")),
        (BlockKind::ListItem, is_list_item),
        (BlockKind::Dateline, is_dateline),
        (BlockKind::Byline, is_byline),
        (BlockKind::Caption, |line| layout::credit(line).is_some()),
    ];
    rules.into_iter().find(|(_, holds)| holds(line)).map(|(kind, _)| kind)
}

fn is_short(line: &str) -> bool {
    line.split_whitespace().count() <= 20
}

/// `- item`, `• item`, `1. item`, `١) item`.
fn is_list_item(line: &str) -> bool {
    let bullet =
        line.starts_with(['•', '▪', '●', '*', '-', '–', '◦']) && line.chars().nth(1).is_some_and(char::is_whitespace);
    let number = line.trim_start_matches(char::is_numeric);
    let digits = line.len() - number.len();
    let numbered =
        digits > 0 && digits <= 4 && number.starts_with(['.', ')']) && number[1..].starts_with([' ', '\u{A0}']);
    bullet || numbered
}

/// `Friday, July 21, 2017`, `الجمعة 16 أبريل 2021`, `16/4/2021`: a line that is a date and nothing else to speak of.
fn is_dateline(line: &str) -> bool {
    let words =
        line.split(|letter: char| !is_letter(letter) && !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.take(LONGEST_DATELINE + 1).collect();
    let is_number = |word: &&&str| word.chars().all(char::is_numeric);
    let numbers = words.iter().filter(is_number).count();
    if numbers == 0 || words.len() > LONGEST_DATELINE {
        return false;
    }
    let named =
        words.iter().filter(|word| layout::is(Marker::Weekday, word) || layout::is(Marker::Month, word)).count();
    let other = words.len() - numbers - named;
    other <= 2 && (named >= 1 || (numbers == 3 && line.contains(['/', '-', '.'])))
}

/// `By Jane Doe`, `كتب: محمد علي`: an opening word and a few more, no sentence.
fn is_byline(line: &str) -> bool {
    let opened = layout::opened(Marker::Byline, line, true).or_else(|| {
        let rest = layout::opened(Marker::Byline, line, false)?;
        // `By` needs no colon, but names after it, not `By the time …`.
        rest.split_whitespace().all(|word| word.starts_with(char::is_uppercase) || word == "and").then_some(rest)
    });
    // `تقرير: هجمات إلكترونية خلال أولمبياد الشتاء` is a headline: no name is so long.
    let is_short = |names: &str| {
        let mut words = names.split_whitespace();
        let mut run = 0;
        words.all(|word| {
            run = if word == "and" { 0 } else { run + 1 };
            run <= 5
        })
    };
    let are_names = |rest: &str| rest.split([',', '،', '/']).all(is_short);
    opened.is_some_and(|rest| rest.split_whitespace().count() <= 8 && are_names(rest)) && !layout::ends_sentence(line)
}

/// `القاهرة - محمد علي`, `الخرطوم: عثمان ود الريح`: where a report was filed and by whom, in a line of its own.
pub fn is_place_and_name(line: &str) -> bool {
    let parted = |mark: &str| find(line, mark).map(|at| (&line[..at], &line[at + mark.len()..]));
    let parts = [" - ", " – ", ":"].into_iter().find_map(parted);
    let is_short = |part: &str, most: usize| (1..=most).contains(&part.split_whitespace().count());
    parts.is_some_and(|(place, name)| is_short(place, 2) && is_short(name, 4))
        && !line.contains(char::is_numeric)
        && !layout::ends_sentence(line)
}

/// A short line without a full stop between longer ones.
fn is_heading(line: &str, next: Option<&str>, before: Option<BlockKind>) -> bool {
    let words = line.split_whitespace().count();
    let ends_open = line.ends_with([':', '،', ',', '"', '»', '”', '؛', ';', '…']);
    let next_is_longer = next.is_some_and(|next| is_list_item(next) || next.split_whitespace().count() > words + 4);
    let opens = line.starts_with(['"', '«', '“', '(', '[']);
    before.is_some_and(|kind| kind != BlockKind::Heading)
        && words <= LONGEST_HEADING
        && !layout::ends_sentence(line)
        && !ends_open
        && !opens
        && next_is_longer
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<(BlockKind, String)> {
        let article = article(text, &Options::default());
        article.blocks.iter().map(|block| (block.kind, article.block_text(block).to_owned())).collect()
    }

    fn kinds_of(text: &str) -> Vec<BlockKind> {
        blocks(text).into_iter().map(|(kind, _)| kind).collect()
    }

    #[test]
    fn an_empty_text_is_an_article_without_blocks() {
        for text in ["", "\n\n", " \u{A0}\r\n\u{200F}\n", "\u{FEFF}"] {
            assert_eq!(blocks(text), []);
        }
    }

    #[test]
    fn one_paragraph_a_line_reads_like_blank_lines_between() {
        let tight = "عنوان الخبر في سطر\nفقرة أولى طويلة بما يكفي لتكون فقرة.\nفقرة ثانية طويلة بما يكفي لتكون فقرة.";
        let loose = tight.replace('\n', "\r\n\r\n");
        assert_eq!(kinds_of(tight), [BlockKind::Headline, BlockKind::Paragraph, BlockKind::Paragraph]);
        assert_eq!(blocks(tight), blocks(&loose));
    }

    #[test]
    fn lines_broken_to_a_width_are_one_paragraph() {
        let text = "Mayor opens bridge\n\nThe bridge over the river was opened on Monday by the mayor of the\n\
                    city, who said that it had taken nine years and more money than anybody\nhad thought. It is open to all.\n";
        let found = blocks(text);
        assert_eq!(found.len(), 2);
        assert!(found[1].1.ends_with("open to all."));
    }

    #[test]
    fn furniture_is_told_from_running_text() {
        let text = "Council votes to keep the harbour open\n\nFriday, July 21, 2017\n\nBy Jane Doe\n\n\
                    The council voted on Thursday to keep the old harbour open to fishing boats.\n\nA long night\n\n\
                    - Boats may enter until ten.\n\n\
                    > A harbour is a promise.\n\nThe vote followed nine hours of debate in a packed hall.\n\nSource: Reuters, AP";
        use BlockKind::*;
        assert_eq!(
            kinds_of(text),
            [Headline, Dateline, Byline, Paragraph, Heading, ListItem, Quote, Paragraph, SourceLine]
        );
    }

    #[test]
    fn each_block_has_its_own_language() {
        let article =
            article("وقال الوزير كلاما طويلا في المؤتمر الصحفي.\n\n\"We are open to all of you.\"", &Options::default());
        let langs: Vec<Lang> = article.blocks.iter().map(|block| block.lang).collect();
        assert_eq!(langs, [Lang::Ar, Lang::En]);
        assert_eq!(article.lang, Lang::Ar);
    }

    #[test]
    fn a_block_span_leaves_out_invisible_marks_around_it() {
        let article = article("\u{200F}\u{A0}ليبيا بلد كبير.\u{200F}\n", &Options::default());
        assert_eq!(article.block_text(&article.blocks[0]), "ليبيا بلد كبير.");
    }
}
