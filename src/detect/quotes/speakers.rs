//! Whose words a quote reports: the subject of its verb, or whoever was speaking before.
//!
//! A wrong name is worse than none. So a subject is read only as far as its grammar is clear, a title stands for a person
//! only when the article gives that title to exactly one, and a verb without a subject carries the last speaker on only
//! when gender and number do not speak against it.

use std::ops::Range;

use super::cues::CueAt;
use super::marks::{self, Quoted};
use crate::detect::entities::mentions_in;
use crate::detect::entities::references::Holders;
use crate::detect::index::Index;
use crate::detect::reading::BlockReading;
use crate::detect::titles;
use crate::lang::lexicon::{Agreement, CueShape};
use crate::lang::{Class, TokenKind, arabic, normalise};
use crate::model::{AnnotationSet, BlockKind, EntityId, EntityType, Lang, Span};

/// The most tokens of a noun phrase that stands for a speaker.
const LONGEST_PHRASE: usize = 12;

/// Who says something, as far as it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Speaker {
    /// The words of the sentence that name the speaker.
    pub span: Option<Span>,
    pub entity: Option<EntityId>,
    /// The fullest name or phrase of the article.
    pub name: Option<String>,
    /// People or sources without a name: `دبلوماسيون`, `officials`.
    pub unnamed: bool,
}

/// Who was speaking, carried from sentence to sentence.
#[derive(Debug, Default)]
pub struct Discourse {
    last: Option<(Speaker, Agreement)>,
    /// The last phrase of each head that stood for a speaker without a name: `مسؤول كبير في الإدارة`, later `المسؤول`.
    phrases: Index,
    named: Vec<String>,
    expects: bool,
    holders: Holders,
}

impl Discourse {
    /// The discourse of an article before its first word; `set` has its people with their titles.
    pub fn new(set: &AnnotationSet) -> Discourse {
        Discourse { holders: Holders::new(set), ..Discourse::default() }
    }

    /// Whether the block before announced a quotation that opens the next: it ended in a colon or left a mark open.
    pub fn expects_quote(&self) -> bool {
        self.expects
    }

    /// The speaker of a report with `cue`; `zone` are the tokens after the cue in which an Arabic subject stands.
    pub fn speaker_of(
        &mut self,
        block: &BlockReading,
        set: &AnnotationSet,
        cue: Option<&CueAt>,
        zone: &Range<usize>,
        quoted: &[Quoted],
    ) -> Speaker {
        let Some(cue) = cue else { return self.carried(Agreement::Unknown) };
        let subject = Subject { block, set, quoted, holders: &self.holders };
        let named = match (block.lang(), cue.cue.shape) {
            (_, CueShape::Phrase) => subject.after(cue.tokens.end..cue.tokens.end + LONGEST_PHRASE),
            (Lang::Ar, CueShape::Participle) => None,
            (Lang::Ar, _) => subject.after(zone.clone()).or_else(|| subject.before_arabic(cue)),
            (Lang::En, CueShape::Participle) => subject.sentence_subject(cue),
            (Lang::En, _) => subject.around_english(cue, zone),
        };
        match named {
            Some(Named::Speaker(mut speaker)) => {
                self.name_fully(&mut speaker);
                self.last = Some((speaker.clone(), cue.cue.agreement));
                speaker
            }
            Some(Named::Unclear) => {
                // Somebody new speaks, and we cannot tell who: nobody is carried past this point.
                self.last = None;
                Speaker::default()
            }
            Some(Named::Pronoun) | None => self.carried(cue.cue.agreement),
        }
    }

    /// Gives a speaker named by a single noun (`المسؤول`, `the official`) the fuller phrase that named it before.
    fn name_fully(&mut self, speaker: &mut Speaker) {
        let Some(name) = speaker.name.as_mut().filter(|_| speaker.entity.is_none()) else { return };
        let head = |phrase: &str| {
            let words = phrase.split_whitespace().filter(|word| !matches!(*word, "the" | "The" | "a" | "an" | "A"));
            let word = words.map(normalise::fold).next().unwrap_or_default();
            arabic::without_article(&word).to_owned()
        };
        let head = head(name);
        let single = name.split_whitespace().count() == 1;
        match self.phrases.first(&head).filter(|_| single) {
            Some(known) => name.clone_from(&self.named[known]),
            None => {
                self.phrases.set(head, self.named.len());
                self.named.push(name.clone());
            }
        }
    }

