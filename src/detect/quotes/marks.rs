//! Quotation marks: which stretches of a block stand between them.
//!
//! News mixes every kind: `«…»`, `“…”`, `„…“`, `"…"` and `'…'` with no telling of opening from closing but their
//! surroundings, Arabic `”…“` the other way round, one kind nested in another, and marks that are never closed.

use std::ops::Range;

use crate::model::Span;
use crate::model::text::has;

/// A stretch in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quoted {
    /// With the marks.
    pub outer: Span,
    /// Without them.
    pub inner: Span,
    /// Whether the block ended before a closing mark: English opens the next paragraph with a new mark then.
    pub open: bool,
    /// Whether a quotation of an earlier block goes on here, and not a new one.
    pub goes_on: bool,
}

/// The kinds of mark; a closing one closes the nearest open one of its own kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Guillemets,
    Double,
    Single,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Opens,
    Closes,
    /// Told by its surroundings alone.
    Either,
}

impl Turn {
    fn swapped(self) -> Turn {
        match self {
            Turn::Opens => Turn::Closes,
            Turn::Closes => Turn::Opens,
            Turn::Either => Turn::Either,
        }
    }
}

fn mark(letter: char) -> Option<(Kind, Turn)> {
    Some(match letter {
        '«' => (Kind::Guillemets, Turn::Opens),
        '»' => (Kind::Guillemets, Turn::Closes),
        '“' | '”' | '"' | '＂' => (Kind::Double, Turn::Either),
        '„' | '‟' => (Kind::Double, Turn::Opens),
        '‘' | '‚' | '‹' => (Kind::Single, Turn::Opens),
        '’' | '›' | '\'' => (Kind::Single, Turn::Either),
        _ => return None,
    })
}

/// Whether the first mark of `block` closes what an earlier block has opened; none where it has no mark.
///
/// A mark that opens a paragraph opens a quotation anew, unless text goes on with `و` after it: `البركان في حالة ثورة. | "وقال`.
pub fn closes_earlier(text: &str, block: Span) -> Option<bool> {
    let (at, letter) = first_mark(text, block)?;
    let before = block.of(text)[..at].chars().next_back();
    let after = block.of(text)[at + letter.len_utf8()..].chars().next();
    let (kind, turn) = mark(letter)?;
    let is_odd = block.of(text).matches(letter).count() % 2 == 1;
    Some(match (turn, before) {
        // A text may have its marks between spaces: `في المئة ".`
        (Turn::Either, Some(before)) => {
            let is_apart = after.is_none_or(|after| !after.is_alphanumeric());
            (!before.is_whitespace() || is_apart) && closes(kind, turn, Some(before), after)
        }
        (Turn::Either, None) => is_odd && after == Some('و'),
        _ => turn == Turn::Closes,
    })
}

fn first_mark(text: &str, block: Span) -> Option<(usize, char)> {
    block.of(text).char_indices().find(|&(_, letter)| mark(letter).is_some_and(|(kind, _)| kind != Kind::Single))
}

/// The outermost quoted stretches of `block`, in the order of the text. `goes_on` says that one of an earlier block is still open
/// at its start.
pub fn quoted(text: &str, block: Span, goes_on: bool) -> Vec<Quoted> {
    if !goes_on {
        return own(text, block);
    }
    let end = first_mark(text, block).map(|(at, letter)| (block.start + at, block.start + at + letter.len_utf8()));
    let (inner_end, outer_end) = end.unwrap_or((block.end, block.end));
    let inner = Span::new(block.start, inner_end);
    let rest = Span::new(block.start, inner_end).trim(text);
    let earlier = Quoted {
        outer: Span::new(block.start, outer_end),
        inner: if rest.is_empty() { inner } else { rest },
        open: end.is_none(),
        goes_on,
    };
    std::iter::once(earlier).chain(own(text, Span::new(outer_end, block.end))).collect()
}

/// Whether the guillemets of the block are the wrong way round, as old newswire has them: `في» أضرار دائمة «لعلاقته`.
fn are_swapped(text: &str) -> bool {
    let first = text.find(['«', '»']).map(|at| &text[at..]);
    first.is_some_and(|rest| rest.starts_with('»') && has(rest, '«'))
}

fn own(text: &str, block: Span) -> Vec<Quoted> {
    let swapped = are_swapped(block.of(text));
    let mut found = Vec::new();
    let mut open: Vec<(Kind, Span)> = Vec::new();
    let mut before = None;
    let mut letters = block.of(text).char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let start = block.start + at;
        // Typed as two single marks: `''No,'' he said`.
        let twice = matches!(letter, '\'' | '’' | '‘') && letters.next_if(|&(_, next)| next == letter).is_some();
        let span = Span::new(start, start + letter.len_utf8() * (1 + usize::from(twice)));
        let after = letters.peek().map(|&(_, next)| next);
        if let Some((kind, turn)) = mark(if twice { '"' } else { letter }) {
            let turn = if swapped && kind == Kind::Guillemets { turn.swapped() } else { turn };
            let nearest = open.iter().rposition(|&(other, _)| other == kind);
            let is_nested =
                nearest.is_some() && turn == Turn::Either && opens_within(kind, before, &block.of(text)[at..]);
            match nearest {
                Some(_) if is_nested => open.push((kind, span)),
                Some(depth) if closes(kind, turn, before, after) => {
                    let (_, opening) = open[depth];
                    open.truncate(depth);
                    if depth == 0 {
                        found.push(between(opening, span));
                    }
                }
                None if opens(kind, turn, before, after) => open.push((kind, span)),
                _ => {}
            }
        }
        before = Some(letter);
    }
    if let Some(&(_, opening)) = open.first().filter(|(kind, _)| *kind != Kind::Single) {
        let inner = Span::new(opening.end, block.end).trim(text);
        found.push(Quoted { outer: Span::new(opening.start, block.end), inner, open: true, goes_on: false });
    }
    // A lone comma or tatweel in marks is nobody's words.
    let says = |letter: char| letter.is_alphanumeric() && letter != 'ـ';
    found.retain(|quoted| quoted.inner.of(text).contains(says));
    found
}

