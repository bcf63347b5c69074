//! Quotation marks without their partner.
//!
//! News has a quotation run over paragraphs in two ways: each of its paragraphs opens with a mark and only the last closes (English), or
//! the first opens and the last closes with no new quotation between (Arabic). What is left open in one paragraph is looked for in the
//! next ones before it counts. Single marks are as often apostrophes and are left alone; so is a double one after a number, which is an
//! inch.

use super::beside::Beside;
use super::desk::{self, Word};
use super::{Case, Finding};
use crate::lang::Token;
use crate::model::{Article, Block, BlockKind, Span};

/// The most paragraphs that an open quotation goes on in without a mark.
const LONGEST: usize = 8;

/// The most digits of a length in inches.
const INCHES: usize = 2;

/// A new quotation is announced within so many tokens before its mark.
const ANNOUNCED: usize = 4;

/// Letters that are words of their own before a mark.
const CLITICS: [char; 5] = ['و', 'ف', 'ب', 'ل', 'ك'];

/// Marks that pair with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Guillemets,
    Double,
}

const KINDS: [Kind; 2] = [Kind::Guillemets, Kind::Double];

/// A quotation mark in a block.
#[derive(Debug, Clone, Copy)]
struct Mark {
    span: Span,
    letter: char,
    before: Option<char>,
    /// Whether that is a clitic alone: `و"استثمارات"`.
    is_glued: bool,
    after: Option<char>,
    /// How many digits stand right before it.
    digits: usize,
    /// Whether a stop or comma stands right after it, and no three dots.
    is_stopped: bool,
}

impl Mark {
    /// Whether it opens, as its surroundings tell. Where they leave it open, between two spaces or two letters (`أن"السيد`), it closes if
    /// there `is_open` one.
    fn opens(&self, is_swapped: bool, is_open: bool) -> bool {
        // A clitic is glued to the mark with a tatweel: `بـ"الإرهاب"`.
        let is_free = self.before.is_none_or(|letter| letter.is_whitespace() || "([-–—:،ـ".contains(letter));
        let is_followed = self.after.is_some_and(|letter| !letter.is_whitespace());
        let is_between = self.before.is_some_and(char::is_alphabetic) && self.after.is_some_and(char::is_alphabetic);
        let announces = self.before.is_some_and(|letter| ":ـ".contains(letter));
        match self.letter {
            '«' | '»' => (self.letter == '«') != is_swapped,
            '„' => true,
            _ if self.is_stopped => false,
            _ if is_free && !is_followed => announces || !is_open && self.after.is_some(),
            _ => is_free || self.is_glued && is_followed || is_between && !is_open,
        }
    }

    /// Whether it may open all the same: of straight marks a space may stand on the wrong side.
    fn may_open(&self) -> bool {
        let is_straight = !matches!(self.letter, '«' | '»' | '“' | '”');
        is_straight && self.after.is_some_and(char::is_whitespace) && self.before.is_some_and(char::is_alphabetic)
    }

    /// Whether it is a sign for inches: `12"`, not `2016"`.
    fn is_inch(&self) -> bool {
        matches!(self.letter, '"' | '”' | '″') && (1..=INCHES).contains(&self.digits)
    }
}

/// The marks that are opened and never closed, or closed and never opened.
pub fn unbalanced(article: &Article) -> Vec<Finding> {
    let mut findings: Vec<Finding> = KINDS.iter().flat_map(|&kind| of_kind(article, kind)).collect();
    // Of two kinds that close each other (`«…"`) one is told.
    findings.sort_by_key(|finding| finding.span.start);
    let block = |finding: &Finding| article.block_at(finding.span.start).map(|block| block.span);
    findings.dedup_by(|next, last| block(next) == block(last));
    findings
}

/// A quotation that an earlier block has left open.
struct Open {
    mark: Span,
    blocks: usize,
    /// [`Case::NeverClosed`], or [`Case::Unpaired`] where it may be that nothing was opened.
    case: Case,
}

impl Open {
    fn new(mark: Span) -> Open {
        Open { mark, blocks: 0, case: Case::NeverClosed }
    }