    /// Notes who speaks at a cue whose report cannot be marked.
    pub fn note(
        &mut self,
        block: &BlockReading,
        set: &AnnotationSet,
        cue: &CueAt,
        zone: &Range<usize>,
        quoted: &[Quoted],
    ) {
        let subject = Subject { block, set, quoted, holders: &self.holders };
        let named = match block.lang() {
            Lang::Ar => subject.after(zone.clone()),
            Lang::En => None,
        };
        if let Some(Named::Speaker(speaker)) =
            named.filter(|named| matches!(named, Named::Speaker(who) if who.entity.is_some()))
        {
            self.last = Some((speaker, cue.cue.agreement));
        }
    }

    /// What the end of `block` says of the next one.
    pub fn end_block(&mut self, block: &BlockReading, quoted: &[Quoted]) {
        let open = quoted.last().is_some_and(|quoted| quoted.open);
        let colon = block.tokens.last().is_some_and(|token| token.is_mark(":") || token.is_mark(","));
        self.expects = self.last.is_some() && (open || colon);
        if block.block.kind == BlockKind::Headline {
            self.last = None;
        }
    }

    fn carried(&self, agreement: Agreement) -> Speaker {
        let Some((speaker, before)) = &self.last else { return Speaker::default() };
        use Agreement::{Feminine, Masculine, Plural};
        let clash = matches!(
            (before, agreement),
            (Masculine, Feminine) | (Feminine, Masculine) | (Plural, Masculine) | (Masculine, Plural)
        );
        // After an unnamed source, `وأضاف` is more often somebody else than not.
        if clash { Speaker::default() } else { Speaker { span: None, ..speaker.clone() } }
    }
}

/// What stands where a subject stands.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Named {
    Speaker(Speaker),
    Pronoun,
    /// A noun phrase that we cannot follow.
    Unclear,
}

struct Subject<'s, 'b, 'a> {
    block: &'b BlockReading<'a>,
    set: &'s AnnotationSet,
    quoted: &'s [Quoted],
    holders: &'s Holders,
}

