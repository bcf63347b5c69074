//! Words read as parts of dates and quantities, and the numbers among them, in digits or spelled out.

use super::reading::BlockReading;
use crate::lang::measure::Measure;
use crate::lang::token::adjoining;
use crate::lang::{TokenKind, normalise};
use crate::model::text::has;
use crate::model::{Decimal, Lang};

/// A word or phrase that has a part in dates or quantities.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    pub measure: &'a Measure,
    /// Bytes of its first token that belong to clitics.
    pub clitic: usize,
    /// The token after it.
    pub end: usize,
}

/// The token at `at` as such a part: whole where it can be, else behind its clitics.
pub fn at<'a>(block: &BlockReading<'a>, at: usize) -> Option<Part<'a>> {
    let (way, (tokens, measure)) = block.ways(at).iter().find_map(|way| Some((way, way.measure?)))?;
    let measure = block.lexicon.measure_at(measure)?;
    // `may` and `march` are verbs without their capital.
    let named = matches!(measure, Measure::Month { .. } | Measure::Weekday(_));
    (block.lang() == Lang::Ar || !named || block.tokens[at].capital).then_some(Part {
        measure,
        clitic: way.split.at,
        end: at + tokens,
    })
}

/// The same for a word that no clitic stands before.
pub fn whole<'a>(block: &BlockReading<'a>, index: usize) -> Option<Part<'a>> {
    at(block, index).filter(|part| part.clitic == 0)
}

/// Where the part at `index` begins in the text, behind its clitics.
pub fn start(block: &BlockReading, index: usize, clitic: usize) -> usize {
    block.tokens[index].span.start + clitic
}

/// A number in digits, with what is written together with it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Digits<'t> {
    pub number: Decimal,
    /// What stands before it: `بـ` of `بـ20`.
    pub before: &'t str,
    /// The bytes before the first digit.
    pub clitic: usize,
    /// What stands after it: `bn` of `2.5bn`, `th` of `6th`.
    pub after: &'t str,
    /// How many digits there are where nothing stands between them: a year has four.
    pub plain: Option<usize>,
}

impl Digits<'_> {
    /// Whether the article stands before it: `الـ16 من أبريل`.
    pub fn is_definite(&self) -> bool {
        has(self.before, 'ا')
    }
}

/// The token at `index` as a number in digits.
pub fn digits<'t>(block: &BlockReading<'t>, index: usize) -> Option<Digits<'t>> {
    let token = block.token(index).filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))?;
    let word = token.span.of(block.text);
    let from = word.find(|letter| digit(letter).is_some())?;
    let before = &word[..from];
    let is_clitic = |letter: char| has("وفبلكا", letter) || normalise::is_ignorable(letter);
    if !before.chars().all(is_clitic) {
        return None;
    }
    let written = Written::new(&word[from..]);
    let scaled = matches!(at(block, index + 1).map(|part| part.measure), Some(Measure::Scale { .. }));
    let number = written.number(block.lang() == Lang::Ar && !scaled)?;
    let plain = (written.signs == 0).then_some(written.digits);
    let before = before.trim_matches(normalise::is_ignorable);
    let after = word[from + written.len..].trim_matches(normalise::is_ignorable);
    Some(Digits { number, before, clitic: from, after, plain })
}

/// The value of a digit of news: `2`, `٢`, `۲`.
fn digit(letter: char) -> Option<u64> {
    let zero = match letter {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        _ => return None,
    };
    Some(u64::from(letter as u32 - zero as u32))
}

/// More digits than this are no quantity of news, but the number of an account.
const MOST_DIGITS: usize = 15;

/// Digits and the signs that part them, as they are written.
#[derive(Debug, Clone, Copy, Default)]
struct Written {
    /// Bytes.
    len: usize,
    value: u64,
    digits: usize,
    /// The digits before the first sign, and those after the last.
    first: usize,
    last: usize,
    signs: usize,
    last_sign: char,
    /// Whether each sign but the last is a comma, and whether each has three digits after it and a number before it.
    commas: bool,
    thousands: bool,
}

impl Written {
    /// Reads the beginning of `text`, which is a digit.
    fn new(text: &str) -> Written {
        let mut written = Written { commas: true, thousands: digit_at(text) != Some(0), ..Written::default() };
        for (at, letter) in text.char_indices() {
            let next = at + letter.len_utf8();
            if let Some(digit) = digit(letter) {
                written.digits += 1;
                written.last += 1;
                written.value = written.value.wrapping_mul(10).wrapping_add(digit);
            } else if has(",،٬'.٫", letter) && digit_at(&text[next..]).is_some() {
                written.group(letter);
            } else {
                break;
            }
            written.len = next;
        }
        written
    }

