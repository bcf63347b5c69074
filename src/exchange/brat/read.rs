//! The lines of an `.ann` file become annotations: what cannot be taken is told, the rest counts.

use std::collections::HashMap;

use super::ids::Kept;
use super::{ATTRIBUTES, Attribute, Part, QUOTE, SOURCE, SPOKEN_BY};
use crate::error::Error;
use crate::exchange::gather::{Gathering, is_name};
use crate::exchange::json::is_wikidata;
use crate::exchange::{Document, labels};
use crate::import::{Options, plain};
use crate::model::{Annotation, Context, EntityType, Mark, Origin, QuoteKind, SourceKind, Span, Stance, TextIndex};

/// Reads the `.ann` file `ann` of the file `text`, both as they are, but for a byte-order mark.
///
/// A quote without a kind is a direct one, a source without one is no mark and kept. Without an `Equiv` or a Wikidata identifier,
/// mentions of one type and with the same words are of one entity.
pub fn read(text: &str, ann: &str) -> (Document, Kept) {
    let mut reader = Reader {
        text,
        index: TextIndex::new(text),
        spans: Vec::new(),
        by_id: HashMap::new(),
        kept: Kept::default(),
        problems: Vec::new(),
    };
    // What refers to spans may stand before them.
    let lines: Vec<Line> = ann.split('\n').enumerate().filter_map(|(at, line)| Line::new(at, line)).collect();
    let mut rest: Vec<&Line> = Vec::new();
    let mut others = Vec::new();
    for line in &lines {
        reader.kept.take(line.id);
        match line.id.starts_with('T') {
            true => reader.take(line, &mut others, Reader::text_bound),
            false => rest.push(line),
        }
    }
    for line in rest {
        reader.take(line, &mut others, Reader::said);
    }
    reader.finish(others)
}

/// One line, cut at its tabs.
struct Line<'f> {
    /// From 0.
    at: usize,
    whole: &'f str,
    id: &'f str,
    /// Between the first and the second tab.
    data: &'f str,
    /// Behind the second one.
    tail: Option<&'f str>,
}

impl<'f> Line<'f> {
    /// None for a line with nothing in it.
    fn new(at: usize, line: &'f str) -> Option<Line<'f>> {
        let whole = line.trim_end_matches('\r');
        let mut fields = whole.splitn(3, '\t');
        let (id, data) = (fields.next()?, fields.next().unwrap_or_default());
        (!whole.trim().is_empty()).then(|| Line { at, whole, id, data, tail: fields.next() })
    }
}

/// So many bytes of white space can part two fragments of one span: an empty line or two.
const LONGEST_GAP: usize = 1000;

/// What a span is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Mention(EntityType),
    Quote,
    Source,
    Part(Part),
}

impl Kind {
    /// What is written for it.
    fn label(self) -> &'static str {
        match self {
            Kind::Mention(kind) => kind.as_str(),
            Kind::Quote => QUOTE,
            Kind::Source => SOURCE,
            Kind::Part(part) => part.as_str(),
        }
    }
}

/// A span with what other lines say of it.
struct Bound<'f> {
    at: usize,
    line: &'f str,
    id: &'f str,
    span: Span,
    kind: Kind,
    attributes: Vec<Attribute>,
    wikidata: Option<&'f str>,
    /// A span that is equivalent to it, as an index: one before it, or itself where it is the first.
    same_as: Option<usize>,
    /// What is said of a quote: the part, and which span it is.
    parts: Vec<(Option<Part>, usize)>,
    /// Whether it is a part of a quote.
    is_used: bool,
}

/// What became of a line that is not wrong.
enum Outcome {
    Taken,
    NotUnderstood,
}

type Taken = Result<Outcome, String>;

struct Reader<'f> {
    text: &'f str,
    index: TextIndex,
    spans: Vec<Bound<'f>>,
    by_id: HashMap<&'f str, usize>,
    kept: Kept,
    problems: Vec<(usize, Error)>,
}

