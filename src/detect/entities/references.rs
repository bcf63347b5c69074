//! Words that stand for somebody named elsewhere: a title alone (`وزير الدفاع الروسي`, `the minister`), a kind of organisation
//! (`الشركة`, `the company`). They are no marks of their own: they tell who speaks, and a card lists them.
//!
//! A title is taken for the one person to whom the article gives it, and for nobody where two have it or somebody unnamed may.

use std::ops::Range;

use super::mentions_in;
use crate::detect::index::Index;
use crate::detect::phrases::QUOTES;
use crate::detect::reading::{BlockReading, Reading};
use crate::detect::titles;
use crate::lang::{Class, arabic, normalise};
use crate::model::{AnnotationSet, EntityId, EntityType, Lang, Mark, Span, sorted};

/// The most titles with one head that are told apart.
const MANY: usize = 64;

/// Who holds which title, by the words the article gives it in.
#[derive(Debug, Default)]
pub struct Holders {
    /// For the head of a title the titles that have it.
    by_head: Index,
    held: Vec<Held>,
    /// Where all titles stand, in order and without overlaps.
    spans: Vec<Span>,
}

#[derive(Debug)]
struct Held {
    entity: EntityId,
    /// The words of the title without articles, its head first.
    words: Vec<String>,
}

impl Holders {
    /// The titles of the people of `set`, those that are over left out.
    pub fn new(set: &AnnotationSet) -> Holders {
        let mut holders = Holders { spans: role_spans(set), ..Holders::default() };
        for (index, entity) in set.entities.iter().enumerate() {
            for role in entity.roles.iter().filter(|role| !role.is_former) {
                let words = words(role.text.split_whitespace().map(normalise::fold));
                // In English the head may be the last word of its phrase; any word of a title can be what it is found by.
                let number = holders.held.len();
                for head in &words {
                    holders.by_head.add(head.clone(), number, MANY);
                }
                holders.held.push(Held { entity: EntityId(index), words });
            }
        }
        holders
    }

    /// Whether a title that begins before byte `before` reaches beyond `from` and ends before `to`.
    pub fn reaches(&self, before: usize, from: usize, to: usize) -> bool {
        let at = self.spans.partition_point(|role| role.end <= from);
        self.spans.get(at).is_some_and(|role| role.start < before && role.end <= to)
    }

    /// The one person who holds the title with `head` that the folded `phrase` is.
    pub fn holder(&self, head: &str, phrase: impl Iterator<Item = String>, lang: Lang) -> Option<EntityId> {
        let phrase = words(phrase);
        let head = arabic::without_article(head);
        let known: Vec<&Held> = self.by_head.of(head).map(|number| &self.held[number]).collect();
        if known.len() == MANY {
            return None;
        }
        let held: Vec<&Held> = known.into_iter().filter(|held| held.is_headed(head, lang)).collect();
        // `the Home Secretary` is not the Shadow Home Secretary.
        let exact = held.iter().any(|held| held.words == phrase);
        let mut people = held.iter().filter(|held| if exact { held.words == phrase } else { held.fits(&phrase) });
        let first = people.next()?.entity;
        people.all(|other| other.entity == first).then_some(first)
    }
}

impl Held {
    /// Whether `head` is what the title says somebody is, as far as the language tells: an Arabic title begins with it.
    fn is_headed(&self, head: &str, lang: Lang) -> bool {
        lang == Lang::En || self.words.first().is_some_and(|first| first == head)
    }

    /// Whether the words name this title: all of them are in it, or it has several that are all among them.
    fn fits(&self, phrase: &[String]) -> bool {
        let all = |part: &[String], whole: &[String]| part.iter().all(|word| whole.contains(word));
        all(phrase, &self.words) || (self.words.len() >= 2 && all(&self.words, phrase))
    }
}

/// The words of a title without articles and English prepositions.
fn words(folded: impl Iterator<Item = String>) -> Vec<String> {
    let kept = folded.filter(|word| !matches!(word.as_str(), "the" | "a" | "an" | "of" | "for" | "to"));
    kept.map(|word| arabic::without_article(&word).to_owned()).collect()
}

