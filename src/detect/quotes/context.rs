//! When, where and to whom something was said, as far as the sentence of its reporting word tells.
//!
//! The words around a reporting word are gone through outward from it, and what belongs to somebody else stops the way: a relative
//! clause, another reporting word, the reported words themselves. Spans leave the preposition outside: on a card `where: مؤتمر صحفي مع
//! نظيره المصري` says what `خلال` before it would say once more. English articles stay.

use std::ops::Range;

use super::block::BlockQuotes;
use super::cues::CueAt;
use super::marks;
use crate::detect::entities::mentions_in;
use crate::detect::phrases::{self, Part, date_at, mention_at, part_at};
use crate::detect::{origins, unnamed};
use crate::lang::Class;
use crate::lang::lexicon::{CueShape, Frame};
use crate::model::{Context, EntityType, Lang, Span};

/// The circumstances of `content`, which `cue` reports and the words at `speaker` speak.
pub fn of(quotes: &BlockQuotes, content: Span, cue: &CueAt, speaker: Option<Span>) -> Context {
    let sentence = quotes.block.sentence_of(cue.tokens.start);
    let at = quotes.cues.partition_point(|other| other.tokens.start < cue.tokens.start);
    let before = at.checked_sub(1).map_or(sentence.start, |at| quotes.cues[at].tokens.end.max(sentence.start));
    let after = quotes.cues.get(at + 1).map_or(sentence.end, |next| next.tokens.start.min(sentence.end));
    let mut walk = Walk { quotes, cue, speaker, content, found: Context::default() };
    walk.go(cue.tokens.end..after, false);
    // `Carvalho on Monday told reporters`
    if let Some(speaker) = speaker.filter(|speaker| speaker.end <= cue.span.start) {
        walk.go(quotes.block.tokens_touching(speaker).end.max(before)..cue.tokens.start, false);
    }
    // `وفي مقابلة مع الصحيفة قال`
    if before == sentence.start {
        walk.go(before..cue.tokens.start, true);
    }
    walk.found
}

/// A way along the words beside a reporting word.
struct Walk<'w, 'b, 'a> {
    quotes: &'w BlockQuotes<'b, 'a>,
    cue: &'w CueAt,
    speaker: Option<Span>,
    content: Span,
    found: Context,
}

