//! What is never marked: names of minors and victims, names under a court's order, whole types.
//!
//! Everything has been found by now, so that all mentions of a person are known. What is withheld leaves nothing behind: no
//! entity, no mark, no role, no name in the grounds of another mark, no speaker. A quote of theirs stays, but nobody is named with
//! it; a quote that says the name goes, for lists and exports repeat its words.

use crate::detect::reading::Reading;
use crate::lang::{Glossary, glossary, normalise};
use crate::model::text::has;
use crate::model::{Annotation, AnnotationSet, Entity, EntityId, EntityType, Evidence, Mark, SourceKind, Span};

/// Takes out of `set` what `glossary` withholds.
///
/// `is_met` says whether one of its names was met in the text; the engine's own words are from there.
pub fn withhold(reading: &Reading, glossary: &Glossary, is_met: bool, set: &mut AnnotationSet) {
    if !glossary.withholds() {
        return;
    }
    let withheld = Withheld::new(reading, glossary, is_met, set);
    for annotation in std::mem::take(&mut set.annotations) {
        set.annotations.extend(withheld.left_of(annotation));
    }
    withheld.clear_entities(set);
}

struct Withheld<'g> {
    text: &'g str,
    glossary: &'g Glossary,
    /// Whether a name that is withheld can stand in what the engine says.
    is_met: bool,
    /// For each entity whether it goes.
    entities: Vec<bool>,
    /// The mentions of those that go.
    spans: Vec<Span>,
    /// The names of those that go because of them, in folded words.
    names: Vec<Vec<String>>,
    /// The names of those that stay, who may be of the same family.
    kept: Vec<String>,
}

impl<'g> Withheld<'g> {
    fn new(reading: &'g Reading, glossary: &'g Glossary, is_met: bool, set: &AnnotationSet) -> Withheld<'g> {
        let named = named(glossary, is_met, set);
        let is_met = is_met || named.contains(&true);
        let of_type = |at: usize| glossary.is_never_type(set.entities[at].kind);
        let entities: Vec<bool> = (0..named.len()).map(|at| named[at] || of_type(at)).collect();
        let kept = set.entities.iter().zip(&entities).filter(|(_, is_gone)| !**is_gone);
        let kept = kept.map(|(entity, _)| entity.name.clone()).collect();
        let mentions = |of: &dyn Fn(usize) -> bool| -> Vec<Span> {
            let mentions = set.annotations.iter().filter(|annotation| match annotation.mark {
                Mark::Entity(mention) => of(mention.entity.0),
                _ => false,
            });
            mentions.map(|mention| mention.span).collect()
        };
        let spans = mentions(&|at| entities[at]);
        let mut names: Vec<Vec<String>> = Vec::new();
        for name in mentions(&|at| named[at]).iter().map(|span| words(&written(reading, *span))) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        Withheld { text: &reading.article.text, glossary, is_met, entities, spans, names, kept }
    }

    /// Whether `text` holds a name that is withheld, in full or as the article shortens it.
    fn is_in(&self, text: &str) -> bool {
        if !self.is_met || self.kept.iter().any(|name| name == text) {
            return false;
        }
        if self.glossary.is_never_in(text) {
            return true;
        }
        let words = words(text);
        self.names.iter().any(|name| !name.is_empty() && words.windows(name.len()).any(|part| part == name.as_slice()))
    }

    /// The same of what credits say, which stand in blocks that the engine has no pack for too.
    fn is_in_credit(&self, text: &str) -> bool {
        if self.is_met { self.is_in(text) } else { self.glossary.is_never_in(text) }
    }

    fn is_at(&self, span: Span) -> bool {
        span.overlapping(&self.spans).is_some()
    }

    /// Whether `said` holds a part of a name that is withheld, marked there or not: `سامي` of `سامي منصور`.
    fn is_said(&self, said: &str) -> bool {
        // Initials and marks are in every text.
        let parts = || {
            self.names
                .iter()
                .flatten()
                .filter(|part| part.chars().filter(|letter| letter.is_alphanumeric()).count() >= 3)
        };
        self.is_met && words(said).iter().any(|word| parts().any(|part| is_part(word, part)))
    }

    fn is_gone(&self, entity: EntityId) -> bool {
        self.entities[entity.0]
    }

    /// What may be left of `annotation`.
    fn left_of(&self, mut annotation: Annotation) -> Option<Annotation> {
        match &mut annotation.mark {
            Mark::Entity(mention) if self.is_gone(mention.entity) => return None,
            Mark::Entity(_) => {}
            Mark::Source { kind, names, reason } => {
                let is_person = *kind == SourceKind::Byline && self.glossary.is_never_type(EntityType::Per);
                if is_person || self.is_at(annotation.span) || names.iter().any(|name| self.is_in_credit(name)) {
                    return None;
                }
                self.clear(reason);
            }
            Mark::Quote { .. } if self.is_said(annotation.span.of(self.text)) => return None,
            Mark::Quote { speaker, speaker_entity, speaker_name, context, .. } => {
                // Words that are no mention may be a part of the name: `وتابع منصور`.
                let is_part = |name: &str| speaker_entity.is_none() && self.is_said(name);
                let is_named = speaker.is_some_and(|span| self.is_at(span) || is_part(span.of(self.text)))
                    || speaker_name.as_deref().is_some_and(|name| self.is_in(name) || is_part(name));
                // A phrase without an entity stands for people: `the coach`.
                let is_person = speaker_entity.is_none() && self.glossary.is_never_type(EntityType::Per);
                if is_named || is_person || speaker_entity.is_some_and(|entity| self.is_gone(entity)) {
                    (*speaker, *speaker_entity, *speaker_name) = (None, None, None);
                    annotation.why.retain(|why| why.code != crate::detect::quotes::CARRIED);
                }
                for said in [&mut context.when, &mut context.place, &mut context.to] {
                    *said = said.filter(|span| !self.is_in(span.of(self.text)));
                }
            }
        }
        annotation.why.retain(|why| !self.is_in_params(why));
        Some(annotation)
    }

    fn is_in_params(&self, evidence: &Evidence) -> bool {
        // Verbs, particles and lists of our own name nobody.
        let can_name = |param: &str| !matches!(param, "cue" | "word" | "clitic" | "list");
        evidence.params.iter().any(|(param, value)| can_name(param) && self.is_in(value))
    }

    fn clear(&self, text: &mut Option<String>) {
        if text.as_deref().is_some_and(|text| self.is_in(text)) {
            *text = None;
        }
    }

    /// Takes the entities out and what the others say of them, and numbers those that stay anew.
    fn clear_entities(&self, set: &mut AnnotationSet) {
        let mut next = 0;
        let places: Vec<usize> = self.entities.iter().map(|is_gone| (next, next += usize::from(!is_gone)).0).collect();
        let mut is_gone = self.entities.iter();
        set.entities.retain(|_| !is_gone.next().copied().unwrap_or_default());
        for entity in &mut set.entities {
            entity.roles.retain(|role| !self.is_at(role.span) && !self.is_in(&role.text));
            entity.aliases.retain(|alias| !self.is_in(alias));
            entity.references.retain(|span| !self.is_at(*span));
            entity.translations.retain(|(_, name)| !self.is_in_credit(name));
            if let Some(note) = &mut entity.note {
                note.description.take_if(|description| self.is_in_credit(description));
            }
        }
        for annotation in &mut set.annotations {
            match &mut annotation.mark {
                Mark::Entity(mention) => mention.entity = EntityId(places[mention.entity.0]),
                Mark::Quote { speaker_entity: Some(entity), .. } => *entity = EntityId(places[entity.0]),
                _ => {}
            }
        }
    }
}

