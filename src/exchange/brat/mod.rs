//! brat's standoff format: a text file, and an `.ann` file that says what stands where in it. Offsets are code points.
//!
//! | line | what it holds |
//! |---|---|
//! | `T1⇥PER 0 5⇥Paris` | a mention, by its type; `Quote`, `Source`; the parts of a quote: `Speaker`, `Cue`, `When`, `Where`, `To` |
//! | `R1⇥Speaker Arg1:T2 Arg2:T1` | what of a quote another span is; `SpokenBy`: a mention of who the speaker is |
//! | `*⇥Equiv T1 T4` | mentions of one entity |
//! | `A1⇥Stance T2 said` | `QuoteKind`, `Stance`, `SourceKind`, `Origin`, `Confidence` |
//! | `N1⇥Reference T1 Wikidata:Q90⇥Paris` | what an entity is |
//!
//! A line of another kind or type (events, notes, types of somebody's own) is [`Kept`] as it stands, and written again behind ours. What
//! such lines refer to keeps its identifier, and where it is gone, so are they.
//!
//! Not held: language, day and blocks; roles, references, translations and values of entities; the names in a source and why it is
//! unnamed; the grounds of a mark. A span ends at the end of a line, so line breaks and tabs at its ends are lost, and within it
//! part it into the fragments that brat wants.

mod ids;
mod read;
mod write;

pub use ids::Kept;
pub use read::read;
pub use write::write;

use crate::model::{Origin, QuoteKind, SourceKind, Span, Stance};

/// What `annotation.conf` has to say for brat to show what is written here.
pub const CONFIGURATION: &str = "\
[entities]
PER
ORG
LOC
MISC
DATE
QUANTITY
Quote
Source
Speaker
Cue
When
Where
To
[relations]
Speaker\tArg1:Quote, Arg2:<ENTITY>
SpokenBy\tArg1:Quote, Arg2:<ENTITY>
Cue\tArg1:Quote, Arg2:Cue
When\tArg1:Quote, Arg2:When
Where\tArg1:Quote, Arg2:Where
To\tArg1:Quote, Arg2:To
Equiv\tArg1:<ENTITY>, Arg2:<ENTITY>, <REL-TYPE>:symmetric-transitive
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>
[events]
[attributes]
QuoteKind\tArg:Quote, Value:direct|mixed|indirect
Stance\tArg:Quote, Value:said|claimed|denied|warned|asked|announced
SourceKind\tArg:Source, Value:publisher|agency|image-credit|byline|document|anonymous
Origin\tArg:<ENTITY>, Value:detected|provided|corrected
";

/// What a span can be to a quote, by the name of both the span and the relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Speaker,
    Cue,
    When,
    Where,
    To,
}

impl Part {
    const ALL: [Part; 5] = [Part::Speaker, Part::Cue, Part::When, Part::Where, Part::To];

    fn as_str(self) -> &'static str {
        match self {
            Part::Speaker => "Speaker",
            Part::Cue => "Cue",
            Part::When => "When",
            Part::Where => "Where",
            Part::To => "To",
        }
    }
}

const QUOTE: &str = "Quote";
const SOURCE: &str = "Source";
/// From a quote to a mention of its speaker, who is named otherwise or not at all beside it.
const SPOKEN_BY: &str = "SpokenBy";

/// What an attribute says.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Attribute {
    QuoteKind(QuoteKind),
    Stance(Stance),
    SourceKind(SourceKind),
    Origin(Origin),
    Confidence(f32),
}

/// The names of attributes.
const ATTRIBUTES: [&str; 5] = ["QuoteKind", "Stance", "SourceKind", "Origin", "Confidence"];

