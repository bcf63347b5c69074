//! Rules of house style, which are off until a newsroom turns them on.

use super::{Case, Finding};
use crate::lang::normalise::fold;
use crate::model::{AnnotationSet, Article, BlockKind, Mark, SourceKind, Span};

/// The sources named by the marks of `set`, by what names them, with their kind and place.
fn sources(set: &AnnotationSet) -> impl Iterator<Item = (SourceKind, &[String], Span)> {
    set.annotations.iter().filter_map(|annotation| match &annotation.mark {
        Mark::Source { kind, names, .. } => Some((*kind, names.as_slice(), annotation.span)),
        _ => None,
    })
}

/// An article that has neither a source line nor a byline, at its last block.
pub fn source_line(article: &Article, set: &AnnotationSet) -> Vec<Finding> {
    let is_furniture = |kind: BlockKind| matches!(kind, BlockKind::SourceLine | BlockKind::Byline);
    let named = sources(set).any(|(kind, _, span)| {
        kind == SourceKind::Byline || article.block_at(span.start).is_some_and(|block| is_furniture(block.kind))
    });
    let has_line = named || article.blocks.iter().any(|block| is_furniture(block.kind));
    let last = article.blocks.last().filter(|_| !has_line);
    last.map(|block| Finding::new(Case::NoSourceLine, block.span)).into_iter().collect()
}

/// An article with fewer than two sources, at its first block: whoever speaks in it, and the media and documents it draws on.
pub fn second_source(article: &Article, set: &AnnotationSet) -> Vec<Finding> {
    let speakers = set.annotations.iter().filter_map(|annotation| match &annotation.mark {
        Mark::Quote { speaker_name: Some(name), .. } => Some(name.clone()),
        _ => None,
    });
    let is_source = |kind: SourceKind| !matches!(kind, SourceKind::Byline | SourceKind::ImageCredit);
    let named = sources(set).filter(|(kind, ..)| is_source(*kind)).flat_map(|(_, names, _)| names.iter().cloned());
    let mut all: Vec<String> = Vec::new();
    for name in speakers.chain(named) {
        if all.iter().all(|known| fold(known) != fold(&name)) {
            all.push(name);
        }
    }
    let Some(first) = article.blocks.first() else { return Vec::new() };
    match all.as_slice() {
        [] => vec![Finding::new(Case::NoSource, first.span)],
        [only] => vec![Finding::new(Case::OneSource, first.span).with("source", only)],
        _ => Vec::new(),
    }
}

/// Captions that do not credit their picture.
pub fn image_credit(article: &Article, set: &AnnotationSet) -> Vec<Finding> {
    let is_credited =
        |span: Span| sources(set).any(|(kind, _, source)| kind == SourceKind::ImageCredit && span.contains(source));
    let captions = article.blocks.iter().filter(|block| block.kind == BlockKind::Caption);
    captions.filter(|block| !is_credited(block.span)).map(|block| Finding::new(Case::NoCredit, block.span)).collect()
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use crate::check::Rule;
    use crate::check::example::found;

    const STORY: &str = "Council votes to keep the library open\nThe council met on Monday evening and voted after two hours.\n\
        Mayor Ann Lee said the library would stay open.";

    #[test]
    fn an_article_without_a_source_line_is_told_at_its_end() {
        assert_eq!(found(Rule::SourceLine, STORY), ["Mayor Ann Lee said the library would stay open."]);
        assert_eq!(found(Rule::SourceLine, &format!("{STORY}\n\nSource: Reuters")), Vec::<String>::new());
        let arabic = "أعلنت البلدية الاثنين موعد افتتاح المكتبة الجديدة.\n\nالمصدر: وكالات";
        assert_eq!(found(Rule::SourceLine, arabic), Vec::<String>::new());
    }

    #[test]
    fn one_speaker_is_one_source() {
        assert_eq!(found(Rule::SecondSource, STORY), ["Council votes to keep the library open"]);
        let two = format!("{STORY}\nLibrarian Tom Reed said he was glad.");
        assert_eq!(found(Rule::SecondSource, &two), Vec::<String>::new());
    }
}
