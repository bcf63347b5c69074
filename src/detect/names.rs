//! Names that the tagger finds in running text, and how they go with what the rules find.
//!
//! A rule that has fired has its reason: a title, a given name, an entry of the lexicon. The tagger has read the whole
//! sentence. Where they agree a mark is surer. Where only a rule speaks, it is believed if it has seen a title, a territory, a
//! city after `في`, or several words that are a name and nothing else; else the tagger decides.

use std::ops::Range;

use super::gazetteer::is_source_named;
use super::reading::{BlockReading, Reading};
use super::tagger::label::TYPES;
use super::tagger::{Tagged, tag};
use super::{Candidate, Found, confidence, lookup, people};
use crate::lang::lexicon::{CueShape, List};
use crate::lang::weights::Table;
use crate::lang::{Class, TokenKind, normalise};
use crate::model::{EntityType, Evidence, Lang, Span, sorted};

/// Evidence of a name that the tagger sees in its sentence.
pub const TAGGER: &str = "tagger";
/// The least probability, as the tagger sees it, of a name that nothing else speaks for.
const LEAST: f32 = 0.85;

/// The least for words at the end of a name that are no names by the lexicon.
const LEAST_FOR_MORE: f32 = 0.9;

/// The names in the blocks that have a tagger, in the order of the text.
pub fn candidates(reading: &Reading) -> Vec<Candidate> {
    let mut found = Vec::new();
    for lang in Lang::ALL {
        let blocks: Vec<usize> = (0..reading.blocks.len()).filter(|&at| reading.blocks[at].lang() == lang).collect();
        let table = blocks.first().and_then(|&first| reading.blocks[first].tagger);
        if let Some(table) = table {
            found.extend(of_blocks(reading, &blocks, table));
        }
    }
    sorted(found, |left, right| left.span.cmp(&right.span))
}

/// What the rules found and what the tagger found, in the order of the text; [`super::entities`] takes the longer of what
/// overlaps.
pub fn join(reading: &Reading, rules: Vec<Candidate>, tagged: Vec<Candidate>) -> Vec<Candidate> {
    let mut joined = Vec::new();
    let mut is_taken = vec![false; tagged.len()];
    for rule in rules {
        let block = &reading.blocks[rule.block];
        let at = tagged.partition_point(|other| other.span.end <= rule.span.start);
        match tagged.get(at).filter(|other| other.span.overlaps(rule.span)) {
            Some(other) => {
                let (kept, takes) = beside(block, rule, other);
                joined.extend(kept);
                is_taken[at] |= takes;
            }
            None if block.tagger.is_none() => joined.push(rule),
            None if stands_alone(block, &rule) => {
                // An organisation of several words is seldom anything else: its list says how sure it is.
                let is_listed = list(block, &rule) == Some(List::Organisations);
                joined.push(if is_listed { rule } else { disputed(rule) });
            }
            None => {}
        }
    }
    joined.extend(tagged.into_iter().zip(is_taken).filter(|(_, is_taken)| !is_taken).map(|(candidate, _)| candidate));
    sorted(joined, |left, right| left.span.cmp(&right.span))
}

/// What is left of `rule` beside `other`, which the tagger found over the same text, and whether it takes the other's place.
fn beside(block: &BlockReading, rule: Candidate, other: &Candidate) -> (Option<Candidate>, bool) {
    let is_same = kind(block, other) == kind(block, &rule);
    let people = is_same && kind(block, other) == EntityType::Per;
    // A clitic that only one of them has split off makes no difference.
    if block.tokens_touching(other.span) != block.tokens_touching(rule.span) {
        return match people {
            true => (Some(disputed(both(block, rule, other))), true),
            false => (Some(if is_same { rule } else { disputed(rule) }), false),
        };
    }
    if is_same {
        let why = rule.why.iter().chain(other.why.first()).cloned().collect();
        return (Some(Candidate { confidence: rule.confidence.max(confidence::AGREED), why, ..rule }), true);
    }
    // A title before a name, or a country: the tagger takes teams for organisations, readers take them for places.
    let keeps = list(block, &rule).is_none_or(|list| list == List::Territories) || are_initials(block, &rule);
    (keeps.then(|| disputed(rule)), keeps)
}

/// What only one of rules and tagger sees so.
fn disputed(candidate: Candidate) -> Candidate {
    Candidate { confidence: candidate.confidence.min(confidence::DISPUTED), ..candidate }
}