impl Attribute {
    /// The attribute of one of the names, or the values it can have.
    fn read(name: &str, value: &str) -> Result<Attribute, String> {
        match name {
            "QuoteKind" => one_of(&QuoteKind::ALL, QuoteKind::as_str, value).map(Attribute::QuoteKind),
            "Stance" => one_of(&Stance::ALL, Stance::as_str, value).map(Attribute::Stance),
            "SourceKind" => one_of(&SourceKind::ALL, SourceKind::as_str, value).map(Attribute::SourceKind),
            "Origin" => one_of(&Origin::ALL, Origin::as_str, value).map(Attribute::Origin),
            _ => match value.parse::<f32>() {
                Ok(number) if (0.0..=1.0).contains(&number) => Ok(Attribute::Confidence(number)),
                _ => Err("a number from 0 to 1".to_owned()),
            },
        }
    }

    fn name(self) -> &'static str {
        match self {
            Attribute::QuoteKind(_) => ATTRIBUTES[0],
            Attribute::Stance(_) => ATTRIBUTES[1],
            Attribute::SourceKind(_) => ATTRIBUTES[2],
            Attribute::Origin(_) => ATTRIBUTES[3],
            Attribute::Confidence(_) => ATTRIBUTES[4],
        }
    }

    fn value(self) -> String {
        match self {
            Attribute::QuoteKind(kind) => kind.as_str().to_owned(),
            Attribute::Stance(stance) => stance.as_str().to_owned(),
            Attribute::SourceKind(kind) => kind.as_str().to_owned(),
            Attribute::Origin(origin) => origin.as_str().to_owned(),
            Attribute::Confidence(number) => ((number * 1000.0).round() / 1000.0).to_string(),
        }
    }
}

fn one_of<T: Copy>(all: &[T], name: fn(T) -> &'static str, value: &str) -> Result<T, String> {
    all.iter().copied().find(|one| name(*one) == value).ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(|&one| name(one)).collect();
        ["one of ", &names.join(", ")].concat()
    })
}

/// Whether no line of an `.ann` file goes on after `letter`: it is a file of lines with tabs, which Python cuts at more than `\n`.
fn is_break(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}')
}

