//! What the mentions are mentions of: one entity for each person, place and organisation of the article.

pub mod acronyms;
pub mod identity;
pub mod never;
pub mod references;
pub mod roles;

use std::rc::Rc;

use super::index::Index;
use super::reading::{BlockReading, Reading};
use super::{Candidate, Found, Measured, listed, people};
use crate::lang::glossary::Row;
use crate::lang::lexicon::Entry;
use crate::lang::{Class, arabic, normalise};
use crate::model::{
    Annotation, AnnotationSet, Entity, EntityId, EntityType, Lang, Mark, Mention, Origin, Span, sorted,
};
use identity::Resemblance;

/// The entities of the article with an annotation for each mention, from candidates that may overlap.
pub fn settle(reading: &Reading, candidates: Vec<Candidate>) -> AnnotationSet {
    let kept = without_overlaps(candidates);
    let mut settled = Settling {
        reading,
        set: AnnotationSet::default(),
        known: Index::default(),
        people: identity::People::default(),
        persons: Vec::new(),
        listed: Vec::new(),
    };
    // Fuller names first, so that a short form in the headline finds the person the story names further down.
    for candidate in sorted(kept, |left, right| right.name_len().cmp(&left.name_len()).then(left.span.cmp(&right.span)))
    {
        settled.add(&candidate);
    }
    settled.finish()
}

impl Candidate {
    fn name_len(&self) -> usize {
        match &self.found {
            // What the newsroom says of a name is known before others are told apart.
            Found::Listed(..) => usize::MAX,
            Found::Person(words) => words.len(),
            Found::Entry(_) | Found::Name(..) | Found::Measured(_) => 1,
        }
    }
}

/// The candidates without those that overlap a better one: longer first, then a person before a place.
fn without_overlaps(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let entry = |candidate: &Candidate| matches!(candidate.found, Found::Entry(_));
    let place = |one: &Candidate| (std::cmp::Reverse(one.span.len()), entry(one), one.span.start);
    let candidates = sorted(candidates, |left, right| place(left).cmp(&place(right)));
    let end = candidates.iter().map(|candidate| candidate.span.end).max().unwrap_or_default();
    // Which bytes are taken: a list that is kept in order would move with every one that comes between.
    let mut is_taken = vec![false; end];
    let take = |candidate: &Candidate| {
        let bytes = &mut is_taken[candidate.span.start..candidate.span.end];
        let is_free = !bytes.contains(&true);
        if is_free {
            bytes.fill(true);
        }
        is_free
    };
    candidates.into_iter().filter(take).collect()
}

/// Names together with dates and quantities. Where they overlap the name is kept, for the lexicon and the sentence speak for
/// it, unless what is certain reaches beyond it: `US` is no country in `US$ 20,000`.
pub fn with_measured(names: Vec<Candidate>, measured: Vec<Candidate>) -> Vec<Candidate> {
    let names = sorted(names, |left, right| left.span.cmp(&right.span));
    let wins = |candidate: &Candidate, name: &Candidate| {
        let is_certain = matches!(&candidate.found, Found::Measured(Measured { value: Some(_), .. }));
        is_certain && candidate.span.contains(name.span) && candidate.span != name.span
    };
    let overlapping = |span: Span| {
        // Names may overlap one another, so the ones before can reach into the span.
        let end = names.partition_point(|name| name.span.start < span.end);
        names[..end].iter().rev().take(8).filter(move |name| name.span.overlaps(span))
    };
    let kept = measured.into_iter().filter(|one| overlapping(one.span).all(|name| wins(one, name)));
    let mut kept: Vec<Candidate> = kept.collect();
    kept.extend(names);
    kept
}

impl Entity {
    /// Notes another form of the name; the longest is the name, the others are its aliases.
    pub(super) fn call(&mut self, form: String) {
        if normalise::fold(&self.name) == normalise::fold(&form) || self.aliases.contains(&form) {
            return;
        }
        let is_longer = self.note.is_none() && form.len() > self.name.len();
        let other = if is_longer { std::mem::replace(&mut self.name, form) } else { form };
        self.aliases.push(other);
    }

    /// Puts the roles into the order of the text, each wording once.
    pub(super) fn order_roles(&mut self) {
        self.roles = sorted(std::mem::take(&mut self.roles), |left, right| left.span.cmp(&right.span));
        let mut seen: Vec<String> = Vec::new();
        self.roles.retain(|role| {
            let key = normalise::fold(&role.text);
            let is_new = !seen.contains(&key);
            seen.extend(is_new.then_some(key));
            is_new
        });
    }
}