impl<'f> Reader<'f> {
    /// Takes a line; into `others` go those that are not understood.
    fn take(
        &mut self,
        line: &Line<'f>,
        others: &mut Vec<(usize, &'f str)>,
        by: fn(&mut Reader<'f>, &Line<'f>) -> Taken,
    ) {
        match by(self, line) {
            Ok(Outcome::Taken) => {}
            Ok(Outcome::NotUnderstood) => others.push((line.at, line.whole)),
            Err(reason) => {
                let path = format!("line {}", line.at + 1);
                self.problems.push((line.at, Error::InvalidInput { path, reason }));
            }
        }
    }

    // --- Spans ---

    fn text_bound(&mut self, line: &Line<'f>) -> Taken {
        let (label, places) = line.data.split_once(' ').unwrap_or((line.data, ""));
        // What has white space in its identifier no other line can refer to.
        let kind = kind(label).filter(|_| !line.id.contains(char::is_whitespace));
        let Some(kind) = kind else { return Ok(Outcome::NotUnderstood) };
        let mut parts: Vec<Span> = Vec::new();
        for place in places.split(';') {
            parts.push(self.place(place)?);
        }
        if !line.tail.is_none_or(|tail| self.stands_at(&parts, tail)) {
            return Err("the text is not what stands at that place".to_owned());
        }
        let span = self.joined(&parts).map(|span| span.trim_matches(self.text, super::is_break));
        let Some(span) = span.filter(|span| !span.is_empty()) else { return Ok(Outcome::NotUnderstood) };
        if self.by_id.contains_key(line.id) {
            return Err("the identifier is one that another line has".to_owned());
        }
        self.by_id.insert(line.id, self.spans.len());
        self.spans.push(Bound {
            at: line.at,
            line: line.whole,
            id: line.id,
            span,
            kind,
            attributes: Vec::new(),
            wikidata: None,
            same_as: None,
            parts: Vec::new(),
            is_used: false,
        });
        Ok(Outcome::Taken)
    }

    /// `0 5`, code points.
    fn place(&self, place: &str) -> Result<Span, String> {
        let ends = place.trim().split_once(' ').and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
        let (start, end) = ends.ok_or("the place is not a number of code points for each end")?;
        let byte = |point: usize| {
            let byte = self.index.from_points(self.text, point);
            let is_inside = self.index.to_points(self.text, byte) == point;
            is_inside.then_some(byte).ok_or("the place is not within the text")
        };
        let (start, end) = (byte(start)?, byte(end)?);
        if start < end {
            Ok(Span::new(start, end))
        } else {
            Err("the end of the place is not after its start".to_owned())
        }
    }

    /// Whether the fragments are, with a space between them, the text of a line; one without a text is as good to brat.
    fn stands_at(&self, parts: &[Span], tail: &str) -> bool {
        let mut rest = Some(tail);
        for (at, part) in parts.iter().enumerate() {
            let next = if at == 0 { rest } else { rest.and_then(|rest| rest.strip_prefix(' ')) };
            rest = next.and_then(|rest| rest.strip_prefix(part.of(self.text)));
        }
        tail.trim().is_empty() || rest.is_some_and(|rest| rest.trim().is_empty())
    }

    /// The span of fragments that only white space parts; None where there is more between them.
    fn joined(&self, parts: &[Span]) -> Option<Span> {
        let is_gap = |pair: &[Span]| {
            let gap = self.text.get(pair[0].end..pair[1].start);
            gap.is_some_and(|gap| {
                gap.len() <= LONGEST_GAP && gap.chars().all(|letter| letter.is_whitespace() || super::is_break(letter))
            })
        };
        parts.windows(2).all(is_gap).then(|| Some(Span::new(parts.first()?.start, parts.last()?.end))).flatten()
    }

    // --- What is said of spans ---

    fn said(&mut self, line: &Line<'f>) -> Taken {
        let outcome = match line.id.chars().next() {
            Some('R') => self.relation(line.data.trim_end())?,
            Some('A' | 'M') => self.attribute(line.data.trim_end())?,
            Some('N') => self.reference(line.data.trim_end()),
            Some('*') => self.equivalent(line.data.trim_end()),
            _ => Outcome::NotUnderstood,
        };
        if matches!(outcome, Outcome::Taken) && line.id != "*" {
            self.kept.name(line.data.trim_end().to_owned(), line.id);
        }
        Ok(outcome)
    }

    /// The span called `id`, if `fits` holds for what it is.
    fn span_called(&mut self, id: &str, fits: fn(Kind) -> bool) -> Option<&mut Bound<'f>> {
        let at = *self.by_id.get(id)?;
        self.spans.get_mut(at).filter(|span| fits(span.kind))
    }

