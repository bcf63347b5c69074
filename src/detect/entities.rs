//! What the mentions are mentions of: one entity for each person, place and organisation of the article.

use std::collections::HashMap;
use std::rc::Rc;

use super::reading::Reading;
use super::{Candidate, Found, listed, people};
use crate::lang::glossary::Row;
use crate::lang::{arabic, normalise};
use crate::model::{
    Annotation, AnnotationSet, Entity, EntityId, EntityType, Lang, Mark, Mention, Origin, Span, sorted,
};

/// The entities of the article with an annotation for each mention, from candidates that may overlap.
pub fn settle(reading: &Reading, candidates: Vec<Candidate>) -> AnnotationSet {
    let kept = without_overlaps(candidates);
    let mut settled = Settling {
        reading,
        set: AnnotationSet::default(),
        entries: Vec::new(),
        people: Vec::new(),
        listed: Vec::new(),
        names: HashMap::new(),
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
            Found::Entry(_) | Found::Name(..) => 1,
        }
    }
}

/// The candidates without those that overlap a better one: longer first, then a person before a place.
fn without_overlaps(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let entry = |candidate: &Candidate| matches!(candidate.found, Found::Entry(_));
    let place = |one: &Candidate| (std::cmp::Reverse(one.span.len()), entry(one), one.span.start);
    let candidates = sorted(candidates, |left, right| place(left).cmp(&place(right)));
    let mut kept: Vec<Candidate> = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        // Kept ones are in order of start and do not overlap, so only the two neighbours can.
        let at = kept.partition_point(|other| other.span.start < candidate.span.start);
        let before = at.checked_sub(1).and_then(|before| kept.get(before));
        if before.into_iter().chain(kept.get(at)).all(|other| !other.span.overlaps(candidate.span)) {
            kept.insert(at, candidate);
        }
    }
    kept
}

impl Entity {
    /// Notes another form of the name; the longest is the name, the others are its aliases.
    fn call(&mut self, form: String) {
        if normalise::fold(&self.name) == normalise::fold(&form) || self.aliases.contains(&form) {
            return;
        }
        let is_longer = self.note.is_none() && form.len() > self.name.len();
        let other = if is_longer { std::mem::replace(&mut self.name, form) } else { form };
        self.aliases.push(other);
    }
}

struct Settling<'r, 'a> {
    reading: &'r Reading<'a>,
    set: AnnotationSet,
    /// In order of the key.
    entries: Vec<((Lang, u32), EntityId)>,
    /// The folded words of each person's fullest name.
    people: Vec<(Vec<String>, EntityId)>,
    listed: Vec<(Rc<Row>, EntityId)>,
    /// By the folded words of each name of another type.
    names: HashMap<(EntityType, Vec<String>), EntityId>,
}

impl Settling<'_, '_> {
    fn add(&mut self, candidate: &Candidate) {
        let entity = match &candidate.found {
            Found::Entry(entry) => Some(self.entry(candidate, *entry)),
            Found::Person(words) => self.person(candidate, words),
            Found::Name(kind, words) => Some(self.name(candidate, *kind, words)),
            Found::Listed(row, words) => Some(self.listed(candidate, row, words)),
        };
        let Some(entity) = entity else { return };
        let text = self.reading.blocks[candidate.block].written_alone(candidate.span);
        let known = &mut self.set.entities[entity.0];
        known.call(text);
        known.roles.extend(candidate.role.clone());
        let mark = Mark::Entity(Mention { kind: known.kind, entity });
        let why = candidate.why.clone();
        let confidence = candidate.confidence;
        self.set.annotations.push(Annotation { span: candidate.span, mark, origin: Origin::Detected, confidence, why });
    }