    /// Begins the group after `sign`.
    fn group(&mut self, sign: char) {
        if self.signs == 0 {
            self.first = self.last;
            self.thousands &= self.first <= 3;
        } else {
            self.commas &= is_comma(self.last_sign);
            self.thousands &= self.last == 3;
        }
        (self.signs, self.last_sign, self.last) = (self.signs + 1, sign, 0);
    }

    /// The number: `1,500` has thousands, `1,5` a fraction; `20.000` has thousands where `point_may_part`, as Arabic newspapers
    /// print them.
    fn number(&self, point_may_part: bool) -> Option<Decimal> {
        if self.digits > MOST_DIGITS {
            return None;
        }
        let is_point = matches!(self.last_sign, '.' | '٫');
        let thousands = self.thousands && self.last == 3;
        let whole = match self.signs {
            0 => true,
            1 => thousands && self.last_sign != '٫' && (!is_point || point_may_part),
            _ => thousands && (!self.commas || !is_point),
        };
        let has_fraction = match self.signs {
            1 => matches!(self.last_sign, ',' | '،' | '.' | '٫'),
            _ => is_point && self.commas,
        };
        let places = if whole { 0 } else { u8::try_from(self.last).ok().filter(|_| has_fraction)? };
        Some(Decimal::new(self.value, places))
    }
}

fn digit_at(text: &str) -> Option<u64> {
    text.chars().next().and_then(digit)
}

fn is_comma(sign: char) -> bool {
    matches!(sign, ',' | '،' | '٬' | '\'')
}

/// A number, spelled out or in digits, with the words that multiply it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Numeral {
    pub number: Decimal,
    /// Bytes of its first token that belong to clitics.
    pub clitic: usize,
    /// The token after it.
    pub end: usize,
    /// Whether it begins with digits.
    pub in_digits: bool,
}

/// The number that begins at `index`.
pub fn numeral(block: &BlockReading, index: usize) -> Option<Numeral> {
    if let Some(digits) = digits(block, index) {
        let clitic = digits.clitic;
        let mut sum = Sum { current: Some(digits.number), ..Sum::default() };
        let end = if digits.after.is_empty() { sum.go_on(block, index + 1) } else { index + 1 };
        return (!digits.is_definite()).then(|| sum.total()).flatten().map(|number| Numeral {
            number,
            clitic,
            end,
            in_digits: true,
        });
    }
    let first = at(block, index)?;
    let mut sum = Sum::default();
    let mut end = first.end;
    match first.measure {
        Measure::Number(number) => sum.current = Some((*number).into()),
        Measure::Scale { factor, alone: true } => sum.scale(*factor)?,
        Measure::Article => match at(block, end)?.measure {
            Measure::Number(12) | Measure::Scale { .. } => sum.current = Some(1.into()),
            _ => return None,
        },
        // `نصف مليون`, `half a million`
        Measure::Half => {
            let skip = usize::from(matches!(whole(block, end)?.measure, Measure::Article));
            let scale = whole(block, end + skip)?;
            let Measure::Scale { factor, .. } = *scale.measure else { return None };
            sum.done = (factor / 2).into();
            end = scale.end;
        }
        _ => return None,
    }
    if matches!(first.measure, Measure::Article)
        && let Some(Part { measure: Measure::Number(dozen), end: after, .. }) = at(block, end)
    {
        sum.current = Some((*dozen).into());
        end = after;
    }
    let end = sum.go_on(block, end);
    Some(Numeral { number: sum.total()?, clitic: first.clitic, end, in_digits: false })
}

/// A number being put together: `خمسة ملايين وثلاثمئة ألف` is five, times a million, and three hundred, times a thousand.
#[derive(Default)]
struct Sum {
    /// What is multiplied already.
    done: Decimal,
    /// What may still be multiplied.
    current: Option<Decimal>,
    /// What `done` was multiplied by last; what is added must be smaller.
    factor: Option<u64>,
}

impl Sum {
    fn total(&self) -> Option<Decimal> {
        self.current.map_or(Some(self.done), |current| self.done.sum(current))
    }

    fn scale(&mut self, factor: u64) -> Option<()> {
        let scaled = self.current.unwrap_or_else(|| 1.into()).times(factor)?;
        if factor < 1000 {
            self.current = Some(scaled);
            return Some(());
        }
        self.done = self.done.sum(scaled)?;
        self.current = None;
        self.factor = Some(factor);
        Some(())
    }

    /// Adds what goes on from the token at `index`, and says where it ends.
    fn go_on(&mut self, block: &BlockReading, mut index: usize) -> usize {
        while let Some(end) = self.half_more(block, index).or_else(|| self.step(block, index)) {
            index = end;
        }
        index
    }