impl Subject<'_, '_, '_> {
    // --- After the verb ---

    /// The subject that begins right at `zone.start`.
    fn after(&self, zone: Range<usize>) -> Option<Named> {
        let zone = zone.start..zone.end.min(self.block.tokens.len());
        let end = self.phrase_end(zone.clone());
        (end > zone.start).then(|| self.resolve(zone.start..end))
    }

    /// Where the noun phrase at `zone.start` ends: before a mark, a particle or a reporting word.
    fn phrase_end(&self, zone: Range<usize>) -> usize {
        let mut at = zone.start;
        while at < zone.end.min(zone.start + LONGEST_PHRASE) {
            if let Some(end) = self.mention_end(at) {
                // A person closes the phrase: what follows is apposition or the report.
                at = end;
                if self.is_person_at(at - 1) {
                    break;
                }
                continue;
            }
            if self.bounds(at, zone.start) {
                break;
            }
            at += 1;
        }
        at
    }

    fn bounds(&self, at: usize, start: usize) -> bool {
        let token = &self.block.tokens[at];
        let classes = self.block.classes(at);
        let in_title = classes.has(Class::TitlePart) && at > start;
        // The article belongs to an English phrase, in its beginning.
        let determiner = self.block.lang() == Lang::En
            && matches!(&*token.key, "the" | "a" | "an" | "his" | "her" | "their" | "its" | "of" | "for" | "'s");
        let inside = !marks::overlapping(self.quoted, token.span).is_empty();
        let particle = classes.any(&[Class::Function, Class::Complementiser]) && !in_title && !determiner;
        let mark = token.kind != TokenKind::Word && !token.is_mark("-");
        let dash = token.is_mark("-") && self.block.run_len(at.saturating_sub(1)) == 1;
        let verb = classes.has(Class::Cue) && at > start && !classes.any(&[Class::TitlePart, Class::Title]);
        inside || particle || mark || dash || (token.is_mark("-") && self.block.lang() == Lang::Ar) || verb
    }

    /// The end of the mention that begins at token `at`, in tokens.
    fn mention_end(&self, at: usize) -> Option<usize> {
        let span = self.block.tokens[at].span;
        let (mention, _) = mentions_in(self.set, span).next()?;
        Some(self.block.tokens_in(Span::new(span.start, mention.end.max(span.end))).end.max(at + 1))
    }

    fn is_person_at(&self, at: usize) -> bool {
        self.person_in(self.block.tokens[at].span).is_some()
    }

    // --- Before the verb ---

    /// An Arabic subject before its verb: `الدبيبة قال إن`, `المتحدث الذي قال`.
    fn before_arabic(&self, cue: &CueAt) -> Option<Named> {
        if cue.joined {
            return None;
        }
        let mut end = cue.tokens.start;
        if end > 0 && matches!(&*self.block.tokens[end - 1].key, "الذي" | "التي" | "الذين" | "قد" | "وقد")
        {
            end -= 1;
        }
        let last = self.block.token(end.checked_sub(1)?)?.span;
        self.person_in(last).map(|mention| self.of_mention(mention))
    }

    /// The English subject of `cue`: before it (`Rathbun wrote,`), or after it where a quotation precedes (`," said Mohib`).
    fn around_english(&self, cue: &CueAt, zone: &Range<usize>) -> Option<Named> {
        let before = self.english_before(cue.tokens.start);
        if before.is_some() {
            return before;
        }
        // Only words already quoted let the verb stand before its subject; elsewhere what follows is the object:
        // `and told the police, "…"`.
        let last = self.quoted[..marks::overlapping(self.quoted, cue.span).start].last();
        let quoted_before = last.is_some_and(|quoted| {
            let end = self.block.tokens_in(quoted.outer).end;
            end == cue.tokens.start || (end + 1 == cue.tokens.start && self.block.tokens[end].is_mark(","))
        });
        let inverted = cue.tokens.end..zone.end.max(cue.tokens.end).min(self.block.tokens.len());
        let end = if quoted_before { self.phrase_end(inverted.clone()) } else { inverted.start };
        (end > inverted.start).then(|| self.resolve_english(inverted.start..end)).or_else(|| self.sentence_subject(cue))
    }

    /// The noun phrase that ends right before token `verb`, an apposition between commas skipped.
    fn english_before(&self, verb: usize) -> Option<Named> {
        let sentence = self.block.sentence_of(verb);
        let mut end = verb;
        while end > sentence.start && (self.is_auxiliary(end - 1) || self.block.tokens[end - 1].key.ends_with("ly")) {
            end -= 1;
        }
        let last = self.block.token(end.checked_sub(1)?)?;
        if end <= sentence.start {
            return None;
        }
        if last.is_mark(",") {
            return self.before_apposition(sentence.start, end - 1);
        }
        if self.block.classes(end - 1).has(Class::Pronoun) {
            return Some(Named::Pronoun);
        }
        if let Some((mention, _)) = mentions_in(self.set, last.span).next() {
            return Some(self.of_mention(mention));
        }
        let start = self.english_phrase_start(sentence.start, end)?;
        Some(self.resolve_english(start..end))
    }

    fn is_auxiliary(&self, at: usize) -> bool {
        matches!(
            &*self.block.tokens[at].key,
            "has" | "have" | "had" | "also" | "then" | "later" | "who" | "would" | "once"
        )
    }

    /// `Steve Whitmore, a representative for the office,` before a verb: the person before the first comma.
    fn before_apposition(&self, sentence: usize, comma: usize) -> Option<Named> {
        let earlier = (sentence..comma).rev().find(|&at| self.block.tokens[at].is_mark(","))?;
        let span = self.block.token(earlier.checked_sub(1)?)?.span;
        self.person_in(span).map(|mention| self.of_mention(mention))
    }

    /// Where the phrase that ends before token `end` begins: at its article, or at a noun for unnamed people.
    fn english_phrase_start(&self, sentence: usize, end: usize) -> Option<usize> {
        let from = end.saturating_sub(6).max(sentence);
        let article =
            (from..end).rev().find(|&at| matches!(&*self.block.tokens[at].key, "the" | "a" | "an" | "his" | "her"));
        let words = |start: usize| (start..end).all(|at| self.block.tokens[at].is_word());
        let unnamed = self.block.classes(end - 1).has(Class::Unnamed).then_some(end - 1);
        article.filter(|&start| words(start) && end - start >= 2).or(unnamed)
    }

    /// The subject of a participle: the person right before it (`with Boswell stating:`), or the only one of the sentence
    /// before it. Of several it may be any.
    fn sentence_subject(&self, cue: &CueAt) -> Option<Named> {
        let sentence = self.block.sentence_of(cue.tokens.start);
        let before = Span::new(self.block.tokens[sentence.start].span.start, cue.span.start);
        let people = mentions_in(self.set, before).filter(|(_, mention)| mention.kind == EntityType::Per);
        let people: Vec<Span> = people.map(|(span, _)| span).collect();
        match people.as_slice() {
            [] => None,
            [only] => Some(self.of_mention(*only)),
            [.., last] if self.block.tokens_in(*last).end == cue.tokens.start => Some(self.of_mention(*last)),
            _ => Some(Named::Unclear),
        }
    }

    // --- What the phrase stands for ---

    fn resolve(&self, tokens: Range<usize>) -> Named {
        if self.block.lang() == Lang::En {
            return self.resolve_english(tokens);
        }
        let span = self.block.span(tokens.clone());
        let person = self.person_in(span);
        if let Some(mention) = person.filter(|&mention| self.is_named_by(mention, span)) {
            return self.of_mention(mention);
        }
        if self
            .block
            .splits(tokens.start)
            .next()
            .is_some_and(|split| self.block.phrase_of(tokens.start, split, &[Class::Unnamed]).is_some())
        {
            return self.phrase(span, true);
        }
        if let Some((mention, _)) =
            mentions_in(self.set, span).next().filter(|(mention, _)| self.opens(*mention, tokens.start))
        {
            return self.of_mention(mention);
        }
        if let Some(entity) = self.by_role(tokens.clone()) {
            return self.known(span, entity);
        }
        let first = &self.block.tokens[tokens.start];
        let headed = arabic::is_definite(&first.key) || titles::head_at(self.block, tokens.start).is_some();
        if headed { self.phrase(span, false) } else { Named::Unclear }
    }

    fn resolve_english(&self, tokens: Range<usize>) -> Named {
        let span = self.block.span(tokens.clone());
        if tokens.len() == 1 && self.block.classes(tokens.start).has(Class::Pronoun) {
            return Named::Pronoun;
        }
        if let Some(mention) = self.person_in(span) {
            return self.of_mention(mention);
        }
        if let Some((mention, _)) =
            mentions_in(self.set, span).next().filter(|(mention, _)| self.opens(*mention, tokens.start))
        {
            return self.of_mention(mention);
        }
        if tokens.clone().any(|at| self.block.classes(at).has(Class::Unnamed)) {
            return self.phrase(span, true);
        }
        if let Some(entity) = self.by_role(tokens.clone()) {
            return self.known(span, entity);
        }
        let article = matches!(&*self.block.tokens[tokens.start].key, "the" | "a" | "an");
        if article && tokens.len() >= 2 { self.phrase(span, false) } else { Named::Unclear }
    }

    /// The first person mentioned in `span`.
    fn person_in(&self, span: Span) -> Option<Span> {
        mentions_in(self.set, span).find(|(_, mention)| mention.kind == EntityType::Per).map(|(span, _)| span)
    }

    /// Whether the phrase `span` is `mention` with its title, and not somebody else's: `قال نجل الرئيس صدام` is the son.
    fn is_named_by(&self, mention: Span, span: Span) -> bool {
        let first = self.block.tokens_in(span).start;
        let starts = mention.start < self.block.tokens[first].span.end;
        starts
            || self.holders.reaches(self.block.tokens[first].span.end, span.start, mention.start)
            || titles::head_at(self.block, first).is_some()
    }

    /// Whether `mention` opens the phrase that begins at token `start`, or stands second after a word like صحيفة or حركة.
    fn opens(&self, mention: Span, start: usize) -> bool {
        let first = self.block.tokens_in(mention).start;
        let second = first == start + 1
            && !self.block.classes(start).any(&[Class::Title, Class::BareTitle])
            && !arabic::is_definite(&self.block.tokens[start].key);
        let article = first == start + 1 && &*self.block.tokens[start].key == "the";
        first <= start || article || (second && self.block.classes(start).has(Class::TitlePart))
    }

    fn of_mention(&self, span: Span) -> Named {
        match mentions_in(self.set, span).next() {
            Some((span, mention)) => self.known(span, mention.entity),
            None => Named::Unclear,
        }
    }

    fn known(&self, span: Span, entity: EntityId) -> Named {
        let name = self.set.entity(entity).name.clone();
        Named::Speaker(Speaker { span: Some(span), entity: Some(entity), name: Some(name), unnamed: false })
    }

    fn phrase(&self, span: Span, unnamed: bool) -> Named {
        let name = span.of(self.block.text).to_owned();
        Named::Speaker(Speaker { span: Some(span), entity: None, name: Some(name), unnamed })
    }

    /// The one person whom the article gives the title that `tokens` are.
    fn by_role(&self, tokens: Range<usize>) -> Option<EntityId> {
        let start = tokens.clone().find(|&at| titles::head_at(self.block, at).is_some())?;
        let title = titles::head_at(self.block, start)?;
        let key = |at: usize| self.block.tokens[at].key.to_string();
        let (head, phrase): (String, Vec<String>) = match self.block.lang() {
            Lang::Ar => (
                title.stem.to_string(),
                [title.stem.to_string()].into_iter().chain((start + 1..tokens.end).map(key)).collect(),
            ),
            Lang::En => (key(title.head.end - 1), tokens.map(key).collect()),
        };
        self.holders.holder(&head, phrase.into_iter(), self.block.lang())
    }
}