/// Whether a mark, with which `rest` begins, opens a stretch inside of one of its own kind: after a space and before a letter, and
/// two of its kind that close come next: `"أطالب بأن ينظروا ما إذا كان "إف بي آي" قد اخترق"`.
fn opens_within(kind: Kind, before: Option<char>, rest: &str) -> bool {
    let mut letters = rest.chars();
    let meets = letters.next().is_some() && letters.clone().next().is_some_and(char::is_alphanumeric);
    if !meets || kind != Kind::Double || !before.is_some_and(char::is_whitespace) {
        return false;
    }
    let mut last = None;
    let mut closing = 0;
    for letter in letters {
        if mark(letter).is_some_and(|(other, _)| other == kind) {
            let is_closing = last.is_some_and(|last: char| !last.is_whitespace());
            closing += usize::from(is_closing);
            if !is_closing || closing == 2 {
                break;
            }
        }
        last = Some(letter);
    }
    closing == 2
}

/// The indexes of those of `quoted`, which are in order, that share a byte with `span`.
pub fn overlapping(quoted: &[Quoted], span: Span) -> Range<usize> {
    let start = quoted.partition_point(|quoted| quoted.outer.end <= span.start);
    let end = quoted.partition_point(|quoted| quoted.outer.start < span.end);
    start..end.max(start)
}

fn between(opening: Span, closing: Span) -> Quoted {
    let inner = Span::new(opening.end, closing.start);
    Quoted { outer: Span::new(opening.start, closing.end), inner, open: false, goes_on: false }
}

/// Whether a mark can open: what comes before is no letter, what comes after is no space. An apostrophe is inside a word.
fn opens(kind: Kind, turn: Turn, before: Option<char>, after: Option<char>) -> bool {
    let free = before.is_none_or(|letter| !letter.is_alphanumeric());
    let meets = after.is_some_and(|letter| !letter.is_whitespace());
    match (kind, turn) {
        (_, Turn::Closes) => false,
        (Kind::Single, _) => {
            free && meets && before.is_none_or(|letter| letter.is_whitespace() || has("(\"“«", letter))
        }
        (_, Turn::Opens) => after.is_some(),
        // A clitic may be glued to the mark: `بـ"الإرهاب"`, `و"الحرة"`.
        (_, Turn::Either) => meets || free,
    }
}

fn closes(kind: Kind, turn: Turn, before: Option<char>, after: Option<char>) -> bool {
    let meets = before.is_some_and(|letter| !letter.is_whitespace());
    match (kind, turn) {
        (_, Turn::Opens) => false,
        (Kind::Single, _) => meets && after.is_none_or(|letter| !letter.is_alphanumeric()),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inner(text: &str) -> Vec<&str> {
        quoted(text, Span::new(0, text.len()), false).into_iter().map(|quoted| quoted.inner.of(text)).collect()
    }

    #[test]
    fn every_kind_of_mark_pairs() {
        assert_eq!(inner("قال \"نعم\" و«لا» و“ربما”."), ["نعم", "لا", "ربما"]);
        assert_eq!(inner("قال ”نعم“ وسكت"), ["نعم"]);
        assert_eq!(inner("er sagt „ja“ dazu"), ["ja"]);
        assert_eq!(inner("He called it ‘a day’ and left"), ["a day"]);
        assert_eq!(inner("in 'streamlined' form"), ["streamlined"]);
        assert_eq!(inner("التسبب في» أضرار دائمة «لعلاقته"), [" أضرار دائمة "]);
    }

    #[test]
    fn nested_marks_belong_to_the_outer_stretch() {
        assert_eq!(inner("قال «إن \"الأزمة\" ستنتهي»."), ["إن \"الأزمة\" ستنتهي"]);
        assert_eq!(inner("\"He said 'no' to me,\" she said."), ["He said 'no' to me,"]);
        assert_eq!(inner("غرد \"أسأل إن كان \"المكتب\" قد فعل\" أمس"), ["أسأل إن كان \"المكتب\" قد فعل"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        assert_eq!(inner("It's the girls’ team, isn't it, O'Brien?"), Vec::<&str>::new());
        assert_eq!(inner("\"It isn't,\" she said."), ["It isn't,"]);
    }

    #[test]
    fn an_unclosed_mark_runs_to_the_end_of_the_block() {
        let text = "She said: \"Moves are welcome.";
        let found = quoted(text, Span::new(0, text.len()), false);
        assert!(found[0].open);
        assert_eq!(found[0].inner.of(text), "Moves are welcome.");
    }
}