/// A person by a rule and by the tagger, who see names of different lengths: what only one of them sees belongs to it where it
/// can be a part of a name. `مبارك بوصوفة` for `مبارك`, but `طلعت زكريا` for `طلعت زكريا يتقمص`. A rule that has seen a title
/// knows where the name begins.
fn both(block: &BlockReading, rule: Candidate, other: &Candidate) -> Candidate {
    let can_be =
        |from: usize, to: usize| block.tokens_touching(Span::new(from, to)).all(|at| people::may_be_a_name(block, at));
    let (first, second) = (other.span.start, rule.span.start);
    let start = if !people::is_titled(&rule) && first < second && can_be(first, second) { first } else { second };
    // What the tagger alone sees may be unknown; what it does not see has to be known: `جاستن المغلوطة` is no name.
    let (short, long) = (rule.span.end.min(other.span.end), rule.span.end.max(other.span.end));
    let is_more = |at: &usize| match other.span.end == long {
        // Of words that are also others (`محمد السادس`, `عبد الحميد غول`) the sentence tells; verbs after names mislead it.
        true => {
            let is_sure = other.confidence >= confidence::tagged(LEAST_FOR_MORE)
                && !looks_like_a_verb(block, *at)
                && !block.classes(*at).has(Class::Former);
            is_sure || people::may_be_a_name(block, *at)
        }
        false => {
            let joined = block.tokens[*at].is_mark("-") || (*at > 0 && block.tokens[*at - 1].is_mark("-"));
            let is_surname =
                people::is_titled(&rule) && people::may_be_a_name(block, *at) && !looks_like_a_verb(block, *at);
            joined || is_surname || block.classes(*at).any(&[Class::Given, Class::Family, Class::Connector])
        }
    };
    let more = block.tokens_in(Span::new(short, long)).take_while(is_more).last();
    let end = more.map_or(short, |at| block.tokens[at].span.end);
    if end <= start {
        return rule;
    }
    let span = Span::new(start, end);
    let why = [rule.why, other.why.clone()].concat();
    Candidate { span, found: Found::Person(words(block, span)), why, ..rule }
}

/// Whether an unknown Arabic word has the first letter of the present tense: `سلمان يؤهل`.
fn looks_like_a_verb(block: &BlockReading, at: usize) -> bool {
    block.lang() == Lang::Ar && block.tokens[at].key.starts_with(['ي', 'ت', 'ن', 'س'])
}

/// The folded words of a name.
fn words(block: &BlockReading, span: Span) -> Vec<String> {
    let words = block.tokens_touching(span).map(|at| &block.tokens[at]).filter(|token| token.is_word());
    words
        .map(|token| match token.span.start < span.start {
            // Without its clitics, the alif of its article restored.
            true => normalise::fold(&block.written_alone(Span::new(span.start, token.span.end))),
            false => token.key.to_string(),
        })
        .collect()
}

/// Whether a name that the tagger alone speaks for has the short form of a person's in it: `قوات حفتر` is no name.
/// `short` is in the order of the text.
pub fn gives_way(candidate: &Candidate, short: &[Candidate]) -> bool {
    let at = short.partition_point(|other| other.span.end <= candidate.span.start);
    let overlaps = short.get(at).is_some_and(|other| other.span.overlaps(candidate.span));
    matches!(candidate.found, Found::Name(..)) && overlaps
}

/// Whether what a rule found is believed though the tagger takes it for no name.
fn stands_alone(block: &BlockReading, rule: &Candidate) -> bool {
    let tokens = block.tokens_touching(rule.span);
    match list(block, rule) {
        // `فاتن حمامة`: both words are names and nothing else.
        None => people::is_titled(rule) || (tokens.len() > 1 && tokens.clone().all(|at| is_sure_name(block, at))),
        // `السوق السعودية` is no country where the tagger sees none.
        Some(List::Territories) => !block.classes(tokens.start).has(Class::Nationality),
        Some(List::Cities) => {
            tokens.len() > 1 || (tokens.start > 0 && block.classes(tokens.start - 1).has(Class::Locative))
        }
        Some(List::Organisations) => {
            let is_source = is_source_named(block, block.classes(tokens.start));
            tokens.len() > 1 || is_source || are_initials(block, rule)
        }
    }
}

/// Whether a name is foreign initials in Arabic text, which can hardly be anything else: `(CNN)`.
fn are_initials(block: &BlockReading, rule: &Candidate) -> bool {
    let tokens = block.tokens_touching(rule.span);
    let is_acronym = |at: usize| block.ways(at).iter().any(|way| way.sense.classes.has(Class::Acronym));
    block.lang() == Lang::Ar && tokens.len() == 1 && is_acronym(tokens.start)
}

/// Whether the word at `at` is a personal name and nothing else.
fn is_sure_name(block: &BlockReading, at: usize) -> bool {
    let classes = block.classes(at);
    let others = [Class::AmbiguousName, Class::Common, Class::Territory, Class::City, Class::Organisation];
    classes.any(&[Class::Given, Class::Family]) && !classes.any(&others)
}

