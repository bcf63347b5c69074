//! Mentions of a file become entities: other tools mark places in the text, and say at most by an identifier what is meant there.

use std::collections::{HashMap, HashSet};

use super::json::is_wikidata;
use crate::model::{Annotation, AnnotationSet, Entity, EntityId, EntityType, Mark, Mention, Span};

/// No name is longer, in bytes: what claims to be one would be copied again and again.
const LONGEST_NAME: usize = 1000;

/// Whether what stands at `span` can be a name.
pub fn is_name(span: Span) -> bool {
    span.len() <= LONGEST_NAME
}

/// What makes two mentions mentions of one thing.
#[derive(PartialEq, Eq, Hash)]
enum Key<'f> {
    /// What the file calls the entity.
    Id(&'f str),
    Wikidata(&'f str),
    Words(EntityType, &'f str),
}

/// An annotation set in the making.
pub struct Gathering<'f> {
    text: &'f str,
    entities: HashMap<Key<'f>, EntityId>,
    pub set: AnnotationSet,
}

impl<'f> Gathering<'f> {
    pub fn new(text: &'f str) -> Gathering<'f> {
        Gathering { text, entities: HashMap::new(), set: AnnotationSet::default() }
    }

    /// A mention at `span`. It is of the entity that the file calls `id`; without one, of what has its Wikidata identifier, or else
    /// its type and words. None where no name is so long.
    pub fn mention(
        &mut self,
        span: Span,
        kind: EntityType,
        id: Option<&'f str>,
        wikidata: Option<&'f str>,
    ) -> Option<Mark> {
        let words = self.words(span)?;
        let wikidata = wikidata.filter(|id| is_wikidata(id));
        let key = id.map(Key::Id).or(wikidata.map(Key::Wikidata)).unwrap_or(Key::Words(kind, words));
        let next = EntityId(self.set.entities.len());
        let entity = *self.entities.entry(key).or_insert(next);
        if entity == next {
            self.set.entities.push(Entity::new(kind, String::new()));
        }
        let known = &mut self.set.entities[entity.0].wikidata;
        *known = known.take().or_else(|| wikidata.map(str::to_owned));
        Some(Mark::Entity(Mention { kind, entity }))
    }

    /// The entity that the file calls `id`.
    pub fn entity(&self, id: &'f str) -> Option<EntityId> {
        self.entities.get(&Key::Id(id)).copied()
    }

    /// What stands at `span`; None where no name is so long.
    pub fn words(&self, span: Span) -> Option<&'f str> {
        is_name(span).then(|| span.of(self.text))
    }

    /// The annotations in order; entities have the longest form of their names, and speakers those of their entities.
    pub fn finish(mut self) -> AnnotationSet {
        self.set.sort();
        self.name_entities();
        self.name_speakers();
        self.set
    }

    fn name_entities(&mut self) {
        let text = self.text;
        let mut seen: HashSet<(EntityId, &str)> = HashSet::new();
        for (span, mention) in mentions(&self.set.annotations) {
            let words = span.of(text);
            if !seen.insert((mention.entity, words)) {
                continue;
            }
            let entity = &mut self.set.entities[mention.entity.0];
            if words.chars().count() > entity.name.chars().count() {
                let shorter = std::mem::replace(&mut entity.name, words.to_owned());
                entity.aliases.extend(Some(shorter).filter(|name| !name.is_empty()));
            } else {
                entity.aliases.push(words.to_owned());
            }
        }
    }

    /// A speaker whose words are those of a mention is what is mentioned.
    fn name_speakers(&mut self) {
        let mentioned: HashMap<Span, EntityId> =
            mentions(&self.set.annotations).map(|(span, mention)| (span, mention.entity)).collect();
        for annotation in &mut self.set.annotations {
            let Mark::Quote { speaker, speaker_entity, speaker_name, .. } = &mut annotation.mark else { continue };
            *speaker_entity = speaker_entity.or_else(|| speaker.and_then(|span| mentioned.get(&span).copied()));
            *speaker_name = match (*speaker_entity, *speaker) {
                (Some(id), _) => Some(self.set.entities[id.0].name.clone()),
                (None, Some(span)) if is_name(span) => Some(span.of(self.text).to_owned()),
                _ => None,
            };
        }
    }
}

/// The places where entities are mentioned, in order.
fn mentions(annotations: &[Annotation]) -> impl Iterator<Item = (Span, Mention)> {
    annotations.iter().filter_map(|annotation| match annotation.mark {
        Mark::Entity(mention) => Some((annotation.span, mention)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Origin;

    #[test]
    fn mentions_are_one_entity_by_id_then_by_wikidata_then_by_their_words() {
        let text = "Ann Lee met Lee. Lee of Rome, Roma, Rome.";
        let mut gathering = Gathering::new(text);
        let spans =
            [(0, 7), (12, 15), (17, 20), (24, 28), (30, 34), (36, 40)].map(|(start, end)| Span::new(start, end));
        let ids = [Some("x"), Some("x"), None, None, None, None];
        let wikidata = [None, None, Some("no id"), Some("Q220"), Some("Q220"), None];
        for ((span, id), wikidata) in spans.into_iter().zip(ids).zip(wikidata) {
            let mark = gathering.mention(span, EntityType::Misc, id, wikidata).expect("a name");
            let annotation = Annotation { span, mark, origin: Origin::Provided, confidence: 1.0, why: Vec::new() };
            gathering.set.annotations.push(annotation);
        }
        let set = gathering.finish();
        let found: Vec<usize> = mentions(&set.annotations).map(|(_, mention)| mention.entity.0).collect();
        assert_eq!(found, [0, 0, 1, 2, 2, 3]);
        assert_eq!((&*set.entities[0].name, &*set.entities[0].aliases[0]), ("Ann Lee", "Lee"));
        assert_eq!((set.entities[1].wikidata.as_deref(), set.entities[2].wikidata.as_deref()), (None, Some("Q220")));
    }
}