/// Notes in the entities of `set`, which holds mentions alone, where the article refers to them without a name.
pub fn annotate(reading: &Reading, set: &mut AnnotationSet) {
    let holders = Holders::new(set);
    let organisations = Organisations::new(reading, set);
    let firsts = first_mentions(set);
    let mut found: Vec<(EntityId, Span)> = Vec::new();
    for block in &reading.blocks {
        let mut at = 0;
        while at < block.tokens.len() {
            let place = Place { block, set, roles: &holders.spans, firsts: &firsts };
            let reference = place.title(at, &holders).or_else(|| place.organisation(at, &organisations));
            at = match reference {
                Some((entity, span, end)) => {
                    found.push((entity, span));
                    end.max(at + 1)
                }
                None => at + 1,
            };
        }
    }
    for (entity, span) in found {
        set.entities[entity.0].references.push(span);
    }
}

/// Where the roles stand, in order and without overlaps.
fn role_spans(set: &AnnotationSet) -> Vec<Span> {
    let spans = set.entities.iter().flat_map(|entity| entity.roles.iter().map(|role| role.span)).collect();
    let mut kept: Vec<Span> = Vec::new();
    for span in sorted(spans, Span::cmp) {
        match kept.last_mut() {
            Some(last) if last.overlaps(span) => last.end = last.end.max(span.end),
            _ => kept.push(span),
        }
    }
    kept
}

/// Where each entity is mentioned first.
fn first_mentions(set: &AnnotationSet) -> Vec<usize> {
    let mut firsts = vec![usize::MAX; set.entities.len()];
    for annotation in &set.annotations {
        if let Mark::Entity(mention) = annotation.mark {
            let first = &mut firsts[mention.entity.0];
            *first = annotation.span.start.min(*first);
        }
    }
    firsts
}

/// What a reference needs to be told from a title before a name.
struct Place<'p, 'b, 'a> {
    block: &'b BlockReading<'a>,
    set: &'p AnnotationSet,
    roles: &'p [Span],
    firsts: &'p [usize],
}

type Found = (EntityId, Span, usize);

impl Place<'_, '_, '_> {
    /// The person whom the title at `at` stands for, with its span and the token after it.
    fn title(&self, at: usize, holders: &Holders) -> Option<Found> {
        let title = titles::head_at(self.block, at)?;
        let (start, end) = match self.block.lang() {
            Lang::Ar => (at, self.arabic_end(&title)?),
            Lang::En => (self.english_start(&title.head)?, self.english_end(&title.head)),
        };
        let whole = self.block.span(start..end);
        let span = if start == at { Span::new(whole.start + title.clitic, whole.end) } else { whole };
        if self.is_taken(span, end) {
            return None;
        }
        let head = match self.block.lang() {
            Lang::Ar => title.stem.to_string(),
            Lang::En => self.block.tokens[title.head.end - 1].key.to_string(),
        };
        let rest = (start..end).filter(|&word| word != at || self.block.lang() == Lang::En);
        let first = (self.block.lang() == Lang::Ar).then(|| head.clone());
        let phrase = first.into_iter().chain(rest.map(|word| self.block.tokens[word].key.to_string()));
        let entity = holders.holder(&head, phrase, self.block.lang())?;
        self.was_named(entity, span.start).then_some((entity, span, end))
    }

    /// The end of an Arabic title that is definite and complete.
    fn arabic_end(&self, title: &titles::Title) -> Option<usize> {
        let ends = titles::arabic_ends(self.block, title).into_iter();
        ends.rev().find(|&end| {
            let last = &self.block.tokens[end - 1].key;
            let alone = end == title.head.end;
            if alone {
                arabic::is_definite(&title.stem)
            } else {
                // `أمير قطر`, but not `مدير فني`.
                arabic::is_definite(last) || titles::ends_known_name(self.block, end - 1)
            }
        })
    }

    /// The beginning of `the Energy minister`, its article.
    fn english_start(&self, head: &Range<usize>) -> Option<usize> {
        let start = titles::english_start(self.block, head);
        let article = start.checked_sub(1)?;
        (&*self.block.tokens[article].key == "the").then_some(article)
    }

    /// The end of `the president of France`.
    fn english_end(&self, head: &Range<usize>) -> usize {
        let of = self.block.token(head.end).is_some_and(|token| &*token.key == "of");
        let place = of.then(|| mentions_in(self.set, self.block.tokens.get(head.end + 1)?.span).next()).flatten();
        place.map_or(head.end, |(span, _)| self.block.tokens_touching(span).end)
    }

    /// Whether the words are a title of a name beside them, or in a name.
    fn is_taken(&self, span: Span, end: usize) -> bool {
        let named = |span: Span| mentions_in(self.set, span).any(|(_, mention)| mention.kind == EntityType::Per);
        // `the member who wishes to leave` is any member, `the chairman of the board` another than the last.
        let any = self.block.token(end).is_some_and(|next| matches!(&*next.key, "who" | "that" | "of" | "for" | "at"));
        let next = any || self.block.token(end).is_some_and(|next| named(next.span));
        let inside = mentions_in(self.set, span).any(|(mention, _)| mention.start <= span.start);
        next || inside || named(span) || span.overlapping(self.roles).is_some()
    }

    /// Whether the entity was named before byte `start`; in a headline nothing was.
    fn was_named(&self, entity: EntityId, start: usize) -> bool {
        self.firsts[entity.0] < start
    }

    /// The organisation that `الشركة` or `the company` at `at` stands for.
    fn organisation(&self, at: usize, organisations: &Organisations) -> Option<Found> {
        let (kind, span) = generic_at(self.block, at)?;
        if self.is_taken(span, at + 1) || self.is_completed(at + 1) {
            return None;
        }
        let entity = organisations.only(&kind)?;
        self.was_named(entity, span.start).then_some((entity, span, at + 1))
    }

    /// Whether the word at `at` goes on with the noun before it: `الشركة الفرنسية`, `the company of`.
    fn is_completed(&self, at: usize) -> bool {
        let Some(next) = self.block.token(at).filter(|_| self.block.run_len(at - 1) > 1) else { return false };
        match self.block.lang() {
            Lang::Ar => arabic::is_definite(&next.key) || !next.is_word(),
            Lang::En => matches!(&*next.key, "of" | "for" | "that" | "which" | "-") || next.capital,
        }
    }
}