/// The list that holds a candidate; none for people and names that no list holds.
fn list(block: &BlockReading, candidate: &Candidate) -> Option<List> {
    match candidate.found {
        Found::Entry(entry) => block.lexicon.entry_at(entry).map(|entry| entry.list),
        _ => None,
    }
}

fn kind(block: &BlockReading, candidate: &Candidate) -> EntityType {
    match &candidate.found {
        Found::Person(_) => EntityType::Per,
        Found::Name(kind, _) => *kind,
        Found::Measured(measured) => measured.kind,
        Found::Listed(row, _) => row.kind,
        Found::Entry(entry) => block.lexicon.entry_at(*entry).map_or(EntityType::Misc, |entry| entry.kind),
    }
}

/// The names in `blocks`, which are of one language and so one document to the tagger.
fn of_blocks(reading: &Reading, blocks: &[usize], table: &Table) -> Vec<Candidate> {
    let mut sentences = Vec::new();
    let mut places = Vec::new();
    for &index in blocks {
        let block = &reading.blocks[index];
        sentences.extend(block.first_readings());
        places.extend(block.sentences().iter().map(|sentence| (index, sentence.start)));
    }
    let each = tag(table, &sentences).zip(places);
    each.flat_map(|(names, (index, start))| {
        let block = &reading.blocks[index];
        names.into_iter().filter_map(move |name| candidate(block, index, start, &name))
    })
    .collect()
}

/// A name without words that open a clause (`فاطمة | البالغة من العمر`), that of a person without what somebody is behind it
/// (`جيانلويجي بوفون | حارس`).
fn without_description(block: &BlockReading, kind: EntityType, tokens: Range<usize>) -> Range<usize> {
    let is_title = |at: usize| {
        let classes = block.classes(at);
        let is_name = classes.any(&[Class::Given, Class::Family]);
        kind == EntityType::Per
            && block.lang() == Lang::Ar
            && at > tokens.start + 1
            && classes.any(&[Class::Title, Class::BareTitle])
            && !is_name
    };
    // `ميركل | الخميس`, but `سالم الخميس`
    let is_day = |at: usize| {
        kind == EntityType::Per
            && block.lang() == Lang::Ar
            && block.is_weekday(at)
            && !block.classes(at - 1).has(Class::Given)
    };
    let opens = |at: &usize| {
        let cue = block.lexicon.sense(&block.tokens[*at].key).cue;
        cue.is_some_and(|cue| cue.shape == CueShape::Conjunction) || is_title(*at) || is_day(*at)
    };
    let end = (tokens.start + 1..tokens.end).find(opens).unwrap_or(tokens.end);
    let is_junior = kind == EntityType::Per && people::is_junior(block, end);
    let is_verb = kind == EntityType::Per && end > tokens.start + 1 && people::is_verb_before(block, tokens.start);
    tokens.start + usize::from(is_verb)..end + usize::from(is_junior)
}

fn candidate(block: &BlockReading, index: usize, start: usize, name: &Tagged) -> Option<Candidate> {
    let kind = TYPES[name.kind];
    let tokens = without_description(block, kind, start + name.tokens.start..start + name.tokens.end);
    // `الليبية` is the adjective of a name, and what corpora tag as MISC is often none: `دولار`.
    let ordinary = [Class::Nationality, Class::Common];
    let unnamed = kind == EntityType::Misc && tokens.clone().all(|at| block.classes(at).any(&ordinary));
    let bare = tokens.clone().all(|at| !block.tokens[at].is_word());
    let addressed = tokens.clone().any(|at| block.tokens[at].kind == TokenKind::Address);
    if name.probability < LEAST || unnamed || bare || addressed {
        return None;
    }
    let whole = block.span(tokens.clone());
    let clitic = lookup::most_likely(block.ways(tokens.start)).map_or(0, |way| way.split.at);
    // A person who is mentioned by one name after a preposition (`لأردوغان`) is named in full elsewhere; `بصالح` is nobody.
    let preposition = clitic > 0 && !block.text[whole.start..whole.start + clitic].ends_with('و');
    if preposition && kind == EntityType::Per && tokens.len() == 1 {
        return None;
    }
    let span = Span::new(whole.start + clitic, whole.end);
    let words = words(block, span);
    let found = if kind == EntityType::Per { Found::Person(words) } else { Found::Name(kind, words) };
    let mut why = vec![Evidence::plain(TAGGER)];
    if clitic > 0 {
        why.push(Evidence::with("clitic-split", "clitic", &block.text[whole.start..span.start]));
    }
    Some(Candidate {
        block: index,
        span,
        found,
        roles: Vec::new(),
        confidence: confidence::tagged(name.probability),
        why,
    })
}
