//! Whose words a quote reports: the subject of its verb, or whoever was speaking before.
//!
//! A wrong name is worse than none. So a title stands for a person only when the article gives that title to exactly one, and a
//! verb without a subject carries the last speaker on only when gender and number do not speak against it.

use super::block::BlockQuotes;
use super::cues::CueAt;
use super::resolver::Resolver;
use super::{Report, Subject};
use crate::detect::entities::references::Holders;
use crate::detect::index::Index;
use crate::lang::lexicon::{Agreement, Frame};
use crate::lang::{Class, arabic, normalise};
use crate::model::{AnnotationSet, BlockKind, EntityId, EntityType, Lang, Role, Span, sorted};

/// The most blocks in which nobody speaks before nobody is carried on.
const LONGEST_SILENCE: usize = 2;

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
    /// Whether who it is was told before, and not here.
    pub is_carried: bool,
}

impl Speaker {
    /// Leaves out the preposition that is attached to the first word.
    fn ungovern(&mut self, quotes: &BlockQuotes) {
        let Some(span) = self.span.filter(|span| self.entity.is_none() && span.of(quotes.block.text).starts_with('ل'))
        else {
            return;
        };
        let span = Span::new(span.start + 'ل'.len_utf8(), span.end);
        self.span = Some(span);
        self.name = Some(quotes.block.written_alone(span));
    }
}

/// Who was speaking, carried from sentence to sentence.
#[derive(Debug, Default)]
pub struct Discourse {
    last: Option<(Speaker, Agreement)>,
    /// Whom a sentence after that was about.
    topic: Option<Speaker>,
    /// The last phrase of each head that stood for a speaker without a name: `مسؤول كبير في الإدارة`, later `المسؤول`.
    phrases: Index,
    named: Vec<Speaker>,
    expects: bool,
    /// How many blocks have ended since somebody spoke last.
    silent: usize,
    /// The last reporting word: a quotation that opens a block without one goes on from it.
    cue: Option<CueAt>,
    holders: Holders,
    /// The people of the article by the last word of their name.
    surnames: Index,
    /// Whether each entity is spoken of in the masculine or feminine, by its titles and the verbs before its name.
    genders: Vec<Agreement>,
    /// Where words stand for an entity named before, in order: `الصندوق`, `the minister`.
    references: Vec<(Span, EntityId)>,
}

impl Discourse {
    /// The discourse of an article before its first word; `set` has its people with their titles.
    pub fn new(set: &AnnotationSet) -> Discourse {
        let mut surnames = Index::default();
        for (at, entity) in set.entities.iter().enumerate().filter(|(_, entity)| entity.kind == EntityType::Per) {
            // Two are as good as many: then it is nobody's.
            let last = entity.name.split_whitespace().next_back().map(normalise::fold);
            last.into_iter().for_each(|last| surnames.add(last, at, 2));
        }
        let numbered = set.entities.iter().enumerate();
        let references =
            numbered.flat_map(|(at, entity)| entity.references.iter().map(move |&span| (span, EntityId(at))));
        let references = sorted(references.collect(), |left: &(Span, EntityId), right| left.0.cmp(&right.0));
        let genders =
            set.entities.iter().map(|entity| entity.roles.first().map_or(Agreement::Unknown, gender)).collect();
        Discourse { holders: Holders::new(set), surnames, references, genders, ..Discourse::default() }
    }

    /// Whether the block before announced a quotation that opens the next: it ended in a colon or left a mark open.
    pub fn expects_quote(&self) -> bool {
        self.expects
    }

    /// The reporting word before, where a quotation goes on over blocks.
    pub fn last_cue(&self) -> Option<&CueAt> {
        self.cue.as_ref()
    }

    /// The speaker of `report`, who is then the last one.
    pub fn speaker_of(&mut self, quotes: &BlockQuotes, report: &Report) -> Speaker {
        let agreement = report.cue.as_ref().map_or(Agreement::Unknown, |cue| cue.cue.agreement);
        let continues = report.cue.as_ref().is_none_or(|cue| cue.cue.frame.has(Frame::CONTINUES));
        if report.cue.is_some() && !continues && matches!(report.subject, Subject::Carried | Subject::Pronoun(_)) {
            self.last = self.topic.take().map(|topic| (topic, Agreement::Unknown)).or(self.last.take());
        }
        if report.content.is_some() {
            self.silent = 0;
        }
        if report.cue.is_some() && (report.content.is_some() || Discourse::is_announced(quotes)) {
            self.cue.clone_from(&report.cue);
        }
        let resolver =
            Resolver { quotes, holders: &self.holders, surnames: &self.surnames, references: &self.references };
        match &report.subject {
            Subject::Phrase(tokens) | Subject::Governed(tokens) => match resolver.resolve(tokens.clone()) {
                // `وفي مقارنة بين الأسد وحسن نصر الله لفتت إلى`: the name before the verb is not its subject.
                Some(speaker) if self.is_of_other_gender(&speaker, report, agreement) => self.carried(agreement),
                Some(speaker) => self.note(quotes, report, speaker, agreement),
                None => self.lose(report),
            },
            Subject::Unclear => self.lose(report),
            Subject::Pronoun(at) if quotes.block.lang() == Lang::Ar => self.stand_in(&resolver, *at, agreement),
            Subject::Pronoun(at) => self.by_pronoun(quotes, *at, agreement),
            Subject::Carried => self.carried(agreement),
        }
    }

