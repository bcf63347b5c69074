//! Quantities in running text: percentages, money, measures, lengths of time, and counts of people and things.
//!
//! A number without a unit is none: it may be a year, a score or a place in a list. What is said of the number is inside
//! (`أكثر من 80%`, `at least 40 people`, `at least` being [`Modifier::AtLeast`]).

use super::parts::{self, Part, at, digits, numeral, whole};
use super::reading::{BlockReading, Reading};
use super::{Candidate, Found, Measured, confidence};
use crate::lang::measure::{Count, Measure, Period, Unit};
use crate::lang::{Class, normalise};
use crate::model::{Decimal, EntityType, Evidence, Lang, Modifier, Quantity, Span, Value};

/// The quantities of the article beside its `dates`, which are in the order of the text; so are they.
pub fn candidates(reading: &Reading, dates: &[Candidate]) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (index, block) in reading.blocks.iter().enumerate() {
        let mut token = 0;
        while token < block.tokens.len() {
            token = match quantity(block, token).filter(|read| is_free(read, dates)) {
                Some(read) => {
                    let end = read.end;
                    found.push(candidate(index, read));
                    end
                }
                None => token + 1,
            };
        }
    }
    found
}

fn is_free(read: &Read, dates: &[Candidate]) -> bool {
    let at = dates.partition_point(|date| date.span.end <= read.span.start);
    dates.get(at).is_none_or(|date| !date.span.overlaps(read.span))
}

fn candidate(index: usize, read: Read) -> Candidate {
    let Quantity { number, unit, modifier } = &read.quantity;
    let key = format!("{}{number} {unit}", modifier.map_or("", Modifier::as_str));
    let value = Some(Value::Quantity(read.quantity));
    let found = Found::Measured(Measured { kind: EntityType::Quantity, key, value });
    let why = vec![Evidence::plain("number-and-unit")];
    Candidate { block: index, span: read.span, found, roles: Vec::new(), confidence: confidence::QUANTITY, why }
}

/// A quantity in the text.
struct Read {
    span: Span,
    /// The token after it.
    end: usize,
    quantity: Quantity,
}

/// The quantity that begins with the token at `token`.
fn quantity(block: &BlockReading, token: usize) -> Option<Read> {
    let part = at(block, token);
    let modifier = part.and_then(|part| match part.measure {
        Measure::Modifier(modifier) => Some((*modifier, part)),
        _ => None,
    });
    let from = modifier.map_or(token, |(_, part)| part.end);
    let amount = money_first(block, from).or_else(|| number_first(block, from)).or_else(|| dual(block, from))?;
    let start = match modifier {
        Some((_, part)) => parts::start(block, token, part.clitic),
        None => parts::start(block, token, amount.clitic),
    };
    let after = whole(block, amount.end).and_then(|part| match part.measure {
        Measure::ModifierAfter(modifier) => Some((*modifier, part.end)),
        _ => None,
    });
    let end = after.map_or(amount.end, |(_, end)| end);
    let modifier = modifier.map(|(modifier, _)| modifier).or(after.map(|(modifier, _)| modifier));
    let span = Span::new(start, block.tokens[end - 1].span.end);
    Some(Read { span, end, quantity: Quantity { number: amount.number, unit: amount.unit, modifier } })
}

/// A number with its unit, before what is said of it.
struct Amount {
    number: Decimal,
    unit: String,
    clitic: usize,
    end: usize,
}

/// `$2.5bn`, `US$ 20,000`, `£3m`.
fn money_first(block: &BlockReading, token: usize) -> Option<Amount> {
    let sign = at(block, token).filter(|part| is_sign(block, token, part))?;
    let Measure::Unit { unit: Unit::Money, name, .. } = sign.measure else { return None };
    let mut amount = numeral(block, sign.end).filter(|number| number.in_digits && number.clitic == 0)?;
    if let Some(Measure::Scale { factor, .. }) = glued(block, sign.end) {
        amount.number = amount.number.times(*factor)?;
    }
    Some(Amount { number: amount.number, unit: name.clone(), clitic: sign.clitic, end: amount.end })
}

/// Whether the part is no word but a sign: `$`, `US$`.
fn is_sign(block: &BlockReading, token: usize, part: &Part) -> bool {
    let span = block.span(token..part.end);
    span.of(block.text).ends_with(|letter: char| !letter.is_alphanumeric())
}