    fn relation(&mut self, data: &str) -> Taken {
        let mut fields = data.split(' ');
        let name = fields.next().unwrap_or_default();
        let part = Part::ALL.into_iter().find(|part| part.as_str() == name);
        let arguments = fields.next().and_then(|one| one.strip_prefix("Arg1:")).zip(fields.next());
        let Some((quote, other)) = arguments.filter(|_| part.is_some() || name == SPOKEN_BY) else {
            return Ok(Outcome::NotUnderstood);
        };
        if self.span_called(quote, |kind| kind == Kind::Quote).is_none() {
            return Ok(Outcome::NotUnderstood);
        }
        let other = other.strip_prefix("Arg2:").and_then(|id| self.by_id.get(id).copied());
        let other = other.ok_or("Arg2 is not a span that could be read")?;
        let quote = self.by_id[quote];
        if self.spans[quote].parts.iter().any(|(known, _)| *known == part) {
            return Err(["the quote is not one without a ", name].concat());
        }
        self.spans[quote].parts.push((part, other));
        self.spans[other].is_used = true;
        Ok(Outcome::Taken)
    }

    fn attribute(&mut self, data: &str) -> Taken {
        let mut fields = data.split(' ');
        let (name, id) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
        let fits: fn(Kind) -> bool = match name {
            "QuoteKind" | "Stance" => |kind| kind == Kind::Quote,
            "SourceKind" => |kind| kind == Kind::Source,
            _ => |kind| !matches!(kind, Kind::Part(_)),
        };
        let Some(span) = self.span_called(id, fits).filter(|_| ATTRIBUTES.contains(&name)) else {
            return Ok(Outcome::NotUnderstood);
        };
        let value = fields.next().unwrap_or_default();
        let attribute = Attribute::read(name, value).map_err(|right| ["the value is not ", &right].concat())?;
        if span.attributes.iter().any(|known| known.name() == name) {
            return Err(["the span is not one without a ", name].concat());
        }
        span.attributes.push(attribute);
        Ok(Outcome::Taken)
    }

    /// `Reference T1 Wikidata:Q90`; other knowledge bases are others' business.
    fn reference(&mut self, data: &'f str) -> Outcome {
        let mut fields = data.split(' ').skip(1);
        let (id, entry) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
        let wikidata = entry.split_once(':').filter(|(base, _)| base.eq_ignore_ascii_case("wikidata"));
        let span = self.span_called(id, |kind| matches!(kind, Kind::Mention(_)));
        match (span, wikidata) {
            (Some(span), Some((_, entry))) if span.wikidata.is_none() && is_wikidata(entry) => {
                span.wikidata = Some(entry);
                Outcome::Taken
            }
            _ => Outcome::NotUnderstood,
        }
    }

    /// Lines that share a mention say the same of all their mentions; one that names one mention alone says nothing.
    fn equivalent(&mut self, data: &str) -> Outcome {
        let Some(ids) = data.strip_prefix("Equiv ") else { return Outcome::NotUnderstood };
        let spans: Option<Vec<usize>> = ids.split(' ').map(|id| self.by_id.get(id).copied()).collect();
        let is_mention = |&at: &usize| matches!(self.spans[at].kind, Kind::Mention(_)) && is_name(self.spans[at].span);
        let Some(spans) = spans.filter(|spans| spans.iter().all(is_mention)) else { return Outcome::NotUnderstood };
        if spans.iter().all(|at| *at == spans[0]) {
            return Outcome::NotUnderstood;
        }
        for pair in spans.windows(2) {
            let (one, other) = (self.first_same(pair[0]), self.first_same(pair[1]));
            for at in [one, other] {
                self.spans[at].same_as = Some(one.min(other));
            }
        }
        Outcome::Taken
    }

    /// The first of the spans that are equivalent to `at`; the way there gets shorter.
    fn first_same(&mut self, mut at: usize) -> usize {
        while let Some(before) = self.spans[at].same_as.filter(|before| *before != at) {
            self.spans[at].same_as = self.spans[before].same_as;
            at = before;
        }
        at
    }

    // --- The document ---

