//! Where words begin and end, by the rules of Unicode (UAX #29, "Word Boundaries").
//!
//! The rules are all there; which letter is of which kind is known as exactly as news in Arabic and English needs it: for Latin,
//! Greek, Cyrillic, Arabic, Hebrew, the signs common to all scripts and emoji. Of the scripts further east it is known what is
//! written without spaces. All of Unicode takes 4 kB more of a page.

use Kind::*;

/// What a letter is where words are parted. What the table does not name is a [`Kind::Letter`] or [`Kind::Other`], as the standard
/// library has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Other,
    Cr,
    Lf,
    Break,
    Space,
    /// Of a mark above or below and of an invisible control: it belongs to what it follows.
    Extend,
    /// The one that makes several emoji one.
    Joiner,
    Letter,
    Hebrew,
    Katakana,
    Digit,
    /// `_` and its like.
    Connector,
    /// Between letters part of their word: `l'eau`, `d’eau`.
    MidLetter,
    /// Between digits: `1,000`.
    MidNumber,
    /// Between either: `U.S`, `1.5`.
    MidBoth,
    SingleQuote,
    DoubleQuote,
    /// One half of a flag.
    Regional,
    Pictograph,
}

impl Kind {
    fn of(letter: char) -> Kind {
        if letter.is_ascii_alphabetic() {
            return Letter;
        }
        let row = KINDS.partition_point(|&(first, ..)| first <= letter).checked_sub(1).and_then(|at| KINDS.get(at));
        match row {
            Some(&(_, last, kind)) if letter <= last => kind,
            _ if letter.is_alphabetic() => Letter,
            _ => Other,
        }
    }

    fn is_letter(self) -> bool {
        matches!(self, Letter | Hebrew)
    }

    /// Whether it belongs to what it follows, whatever that is but a break.
    fn is_attached(self) -> bool {
        matches!(self, Extend | Joiner)
    }

    fn is_middle(self) -> bool {
        matches!(self, MidLetter | MidNumber | MidBoth | SingleQuote | DoubleQuote)
    }

    fn is_break(self) -> bool {
        matches!(self, Cr | Lf | Break)
    }

    /// Whether a word goes on from `self` to `kind`.
    fn joins(self, kind: Kind) -> bool {
        matches!(
            (self, kind),
            (Letter | Hebrew | Digit | Connector, Letter | Hebrew | Digit | Connector)
                | (Katakana, Katakana | Connector)
                | (Connector, Katakana)
                | (Hebrew, SingleQuote)
                | (Regional, Regional)
        )
    }

    /// Whether a word goes on from `self` over `middle` to `next`.
    fn joins_over(self, middle: Kind, next: Kind) -> bool {
        match middle {
            MidLetter => self.is_letter() && next.is_letter(),
            MidNumber => self == Digit && next == Digit,
            MidBoth | SingleQuote => self.is_letter() && next.is_letter() || self == Digit && next == Digit,
            DoubleQuote => self == Hebrew && next == Hebrew,
            _ => false,
        }
    }
}

/// The words of `text` and what stands between them, each with the byte it begins at.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let word = rest.get(..end_of_first(rest))?;
        start += word.len();
        Some((start - word.len(), word))
    })
}

/// How many bytes the first word of `text` takes.
fn end_of_first(text: &str) -> usize {
    let mut kinds = text.char_indices().map(|(at, letter)| (at, Kind::of(letter)));
    let Some((_, first)) = kinds.next() else { return 0 };
    // What stands right before, and what stands there where attached marks are not counted.
    let (mut before, mut last) = (first, first);
    while let Some((at, kind)) = kinds.next() {
        let goes_on = if before.is_break() || kind.is_break() {
            (before, kind) == (Cr, Lf)
        } else {
            let next = || kinds.clone().map(|(_, next)| next).find(|next| !next.is_attached()).unwrap_or(Other);
            match (before, kind) {
                (_, Extend | Joiner) | (Joiner, Pictograph) | (Space, Space) => true,
                // What comes next is looked at again as if it stood beside `last`.
                _ if kind.is_middle() && last.joins_over(kind, next()) => true,
                _ if last.joins(kind) => {
                    // Two halves are a flag, and a third begins the next.
                    last = if kind == Regional { Other } else { kind };
                    true
                }
                _ => false,
            }
        };
        if !goes_on {
            return at;
        }
        before = kind;
    }
    text.len()
}