impl Walk<'_, '_, '_> {
    /// Goes along `tokens`; at a word that is no circumstance a strict way ends.
    fn go(&mut self, tokens: Range<usize>, strict: bool) {
        let mut at = tokens.start;
        while at < tokens.end {
            let span = self.quotes.block.tokens[at].span;
            let is_speaker = self.speaker.is_some_and(|speaker| speaker.overlaps(span));
            let is_said = self.content.overlaps(span) || !marks::overlapping(&self.quotes.quoted, span).is_empty();
            if is_said || self.ends_at(at) {
                return;
            }
            if is_speaker {
                at += 1;
                continue;
            }
            at = match self.circumstance(at) {
                Some(end) => end.max(at + 1),
                None if strict && self.quotes.block.is_word(at) && !self.is_joining(at) => return,
                None => at + 1,
            };
        }
    }

    /// Whether what comes is about somebody else's doing: `الذي انتخب أمس`, `who won on Monday`.
    fn ends_at(&self, at: usize) -> bool {
        let relative = ["الذي", "التي", "الذين", "who", "whose", "which", "whom", "after", "بعد", "before", "قبل"];
        self.quotes.block.classes(at).has(Class::Complementiser)
            || self.quotes.block.is_any(at, &relative)
            || part_at(self.quotes.block, at).is_some_and(|part| part.cue.shape == CueShape::Anonymity)
    }

    /// Takes the circumstance that begins at token `at`, and tells its end.
    fn circumstance(&mut self, at: usize) -> Option<usize> {
        let block = self.quotes.block;
        if let Some(end) = date_at(block, self.quotes.set, at) {
            // `في الفترة من سبتمبر`
            let bounds = ["من", "منذ", "حتي", "الي", "from", "since", "until", "to", "by", "for"];
            if !(at > 0 && block.is_any(at - 1, &bounds)) {
                self.found.when = self.found.when.or(Some(block.span(at..end)));
            }
            return Some(end);
        }
        if let Some((span, end)) = self.addressee(at) {
            self.found.to = self.found.to.or(Some(span));
            return Some(end);
        }
        let (span, end) = self.place(at)?;
        self.found.place = self.found.place.or(Some(span));
        Some(end)
    }

    /// Whether the word at `at` is a preposition that place or time can follow.
    fn is_joining(&self, at: usize) -> bool {
        let joins = ["خلال", "في", "وفي", "وخلال", "اثناء", "عبر", "in", "at", "during", "via", "through"];
        self.quotes.block.is_any(at, &joins) || self.is_on(at)
    }

    /// `على`, `on`: `على تويتر` is where somebody speaks, `على البيان` what about.
    fn is_on(&self, at: usize) -> bool {
        self.quotes.block.is_any(at, &["علي", "on"])
    }

    /// The occasion after the preposition at `at`, or the place where it stands beside verb or speaker: `في القاهرة`.
    fn place(&self, at: usize) -> Option<(Span, usize)> {
        let (block, set) = (self.quotes.block, self.quotes.set);
        if !self.is_joining(at) {
            return None;
        }
        if let Some(occasion) = self.occasion(at) {
            let mut end = phrases::end(block, set, occasion.clone(), block.sentence_of(at).end);
            // `مع نظيره المصري سامح شكري`
            if let Some((after, EntityType::Per)) = mention_at(block, set, end).filter(|_| end > occasion.end) {
                end = after;
            }
            return Some((block.span(at + 1..end), end));
        }
        // `قال الوزير في القاهرة`, but `قال رجل في بيشاور` is about the man.
        let tokens = |speaker: Span| block.tokens_touching(speaker);
        let is_named = |speaker: &Span| mention_at(block, set, tokens(*speaker).start).is_some();
        let speaker = self.speaker.filter(|speaker| speaker.start > self.cue.span.start).filter(is_named);
        let beside = at == self.cue.tokens.end || speaker.is_some_and(|speaker| tokens(speaker).end == at);
        let (end, _) = mention_at(block, set, at + 1).filter(|&(_, kind)| beside && kind == EntityType::Loc)?;
        Some((block.span(at + 1..end), end))
    }

    /// The word for an occasion in the phrase after the preposition at `at`.
    fn occasion(&self, at: usize) -> Option<Range<usize>> {
        let block = self.quotes.block;
        let end = block.sentence_of(at).end.min(at + 6);
        // `an on-air diatribe`
        if block.is_any(at + 1, &["-"]) {
            return None;
        }
        let goes_on = |other: &usize| {
            let is_open = block.lang() == Lang::Ar && *other > at + 1;
            !is_open && (block.is_article(*other) || !block.classes(*other).has(Class::Function))
        };
        let on = Frame::prepositions(block.lang()).iter().position(|word| ["على", "on"].contains(word));
        let on = on.map_or(Frame::default(), Frame::preposition);
        // `في الوقت نفسه`, `in the early morning` are no occasions to speak on.
        let is_time = |at: usize| block.ways(at).iter().any(|way| way.measure.is_some());
        let is_vague = block.is_any(at + 1, &["وقت", "الوقت", "سياق", "السياق", "اطار"]);
        let fits = |part: &Part| {
            let is_on = !self.is_on(at) || part.cue.frame.has(on);
            part.is_occasion() && part.clitic == 0 && is_on && !is_time(part.tokens.start)
        };
        let mut nouns = (at + 1..end).take_while(goes_on).filter(|_| !is_vague);
        nouns.find_map(|at| part_at(block, at).filter(fits)).map(|part| part.tokens)
    }

    /// Whom it is said to: `told reporters`, `لوكالة فرانس برس`.
    fn addressee(&self, at: usize) -> Option<(Span, usize)> {
        let (block, set) = (self.quotes.block, self.quotes.set);
        let is_first = at == self.cue.tokens.end;
        // `hailed Trump` has an object and nobody it is said to.
        let is_told = || {
            let told = self.cue.cue.frame.has(Frame::ADDRESSEE.with(Frame::CLAUSE));
            told || block.is_any(at - 1, &["told", "tells", "telling"])
        };
        let (start, takes) = match block.lang() {
            Lang::Ar => (at, block.key(at).starts_with('ل')),
            Lang::En if block.is_any(at, &["to"]) => (at + 1, true),
            Lang::En => (at, is_first && is_told()),
        };
        let head = start + usize::from(block.is_article(start));
        if !takes || head >= block.sentence_of(at).end {
            return None;
        }
        // `لوموند` begins with a letter of its own.
        let is_apart = |span: Span| block.lang() == Lang::En || span.start > block.tokens[at].span.start;
        if let Some(medium) = origins::medium(block, set, head).filter(|medium| is_apart(medium.span)) {
            let start = medium.span.start
                - if head > start { block.tokens[head].span.start - block.tokens[start].span.start } else { 0 };
            return Some((Span::new(start, medium.span.end), medium.end));
        }
        if let Some(people) = unnamed::at(block, set, head) {
            let is_to = block.lang() == Lang::En || block.word(at)[..people.clitic].ends_with('ل');
            return is_to.then(|| (people.span(block), people.tokens.end));
        }
        // `وقال لعباس`, `told Carvalho`
        let (end, _) = mention_at(block, set, head).filter(|_| is_first)?;
        let (mention, _) = mentions_in(set, block.tokens[head].span).next()?;
        is_apart(mention).then_some((mention, end))
    }
}