    /// The speaker named in the sentence, who is noted as the last one, or as whom a sentence that reports nothing is about.
    fn note(&mut self, quotes: &BlockQuotes, report: &Report, mut speaker: Speaker, agreement: Agreement) -> Speaker {
        if matches!(report.subject, Subject::Governed(_)) {
            speaker.ungovern(quotes);
        }
        self.name_fully(&mut speaker);
        if report.cue.is_none() && report.content.is_none() {
            self.topic = speaker.entity.is_some().then(|| speaker.clone());
            return speaker;
        }
        self.topic = None;
        if let (Some(entity), Agreement::Masculine | Agreement::Feminine) = (speaker.entity, agreement) {
            self.genders[entity.0] = agreement;
        }
        // What cannot be marked is noted all the same where it is somebody.
        if report.content.is_some() || speaker.entity.is_some() || Discourse::is_announced(quotes) {
            self.last = Some((speaker.clone(), agreement));
            self.silent = 0;
        }
        speaker
    }

    /// Who the English pronoun at token `at` stands for, whose gender is known from then on.
    fn by_pronoun(&mut self, quotes: &BlockQuotes, at: usize, agreement: Agreement) -> Speaker {
        let token = &quotes.block.tokens[at];
        let agreement = match &*token.key {
            "he" | "his" => Agreement::Masculine,
            "she" | "her" => Agreement::Feminine,
            "they" | "their" => Agreement::Plural,
            _ => agreement,
        };
        let speaker = self.carried_as(agreement, quotes.set);
        let is_told = speaker.name.is_some() && agreement != Agreement::Unknown;
        if let Some((_, known)) = self.last.as_mut().filter(|_| is_told) {
            *known = agreement;
        }
        Speaker { span: Some(token.span), ..speaker }
    }

    /// Whether the person named before the verb is spoken of in another gender than it.
    fn is_of_other_gender(&self, speaker: &Speaker, report: &Report, agreement: Agreement) -> bool {
        use Agreement::{Feminine, Masculine};
        let known = speaker.entity.map_or(Agreement::Unknown, |entity| self.genders[entity.0]);
        let is_before = match (&report.subject, &report.cue) {
            (Subject::Phrase(tokens), Some(cue)) => tokens.end <= cue.tokens.start,
            _ => false,
        };
        is_before && matches!((known, agreement), (Masculine, Feminine) | (Feminine, Masculine))
    }

    /// Who a pronoun stands for, or a document that was issued: `البيان` is the organisation that spoke last, if one did; `المصدر`
    /// is the source without a name that was told of, or what spoke last.
    fn stand_in(&self, resolver: &Resolver, at: usize, agreement: Agreement) -> Speaker {
        let block = resolver.quotes.block;
        let span = block.token(at).map(|token| token.span);
        if block.classes(at).has(Class::Pronoun) {
            return Speaker { span, ..self.carried(agreement) };
        }
        let is_document = block.key(at) != "المصدر";
        let mut itself = span.and_then(|span| resolver.phrase(span, false)).unwrap_or_default();
        if !is_document && self.told_fully(&itself).is_some_and(|known| known.name != itself.name) {
            self.call_fully(&mut itself);
            return itself;
        }
        let last = self.last.as_ref().map(|(speaker, _)| speaker).filter(|last| {
            match last.entity.map(|entity| resolver.quotes.set.entity(entity).kind) {
                Some(kind) => kind != EntityType::Per && (!is_document || kind == EntityType::Org),
                None => !is_document,
            }
        });
        last.map_or(itself, |last| Speaker { span, unnamed: false, is_carried: true, ..last.clone() })
    }

