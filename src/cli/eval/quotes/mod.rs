//! `hashiya eval quotes`: how right the engine is about who said what and where it comes from.
//!
//! Found and annotated quotes are matched one to one by the Jaccard index of their characters, from the best pair down, at 0.8
//! and at 0.3. Of those matched at 0.3 it is asked who speaks. PolNeAR's convention is another one: both sides go through one
//! projection first, see [`projected`].

mod gold;

use std::collections::{BTreeMap, HashSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::Engine;
use crate::cli::{io_error, packs};
use crate::error::Result;
use crate::import::{Options, plain};
use crate::lang::normalise;
use crate::model::{AnnotationSet, Mark, QuoteKind, Span};
use gold::{Passage, Quote, Source, Speaker};

#[derive(clap::Args)]
pub struct Args {
    /// A language pack to use instead of the installed ones; may be given more than once.
    #[arg(long)]
    pack: Vec<PathBuf>,
    /// List what is missed, found where nothing is, or given to somebody else.
    #[arg(long)]
    errors: bool,
    /// JSON lines {"text", "quotes", "sources"} with code points, or PolNeAR's {"text", "attributions"}.
    file: PathBuf,
}

/// Prints the table of scores.
///
/// # Errors
/// Those of reading packs and file, and of writing.
pub fn run(args: &Args) -> Result<()> {
    let engine = packs::engine(&args.pack)?;
    let passages = gold::read(&args.file)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut scores = Scores::default();
    let written = passages.iter().try_for_each(|passage| {
        let compared = Compared::new(&engine, passage);
        scores.count(&compared);
        if args.errors { compared.write_errors(&mut out) } else { Ok(()) }
    });
    let written = written.and_then(|()| scores.write(&mut out)).and_then(|()| out.flush());
    written.map_err(|error| io_error(Path::new("standard output"), &error))
}

/// What is annotated in a passage beside what the engine finds there, in one convention.
struct Compared<'p> {
    passage: &'p Passage,
    gold: Vec<Quote>,
    found: Vec<Quote>,
    sources: Vec<Source>,
}

impl Compared<'_> {
    fn new<'p>(engine: &Engine, passage: &'p Passage) -> Compared<'p> {
        let set = engine.annotate(&plain::article(&passage.text, &Options::default()));
        let mut gold = passage.quotes.clone();
        let mut found = quotes_of(&set, passage.is_projected);
        if passage.is_projected {
            found = joined(found);
            let both = gold.iter_mut().chain(&mut found);
            both.for_each(|quote| quote.content = projected(quote.content, &passage.text));
        }
        Compared { passage, gold, found, sources: sources_of(&set) }
    }

    fn write_errors(&self, out: &mut impl Write) -> std::io::Result<()> {
        let text = &self.passage.text;
        let pairs = matched(&self.contents(|_| true), 0.8);
        writeln!(out, "== {}", self.passage.id)?;
        for (at, quote) in self.gold.iter().enumerate().filter(|(at, _)| pairs.iter().all(|pair| pair.0 != *at)) {
            writeln!(out, "  missed  {}", self.gold[at].line(text).trim_end())?;
            let near = self.found.iter().filter(|found| found.content.overlaps(quote.content));
            near.into_iter().try_for_each(|found| writeln!(out, "    near  {}", found.line(text)))?;
        }
        for (at, quote) in self.found.iter().enumerate().filter(|(at, _)| pairs.iter().all(|pair| pair.1 != *at)) {
            let is_near = self.gold.iter().any(|gold| gold.content.overlaps(quote.content));
            writeln!(out, "  {}   {}", if is_near { "beside" } else { "false " }, self.found[at].line(text))?;
        }
        self.write_source_errors(out)?;
        for (gold, found) in matched(&self.contents(|_| true), 0.3) {
            let (gold, found) = (&self.gold[gold], &self.found[found]);
            if found.speaker.is_some() && !is_same(gold, found) || gold.speaker.is_some() && found.speaker.is_none() {
                writeln!(out, "  speaker {}", gold.line(text))?;
                writeln!(out, "     not  {}", found.line(text))?;
            }
        }
        Ok(())
    }

    /// Sources that are missed, found where none is, or of another kind.
    fn write_source_errors(&self, out: &mut impl Write) -> std::io::Result<()> {
        let (gold, found) = (&self.passage.sources, &self.sources);
        let mut pairs = matched(&self.sources(), 0.3);
        pairs.retain(|&(one, other)| gold[one].kind == found[other].kind);
        let mut line = |what: &str, source: &Source| {
            let words = source.span.of(&self.passage.text).replace('\n', "¶");
            writeln!(out, "  source {what} {} | {words}", source.kind)
        };
        let missed = gold.iter().enumerate().filter(|(at, _)| pairs.iter().all(|pair| pair.0 != *at));
        missed.into_iter().try_for_each(|(_, source)| line("missed", source))?;
        let wrong = found.iter().enumerate().filter(|(at, _)| pairs.iter().all(|pair| pair.1 != *at));
        wrong.into_iter().try_for_each(|(_, source)| line("false ", source))
    }

    /// The contents of both sides whose kind counts, in code points, each with its index.
    fn contents(&self, counts: impl Fn(Option<QuoteKind>) -> bool) -> Sides {
        let of = |quotes: &[Quote]| {
            let kept = quotes.iter().enumerate().filter(|(_, quote)| counts(quote.kind));
            kept.map(|(at, quote)| (at, self.passage.in_code_points(quote.content))).collect()
        };
        (of(&self.gold), of(&self.found))
    }

    /// The sources of both sides, likewise.
    fn sources(&self) -> Sides {
        let of = |sources: &[Source]| {
            let spans = sources.iter().map(|source| self.passage.in_code_points(source.span));
            spans.enumerate().collect()
        };
        (of(&self.passage.sources), of(&self.sources))
    }
}