    fn finding(&self) -> Finding {
        Finding::new(self.case, self.mark)
    }
}

fn of_kind(article: &Article, kind: Kind) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut open: Option<Open> = None;
    let is_swapped = kind == Kind::Guillemets && are_swapped(&article.text);
    for block in article.blocks.iter().filter(|block| may_hold(block)) {
        let marks = marks(article, block, kind);
        // A mark that was typed twice may be one.
        let left = left_over(&marks, is_swapped).and_then(|_| left_over(&once(&marks), is_swapped));
        let begins = marks.first().is_some_and(|mark| mark.span.start == block.span.start);
        match (open.take(), left) {
            // A quotation that goes on opens this paragraph, too: the mark is one more than it has partners.
            (Some(_), None) if begins && !marks.is_empty() => {}
            (Some(_), Some(Left::Open(mark))) if begins => open = Some(Open::new(mark)),
            // What nobody may have opened goes on in no other way.
            (Some(before), left) if before.case == Case::Unpaired => {
                findings.push(before.finding());
                open = left_open(block, left, &mut findings);
            }
            // Nor does a name in marks end a statement of whole paragraphs; what somebody else says does.
            (Some(before), None)
                if before.blocks < LONGEST
                    && (marks.is_empty()
                        || begins_statement(article, before.mark) && !says_anew(article, block, &marks)) =>
            {
                open = Some(Open { blocks: before.blocks + 1, ..before });
            }
            (Some(_), Some(Left::Close(_) | Left::Either(_))) => {}
            // Its last mark alone may look like one that opens: `" قال`.
            (Some(_), Some(Left::Open(_))) if marks.len() == 1 => {}
            (before, left) => {
                findings.extend(before.map(|open| open.finding()));
                open = left_open(block, left, &mut findings);
            }
        }
    }
    // Where the text itself breaks off, so does the quotation.
    let is_whole = crate::lang::layout::ends_sentence(article.text.trim_end());
    findings.extend(open.filter(|_| is_whole).map(|open| open.finding()));
    findings
}

/// What `block` leaves open; what it leaves over otherwise is told.
fn left_open(block: &Block, left: Option<Left>, findings: &mut Vec<Finding>) -> Option<Open> {
    let open = match left? {
        Left::Open(mark) => Open::new(mark),
        Left::Either(mark) => Open { case: Case::Unpaired, ..Open::new(mark) },
        Left::Close(mark) => {
            findings.push(Finding::new(Case::NeverOpened, mark));
            return None;
        }
    };
    // A headline goes on nowhere.
    if block.kind == BlockKind::Headline {
        findings.push(open.finding());
        return None;
    }
    Some(open)
}

fn may_hold(block: &Block) -> bool {
    block.kind.is_running_text() || matches!(block.kind, BlockKind::Headline | BlockKind::Heading | BlockKind::Caption)
}

/// Whether the open `mark` stands at the head of its block or behind a colon.
fn begins_statement(article: &Article, mark: Span) -> bool {
    article.block_at(mark.start).is_some_and(|block| {
        let before = article.text[block.span.start..mark.start].trim_end();
        before.is_empty() || before.ends_with(':')
    })
}

/// Whether one of `marks` begins what somebody is said to say: `وأضاف أن "`, `said: "`.
fn says_anew(article: &Article, block: &Block, marks: &[Mark]) -> bool {
    let tokens = Beside::of(article, block).tokens;
    let reports = |token: &Token| desk::is(Word::Telling, block.lang, &token.key) || token.is_mark(":");
    marks.iter().step_by(2).any(|mark| {
        let before = tokens.partition_point(|token| token.span.end <= mark.span.start);
        tokens[before.saturating_sub(ANNOUNCED)..before].iter().any(reports)
    })
}

/// The mark that has no partner in its block.
enum Left {
    Open(Span),
    Close(Span),
    /// Straight as it is it may open what follows, in spite of the space there: `ويقول" ليس`.
    Either(Span),
}