struct Settling<'r, 'a> {
    reading: &'r Reading<'a>,
    set: AnnotationSet,
    /// All but people, by the entry of a language's lexicon, by its list and English name, which tell that two languages mean the
    /// same, and by the words of a name that no lexicon holds.
    known: Index,
    people: identity::People,
    persons: Vec<Person>,
    /// The rows of the newsroom's glossary.
    listed: Vec<(Rc<Row>, EntityId)>,
}

/// A person of the article, beside the entity.
struct Person {
    entity: EntityId,
    /// Where the fullest forms stand: block, and byte in the article.
    named_at: Vec<(usize, usize)>,
    /// The beginnings of the nationalities in the titles: `روسي`.
    nationalities: Vec<String>,
}

impl Settling<'_, '_> {
    fn add(&mut self, candidate: &Candidate) {
        let entity = match &candidate.found {
            Found::Entry(entry) => Some(self.entry(candidate, *entry)),
            Found::Person(words) => self.person(candidate, words),
            Found::Name(kind, words) => Some(self.name(candidate, *kind, words)),
            Found::Measured(measured) => Some(self.measured(candidate, measured)),
            Found::Listed(row, words) => Some(self.listed(candidate, row, words)),
        };
        let Some(entity) = entity else { return };
        let text = named(&self.reading.blocks[candidate.block], candidate.span);
        let known = &mut self.set.entities[entity.0];
        known.call(text);
        known.roles.extend(candidate.roles.iter().cloned());
        let mark = Mark::Entity(Mention { kind: known.kind, entity });
        let why = candidate.why.clone();
        let confidence = candidate.confidence;
        self.set.annotations.push(Annotation { span: candidate.span, mark, origin: Origin::Detected, confidence, why });
    }

    /// The entity of a lexicon entry.
    fn entry(&mut self, candidate: &Candidate, entry: u32) -> EntityId {
        let block = &self.reading.blocks[candidate.block];
        let key = entry_key(block.lang(), entry);
        if let Some(id) = self.known.first(&key) {
            return EntityId(id);
        }
        let known = block.lexicon.entry_at(entry);
        let name = known.map(list_key);
        let same = name.as_ref().and_then(|name| self.known.first(name)).map(EntityId);
        let id = same.unwrap_or_else(|| {
            let id = self.new_entity(candidate, known.map_or(EntityType::Misc, |known| known.kind));
            let entity = &mut self.set.entities[id.0];
            entity.translations = known.map(|known| known.translations.clone()).unwrap_or_default();
            entity.wikidata = known.and_then(|known| known.wikidata).map(|number| format!("Q{number}"));
            id
        });
        for key in name.into_iter().chain([key]) {
            self.known.add(key, id.0, 1);
        }
        id
    }

    /// The entity of a row of the glossary, which takes in the lexicon's of that name and type.
    fn listed(&mut self, candidate: &Candidate, row: &Rc<Row>, words: &[String]) -> EntityId {
        let id = match self.listed.iter().find(|(known, _)| Rc::ptr_eq(known, row)) {
            Some(&(_, id)) => id,
            None => self.new_listed(candidate, row),
        };
        if row.kind == EntityType::Per {
            self.know_person(id, words);
        }
        id
    }

    fn new_listed(&mut self, candidate: &Candidate, row: &Rc<Row>) -> EntityId {
        let block = &self.reading.blocks[candidate.block];
        let id = self.new_entity(candidate, row.kind);
        self.listed.push((row.clone(), id));
        for words in listed::forms(row) {
            let sense = block.lexicon.sense(&words.join(" "));
            if let (Some(entry), Some(known)) =
                (sense.entry, block.lexicon.entry(sense).filter(|known| known.kind == row.kind))
            {
                self.known.add(entry_key(block.lang(), entry), id.0, 1);
                self.known.add(list_key(known), id.0, 1);
                let entity = &mut self.set.entities[id.0];
                if entity.translations.is_empty() {
                    entity.translations.clone_from(&known.translations);
                }
                entity.wikidata = entity.wikidata.take().or(known.wikidata.map(|number| format!("Q{number}")));
            }
            match row.kind {
                EntityType::Per if words.len() > 1 => self.know_person(id, &words),
                EntityType::Per => {}
                kind => self.known.add(name_key(kind, words.iter().map(String::as_str)), id.0, 1),
            }
        }
        let entity = &mut self.set.entities[id.0];
        let others = Lang::ALL.into_iter().filter(|lang| *lang != block.lang());
        for (lang, name) in others.filter_map(|lang| Some((lang, row.form_in(lang)?))) {
            entity.translations.retain(|(tag, _)| tag != lang.tag());
            entity.translations.push((lang.tag().to_owned(), name.to_owned()));
            entity.is_translated_by_newsroom = true;
        }
        entity.name = row.name_in(block.lang()).to_owned();
        entity.note = Some(row.note.clone());
        id
    }