impl Quote {
    fn line(&self, text: &str) -> String {
        let speaker = match &self.speaker {
            None => "-",
            Some(Speaker::Named(name)) => name,
            Some(Speaker::At(span)) => span.of(text),
        };
        let cue = self.cue.map_or("-", |cue| cue.of(text));
        let kind = self.kind.map_or("", QuoteKind::as_str);
        let line = format!("{kind} | {speaker} | {cue} | {}", self.content.of(text));
        line.replace('\n', "¶")
    }
}

fn quotes_of(set: &AnnotationSet, by_place: bool) -> Vec<Quote> {
    let quotes = set.annotations.iter().filter_map(|annotation| match &annotation.mark {
        Mark::Quote { kind, cue, speaker, speaker_name, .. } => {
            let speaker = if by_place { speaker.map(Speaker::At) } else { speaker_name.clone().map(Speaker::Named) };
            let said = Some((annotation.confidence * 100.0).round() as u32);
            Some(Quote { content: annotation.span, kind: Some(*kind), cue: *cue, speaker, said })
        }
        _ => None,
    });
    quotes.collect()
}

fn sources_of(set: &AnnotationSet) -> Vec<Source> {
    let sources = set.annotations.iter().filter_map(|annotation| match &annotation.mark {
        Mark::Source { kind, .. } => Some(Source { span: annotation.span, kind: kind.as_str().to_owned() }),
        _ => None,
    });
    sources.collect()
}

// --- PolNeAR's convention ---

/// The pieces under one cue, as one quote.
fn joined(quotes: Vec<Quote>) -> Vec<Quote> {
    let mut by_cue: BTreeMap<Span, usize> = BTreeMap::new();
    let mut whole: Vec<Quote> = Vec::new();
    for quote in quotes {
        match quote.cue.and_then(|cue| by_cue.get(&cue)) {
            Some(&at) => {
                let hull = &mut whole[at].content;
                *hull = Span::new(hull.start.min(quote.content.start), hull.end.max(quote.content.end));
                whole[at].speaker = whole[at].speaker.take().or(quote.speaker);
            }
            None => {
                if let Some(cue) = quote.cue {
                    by_cue.insert(cue, whole.len());
                }
                whole.push(quote);
            }
        }
    }
    whole
}

