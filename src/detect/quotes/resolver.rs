//! Who a noun phrase stands for: the person or organisation it names, or the phrase itself.

use std::ops::Range;

use super::block::BlockQuotes;
use super::speakers::Speaker;
use crate::detect::entities::mentions_in;
use crate::detect::entities::references::Holders;
use crate::detect::index::Index;
use crate::detect::titles;
use crate::lang::lexicon::CueShape;
use crate::lang::{Class, arabic};
use crate::model::{EntityId, EntityType, Lang, Span};

/// Tells who a noun phrase stands for.
pub struct Resolver<'r, 'b, 'a> {
    pub quotes: &'r BlockQuotes<'b, 'a>,
    pub holders: &'r Holders,
    pub surnames: &'r Index,
    pub references: &'r [(Span, EntityId)],
}

impl Resolver<'_, '_, '_> {
    /// Whoever the noun phrase `tokens` stands for; None where they are no phrase for a speaker.
    pub fn resolve(&self, tokens: Range<usize>) -> Option<Speaker> {
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
        // `صحيفة`, whose name was not understood, tells a reader nothing.
        let is_bare = tokens.len() == 1
            && self.quotes.block.classes(tokens.start).has(Class::Label)
            && !arabic::is_definite(&self.quotes.block.tokens[tokens.start].key);
        if is_bare { None } else { self.phrase(span, false) }
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

    /// People, or states and bodies, that speak together, from the first name to the last: `جورج بوش ورئيس الوزراء البريطاني توني
    /// بلير`, `روسيا والصين`.
    fn joint(&self, span: Span) -> Option<Span> {
        let mentions = || mentions_in(self.quotes.set, span);
        let kind = mentions().next().map(|(first, mention)| match mention.kind {
            EntityType::Loc | EntityType::Org if first.start <= span.start => mention.kind,
            _ => EntityType::Per,
        })?;
        let people: Vec<Span> = mentions().filter(|(_, mention)| mention.kind == kind).map(|(span, _)| span).collect();
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
        // `المحامي الخاص | لماكغان`
        let at = block.tokens_touching(mention).start;
        if !starts && block.tokens[at].span.start < mention.start && block.word(at).starts_with(['ل', 'ب']) {
            return false;
        }
        // `المتحدث باسم مون`
        let is_spokesman = || at.checked_sub(1).is_some_and(|before| block.key(before) == "باسم");
        // `الباحث في معهد "الآفاق" | كريم منصور`
        let is_apart = || mention.end >= span.end && at > 0 && !block.tokens[at - 1].is_word();
        starts
            || is_apart()
            || self.holders.reaches(block.tokens[first].span.end, span.start, mention.start)
            || titles::head_at(block, first).is_some()
                && !is_spokesman()
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
        let first = self.quotes.block.tokens_touching(mention).start;
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

    /// The phrase itself, whoever that is.
    pub fn phrase(&self, span: Span, unnamed: bool) -> Option<Speaker> {
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