    /// `two and a half`
    fn half_more(&mut self, block: &BlockReading, index: usize) -> Option<usize> {
        let article = whole(block, index + 1).filter(|part| *part.measure == Measure::Article)?;
        let half = whole(block, article.end).filter(|part| *part.measure == Measure::Half)?;
        self.current = Some(self.current.filter(|_| block.word(index) == "and")?.sum(Decimal::new(5, 1))?);
        Some(half.end)
    }

    fn step(&mut self, block: &BlockReading, index: usize) -> Option<usize> {
        if index == 0 || !adjoins(block, index) {
            return None;
        }
        let is_and = block.word(index) == "and" || block.tokens[index].is_mark("-");
        let at_number = index + usize::from(is_and && block.lang() == Lang::En);
        let joined = at_number > index || block.word(at_number).starts_with('و') || block.lang() == Lang::En;
        if let Some(digits) = digits(block, at_number).filter(|digits| digits.before == "و" && digits.after.is_empty())
        {
            let factor = self.factor.filter(|_| self.current.is_none())?;
            let smaller = digits.number.whole().is_some_and(|number| number < factor);
            self.current = smaller.then_some(digits.number);
            return smaller.then_some(at_number + 1);
        }
        let part = at(block, at_number)?;
        match *part.measure {
            Measure::Scale { factor, .. } if part.clitic == 0 && at_number == index => {
                // `ألف مليون` is no number of news, and `مليون ألف` none at all.
                (self.current.is_some() || self.factor.is_none()).then(|| self.scale(factor)).flatten()?;
            }
            Measure::Number(number) if joined && (part.clitic > 0 || block.lang() == Lang::En) => self.add(number)?,
            Measure::Half if part.clitic > 0 => {
                let factor = self.factor.filter(|_| self.current.is_none())?;
                self.done = self.done.sum((factor / 2).into())?;
                self.factor = None;
                // `مليون ونصف المليون`
                let again = whole(block, part.end).filter(|next| is_scale(next.measure, factor));
                return Some(again.map_or(part.end, |next| next.end));
            }
            _ => return None,
        }
        Some(part.end)
    }

    /// Adds a number that is of a smaller order, or of tens after ones as Arabic has it: `ثلاثة وعشرين`.
    fn add(&mut self, number: u64) -> Option<()> {
        let sum = match self.current {
            None => (number < self.factor?).then(|| number.into()),
            Some(current) => {
                let current = current.whole()?;
                let rest = current % 100;
                let tens_after_ones =
                    (1..10).contains(&rest) && (20..100).contains(&number) && number.is_multiple_of(10);
                let after_tens = rest >= 20 && rest.is_multiple_of(10) && number < 10;
                let after_hundreds = current >= 100 && rest == 0 && number < 100;
                (tens_after_ones || after_tens || after_hundreds).then(|| (current + number).into())
            }
        };
        self.current = Some(sum?);
        Some(())
    }
}

fn is_scale(measure: &Measure, of: u64) -> bool {
    matches!(measure, Measure::Scale { factor, .. } if *factor == of)
}

/// Whether nothing but a space stands before the token at `index`.
pub fn adjoins(block: &BlockReading, index: usize) -> bool {
    let pair = index.checked_sub(1).and_then(|before| Some((block.token(before)?, block.token(index)?)));
    pair.is_some_and(|(before, token)| adjoining(block.text, before, token))
}

/// Whether no space stands before the token at `index`.
pub fn is_glued(block: &BlockReading, index: usize) -> bool {
    let pair = index.checked_sub(1).and_then(|before| Some((block.token(before)?, block.token(index)?)));
    pair.is_some_and(|(before, token)| before.span.end == token.span.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_read_as_newspapers_print_them() {
        for (written, arabic, expected) in [
            ("80", true, "80"),
            ("٢٠١٩", true, "2019"),
            ("1,5", true, "1.5"),
            ("1,500", true, "1500"),
            ("1٫5", true, "1.5"),
            ("20.000", true, "20000"),
            ("20.000", false, "20"),
            ("2.5", true, "2.5"),
            ("1,234,567", false, "1234567"),
            ("1,234.50", false, "1234.5"),
            ("0.125", true, "0.125"),
        ] {
            assert_eq!(
                Written::new(written).number(arabic).map(|number| number.to_string()).as_deref(),
                Some(expected),
                "{written}"
            );
        }
        for none in ["1.2.3", "1234567890123456", "12.04.2019"] {
            assert_eq!(Written::new(none).number(false), None, "{none}");
        }
    }
}
