//! `hashiya eval calibration`: whether the marks that the engine says it is so sure of are right as often as that.
//!
//! The sentences of annotated text are read as an article, each a paragraph, the whole engine over it, rules and tagger. A mark
//! is right when an annotated name has the same tokens and type; clitics that the annotation leaves on a token do not count.

use std::collections::HashSet;
use std::io::Write;
use std::path::Path;

use crate::Engine;
use crate::cli::corpus::{self, Document};
use crate::cli::{io_error, tag};
use crate::detect::tagger::label::{TYPES, names};
use crate::error::Result;
use crate::import::{Options, plain};
use crate::model::{EntityType, Mark, Span};

/// Where the rows of the table begin.
const STEPS: [f32; 6] = [0.9, 0.8, 0.7, 0.6, 0.5, 0.0];

/// A mark of a name: how sure the engine is of it, and whether it is right.
struct Judged {
    confidence: f32,
    is_right: bool,
}

/// Prints a row for each step of confidence, from the surest on: how many marks, how sure on average, how many right.
///
/// # Errors
/// Those of reading the pack and the file, and of writing.
pub fn run(args: &tag::Args) -> Result<()> {
    let (_, pack) = args.pack()?;
    let lang = pack.lang();
    let mut engine = Engine::new();
    engine.add_pack(pack);
    let mut judged = Vec::new();
    let mut gold = 0;
    for document in corpus::read(&args.file)? {
        let (text, names) = article(&document);
        gold += names.len();
        let options = Options { lang: Some(lang), ..Options::default() };
        judged.extend(judge(&engine, &text, &options, &names));
    }
    table(&mut std::io::stdout().lock(), &judged, gold).map_err(|error| io_error(Path::new("standard output"), &error))
}

/// A name of the annotation, by the bytes that its first token begins and its last ends at.
type Named = (Span, EntityType);

/// The text of a document, with the names in it.
fn article(document: &Document) -> (String, Vec<Named>) {
    let mut text = String::new();
    let mut named = Vec::new();
    for sentence in document {
        let mut spans = Vec::with_capacity(sentence.tokens.len());
        for token in &sentence.tokens {
            spans.push(Span::new(text.len(), text.len() + token.len()));
            text.push_str(token);
            text.push(' ');
        }
        text.push('\n');
        let each = names(&sentence.labels).into_iter();
        named.extend(each.map(|name| {
            let span = Span::new(spans[name.tokens.start].start, spans[name.tokens.end - 1].end);
            (span, TYPES[name.kind])
        }));
    }
    (text, named)
}

fn judge(engine: &Engine, text: &str, options: &Options, named: &[Named]) -> Vec<Judged> {
    let article = plain::article(text, options);
    let gold: HashSet<Named> = named.iter().copied().collect();
    let set = engine.annotate(&article);
    let marks = set.annotations.iter().filter_map(|annotation| match &annotation.mark {
        Mark::Entity(mention) if TYPES.contains(&mention.kind) => {
            // To the beginning of its first token: its clitics are written with it.
            let start = text[..annotation.span.start].rfind(char::is_whitespace).map_or(0, |at| at + 1);
            let is_right = gold.contains(&(Span::new(start, annotation.span.end), mention.kind));
            Some(Judged { confidence: annotation.confidence, is_right })
        }
        _ => None,
    });
    marks.collect()
}

fn table(out: &mut impl Write, judged: &[Judged], gold: usize) -> std::io::Result<()> {
    let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    let right = judged.iter().filter(|mark| mark.is_right).count();
    let (precision, recall, f1) =
        (share(right, judged.len()), share(right, gold), share(2 * right, gold + judged.len()));
    writeln!(out, "  all marks  precision {precision:6.2}  recall {recall:6.2}  F1 {f1:6.2}  ({gold} names)")?;
    let mut below = f32::INFINITY;
    for from in STEPS {
        let row: Vec<&Judged> =
            judged.iter().filter(|mark| mark.confidence >= from && mark.confidence < below).collect();
        let said = row.iter().map(|mark| f64::from(mark.confidence)).sum::<f64>() * 100.0 / row.len().max(1) as f64;
        let right = row.iter().filter(|mark| mark.is_right).count();
        if !row.is_empty() {
            writeln!(
                out,
                "  said {from:.1} or more  {:6} marks  said {said:5.1} %  right {:5.1} %",
                row.len(),
                share(right, row.len())
            )?;
        }
        below = from;
    }
    Ok(())
}