/// What of `span` stands between breaks.
fn fragments(text: &str, span: Span) -> impl Iterator<Item = Span> {
    let mut at = span.start;
    span.of(text).split(is_break).filter_map(move |part| {
        let fragment = Span::new(at, at + part.len());
        at += part.len() + text[fragment.end..].chars().next().map_or(0, char::len_utf8);
        (!fragment.is_empty()).then_some(fragment)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::sample::{marks, sample};
    use crate::model::EntityType;

    fn told(text: &str, ann: &str) -> Vec<String> {
        read(text, ann).0.problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_was_written_is_read_again() {
        let (article, set) = sample();
        let ann = write(&article, &set, &Kept::default());
        let (document, kept) = read(&article.text, &ann);
        assert_eq!((document.problems, kept.lines()), (Vec::new(), &[][..]), "{ann}");
        assert_eq!(marks(&document.set), marks(&set), "{ann}");
        assert!(ann.contains("\tQuote 38 43;44 48\tالأمر واضح\n"), "{ann}");
        assert!(ann.contains("\tReference T3 Wikidata:Q159\tروسيا\n"), "{ann}");
        assert!(ann.contains("*\tEquiv T1 T4\n"), "{ann}");
    }

    #[test]
    fn one_bad_line_is_told_with_its_number_and_the_rest_counts() {
        let text = "Ann Lee met Bob.";
        for (line, problem) in [
            ("T2\tPER 12 99\tBob", "line 2: the place is not within the text"),
            ("T2\tPER 12 99999999999999999999\tBob", "line 2: the place is not a number of code points for each end"),
            ("T2\tPER 15 12\tBob", "line 2: the end of the place is not after its start"),
            ("T2\tPER -1 3\tBob", "line 2: the place is not a number of code points for each end"),
            ("T2\tPER 12 15\tBoB", "line 2: the text is not what stands at that place"),
            ("T2\tPER\tBob", "line 2: the place is not a number of code points for each end"),
            ("T1\tPER 12 15\tBob", "line 2: the identifier is one that another line has"),
        ] {
            let ann = format!("T1\tPER 0 7\tAnn Lee\n{line}\nT3\tPER 0 3\tAnn\r\n");
            assert_eq!(told(text, &ann), [problem]);
            assert_eq!(read(text, &ann).0.set.annotations.len(), 2);
        }
        let ann = "T1\tQuote 0 7\tAnn Lee\nA1\tStance T1 sang\nR1\tCue Arg1:T1 Arg2:T9\n";
        assert_eq!(
            told(text, ann),
            [
                "line 2: the value is not one of said, claimed, denied, warned, asked, announced",
                "line 3: Arg2 is not a span that could be read",
            ]
        );
    }

    #[test]
    fn lines_of_other_kinds_come_back_as_they_were_and_what_they_refer_to_keeps_its_identifier() {
        let text = "Ann Lee met Bob.";
        let others = [
            "T9\tMeeting 8 11\tmet",
            "E1\tMeeting:T9 Who:T7 Whom:T4",
            "#1\tAnnotatorNotes T7\tsure?",
            "N3\tReference T4 GeoNames:7",
            "R4\tFamily Arg1:T7 Arg2:T4\t",
            "T5\tCue 8 11\tmet",
            "no line of brat's",
        ];
        let ann = format!("T7\tPERSON 0 7\tAnn Lee\n{}\nT4\tPER 12 15\tBob\n", others.join("\n"));
        let (document, kept) = read(text, &ann);
        assert_eq!(document.problems, []);
        let written = write(&document.article, &document.set, &kept);
        let (again, kept_again) = read(text, &written);
        assert_eq!((kept.lines(), again.set), (kept_again.lines(), document.set));
        assert!(written.starts_with("T7\tPER 0 7\tAnn Lee\nT4\tPER 12 15\tBob\n"), "{written}");
        assert!(others.iter().all(|line| written.contains(&format!("{line}\n"))), "{written}");
    }

    #[test]
    fn no_other_mark_becomes_what_a_line_of_somebodys_own_refers_to() {
        let text = "Ann Lee met Bob.";
        let ann = "T1\tPER 0 7\tAnn Lee\nT2\tPER 12 99\tBob\nE1\tMeeting:T1\nA1\tNegation E1\n\
            #1\tAnnotatorNotes T2\tno\n#2\tFine T3\t\nT3\tPER 0 3\tAnn\n";
        let (mut document, kept) = read(text, ann);
        assert_eq!(document.problems.len(), 1);
        document.set.annotations.retain(|one| one.span.end == 3);
        let mut new = document.set.annotations[0].clone();
        new.span = Span::new(12, 15);
        document.set.annotations.push(new);
        let written = write(&document.article, &document.set, &kept);
        assert!(written.starts_with("T3\tPER 0 3\tAnn\nT4\tPER 12 15\tBob\n"), "{written}");
        assert!(written.ends_with("*\tEquiv T3 T4\n#2\tFine T3\t\n"), "{written}");
    }

    /// What is written of `ann`, and what is written of that.
    fn written(text: &str, ann: &str) -> [String; 2] {
        let again = |ann: &str| {
            let (document, kept) = read(text, ann);
            write(&document.article, &document.set, &kept)
        };
        let once = again(ann);
        [again(&once), once]
    }

    #[test]
    fn an_identifier_with_a_space_in_it_is_not_understood_for_nothing_can_refer_to_it() {
        let ann = "T1 T2\tPER 0 3\tAnn\nT2\tPER 0 3\tAnn\nT3\tPER 0 3\tAnn\n";
        assert_eq!(read("Ann Lee", ann).1.lines(), ["T1 T2\tPER 0 3\tAnn"]);
        let [twice, once] = written("Ann Lee", ann);
        assert_eq!(
            once,
            "T2\tPER 0 3\tAnn\nT3\tPER 0 3\tAnn\nA1\tOrigin T2 provided\nA2\tConfidence T2 1\nA3\tOrigin T3 provided\nA4\tConfidence T3 1\n*\tEquiv T2 T3\nT1 T2\tPER 0 3\tAnn\n"
        );
        assert_eq!(twice, once);
    }

    #[test]
    fn what_is_equivalent_is_told_in_the_order_of_the_text() {
        let ann = "T1\tPER 4 7\tBob\nT2\tPER 8 11\tBob\nT3\tPER 0 3\tAnn\nT4\tPER 12 15\tAnn\n";
        let [twice, once] = written("Ann Bob Bob Ann", ann);
        assert!(once.contains("*\tEquiv T3 T4\n*\tEquiv T1 T2\n"), "{once}");
        assert_eq!(twice, once);
    }

    #[test]
    fn nothing_refers_to_a_line_by_its_star() {
        let ann = "T1\tPER 0 3\tAnn\nT2\tPER 4 7\tAnn\n#1\tRating *\t\n";
        let [twice, once] = written("Ann Ann", ann);
        assert!(once.ends_with("*\tEquiv T1 T2\n#1\tRating *\t\n"), "{once}");
        assert_eq!(twice, once);
    }

    #[test]
    fn lines_of_equivalents_that_share_a_mention_are_one() {
        let text = "Ann Lee met Bob and Ann.";
        let ann = "T1\tPER 0 3\nT2\tPER 0 7\nT3\tPER 4 7\nT4\tPER 12 15\nT5\tPER 20 23\n\
            *\tEquiv T3 T2\n*\tEquiv T5 T4\n*\tEquiv T3 T5\n*\tEquiv T1 T1\n*\tEquiv T2 T2\n";
        let (document, kept) = read(text, ann);
        assert_eq!(
            (document.set.entities.len(), kept.lines()),
            (2, &["*\tEquiv T1 T1", "*\tEquiv T2 T2"].map(str::to_owned)[..])
        );
        let [twice, once] = written(text, ann);
        assert!(once.contains("*\tEquiv T2 T3 T4 T5\n"), "{once}");
        assert_eq!(twice, once);
    }

    #[test]
    fn line_breaks_at_the_ends_of_a_span_are_none_of_it() {
        let ann = "T1\tPER 1 4\nT2\tORG 2 8\nT3\tLOC 0 2\nN1\tReference T1 Wikidata:Q1\tAn\nT4\tCue 0 1\n";
        let (document, kept) = read("\n\nAn Lee", ann);
        let spans: Vec<Span> = document.set.annotations.iter().map(|one| one.span).collect();
        assert_eq!((spans, kept.lines().len()), (vec![Span::new(2, 8), Span::new(2, 4)], 2));
        let [twice, once] = written("\n\nAn Lee", ann);
        assert_eq!(twice, once);
    }

    #[test]
    fn fragments_are_joined_over_white_space_alone() {
        let text = "Ann\n  Lee, and Bob";
        let (document, kept) = read(text, "T1\tPER 0 3;6 9\tAnn Lee\nT2\tPER 0 3;15 18\tAnn Bob\n");
        assert_eq!(document.set.annotations.len(), 1);
        assert_eq!(document.set.annotations[0].span, Span::new(0, 9));
        assert_eq!(kept.lines(), ["T2\tPER 0 3;15 18\tAnn Bob"]);
    }

    #[test]
    fn the_configuration_names_all_that_is_written() {
        let has = |name: &str| CONFIGURATION.lines().any(|line| line.split('\t').next() == Some(name));
        assert!(EntityType::ALL.iter().all(|kind| has(kind.as_str())));
        assert!(Part::ALL.iter().all(|part| has(part.as_str())));
        assert!([QUOTE, SOURCE, SPOKEN_BY].into_iter().all(has));
        for (name, values) in [
            ("QuoteKind", QuoteKind::ALL.map(QuoteKind::as_str).join("|")),
            ("Stance", Stance::ALL.map(Stance::as_str).join("|")),
            ("SourceKind", SourceKind::ALL.map(SourceKind::as_str).join("|")),
            ("Origin", Origin::ALL.map(Origin::as_str).join("|")),
        ] {
            let line = CONFIGURATION.lines().find(|line| line.starts_with(name)).expect("the attribute");
            assert!(line.ends_with(&format!("Value:{values}")), "{line}");
        }
    }
}