/// What is written together with a number in digits: `m` of `£3m`, `km` of `20km`.
fn glued<'a>(block: &BlockReading<'a>, token: usize) -> Option<&'a Measure> {
    let after = digits(block, token).map(|digits| digits.after).filter(|after| !after.is_empty())?;
    block.lexicon.sense(&normalise::fold(after)).measure.and_then(|measure| block.lexicon.measure_at(measure))
}

/// `80%`, `5 ملايين دولار`, `20 ألف شخص`, `ثلاثة وعشرين عاما`, `20km`, `two-day`.
fn number_first(block: &BlockReading, token: usize) -> Option<Amount> {
    let number = numeral(block, token)?;
    if is_bound_before(block, token) {
        return None;
    }
    let made = |unit: String, end: usize| Amount { number: number.number, unit, clitic: number.clitic, end };
    if let Some(Measure::Unit { name, .. }) = glued(block, token) {
        return Some(made(name.clone(), number.end));
    }
    let hyphen = block.lang() == Lang::En && block.word(number.end) == "-" && parts::is_glued(block, number.end);
    let at_unit = number.end + usize::from(hyphen);
    let unit = whole(block, at_unit)?;
    let Measure::Unit { unit: kind, name, count } = unit.measure else { return None };
    let fits = match (kind, count) {
        (Unit::Percent, _) => true,
        (_, Count::The | Count::Two) => false,
        // `one day` is some day.
        (Unit::Money | Unit::Measure, _) => true,
        _ => number.in_digits || number.number != Decimal::from(1),
    };
    let parted = !hyphen && *kind != Unit::Percent && !parts::adjoins(block, at_unit);
    if !fits || parted || digits(block, token).is_some_and(|digits| !digits.after.is_empty()) {
        return None;
    }
    let (unit_name, end) = whose(block, *kind, name, unit.end);
    Some(and_a_half(block, *kind, made(unit_name, end)))
}

/// The name of a unit, with the adjective that says whose money it is: `دولار تايواني` is not the dollar of the United States.
fn whose(block: &BlockReading, kind: Unit, name: &str, end: usize) -> (String, usize) {
    let foreign = kind == Unit::Money && block.lang() == Lang::Ar && block.classes(end).has(Class::Nationality);
    let american = name == "USD" && matches!(block.word(end - 1), "أميركي" | "أمريكي");
    if foreign && !american && parts::adjoins(block, end) {
        let words = block.span(end - 1..end + 1).of(block.text);
        return (words.to_owned(), end + 1);
    }
    (name.to_owned(), end)
}

/// The Arabic dual: `عامين`, `قتيلين`.
fn dual(block: &BlockReading, token: usize) -> Option<Amount> {
    let part = at(block, token).filter(|_| block.lang() == Lang::Ar)?;
    let Measure::Unit { name, count: Count::Two, unit } = part.measure else { return None };
    // `عامي 2015 و2016` are two years, each by itself.
    let names_years = digits(block, part.end).is_some();
    // `عقدين` are two contracts as often as two decades.
    let is_doubtful = *unit == Unit::Time(Period::Decade);
    let two = Amount { number: 2.into(), unit: name.clone(), clitic: part.clitic, end: part.end };
    (!names_years && !is_doubtful).then(|| and_a_half(block, *unit, two))
}

/// The amount with the half that follows its unit: `ساعتين ونصف`.
fn and_a_half(block: &BlockReading, unit: Unit, amount: Amount) -> Amount {
    let joined = matches!(unit, Unit::Time(_)) && parts::adjoins(block, amount.end);
    let half = at(block, amount.end).filter(|part| joined && part.clitic > 0 && *part.measure == Measure::Half);
    match half.zip(amount.number.sum(Decimal::new(5, 1))) {
        Some((half, number)) => Amount { number, end: half.end, ..amount },
        None => amount,
    }
}

/// Whether a number belongs to one before it: the `5` of `3-5 years`, the `30` of `10:30`.
fn is_bound_before(block: &BlockReading, token: usize) -> bool {
    let Some(before) = token.checked_sub(1) else { return false };
    matches!(block.word(before), "-" | "–" | ":" | "/" | "." | "_")
        && parts::is_glued(block, token)
        && (before == 0 || digits(block, before - 1).is_some())
}