#[rustfmt::skip]
const KINDS: [(char, char, Kind); 145] = [
    ('\u{A}', '\u{A}', Lf),
    ('\u{B}', '\u{C}', Break),
    ('\u{D}', '\u{D}', Cr),
    ('\u{20}', '\u{20}', Space),
    ('\u{22}', '\u{22}', DoubleQuote),
    ('\u{27}', '\u{27}', SingleQuote),
    ('\u{2C}', '\u{2C}', MidNumber),
    ('\u{2E}', '\u{2E}', MidBoth),
    ('\u{30}', '\u{39}', Digit),
    ('\u{3A}', '\u{3A}', MidLetter),
    ('\u{3B}', '\u{3B}', MidNumber),
    ('\u{5F}', '\u{5F}', Connector),
    ('\u{85}', '\u{85}', Break),
    ('\u{A9}', '\u{A9}', Pictograph),
    ('\u{AD}', '\u{AD}', Extend),
    ('\u{AE}', '\u{AE}', Pictograph),
    ('\u{B7}', '\u{B7}', MidLetter),
    ('\u{B8}', '\u{B8}', Letter),
    ('\u{2C2}', '\u{2C5}', Letter),
    ('\u{2D2}', '\u{2D7}', Letter),
    ('\u{2DE}', '\u{2DF}', Letter),
    ('\u{2E5}', '\u{2EB}', Letter),
    ('\u{2ED}', '\u{2ED}', Letter),
    ('\u{2EF}', '\u{2FF}', Letter),
    ('\u{300}', '\u{36F}', Extend),
    ('\u{37E}', '\u{37E}', MidNumber),
    ('\u{387}', '\u{387}', MidLetter),
    ('\u{483}', '\u{489}', Extend),
    ('\u{55A}', '\u{55C}', Letter),
    ('\u{55E}', '\u{55E}', Letter),
    ('\u{55F}', '\u{55F}', MidLetter),
    ('\u{589}', '\u{589}', MidNumber),
    ('\u{58A}', '\u{58A}', Letter),
    ('\u{591}', '\u{5BD}', Extend),
    ('\u{5BF}', '\u{5BF}', Extend),
    ('\u{5C1}', '\u{5C2}', Extend),
    ('\u{5C4}', '\u{5C5}', Extend),
    ('\u{5C7}', '\u{5C7}', Extend),
    ('\u{5D0}', '\u{5EA}', Hebrew),
    ('\u{5EF}', '\u{5F2}', Hebrew),
    ('\u{5F3}', '\u{5F3}', Letter),
    ('\u{5F4}', '\u{5F4}', MidLetter),
    ('\u{600}', '\u{605}', Digit),
    ('\u{60C}', '\u{60D}', MidNumber),
    ('\u{610}', '\u{61A}', Extend),
    ('\u{61C}', '\u{61C}', Extend),
    ('\u{64B}', '\u{65F}', Extend),
    ('\u{660}', '\u{669}', Digit),
    ('\u{66B}', '\u{66B}', Digit),
    ('\u{66C}', '\u{66C}', MidNumber),
    ('\u{670}', '\u{670}', Extend),
    ('\u{6D6}', '\u{6DC}', Extend),
    ('\u{6DD}', '\u{6DD}', Digit),
    ('\u{6DF}', '\u{6E4}', Extend),
    ('\u{6E7}', '\u{6E8}', Extend),
    ('\u{6EA}', '\u{6ED}', Extend),
    ('\u{6F0}', '\u{6F9}', Digit),
    ('\u{897}', '\u{89F}', Extend),
    ('\u{8CA}', '\u{8E1}', Extend),
    ('\u{8E2}', '\u{8E2}', Digit),
    ('\u{8E3}', '\u{8FF}', Extend),
    ('\u{900}', '\u{963}', Letter),
    ('\u{966}', '\u{96F}', Digit),
    ('\u{970}', '\u{DFF}', Letter),
    ('\u{E00}', '\u{E30}', Other),
    ('\u{E31}', '\u{E31}', Extend),
    ('\u{E32}', '\u{E33}', Other),
    ('\u{E34}', '\u{E3A}', Extend),
    ('\u{E40}', '\u{E46}', Other),
    ('\u{E47}', '\u{E4E}', Extend),
    ('\u{E50}', '\u{E59}', Digit),
    ('\u{E81}', '\u{EC6}', Other),
    ('\u{1000}', '\u{109F}', Other),
    ('\u{1680}', '\u{1680}', Space),
    ('\u{1780}', '\u{17FF}', Other),
    ('\u{1AB0}', '\u{1AFF}', Extend),
    ('\u{1DC0}', '\u{1DFF}', Extend),
    ('\u{2000}', '\u{2006}', Space),
    ('\u{2008}', '\u{200A}', Space),
    ('\u{200C}', '\u{200C}', Extend),
    ('\u{200D}', '\u{200D}', Joiner),
    ('\u{200E}', '\u{200F}', Extend),
    ('\u{2018}', '\u{2019}', MidBoth),
    ('\u{2024}', '\u{2024}', MidBoth),
    ('\u{2027}', '\u{2027}', MidLetter),
    ('\u{2028}', '\u{2029}', Break),
    ('\u{202A}', '\u{202E}', Extend),
    ('\u{202F}', '\u{202F}', Connector),
    ('\u{203F}', '\u{2040}', Connector),
    ('\u{2044}', '\u{2044}', MidNumber),
    ('\u{2054}', '\u{2054}', Connector),
    ('\u{205F}', '\u{205F}', Space),
    ('\u{2060}', '\u{2064}', Extend),
    ('\u{2066}', '\u{206F}', Extend),
    ('\u{20D0}', '\u{20F0}', Extend),
    ('\u{2122}', '\u{2122}', Pictograph),
    ('\u{2194}', '\u{21AA}', Pictograph),
    ('\u{2300}', '\u{23FF}', Pictograph),
    ('\u{25A0}', '\u{27BF}', Pictograph),
    ('\u{2934}', '\u{2BFF}', Pictograph),
    ('\u{3000}', '\u{3000}', Space),
    ('\u{3006}', '\u{3029}', Other),
    ('\u{302A}', '\u{302F}', Extend),
    ('\u{3031}', '\u{3035}', Katakana),
    ('\u{3038}', '\u{303A}', Other),
    ('\u{3041}', '\u{3096}', Other),
    ('\u{3099}', '\u{309A}', Extend),
    ('\u{309B}', '\u{309C}', Katakana),
    ('\u{309D}', '\u{309F}', Other),
    ('\u{30A0}', '\u{30FA}', Katakana),
    ('\u{30FC}', '\u{30FF}', Katakana),
    ('\u{31F0}', '\u{31FF}', Katakana),
    ('\u{3400}', '\u{9FFF}', Other),
    ('\u{F900}', '\u{FAFF}', Other),
    ('\u{FB1D}', '\u{FB1D}', Hebrew),
    ('\u{FB1E}', '\u{FB1E}', Extend),
    ('\u{FB1F}', '\u{FB28}', Hebrew),
    ('\u{FB2A}', '\u{FB4F}', Hebrew),
    ('\u{FE00}', '\u{FE0F}', Extend),
    ('\u{FE13}', '\u{FE13}', MidLetter),
    ('\u{FE20}', '\u{FE2F}', Extend),
    ('\u{FE33}', '\u{FE34}', Connector),
    ('\u{FE4D}', '\u{FE4F}', Connector),
    ('\u{FE50}', '\u{FE50}', MidNumber),
    ('\u{FE52}', '\u{FE52}', MidBoth),
    ('\u{FE54}', '\u{FE54}', MidNumber),
    ('\u{FE55}', '\u{FE55}', MidLetter),
    ('\u{FEFF}', '\u{FEFF}', Extend),
    ('\u{FF07}', '\u{FF07}', MidBoth),
    ('\u{FF0C}', '\u{FF0C}', MidNumber),
    ('\u{FF0E}', '\u{FF0E}', MidBoth),
    ('\u{FF10}', '\u{FF19}', Digit),
    ('\u{FF1A}', '\u{FF1A}', MidLetter),
    ('\u{FF1B}', '\u{FF1B}', MidNumber),
    ('\u{FF3F}', '\u{FF3F}', Connector),
    ('\u{FF66}', '\u{FF9D}', Katakana),
    ('\u{FF9E}', '\u{FF9F}', Extend),
    ('\u{FFF9}', '\u{FFFB}', Extend),
    ('\u{1F000}', '\u{1F1E5}', Pictograph),
    ('\u{1F1E6}', '\u{1F1FF}', Regional),
    ('\u{1F200}', '\u{1F3FA}', Pictograph),
    ('\u{1F3FB}', '\u{1F3FF}', Extend),
    ('\u{1F400}', '\u{1FAFF}', Pictograph),
    ('\u{20000}', '\u{3FFFF}', Other),
    ('\u{E0001}', '\u{E01EF}', Extend),
];