    /// Another name of the person `entity`.
    fn know_person(&mut self, entity: EntityId, words: &[String]) {
        let known = self.people.called(words);
        if !known.iter().any(|&person| self.persons[person].entity == entity) {
            self.persons.push(Person { entity, named_at: Vec::new(), nationalities: Vec::new() });
            self.people.add(words);
        }
    }

    /// The entity of a person: one already known whom these words name, or a new one. None where several could be meant.
    fn person(&mut self, candidate: &Candidate, words: &[String]) -> Option<EntityId> {
        let lexicon = self.reading.blocks[candidate.block].lexicon;
        let is_known = |word: &str| {
            let bare = arabic::without_article(word);
            [word, bare].iter().any(|word| lexicon.classes(word).any(&[Class::Given, Class::Family]))
        };
        let (mut same, resemblance) = self.people.named(words, &is_known);
        if resemblance == Resemblance::First {
            same.retain(|&person| self.is_first_name_of(candidate, person));
        }
        let nationalities = nationalities(self.reading, candidate);
        if words.len() == 1 {
            same.retain(|&person| !self.persons[person].is_of_another_country(&nationalities));
        }
        if same.is_empty() {
            // A newsroom may list a person under a shorter name than the article has.
            same = self.people.shorter(words);
            same.retain(|&person| self.set.entity(self.persons[person].entity).note.is_some());
        }
        let mut seen: Vec<EntityId> = Vec::new();
        same.retain(|&person| {
            let entity = self.persons[person].entity;
            let is_new = !seen.contains(&entity);
            seen.push(entity);
            is_new
        });
        let person = match same.as_slice() {
            [] => self.new_person(candidate, words),
            [person] => *person,
            several => self.nearest(candidate, several)?,
        };
        let known = &mut self.persons[person];
        known.nationalities.extend(nationalities);
        if words.len() > 1 {
            known.named_at.push((candidate.block, candidate.span.start));
        }
        Some(known.entity)
    }

    /// Whether a first name alone is that of `person`: nothing that may be a surname follows it, and its title, if it has one, is
    /// the person's.
    fn is_first_name_of(&self, candidate: &Candidate, person: usize) -> bool {
        let block = &self.reading.blocks[candidate.block];
        let next = block.tokens_in(candidate.span).end;
        let goes_on = next > 0 && block.run_len(next - 1) > 1 && block.token(next).is_some_and(|next| next.capital);
        let held = &self.set.entities[self.persons[person].entity.0].roles;
        let has = |text: &str| held.iter().any(|role| normalise::fold(&role.text) == normalise::fold(text));
        !goes_on && (candidate.roles.is_empty() || candidate.roles.iter().any(|role| has(&role.text)))
    }

    /// Of `several` people whom a short form could name the only one named in full before it, in its block if need be.
    fn nearest(&self, candidate: &Candidate, several: &[usize]) -> Option<usize> {
        let only = |holds: &dyn Fn(&(usize, usize)) -> bool| {
            let mut found = several.iter().filter(|&&person| self.persons[person].named_at.iter().any(holds));
            found.next().filter(|_| found.next().is_none()).copied()
        };
        let start = candidate.span.start;
        only(&|&(block, at)| block == candidate.block && at < start).or_else(|| only(&|&(_, at)| at < start))
    }

    fn new_person(&mut self, candidate: &Candidate, words: &[String]) -> usize {
        let entity = self.new_entity(candidate, EntityType::Per);
        self.persons.push(Person { entity, named_at: Vec::new(), nationalities: Vec::new() });
        self.people.add(words)
    }

    /// The entity of a name that no lexicon holds: the one of the same words and type, the kind of organisation left aside.
    fn name(&mut self, candidate: &Candidate, kind: EntityType, words: &[String]) -> EntityId {
        let lexicon = self.reading.blocks[candidate.block].lexicon;
        let generic = words.len() > 1 && lexicon.classes(&words[0]).has(Class::Generic) && kind == EntityType::Org;
        let rest = if generic { &words[1..] } else { words };
        let key = name_key(kind, rest.iter().map(String::as_str));
        if let Some(id) = self.known.first(&key) {
            return EntityId(id);
        }
        let id = self.new_entity(candidate, kind);
        self.known.add(key, id.0, 1);
        id
    }