    /// Somebody new speaks, and we cannot tell who: nobody is carried past this point.
    fn lose(&mut self, report: &Report) -> Speaker {
        if report.content.is_some() {
            self.last = None;
            self.topic = None;
        }
        Speaker::default()
    }

    /// Gives a speaker whose words all were in an earlier phrase with its head (`المسؤول`, `the official`) that fuller one:
    /// `مسؤول كبير في الإدارة`; or notes its own.
    fn name_fully(&mut self, speaker: &mut Speaker) {
        if self.call_fully(speaker) {
            return;
        }
        if let Some(head) = speaker.name.as_deref().map(stems).and_then(|words| words.into_iter().next()) {
            self.phrases.set(head, self.named.len());
            self.named.push(speaker.clone());
        }
    }

    /// Gives a speaker the fuller phrase, if there is one.
    fn call_fully(&self, speaker: &mut Speaker) -> bool {
        let Some(known) = self.told_fully(speaker) else { return false };
        (speaker.name, speaker.entity) = (known.name.clone(), known.entity);
        true
    }

    /// The earlier phrase that has all the words of a speaker who is no entity.
    fn told_fully(&self, speaker: &Speaker) -> Option<&Speaker> {
        let words = stems(speaker.name.as_deref().filter(|_| speaker.entity.is_none())?);
        let known = &self.named[self.phrases.first(words.first()?)?];
        let fuller = stems(known.name.as_deref()?);
        words.iter().all(|word| fuller.contains(word)).then_some(known)
    }

    /// What the end of `block` says of the next one.
    pub fn end_block(&mut self, quotes: &BlockQuotes) {
        let open = quotes.quoted.last().is_some_and(|quoted| quoted.open);
        let colon = Discourse::is_announced(quotes);
        // An English quotation may go on in a block of its own, with no mark left open before it.
        self.silent += 1;
        if quotes.block.block.kind == BlockKind::Headline || self.silent > LONGEST_SILENCE {
            self.last = None;
            self.topic = None;
            self.cue = None;
        }
        self.expects = self.last.is_some() && (open || colon || quotes.block.lang() == Lang::En);
    }

    /// The last speaker, if an English pronoun can stand for them: `they` for no one person, `he` for no organisation.
    fn carried_as(&self, agreement: Agreement, set: &AnnotationSet) -> Speaker {
        let speaker = self.carried(agreement);
        let is_person = speaker.entity.map(|entity| set.entity(entity).kind == EntityType::Per);
        match agreement {
            Agreement::Plural if is_person == Some(true) => Speaker::default(),
            Agreement::Masculine | Agreement::Feminine if is_person == Some(false) => Speaker::default(),
            _ => speaker,
        }
    }

    /// Whether the block ends as if a quotation came next.
    fn is_announced(quotes: &BlockQuotes) -> bool {
        let end = quotes.block.tokens.len();
        end > 0 && quotes.is_mark(end - 1, &[":", ","])
    }

    fn carried(&self, agreement: Agreement) -> Speaker {
        let Some((speaker, before)) = &self.last else { return Speaker::default() };
        let known = speaker.entity.map(|entity| self.genders[entity.0]);
        let before = known.filter(|known| *known != Agreement::Unknown).unwrap_or(*before);
        use Agreement::{Feminine, Masculine, Plural};
        let clash = matches!(
            (before, agreement),
            (Masculine, Feminine) | (Feminine, Masculine) | (Plural, Masculine) | (Masculine, Plural)
        );
        if clash { Speaker::default() } else { Speaker { span: None, is_carried: true, ..speaker.clone() } }
    }
}

/// The gender of whoever holds an Arabic title: `وزيرة`; a deputy may be either.
fn gender(role: &Role) -> Agreement {
    match role.text.split_whitespace().next() {
        Some(head) if head.ends_with('ة') => Agreement::Feminine,
        Some(head) if head.starts_with(|letter: char| ('ا'..='ي').contains(&letter)) && head != "نائب" => {
            Agreement::Masculine
        }
        _ => Agreement::Unknown,
    }
}

/// The words of a phrase without articles and the endings of number and case: `المسؤولون` as `مسؤول`.
fn stems(phrase: &str) -> Vec<String> {
    let words = phrase.split_whitespace().map(normalise::fold);
    let words = words.filter(|word| !matches!(word.as_str(), "the" | "a" | "an"));
    let stem = |word: String| {
        let bare = arabic::without_article(&word);
        let stem = ["ون", "ين", "ا"].into_iter().find_map(|ending| bare.strip_suffix(ending));
        stem.filter(|stem| stem.chars().count() >= 3).unwrap_or(bare).to_owned()
    };
    words.map(stem).collect()
}
