//! An article: its text and the blocks that the text is made of.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Span;
use crate::error::Error;

/// A language that Hashiya reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Lang {
    Ar,
    En,
}

impl Lang {
    /// Every language there is.
    pub const ALL: [Lang; 2] = [Lang::Ar, Lang::En];

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Ar => "ar",
            Lang::En => "en",
        }
    }

    /// The direction the language is written in.
    pub fn dir(self) -> Dir {
        match self {
            Lang::Ar => Dir::Rtl,
            Lang::En => Dir::Ltr,
        }
    }
}

impl std::str::FromStr for Lang {
    type Err = Error;

    /// Reads a BCP 47 tag by its primary subtag: `ar`, `ar-LY`, `EN_gb`.
    fn from_str(tag: &str) -> Result<Lang, Error> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Lang::ALL
            .into_iter()
            .find(|lang| lang.tag().eq_ignore_ascii_case(primary))
            .ok_or_else(|| Error::UnknownLanguage { lang: tag.to_owned() })
    }
}

/// A base direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dir {
    Rtl,
    Ltr,
}

impl Dir {
    /// The value of HTML's `dir` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Dir::Rtl => "rtl",
            Dir::Ltr => "ltr",
        }
    }
}

/// What a block is in the make-up of a news story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    Headline,
    /// `Friday, July 21, 2017`, or the place a report was filed from.
    Dateline,
    Byline,
    /// The words under a picture, with the credit of the picture.
    Caption,
    /// A sub-heading.
    Heading,
    Paragraph,
    ListItem,
    /// A block quotation.
    Quote,
    Table,
    /// The closing line that names the sources: `المصدر : الجزيرة + وكالات`.
    SourceLine,
}

impl BlockKind {
    /// Every kind.
    pub const ALL: [BlockKind; 10] = [
        BlockKind::Headline,
        BlockKind::Dateline,
        BlockKind::Byline,
        BlockKind::Caption,
        BlockKind::Heading,
        BlockKind::Paragraph,
        BlockKind::ListItem,
        BlockKind::Quote,
        BlockKind::Table,
        BlockKind::SourceLine,
    ];

    /// The name used in files: `list-item`.
    pub fn as_str(self) -> &'static str {
        match self {
            BlockKind::Headline => "headline",
            BlockKind::Dateline => "dateline",
            BlockKind::Byline => "byline",
            BlockKind::Caption => "caption",
            BlockKind::Heading => "heading",
            BlockKind::Paragraph => "paragraph",
            BlockKind::ListItem => "list-item",
            BlockKind::Quote => "quote",
            BlockKind::Table => "table",
            BlockKind::SourceLine => "source-line",
        }
    }

    /// Whether the block carries the story's running text, as against its furniture.
    pub fn is_running_text(self) -> bool {
        matches!(self, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quote | BlockKind::Table)
    }
}

/// One block of an article. Blocks do not overlap and stand in the order of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    pub kind: BlockKind,
    /// The block's text without the white space around it.
    pub span: Span,
    pub lang: Lang,
    pub dir: Dir,
}

/// A news article as it was delivered: nothing of its text is changed but a byte-order mark and line ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    pub text: String,
    /// The language most of the text is in.
    pub lang: Lang,
    pub dir: Dir,
    /// The day of publication, where it is known.
    pub date: Option<Date>,
    pub blocks: Vec<Block>,
}

impl Article {
    /// The text of `block`.
    pub fn block_text(&self, block: &Block) -> &str {
        block.span.of(&self.text)
    }

    /// The block that holds byte offset `byte`.
    pub fn block_at(&self, byte: usize) -> Option<&Block> {
        self.number_of_block_at(byte).map(|number| &self.blocks[number])
    }

    /// The number of the block that holds byte offset `byte`.
    pub fn number_of_block_at(&self, byte: usize) -> Option<usize> {
        let number = self.blocks.partition_point(|block| block.span.start <= byte).checked_sub(1)?;
        (byte < self.blocks[number].span.end).then_some(number)
    }
}

/// Reads a day of publication.
///
/// # Errors
/// [`Error::InvalidDate`] for anything but a calendar date written YYYY-MM-DD.
pub fn date(value: &str) -> Result<Date, Error> {
    // By hand: the crate's own parser knows every form of date there is, at 20 kB of a page's budget.
    let digits = |part: &str, count: usize| {
        let all = part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
        all.then(|| part.parse::<i16>().ok()).flatten()
    };
    let mut parts = value.split('-');
    let date = match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month), Some(day), None) => digits(year, 4)
            .zip(digits(month, 2).zip(digits(day, 2)))
            .and_then(|(year, (month, day))| Date::new(year, month as i8, day as i8).ok()),
        _ => None,
    };
    date.ok_or_else(|| Error::InvalidDate { value: value.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_calendar_dates() {
        assert!(date("2021-04-16").is_ok());
        for wrong in ["2021-02-30", "16/04/2021", "2021-4-16", "", "tomorrow"] {
            assert_eq!(date(wrong).unwrap_err().code(), "invalid-date", "{wrong}");
        }
    }
}