    /// The entity of a lexicon entry.
    fn entry(&mut self, candidate: &Candidate, entry: u32) -> EntityId {
        let block = &self.reading.blocks[candidate.block];
        let key = (block.lang(), entry);
        let place = self.entries.binary_search_by(|(known, _)| known.cmp(&key));
        let next = EntityId(self.set.entities.len());
        let id = place.map_or(next, |place| self.entries[place].1);
        if let Err(place) = place {
            self.entries.insert(place, (key, id));
            let known = block.lexicon.entry_at(entry);
            self.set.entities.push(Entity {
                kind: known.map_or(EntityType::Misc, |known| known.kind),
                name: block.written_alone(candidate.span),
                aliases: Vec::new(),
                roles: Vec::new(),
                translations: known.map(|known| known.translations.clone()).unwrap_or_default(),
                wikidata: known.and_then(|known| known.wikidata).map(|number| format!("Q{number}")),
                value: None,
                note: None,
            });
        }
        id
    }

    /// The entity of a row of the glossary, which takes in the lexicon's of that name and type.
    fn listed(&mut self, candidate: &Candidate, row: &Rc<Row>, words: &[String]) -> EntityId {
        let id = match self.listed.iter().find(|(known, _)| Rc::ptr_eq(known, row)) {
            Some(&(_, id)) => id,
            None => self.new_listed(candidate, row),
        };
        if row.kind == EntityType::Per
            && !self.people.iter().any(|(known, other)| *other == id && is_form_of(words, known))
        {
            self.people.push((words.to_vec(), id));
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
                let key = (block.lang(), entry);
                if let Err(place) = self.entries.binary_search_by(|(other, _)| other.cmp(&key)) {
                    self.entries.insert(place, (key, id));
                }
                let entity = &mut self.set.entities[id.0];
                if entity.translations.is_empty() {
                    entity.translations.clone_from(&known.translations);
                }
                entity.wikidata = entity.wikidata.take().or(known.wikidata.map(|number| format!("Q{number}")));
            }
            match row.kind {
                EntityType::Per if words.len() > 1 => self.people.push((words, id)),
                EntityType::Per => {}
                kind => drop(self.names.entry((kind, words)).or_insert(id)),
            }
        }
        let entity = &mut self.set.entities[id.0];
        let others = Lang::ALL.into_iter().filter(|lang| *lang != block.lang());
        for (lang, name) in others.filter_map(|lang| Some((lang, row.form_in(lang)?))) {
            entity.translations.retain(|(tag, _)| tag != lang.tag());
            entity.translations.push((lang.tag().to_owned(), name.to_owned()));
        }
        entity.name = row.name_in(block.lang()).to_owned();
        entity.note = Some(row.note.clone());
        id
    }

    /// The entity of a person: one already known whose name ends in these words, or a new one. None where two people
    /// could be meant.
    fn person(&mut self, candidate: &Candidate, words: &[String]) -> Option<EntityId> {
        // A newsroom may list a person under a shorter name than the article has.
        let is_listed = |known: &[String], id: EntityId| known.len() > 1 && self.set.entity(id).note.is_some();
        let is_same = |known: &[String], id: EntityId| {
            is_form_of(words, known) || (is_listed(known, id) && is_form_of(known, words))
        };
        let mut same = self.people.iter().filter(|(known, id)| is_same(known, *id)).map(|&(_, id)| id);
        let first = same.next();
        match (first, same.find(|id| Some(*id) != first)) {
            (Some(id), None) => Some(id),
            (Some(_), Some(_)) => None,
            (None, _) => Some(self.new_person(candidate, words)),
        }
    }

    fn new_person(&mut self, candidate: &Candidate, words: &[String]) -> EntityId {
        let id = self.new_entity(candidate, EntityType::Per);
        self.people.push((words.to_vec(), id));
        id
    }

    /// The entity of a name that no lexicon holds: the one of the same words and type.
    fn name(&mut self, candidate: &Candidate, kind: EntityType, words: &[String]) -> EntityId {
        let key = (kind, words.to_vec());
        if let Some(&id) = self.names.get(&key) {
            return id;
        }
        let id = self.new_entity(candidate, kind);
        self.names.insert(key, id);
        id
    }

    fn new_entity(&mut self, candidate: &Candidate, kind: EntityType) -> EntityId {
        self.set.entities.push(Entity {
            kind,
            name: self.reading.blocks[candidate.block].written_alone(candidate.span),
            aliases: Vec::new(),
            roles: Vec::new(),
            translations: Vec::new(),
            wikidata: None,
            value: None,
            note: None,
        });
        EntityId(self.set.entities.len() - 1)
    }

    fn finish(mut self) -> AnnotationSet {
        for entity in &mut self.set.entities {
            entity.roles = sorted(std::mem::take(&mut entity.roles), |left, right| left.span.cmp(&right.span));
            let mut seen: Vec<String> = Vec::new();
            entity.roles.retain(|role| {
                let key = normalise::fold(&role.text);
                let new = !seen.contains(&key);
                seen.push(key);
                new
            });
        }
        for annotation in &mut self.set.annotations {
            let Mark::Entity(mention) = annotation.mark else { continue };
            for evidence in annotation.why.iter_mut().filter(|evidence| evidence.code == people::SAME_AS) {
                evidence.params = vec![("name", self.set.entities[mention.entity.0].name.clone())];
            }
        }
        self.set.sort();
        self.number_by_appearance();
        self.set
    }

    /// Puts entities into the order of their first mention.
    fn number_by_appearance(&mut self) {
        let mut place: Vec<usize> = vec![usize::MAX; self.set.entities.len()];
        let mut next = 0;
        for annotation in &mut self.set.annotations {
            if let Mark::Entity(mention) = &mut annotation.mark {
                if place[mention.entity.0] == usize::MAX {
                    place[mention.entity.0] = next;
                    next += 1;
                }
                mention.entity = EntityId(place[mention.entity.0]);
            }
        }
        let entities: Vec<(usize, Entity)> = place.into_iter().zip(self.set.entities.drain(..)).collect();
        let entities = sorted(entities, |left, right| left.0.cmp(&right.0));
        self.set.entities = entities.into_iter().map(|(_, entity)| entity).collect();
    }
}