/// For each entity of `set` whether its name is withheld: one that `glossary` lists, or a part of the name of a person whom
/// the article names so. Newsrooms go on with the given name of a child: `سامي` after `سامي منصور`.
fn named(glossary: &Glossary, is_met: bool, set: &AnnotationSet) -> Vec<bool> {
    let is_listed = |form: &String| glossary.is_never_in(form);
    // A row of the newsroom's can name whom the text calls otherwise.
    let may_be = |entity: &Entity| is_met || entity.note.is_some();
    // `سامي أحمد منصور` is the listed سامي منصور.
    let is_longer = |entity: &Entity| {
        let ends = |name: &String| match words(name).as_slice() {
            [first, _, .., last] => is_listed(&format!("{first} {last}")),
            _ => false,
        };
        entity.kind == EntityType::Per && std::iter::once(&entity.name).chain(&entity.aliases).any(ends)
    };
    let is_named = |entity: &Entity| {
        is_longer(entity) || (may_be(entity) && (is_listed(&entity.name) || entity.aliases.iter().any(is_listed)))
    };
    let mut named: Vec<bool> = set.entities.iter().map(is_named).collect();
    let people: Vec<Vec<String>> = (set.entities.iter().zip(&named))
        .filter(|(entity, is_named)| **is_named && entity.kind == EntityType::Per)
        .flat_map(|(entity, _)| std::iter::once(&entity.name).chain(&entity.aliases))
        .map(|name| words(name))
        .collect();
    if people.is_empty() {
        return named;
    }
    for (entity, named) in set.entities.iter().zip(&mut named) {
        let own = words(&entity.name);
        let is_part = |name: &Vec<String>| !own.is_empty() && own.iter().all(|word| name.contains(word));
        *named |= entity.kind == EntityType::Per && people.iter().any(is_part);
    }
    named
}

/// Whether `word` is `part`, with or without letters attached before it.
fn is_part(word: &str, part: &str) -> bool {
    let rest = word.strip_suffix(part);
    rest.is_some_and(|before| before.chars().count() <= 2 && before.chars().all(|letter| has("وفبكل", letter)))
}

fn words(text: &str) -> Vec<String> {
    glossary::words(text)
}

/// The words of the mention at `span` as they are written without clitics.
fn written(reading: &Reading, span: Span) -> String {
    let block = reading.blocks.iter().find(|block| block.block.span.contains(span));
    block.map_or_else(|| normalise::fold(span.of(&reading.article.text)), |block| block.written_alone(span))
}