/// The content without quotation marks and punctuation at its edges, and without `that` before it.
fn projected(content: Span, text: &str) -> Span {
    let edge = |letter: char| {
        letter.is_whitespace() || (!letter.is_alphanumeric() && !matches!(letter, '$' | '%' | '#' | '@'))
    };
    let bare = content.trim_matches(text, edge);
    let words = bare.of(text);
    match words.get(..5).filter(|start| start.eq_ignore_ascii_case("that ")) {
        Some(_) => Span::new(bare.start + 5, bare.end).trim_matches(text, edge),
        None => bare,
    }
}

// --- Scores ---

/// What is annotated and what is found, each span with its index.
type Sides = (Vec<(usize, Span)>, Vec<(usize, Span)>);

/// Pairs of the first and the second of `sides`, by their indexes: those with the highest Jaccard index first, none below `least`.
fn matched(sides: &Sides, least: f64) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for &(gold, left) in &sides.0 {
        let near = sides.1.iter().filter(|(_, right)| right.overlaps(left) || *right == left);
        pairs.extend(near.map(|&(found, right)| (jaccard(left, right), gold, found)).filter(|pair| pair.0 >= least));
    }
    pairs.sort_by(|left, right| right.0.total_cmp(&left.0));
    let (mut golds, mut founds) = (HashSet::new(), HashSet::new());
    pairs.retain(|&(_, gold, found)| {
        let is_free = !golds.contains(&gold) && !founds.contains(&found);
        is_free && golds.insert(gold) && founds.insert(found)
    });
    pairs.into_iter().map(|(_, gold, found)| (gold, found)).collect()
}

/// What two spans share of what they hold together.
fn jaccard(left: Span, right: Span) -> f64 {
    let shared = left.end.min(right.end).saturating_sub(left.start.max(right.start));
    shared as f64 / (left.len() + right.len() - shared).max(1) as f64
}

/// Whether the found speaker is the annotated one.
fn is_same(gold: &Quote, found: &Quote) -> bool {
    match (&gold.speaker, &found.speaker) {
        (Some(Speaker::Named(gold)), Some(Speaker::Named(found))) => names_agree(gold, found),
        (Some(Speaker::At(gold)), Some(Speaker::At(found))) => gold.overlaps(*found),
        _ => false,
    }
}

/// Whether the words of the names are the same, or one has those of the other, a word of three letters among them, and no more
/// than twice as many beside.
fn names_agree(left: &str, right: &str) -> bool {
    // `#بومبيو` and `للطيران،` are the words.
    let word = |word: &str| normalise::fold(word.trim_matches(|letter: char| !letter.is_alphanumeric()));
    let words = |name: &str| -> HashSet<String> { name.split_whitespace().map(word).collect() };
    let (left, right) = (words(left), words(right));
    let (less, more) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    let foreign = more.len() - less.len();
    let tells = less.iter().any(|word| word.chars().count() >= 3);
    less == more || (less.is_subset(&more) && tells && foreign <= 2 * less.len())
}

#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    gold: usize,
    found: usize,
    right: usize,
}

impl Tally {
    fn add(&mut self, gold: usize, found: usize, right: usize) {
        *self = Tally { gold: self.gold + gold, found: self.found + found, right: self.right + right };
    }

    fn line(self) -> String {
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        let (precision, recall) = (share(self.right, self.found), share(self.right, self.gold));
        format!(
            "F1 {:5.1}  precision {precision:5.1}  recall {recall:5.1}",
            share(2 * self.right, self.gold + self.found)
        )
    }
}

/// What is counted over all passages, by the names under which it is printed.
#[derive(Default)]
struct Scores {
    rows: Vec<(String, Tally)>,
    /// Speakers that are given for matched quotes, right ones of them, and all that are annotated.
    speakers: Tally,
    /// Of the quotes that are said to be right with a confidence, in hundredths, how many there are and how many are, with their
    /// speaker where one is given.
    said: BTreeMap<u32, Tally>,
}