/// Which of `marks`, all of one kind, has no partner.
fn left_over(marks: &[Mark], is_swapped: bool) -> Option<Left> {
    let is_directed = marks.iter().all(|mark| matches!(mark.letter, '«' | '»'));
    if !is_directed && marks.len().is_multiple_of(2) {
        return None;
    }
    let mut open: Vec<Span> = Vec::new();
    for mark in marks {
        let opens = mark.opens(is_swapped, !open.is_empty());
        match (open.pop(), opens) {
            (last, true) => open.extend(last.into_iter().chain([mark.span])),
            (None, false) if mark.may_open() => return Some(Left::Either(mark.span)),
            (None, false) => return Some(Left::Close(mark.span)),
            (Some(_), false) => {}
        }
    }
    open.first().copied().map(Left::Open)
}

/// The marks without those that follow right upon the same.
fn once(marks: &[Mark]) -> Vec<Mark> {
    let mut once: Vec<Mark> = marks.to_vec();
    once.dedup_by(|next, last| last.span.end == next.span.start && last.letter == next.letter);
    once
}

/// Whether guillemets stand the wrong way round throughout, as old newswire has them: more of them turn away from what they hold. The
/// engine asks the first mark of each block, for a quotation need not be balanced; here one that strays must not turn the others.
fn are_swapped(text: &str) -> bool {
    let away = |outer: Option<char>, inner: Option<char>| {
        outer.is_none_or(char::is_whitespace) && inner.is_some_and(char::is_alphanumeric)
    };
    let turned = text.match_indices(['«', '»']).map(|(at, mark)| {
        let (before, after) = (text[..at].chars().next_back(), text[at + mark.len()..].chars().next());
        match (away(before, after), away(after, before), mark) {
            (true, false, "«") | (false, true, "»") => -1,
            (true, false, "»") | (false, true, "«") => 1,
            _ => 0,
        }
    });
    turned.sum::<i32>() > 0
}