    fn finish(mut self, mut others: Vec<(usize, &'f str)>) -> (Document, Kept) {
        let mut gathering = Gathering::new(self.text);
        let mut annotations = Vec::new();
        // What a span is the same as stands before it.
        for at in 0..self.spans.len() {
            self.spans[at].same_as = self.spans[at].same_as.and_then(|before| self.spans[before].same_as);
        }
        // Mentions first, for quotes refer to their entities.
        for turn in [true, false] {
            for at in 0..self.spans.len() {
                let bound = &self.spans[at];
                if matches!(bound.kind, Kind::Mention(_)) != turn {
                    continue;
                }
                let mark = self.mark(&mut gathering, at);
                if mark.is_some() || matches!(bound.kind, Kind::Part(_)) && bound.is_used {
                    let (label, Span { start, end }) = (bound.kind.label(), bound.span);
                    self.kept.name(format!("{label} {start} {end}"), bound.id);
                } else {
                    others.push((bound.at, bound.line));
                }
                annotations.extend(mark.map(|mark| annotation(bound, mark)));
            }
        }
        gathering.set.annotations = annotations;
        others.sort_by_key(|(at, _)| *at);
        others.iter().for_each(|(_, line)| self.kept.keep(line));
        self.problems.sort_by_key(|(at, _)| *at);
        let problems = self.problems.into_iter().map(|(_, problem)| problem).collect();
        let article = plain::article(self.text, &Options::default());
        (Document { article, set: gathering.finish(), problems }, self.kept)
    }

    /// What the span `at` says; None for a part of a quote, and for a source of no kind.
    fn mark(&self, gathering: &mut Gathering<'f>, at: usize) -> Option<Mark> {
        let bound = &self.spans[at];
        match bound.kind {
            Kind::Mention(kind) => {
                let id = bound.same_as.map(|first| self.spans[first].id);
                gathering.mention(bound.span, kind, id, bound.wikidata)
            }
            Kind::Quote => Some(self.quote(gathering, bound)),
            Kind::Source => {
                let kind = bound.attributes.iter().find_map(|attribute| match attribute {
                    Attribute::SourceKind(kind) => Some(*kind),
                    _ => None,
                })?;
                Some(source(gathering, kind, bound.span))
            }
            Kind::Part(_) => None,
        }
    }

    fn quote(&self, gathering: &mut Gathering<'f>, bound: &Bound<'f>) -> Mark {
        let (mut kind, mut stance) = (QuoteKind::Direct, Stance::Said);
        for attribute in &bound.attributes {
            match attribute {
                Attribute::QuoteKind(known) => kind = *known,
                Attribute::Stance(known) => stance = *known,
                _ => {}
            }
        }
        let span = |part: Option<Part>| {
            let found = bound.parts.iter().find(|(known, _)| *known == part)?;
            Some(found.1)
        };
        let place = |part: Part| span(Some(part)).map(|at| self.spans[at].span);
        // The speaker itself where that is a mention, or else the mention that says who it is.
        let mention = [span(None), span(Some(Part::Speaker))].into_iter().flatten().find_map(|at| {
            let known = self.spans[at].kind;
            matches!(known, Kind::Mention(_)).then(|| self.mark(gathering, at)).flatten()
        });
        let speaker_entity = match mention {
            Some(Mark::Entity(mention)) => Some(mention.entity),
            _ => None,
        };
        let context = Context { when: place(Part::When), place: place(Part::Where), to: place(Part::To) };
        let (cue, speaker) = (place(Part::Cue), place(Part::Speaker));
        Mark::Quote { kind, stance, cue, speaker, speaker_entity, speaker_name: None, context }
    }
}

/// What a span of this type is.
fn kind(label: &str) -> Option<Kind> {
    match label {
        QUOTE => Some(Kind::Quote),
        SOURCE => Some(Kind::Source),
        _ => {
            let part = Part::ALL.into_iter().find(|part| part.as_str() == label).map(Kind::Part);
            part.or_else(|| labels::entity_type(label).map(Kind::Mention))
        }
    }
}

fn source(gathering: &Gathering, kind: SourceKind, span: Span) -> Mark {
    Mark::Source { kind, names: gathering.words(span).map(str::to_owned).into_iter().collect(), reason: None }
}

fn annotation(bound: &Bound, mark: Mark) -> Annotation {
    let (mut origin, mut confidence) = (Origin::Provided, 1.0);
    for attribute in &bound.attributes {
        match attribute {
            Attribute::Origin(known) => origin = *known,
            Attribute::Confidence(known) => confidence = *known,
            _ => {}
        }
    }
    Annotation { span: bound.span, mark, origin, confidence, why: Vec::new() }
}