impl Scores {
    fn count(&mut self, compared: &Compared) {
        let kinds = [QuoteKind::Direct, QuoteKind::Mixed, QuoteKind::Indirect];
        self.quotes("all", &compared.contents(|_| true), &[0.8, 0.3, 1.0]);
        if !compared.passage.is_projected {
            let marked = compared.contents(|kind| kind != Some(QuoteKind::Indirect));
            self.quotes("marked", &marked, &[0.8, 0.3]);
            for kind in kinds {
                self.quotes(kind.as_str(), &compared.contents(|other| other == Some(kind)), &[0.8, 0.3]);
            }
        }
        let cues = |quotes: &[Quote]| quotes.iter().filter_map(|quote| quote.cue).enumerate().collect::<Vec<_>>();
        self.quotes("cues", &(cues(&compared.gold), cues(&compared.found)), &[1.0]);
        let pairs = matched(&compared.contents(|_| true), 0.3);
        let given = pairs.iter().filter(|pair| compared.found[pair.1].speaker.is_some()).count();
        let right = pairs.iter().filter(|pair| is_same(&compared.gold[pair.0], &compared.found[pair.1])).count();
        for (at, quote) in compared.found.iter().enumerate() {
            let Some(said) = quote.said else { continue };
            let matched = pairs.iter().find(|pair| pair.1 == at);
            let is_right =
                matched.is_some_and(|pair| quote.speaker.is_none() || is_same(&compared.gold[pair.0], quote));
            self.said.entry(said).or_default().add(0, 1, usize::from(is_right));
        }
        self.speakers.add(compared.gold.iter().filter(|quote| quote.speaker.is_some()).count(), given, right);
        if !compared.passage.is_projected {
            let all = compared.sources();
            let right = matched(&all, 0.3)
                .into_iter()
                .filter(|&(gold, found)| compared.passage.sources[gold].kind == compared.sources[found].kind);
            let right = right.count();
            self.row("sources at 0.3 with their kind").add(all.0.len(), all.1.len(), right);
        }
    }

    fn quotes(&mut self, name: &str, sides: &Sides, levels: &[f64]) {
        for &least in levels {
            let level = if least == 1.0 { "exact".to_owned() } else { format!("at {least}") };
            let right = matched(sides, least).len();
            self.row(&format!("{name} {level}")).add(sides.0.len(), sides.1.len(), right);
        }
    }

    fn row(&mut self, name: &str) -> &mut Tally {
        let at = self.rows.iter().position(|row| row.0 == name).unwrap_or_else(|| {
            self.rows.push((name.to_owned(), Tally::default()));
            self.rows.len() - 1
        });
        &mut self.rows[at].1
    }

    fn write(&self, out: &mut impl Write) -> std::io::Result<()> {
        for (name, tally) in &self.rows {
            writeln!(out, "  {name:<30}  {}  ({} annotated, {} found)", tally.line(), tally.gold, tally.found)?;
        }
        let Tally { gold, found, right } = self.speakers;
        let share = |whole: usize| 100.0 * right as f64 / whole.max(1) as f64;
        writeln!(
            out,
            "  {:<30}  {:5.1} % right of {found} given, {:5.1} % of {gold} annotated",
            "speakers",
            share(found),
            share(gold)
        )?;
        self.said.iter().rev().try_for_each(|(said, tally)| {
            let right = 100.0 * tally.right as f64 / tally.found as f64;
            let name = format!("said {:.2}", f64::from(*said) / 100.0);
            writeln!(out, "  {name:<30}  {right:5.1} % right of {} with their speaker, if one is given", tally.found)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_agree_where_one_has_the_words_of_the_other() {
        assert!(names_agree("سيرغي شويغو", "شويغو"));
        assert!(names_agree("الأمم المتحدة", "الأمم المتحدة"));
        assert!(!names_agree("سيرغي شويغو", "سيرغي لافروف"));
        assert!(!names_agree("مسؤول", "مسؤول كبير في الإدارة الأميركية"), "four words more than the one they share");
    }

    #[test]
    fn a_pair_is_matched_once_and_the_best_first() {
        let span = |start, end| Span::new(start, end);
        let sides = (vec![(0, span(0, 10)), (1, span(4, 14))], vec![(0, span(4, 14))]);
        assert_eq!(matched(&sides, 0.3), [(1, 0)]);
        assert!(matched(&(vec![(0, span(0, 10))], vec![(0, span(0, 7))]), 0.8).is_empty());
    }

    #[test]
    fn the_projection_drops_marks_and_that() {
        let text = "that “it is over.”";
        assert_eq!(projected(Span::new(0, text.len()), text).of(text), "it is over");
    }
}
