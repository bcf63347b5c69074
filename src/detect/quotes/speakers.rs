//! Whose words a quote reports: the subject of its verb, or whoever was speaking before.
//!
//! A wrong name is worse than none. So a title stands for a person only when the article gives that title to exactly one, and a
//! verb without a subject carries the last speaker on only when gender and number do not speak against it.

use std::ops::Range;

use super::block::BlockQuotes;
use super::cues::CueAt;
use super::{Report, Subject};
use crate::detect::entities::mentions_in;
use crate::detect::entities::references::Holders;
use crate::detect::index::Index;
use crate::detect::titles;
use crate::lang::lexicon::{Agreement, CueShape, Frame};
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
        let resolver =
            Resolver { quotes, holders: &self.holders, surnames: &self.surnames, references: &self.references };
        if report.cue.is_some() && (report.content.is_some() || Discourse::is_announced(quotes)) {
            self.cue.clone_from(&report.cue);
        }
        match &report.subject {
            Subject::Phrase(tokens) | Subject::Governed(tokens) => match resolver.resolve(tokens.clone()) {
                // `وفي مقارنة بين الأسد وحسن نصر الله لفتت إلى`: the name before the verb is not its subject.
                Some(speaker) if self.is_of_other_gender(&speaker, report, agreement) => self.carried(agreement),
                Some(mut speaker) => {
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
                None => self.lose(report),
            },
            Subject::Unclear => self.lose(report),
            Subject::Pronoun(at) if quotes.block.lang() == Lang::Ar => self.stand_in(&resolver, *at, agreement),
            Subject::Pronoun(at) => {
                let token = &quotes.block.tokens[*at];
                let agreement = match &*token.key {
                    "he" | "his" => Agreement::Masculine,
                    "she" | "her" => Agreement::Feminine,
                    "they" | "their" => Agreement::Plural,
                    _ => agreement,
                };
                let speaker = self.carried_as(agreement, quotes.set);
                if let Some((_, known)) =
                    self.last.as_mut().filter(|_| speaker.name.is_some() && agreement != Agreement::Unknown)
                {
                    *known = agreement;
                }
                Speaker { span: Some(token.span), ..speaker }
            }
            Subject::Carried => self.carried(agreement),
        }
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

    /// Who a pronoun stands for, or a document that was issued: `البيان` is the organisation that spoke last, if one did.
    fn stand_in(&self, resolver: &Resolver, at: usize, agreement: Agreement) -> Speaker {
        let block = resolver.quotes.block;
        let span = block.token(at).map(|token| token.span);
        if block.classes(at).has(Class::Pronoun) {
            return Speaker { span, ..self.carried(agreement) };
        }
        let last = self.last.as_ref().map(|(speaker, _)| speaker).filter(|last| {
            let kind = last.entity.map(|entity| resolver.quotes.set.entity(entity).kind);
            kind != Some(EntityType::Per)
        });
        match (last, span) {
            (Some(last), _) => Speaker { span, unnamed: false, is_carried: true, ..last.clone() },
            (None, Some(span)) => resolver.phrase(span, false).unwrap_or_default(),
            (None, None) => Speaker::default(),
        }
    }

    /// Somebody new speaks, and we cannot tell who: nobody is carried past this point.
    fn lose(&mut self, report: &Report) -> Speaker {
        if report.content.is_some() {
            self.last = None;
        }
        Speaker::default()
    }

    /// Gives a speaker whose words all were in an earlier phrase with its head (`المسؤول`, `the official`) that fuller one:
    /// `مسؤول كبير في الإدارة`.
    fn name_fully(&mut self, speaker: &mut Speaker) {
        let Some(name) = &speaker.name else { return };
        let words = stems(name);
        let Some(head) = words.first().cloned() else { return };
        let known = self.phrases.first(&head).map(|known| &self.named[known]).filter(|_| speaker.entity.is_none());
        match known
            .filter(|known| words.iter().all(|word| stems(known.name.as_deref().unwrap_or_default()).contains(word)))
        {
            Some(known) => {
                speaker.name.clone_from(&known.name);
                speaker.entity = known.entity;
            }
            None => {
                self.phrases.set(head, self.named.len());
                self.named.push(speaker.clone());
            }
        }
    }

    /// What the end of `block` says of the next one.
    pub fn end_block(&mut self, quotes: &BlockQuotes) {
        let open = quotes.quoted.last().is_some_and(|quoted| quoted.open);
        let colon = Discourse::is_announced(quotes);
        // An English quotation may go on in a block of its own, with no mark left open before it.
        self.expects = self.last.is_some() && (open || colon || quotes.block.lang() == Lang::En);
        self.silent += 1;
        if quotes.block.block.kind == BlockKind::Headline || self.silent > LONGEST_SILENCE {
            self.last = None;
        }
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

/// Tells who a noun phrase stands for.
struct Resolver<'r, 'b, 'a> {
    quotes: &'r BlockQuotes<'b, 'a>,
    holders: &'r Holders,
    surnames: &'r Index,
    references: &'r [(Span, EntityId)],
}

impl Resolver<'_, '_, '_> {
    fn resolve(&self, tokens: Range<usize>) -> Option<Speaker> {
        if self.quotes.block.lang() == Lang::En {
            return self.resolve_english(tokens);
        }
        let span = self.quotes.block.span(tokens.clone());
        if let Some(joint) = self.joint(span) {
            return self.phrase(joint, false);
        }
        let person = self.quotes.person_in(span);
        if let Some(mention) = person.filter(|&mention| self.is_named_by(mention, span)) {
            return self.of_mention(mention);
        }
        if let Some(tokens) = self.issuer(tokens.clone()) {
            return self.resolve(tokens);
        }
        if self.quotes.is_unnamed(tokens.start) || self.is_some_of_many(tokens.start, span) {
            return self.phrase(span, true);
        }
        let first = mentions_in(self.quotes.set, span).next();
        if let Some((mention, _)) = first.filter(|(mention, found)| self.opens(*mention, found.kind, tokens.start)) {
            return self.of_mention(mention);
        }
        let namesake = || Some(EntityId(self.surnames.only(&self.quotes.block.tokens[tokens.start].key)?));
        let namesake = if tokens.len() == 1 { namesake() } else { None };
        if let Some(entity) = self.referred(span).or_else(|| self.by_role(tokens.clone())).or(namesake) {
            return self.known(span, entity);
        }
        self.phrase(span, false)
    }

    /// The entity that all of the words stand for: `الصندوق`.
    fn referred(&self, span: Span) -> Option<EntityId> {
        let at = self.references.partition_point(|(reference, _)| reference.end <= span.start);
        self.references.get(at).filter(|(reference, _)| reference.contains(span)).map(|&(_, entity)| entity)
    }

    /// A name is the speaker where it closes the phrase before its first preposition: `campaign manager Corey Lewandowski`, not
    /// `Trump aides`, not `a spokesman for Clinton`.
    fn resolve_english(&self, tokens: Range<usize>) -> Option<Speaker> {
        let block = self.quotes.block;
        let closes = |at: &usize| {
            matches!(
                &*block.tokens[*at].key,
                "of" | "for" | "from" | "with" | "at" | "in" | "on" | "by" | "to" | "," | "("
            )
        };
        let end = (tokens.start + 1..tokens.end).find(closes).unwrap_or(tokens.end);
        let head = block.span(tokens.start..end);
        let last = mentions_in(self.quotes.set, block.tokens[end - 1].span).next();
        if let Some((mention, _)) = last {
            return self.of_mention(mention);
        }
        let span = block.span(tokens.clone());
        // `CEO of the Refugee Council Enver Solomon`
        let person = mentions_in(self.quotes.set, block.tokens[tokens.end - 1].span).next();
        if let Some((mention, _)) = person.filter(|(_, mention)| mention.kind == EntityType::Per) {
            let first = block.tokens_touching(mention).start;
            let described =
                first > tokens.start && !closes(&(first - 1)) && titles::head_at(block, tokens.start).is_some();
            if described {
                return self.of_mention(mention);
            }
        }
        // A word of a name and its bracket: `Lindsey Graham (R-SC)`.
        if let Some((mention, _)) =
            mentions_in(self.quotes.set, head).last().filter(|(mention, _)| mention.end + 1 >= head.end)
        {
            return self.of_mention(mention);
        }
        if tokens.clone().any(|at| block.classes(at).has(Class::Unnamed)) {
            return self.phrase(span, true);
        }
        if let Some(entity) = self.referred(span).or_else(|| self.by_role(tokens.clone())) {
            return self.known(span, entity);
        }
        let first = &block.tokens[tokens.start];
        let is_phrase = tokens.len() >= 2 || first.capital || !block.classes(tokens.start).has(Class::Function);
        if is_phrase { self.phrase(span, false) } else { None }
    }

    /// `أحد المعلقين`, `عدد من النواب`, but not `كل من بريطانيا وفرنسا`.
    fn is_some_of_many(&self, at: usize, span: Span) -> bool {
        let sense = self.quotes.block.lexicon.sense(&self.quotes.block.tokens[at].key);
        let is_quantifier = sense.cue.is_some_and(|cue| cue.shape == CueShape::Quantifier);
        is_quantifier && mentions_in(self.quotes.set, span).next().is_none()
    }

    /// Two people who speak together, from the first name to the last: `جورج بوش ورئيس الوزراء البريطاني توني بلير`.
    fn joint(&self, span: Span) -> Option<Span> {
        let people = mentions_in(self.quotes.set, span).filter(|(_, mention)| mention.kind == EntityType::Per);
        let people: Vec<Span> = people.map(|(span, _)| span).collect();
        let (first, last) = (people.first()?, people.last()?);
        let between = self.quotes.block.tokens_in(Span::new(first.end, last.end.max(first.end)));
        let is_joined = between.into_iter().any(|at| self.quotes.block.tokens[at].key.starts_with('و'))
            || self.quotes.block.word(self.quotes.block.tokens_touching(*last).start).starts_with('و');
        (first != last && is_joined).then_some(Span::new(first.start, last.end))
    }

    /// Whether the phrase `span` is `mention` with its title, and not somebody else's: `قال نجل الرئيس صدام` is the son, `مسؤول في
    /// إدارة ترمب` the official.
    fn is_named_by(&self, mention: Span, span: Span) -> bool {
        let block = self.quotes.block;
        let first = block.tokens_in(span).start;
        let starts = mention.start < block.tokens[first].span.end;
        starts
            || self.holders.reaches(block.tokens[first].span.end, span.start, mention.start)
            || titles::head_at(block, first).is_some()
                && !self.quotes.is_unnamed(first)
                && !block.classes(first).has(Class::Generic)
    }

    /// The organisation whose document speaks: `أرقام وزارة التجارة`, but `بيان صادر عن الوزارة` speaks itself.
    fn issuer(&self, tokens: Range<usize>) -> Option<Range<usize>> {
        let block = self.quotes.block;
        let is_document = |form: &str| block.lexicon.sense(form).cue.is_some_and(|cue| cue.shape == CueShape::Document);
        let is_issued = block.splits(tokens.start).any(|split| is_document(arabic::without_article(&split.stem)));
        let rest = tokens.start + 1..tokens.end;
        let is_named = |at: usize| {
            block.lexicon.classes(arabic::without_article(&block.tokens[at].key)).has(Class::Generic)
                || mentions_in(self.quotes.set, block.tokens[at].span).next().is_some()
        };
        (is_issued && !rest.is_empty() && is_named(rest.start)).then_some(rest)
    }

    /// Whether `mention` opens the phrase that begins at token `start`, or stands second after a word like صحيفة or حركة; `إدارة ترامب`
    /// is not Trump, and `منتخب الأرجنتين` no country.
    fn opens(&self, mention: Span, kind: EntityType, start: usize) -> bool {
        let first = self.quotes.block.tokens_in(mention).start;
        let second = first == start + 1
            && !self.quotes.block.classes(start).any(&[Class::Title, Class::BareTitle])
            && !arabic::is_definite(&self.quotes.block.tokens[start].key);
        let names_body = !matches!(kind, EntityType::Per | EntityType::Loc);
        first <= start || (second && names_body && self.quotes.block.classes(start).has(Class::TitlePart))
    }

    fn of_mention(&self, span: Span) -> Option<Speaker> {
        match mentions_in(self.quotes.set, span).next() {
            Some((span, mention)) => self.known(span, mention.entity),
            None => None,
        }
    }

    fn known(&self, span: Span, entity: EntityId) -> Option<Speaker> {
        let name = self.quotes.set.entity(entity).name.clone();
        Some(Speaker { span: Some(span), entity: Some(entity), name: Some(name), ..Speaker::default() })
    }

    fn phrase(&self, span: Span, unnamed: bool) -> Option<Speaker> {
        let name = span.of(self.quotes.block.text).to_owned();
        Some(Speaker { span: Some(span), name: Some(name), unnamed, ..Speaker::default() })
    }

    /// The one person whom the article gives the title that `tokens` are.
    fn by_role(&self, tokens: Range<usize>) -> Option<EntityId> {
        let start = tokens.start;
        let title = titles::head_at(self.quotes.block, start)?;
        let key = |at: usize| self.quotes.block.tokens[at].key.to_string();
        let (head, phrase): (String, Vec<String>) = match self.quotes.block.lang() {
            Lang::Ar => (
                title.stem.to_string(),
                [title.stem.to_string()].into_iter().chain((start + 1..tokens.end).map(key)).collect(),
            ),
            Lang::En => (key(title.head.end - 1), tokens.map(key).collect()),
        };
        self.holders.holder(&head, phrase.into_iter(), self.quotes.block.lang())
    }
}