/// Whether `words` name the person whose full name is `full`: the same words, its last ones, or its first and last.
fn is_form_of(words: &[String], full: &[String]) -> bool {
    let same = |left: &String, right: &String| arabic::without_article(left) == arabic::without_article(right);
    let tail =
        full.len() >= words.len() && words.iter().rev().zip(full.iter().rev()).all(|(left, right)| same(left, right));
    let ends = match (words, full) {
        ([first, last], [start, .., end]) => same(first, start) && same(last, end),
        _ => false,
    };
    tail || ends
}

/// The mentions that share text with `span`, in order. `set` holds mentions alone: quotes are not added yet.
pub fn mentions_in(set: &AnnotationSet, span: Span) -> impl Iterator<Item = (Span, Mention)> {
    // Mentions do not overlap one another, so only the one before can reach into the span.
    let from = set.annotations.partition_point(|annotation| annotation.span.start < span.start).saturating_sub(1);
    let near = set.annotations[from..].iter().take_while(move |annotation| annotation.span.start < span.end);
    near.filter(move |annotation| annotation.span.overlaps(span)).filter_map(|annotation| match annotation.mark {
        Mark::Entity(mention) => Some((annotation.span, mention)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str) -> Vec<String> {
        name.split(' ').map(normalise::fold).collect()
    }

    #[test]
    fn a_name_has_its_short_forms() {
        for (form, full) in [
            ("شويغو", "سيرغي شويغو"),
            ("دبيبة", "عبد الحميد الدبيبة"),
            ("طيب أردوغان", "رجب طيب أردوغان"),
            ("رجب أردوغان", "رجب طيب أردوغان"),
            ("Rathbun", "Mark Rathbun"),
        ] {
            assert!(is_form_of(&words(form), &words(full)), "{form} of {full}");
        }
        for (form, full) in [("سيرغي لافروف", "سيرغي شويغو"), ("سيرغي", "سيرغي شويغو"), ("Mark", "Mark Rathbun")]
        {
            assert!(!is_form_of(&words(form), &words(full)), "{form} of {full}");
        }
    }
}