fn marks(article: &Article, block: &Block, kind: Kind) -> Vec<Mark> {
    let text = article.block_text(block);
    let mut found = Vec::new();
    let mut before = None;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let is_single = matches!(letter, '\'' | '’' | '‘' | '`' | '´');
        // Typed as two single marks: `''No,'' he said`.
        let twice = is_single && letters.next_if(|&(_, next)| next == letter).is_some();
        let is_mark = match kind {
            Kind::Guillemets => matches!(letter, '«' | '»'),
            Kind::Double => twice || matches!(letter, '"' | '“' | '”' | '„' | '‟' | '＂' | '″'),
        };
        let len = letter.len_utf8() * (1 + usize::from(twice));
        let after = letters.peek().map(|&(_, next)| next);
        if is_mark {
            let start = block.span.start + at;
            let is_glued = text[..at].strip_suffix(CLITICS).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '));
            let digits = text[..at].chars().rev().take_while(|letter| letter.is_numeric()).count();
            let rest = &text[at + len..];
            let is_stopped = rest.starts_with(['.', '،', ',', '؛', ';', '!', '?', '؟', ')']) && !rest.starts_with("..");
            found.push(Mark {
                span: Span::new(start, start + len),
                letter,
                before,
                is_glued,
                after,
                digits,
                is_stopped,
            });
        }
        before = Some(letter);
    }
    // A length in inches: an odd one out after a number.
    if found.len() % 2 == 1 && kind == Kind::Double {
        let is_left = |mark: &Mark| mark.is_inch();
        if let Some(at) = found.iter().position(is_left) {
            found.remove(at);
        }
    }
    found
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use crate::check::Rule;
    use crate::check::example::found_on;
    use crate::model::Lang;

    /// The words from each mark on that has no partner, a few letters of them.
    #[track_caller]
    fn finds(text: &str, expected: &[&str]) {
        let found = found_on(None, Rule::QuotationMarks, text).into_iter().map(|(_, finding)| finding.span.start);
        let from = |start: usize| text[start..].chars().take(6).collect::<String>();
        assert_eq!(found.map(from).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn a_mark_without_its_partner_is_told() {
        finds(
            "قال الوزير: «سنعود قريبا إلى المدينة.\nوغادر الوفد القاعة بعد الاجتماع.\nوعاد الهدوء إلى المدينة.",
            &["«سنعود"],
        );
        finds("He said: \"We will return soon.\n\nThe delegation left. Then \"everyone\" went home.", &["\"We wi"]);
        finds("وقال إن الخطة غير مقبولة\" وغادر القاعة.", &["\" وغاد"]);
        finds("وهي \"القروض، و\"الودائع\" التي تنمو.", &["\"القرو"]);
    }

    #[test]
    fn marks_of_every_kind_pair_and_nest() {
        finds("قال «إن \"الأزمة\" ستنتهي» و“ربما” و”نعم“.", &[]);
        finds("“He said ‘no’ to me,” she said, 'twice', and ''left''.", &[]);
        finds("غرد \"أسأل إن كان \"المكتب\" قد فعل\" أمس.", &[]);
    }

    #[test]
    fn a_quotation_may_open_each_of_its_paragraphs_and_close_the_last() {
        finds("She said: “We left at dawn.\n\n“Nobody saw us.\n\n“It was cold.”\n\nThe house is empty now.", &[]);
        finds("وقال: \"غادرنا فجرا.\n\"لم يرنا أحد.\n\"كان الجو باردا\".\nوالبيت خال الآن.", &[]);
    }

    #[test]
    fn a_quotation_may_close_in_a_later_paragraph() {
        finds("وقال: «غادرنا فجرا.\nلم يرنا أحد.\nكان الجو باردا».\nوالبيت خال الآن.", &[]);
        finds("وقال: \"غادرنا فجرا.\nلم يرنا \"حراس\" المعبر.\nكان الجو باردا\".\nوالبيت خال الآن.", &[]);
        finds("وقال: \"غادرنا فجرا.\nوأضاف أن \"حراس\" المعبر نيام.\nوالبيت خال الآن.", &["\"غادرن"]);
    }

    #[test]
    fn apostrophes_and_inches_are_no_quotation_marks() {
        finds("It's the girls’ team. The board is 12\" wide, and the '90s are over.", &[]);
        finds("يبلغ قياس الشاشة 55\" وسعرها منخفض.", &[]);
    }

    #[test]
    fn a_space_too_few_or_too_many_turns_no_mark() {
        finds("تحدث عن\"جماعات الجريمة المنظمة \". وغادر القاعة.", &[]);
        finds("وأضاف أن\"السيد الوزير لم يأت. وغادر القاعة.", &["\"السيد"]);
        finds("ويقول\" غادرنا فجرا.\n\"ولم يرنا أحد\".\nوالبيت خال.", &[]);
        let text = "ويقول\" غادرنا فجرا.\nوالبيت خال.";
        let why = found_on(None, Rule::QuotationMarks, text).remove(0).1.why(Lang::En);
        assert_eq!(why, "This quotation mark has no partner in its paragraph.");
    }

    #[test]
    fn guillemets_may_stand_the_wrong_way_round_throughout() {
        finds("قال »سنعود قريبا« إلى »المدينة«.", &[]);
        finds("عاد إلى المدينة». وقال «سنعود قريبا» و«ربما».", &["». وقا"]);
    }

    #[test]
    fn a_mark_typed_twice_may_be_one() {
        finds("وقالت: \"\"أنت لست أخي\"، ثم ذهبت.", &[]);
        finds("وقالت إن \"أباها \"غادر\"\" أمس.", &[]);
        finds("وقالت: \"\"أنت\"\" لست \"أخي، ثم ذهبت.", &["\"أخي، "]);
    }

    #[test]
    fn a_year_before_a_mark_is_no_length() {
        finds("بدأ عام 2016\"، مشيرا إلى أنه \"في الطريق\".", &["\"، مشي"]);
    }

    #[test]
    fn a_text_that_breaks_off_is_not_unbalanced_by_its_writer() {
        finds("He said: \"We will return soon, and then we", &[]);
    }
}