    /// The entity of a date or a quantity: the one of the same key.
    fn measured(&mut self, candidate: &Candidate, measured: &Measured) -> EntityId {
        let id = self.name(candidate, measured.kind, std::slice::from_ref(&measured.key));
        self.set.entities[id.0].value.clone_from(&measured.value);
        id
    }

    fn new_entity(&mut self, candidate: &Candidate, kind: EntityType) -> EntityId {
        self.set.entities.push(Entity::new(kind, named(&self.reading.blocks[candidate.block], candidate.span)));
        EntityId(self.set.entities.len() - 1)
    }

    fn finish(mut self) -> AnnotationSet {
        self.set.sort();
        acronyms::join(self.reading, &mut self.set);
        for annotation in &mut self.set.annotations {
            let Mark::Entity(mention) = annotation.mark else { continue };
            for evidence in annotation.why.iter_mut().filter(|evidence| evidence.code == people::SAME_AS) {
                evidence.params = vec![("name".into(), self.set.entities[mention.entity.0].name.clone())];
            }
        }
        self.number_by_appearance();
        self.set
    }

    /// Puts entities into the order of their first mention; those that none is left of go.
    fn number_by_appearance(&mut self) {
        let mut place: Vec<Option<usize>> = vec![None; self.set.entities.len()];
        let mut next = 0;
        for annotation in &mut self.set.annotations {
            if let Mark::Entity(mention) = &mut annotation.mark {
                mention.entity = EntityId(*place[mention.entity.0].get_or_insert_with(|| {
                    next += 1;
                    next - 1
                }));
            }
        }
        let entities = place.into_iter().zip(self.set.entities.drain(..));
        let entities = entities.filter_map(|(place, entity)| Some((place?, entity))).collect();
        let entities = sorted(entities, |left: &(usize, Entity), right| left.0.cmp(&right.0));
        self.set.entities = entities.into_iter().map(|(_, entity)| entity).collect();
    }
}

impl Person {
    /// Whether the titles name another country: `اللاعب البرازيلي السابق رونالدو` beside `النجم البرتغالي كريستيانو رونالدو`.
    fn is_of_another_country(&self, nationalities: &[String]) -> bool {
        !nationalities.is_empty()
            && !self.nationalities.is_empty()
            && nationalities.iter().all(|one| !self.nationalities.contains(one))
    }
}

/// The nationalities in the titles of a candidate, without what gender and number change.
fn nationalities(reading: &Reading, candidate: &Candidate) -> Vec<String> {
    const STEM: usize = 4;
    let block = &reading.blocks[candidate.block];
    let tokens = candidate.roles.iter().flat_map(|role| block.tokens_in(role.span));
    let named = tokens.filter(|&at| block.classes(at).has(Class::Nationality));
    named.map(|at| arabic::without_article(&block.tokens[at].key).chars().take(STEM).collect()).collect()
}

/// The name in `span`; that of a hashtag with its words apart: `صندوق_النقد_الدولي`.
fn named(block: &BlockReading, span: Span) -> String {
    block.written_alone(span).replace('_', " ").replace('#', "")
}

// --- What entities are found by ---

/// An entry of the lexicon of a language.
fn entry_key(lang: Lang, entry: u32) -> String {
    format!("{} {entry}", lang.tag())
}

/// An entry whatever the language: its list and English name.
fn list_key(entry: &Entry) -> String {
    format!("{}: {}", entry.list.as_str(), english_name(entry))
}

/// A name that no lexicon holds.
fn name_key<'w>(kind: EntityType, words: impl Iterator<Item = &'w str>) -> String {
    words.fold(kind.as_str().to_owned(), |key, word| key + " " + arabic::without_article(word))
}

/// The English name of an entry, or its only one.
fn english_name(entry: &Entry) -> &str {
    let english = entry.translations.iter().find(|(tag, _)| tag == Lang::En.tag());
    english.map_or(&entry.name, |(_, name)| name)
}

/// The mentions of people, places and other names that share text with `span`, in order. `set` holds mentions alone: quotes are
/// not added yet.
pub fn mentions_in(set: &AnnotationSet, span: Span) -> impl Iterator<Item = (Span, Mention)> {
    // Mentions do not overlap one another, so only the one before can reach into the span.
    let from = set.annotations.partition_point(|annotation| annotation.span.start < span.start).saturating_sub(1);
    let near = set.annotations[from..].iter().take_while(move |annotation| annotation.span.start < span.end);
    near.filter(move |annotation| annotation.span.overlaps(span)).filter_map(|annotation| match annotation.mark {
        Mark::Entity(mention) if !matches!(mention.kind, EntityType::Date | EntityType::Quantity) => {
            Some((annotation.span, mention))
        }
        _ => None,
    })
}
