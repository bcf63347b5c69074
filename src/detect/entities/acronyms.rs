//! An organisation and its initials: `حلف شمال الأطلسي (الناتو)`, `Joint Council for the Welfare of Immigrants (JCWI)`.

use super::identity::are_initials;
use super::mentions_in;
use crate::detect::confidence;
use crate::detect::people::SAME_AS;
use crate::detect::reading::{BlockReading, Reading};
use crate::lang::Class;
use crate::model::{
    Annotation, AnnotationSet, BlockKind, EntityId, EntityType, Evidence, Lang, Mark, Mention, Origin, Span, sorted,
};

/// Makes one of an organisation and the short name in brackets after it; initials that nothing else has found are marked
/// wherever they stand. `set` is in the order of the text, with mentions alone.
pub fn join(reading: &Reading, set: &mut AnnotationSet) {
    let mut found: Vec<Annotation> = Vec::new();
    let mut pairs: Vec<(EntityId, EntityId)> = Vec::new();
    let mut initials: Vec<(String, EntityId)> = Vec::new();
    for block in reading.blocks.iter().filter(|block| block.block.kind != BlockKind::SourceLine) {
        for at in 0..block.tokens.len() {
            match bracketed(block, set, at) {
                Some((organisation, _, Some(other))) => pairs.push((organisation, other)),
                Some((organisation, short, None)) => initials.push((short.of(block.text).to_owned(), organisation)),
                None => {}
            }
        }
    }
    for block in reading.blocks.iter().filter(|_| !initials.is_empty()) {
        for token in block.tokens.iter().filter(|token| token.all_caps) {
            let known = initials.iter().find(|(short, _)| short == token.span.of(block.text));
            let free = || mentions_in(set, token.span).next().is_none();
            found.extend(known.filter(|_| free()).map(|&(_, entity)| mention(token.span, entity)));
        }
    }
    for (short, entity) in initials {
        set.entities[entity.0].call(short);
    }
    if !found.is_empty() {
        set.annotations.append(&mut found);
        set.annotations = sorted(std::mem::take(&mut set.annotations), |left, right| left.span.cmp(&right.span));
    }
    merge(set, &pairs);
}

fn mention(span: Span, entity: EntityId) -> Annotation {
    let mark = Mark::Entity(Mention { kind: EntityType::Org, entity });
    let why = vec![Evidence::plain(SAME_AS)];
    Annotation { span, mark, origin: Origin::Detected, confidence: confidence::SHORT_FORM, why }
}

/// The organisation that ends before the bracket at token `at`, and the only word in the brackets with what it is a mention of, if
/// that can be a short name of it. A picture's credit is none: `(رويترز)`.
fn bracketed(block: &BlockReading, set: &AnnotationSet, at: usize) -> Option<(EntityId, Span, Option<EntityId>)> {
    let is_mark = |at: usize, mark: &str| block.token(at).is_some_and(|token| token.is_mark(mark));
    if at == 0 || !is_mark(at, "(") || !is_mark(at + 2, ")") {
        return None;
    }
    let short = block.token(at + 1).filter(|token| token.is_word())?;
    let (name, full) = mentions_in(set, block.tokens[at - 1].span).last()?;
    let is_organisation = full.kind == EntityType::Org && name.end == block.tokens[at - 1].span.end;
    if !is_organisation || block.classes(at + 1).has(Class::Agency) {
        return None;
    }
    let are_initials = || are_initials(short.span.of(block.text), name.of(block.text));
    let (fits, other) = match (mentions_in(set, short.span).next(), block.lang()) {
        // In English a rival or an owner stands in brackets too.
        (Some((span, other)), lang) => {
            let is_other = other.kind == EntityType::Org && other.entity != full.entity && span == short.span;
            (is_other && (lang == Lang::Ar || are_initials()), Some(other.entity))
        }
        (None, Lang::Ar) => (short.all_caps, None),
        (None, Lang::En) => (are_initials(), None),
    };
    fits.then_some((full.entity, short.span, other))
}

/// Makes one entity of each pair; that of which the lexicon knows more is kept. Two that it knows stay two.
fn merge(set: &mut AnnotationSet, pairs: &[(EntityId, EntityId)]) {
    let mut same: Vec<usize> = (0..set.entities.len()).collect();
    for &(one, other) in pairs {
        let (one, other) = (same[one.0], same[other.0]);
        let is_listed = |id: usize| {
            let entity = &set.entities[id];
            !entity.translations.is_empty() || entity.wikidata.is_some() || entity.note.is_some()
        };
        let (kept, gone) = match (is_listed(one), is_listed(other)) {
            (true, true) => continue,
            (false, true) => (other, one),
            _ => (one, other),
        };
        let forms = std::iter::once(set.entities[gone].name.clone()).chain(set.entities[gone].aliases.clone());
        for form in forms.collect::<Vec<_>>() {
            set.entities[kept].call(form);
        }
        same.iter_mut().filter(|id| **id == gone).for_each(|id| *id = kept);
    }
    for annotation in &mut set.annotations {
        if let Mark::Entity(mention) = &mut annotation.mark {
            mention.entity = EntityId(same[mention.entity.0]);
        }
    }
}