/// The kind of organisation that the word at `at` speaks of as known, and where: `الشركة`, `the company`.
fn generic_at(block: &BlockReading, at: usize) -> Option<(String, Span)> {
    let token = block.token(at).filter(|token| token.is_word())?;
    let span = token.span;
    match block.lang() {
        Lang::Ar => block.splits(at).find_map(|split| {
            let bare = split.stem.strip_prefix("ال")?;
            let is_generic = block.lexicon.classes(bare).has(Class::Generic);
            is_generic.then(|| (bare.to_owned(), Span::new(span.start + split.at, span.end)))
        }),
        Lang::En => {
            let article = at.checked_sub(1).filter(|&before| &*block.tokens[before].key == "the")?;
            let is_generic = block.classes(at).has(Class::Generic) && !token.capital;
            is_generic.then(|| (token.key.to_string(), block.span(article..at + 1)))
        }
    }
}

/// The organisations of an article by what kind each one is called.
struct Organisations {
    by_kind: Index,
}

impl Organisations {
    fn new(reading: &Reading, set: &AnnotationSet) -> Organisations {
        let mut by_kind = Index::default();
        for block in &reading.blocks {
            for (span, mention) in
                mentions_in(set, block.block.span).filter(|(_, mention)| mention.kind == EntityType::Org)
            {
                let name = block.tokens_touching(span);
                // `شركة فاغنر`, `صحيفة "المستقبل"`: what stands before the name says what it is.
                let is_near =
                    |at: &usize| block.lang() == Lang::Ar && (block.run_len(*at) > 1 || block.is_any(*at + 1, QUOTES));
                let mark = usize::from(name.start > 0 && block.is_any(name.start - 1, QUOTES));
                let before = name.start.checked_sub(1 + mark).filter(is_near);
                for at in before.into_iter().chain(name.clone()) {
                    let stems = block.splits(at).map(|split| arabic::without_article(&split.stem));
                    for kind in stems.filter(|stem| block.lexicon.classes(stem).has(Class::Generic)) {
                        by_kind.add(kind.to_owned(), mention.entity.0, 2);
                    }
                }
            }
        }
        Organisations { by_kind }
    }

    /// The only organisation of the kind.
    fn only(&self, kind: &str) -> Option<EntityId> {
        let mut known = self.by_kind.of(kind);
        known.next().filter(|_| known.next().is_none()).map(EntityId)
    }
}