#[cfg(test)]
mod tests {
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;

    #[track_caller]
    fn parts_as_the_book_does(text: &str) {
        let found: Vec<(usize, &str)> = words(text).collect();
        assert_eq!(found, text.split_word_bound_indices().collect::<Vec<_>>(), "{text:?}");
    }

    #[test]
    fn words_are_parted_as_by_the_book() {
        for text in [
            "",
            "U.S. officials' 1,000.5 l'eau d’eau",
            "a\r\n\n b  c\u{A0}d",
            "snake_case 3_000 a:b a·b 12:30",
            "وقال \"لا\"، #لورا_سميت مُحَمَّد ٢٠١٩٫٥",
            "צה\"ל ג'ורג' ט'",
            "👩‍👩‍👧 🇪🇬🇫🇷🇩 👍🏽 ❤️ 1️⃣",
            "Ελλάδα Москва naïve e\u{301}a",
            "東京タワー ひらがな ไทย हिन्दी",
            "\u{200F}روسيا\u{200E} \u{FEFF}x\u{AD}y",
            "½ m² №5 €3.5 50%",
            "’tis rock ’n’ roll –—…",
        ] {
            parts_as_the_book_does(text);
        }
    }

    #[test]
    fn each_sign_of_news_is_parted_as_by_the_book() {
        let known = ['\0'..='\u{6FF}', '\u{1E00}'..='\u{20CF}', '\u{FB50}'..='\u{FFFF}'];
        for sign in known.into_iter().flatten() {
            for around in [["a", "b"], ["a", "1"], ["1", "2"], [" ", " "], ["א", "ב"], ["", "\u{301}"], ["ア", "_"]]
            {
                parts_as_the_book_does(&format!("{}{sign}{}", around[0], around[1]));
            }
        }
    }
}
