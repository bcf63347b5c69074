//! Quotations nobody is said to have spoken.
//!
//! Words in quotation marks are mostly titles, nicknames and irony, and a quotation mostly has its speaker in a sentence beside it. So only a
//! whole sentence in marks counts, which stands for itself, and only where there is no reporting word and nobody who could speak in its
//! paragraph or in the ones beside it.

use super::beside::Beside;
use super::desk::{self, Word};
use super::{Case, Finding};
use crate::detect::quotes::marks::{self, Quoted};
use crate::lang::{Token, layout, tokens};
use crate::model::{AnnotationSet, Article, Block, EntityType, Mark, Span};

/// The fewest words of a quotation that is somebody's sentence.
const SHORTEST: usize = 7;

/// What somebody says lies within so many of what others do at most.
const NEAR: usize = 50;

/// Sentences in quotation marks that have no speaker.
pub fn unattributed(article: &Article, set: &AnnotationSet) -> Vec<Finding> {
    let running: Vec<&Block> = article.blocks.iter().filter(|block| block.kind.is_running_text()).collect();
    let said: Vec<Span> =
        set.annotations.iter().filter(|one| matches!(one.mark, Mark::Quote { .. })).map(|one| one.span).collect();
    let mut findings = Vec::new();
    for (at, block) in running.iter().enumerate() {
        let quoted = marks::quoted(&article.text, block.span, false);
        let sentences = quoted.iter().filter(|quoted| stands_alone(article, block, quoted));
        let sentences: Vec<&Quoted> = sentences.filter(|quoted| !is_annotated(&said, quoted.outer)).collect();
        if sentences.is_empty() {
            continue;
        }
        let neighbours = neighbours(article, &running, at);
        // What stands between the paragraphs, a heading or caption, can say whose words they are.
        let around = article.blocks.iter().filter(|other| neighbours.contains(other.span));
        if around.clone().all(|other| !may_attribute(article, set, other)) {
            findings.extend(sentences.iter().map(|quoted| Finding::new(Case::NobodySpeaks, quoted.outer)));
        }
    }
    findings
}

/// From the paragraph before to the one after the one at `at`: those that are quotations throughout are no neighbours, but go with it.
fn neighbours(article: &Article, running: &[&Block], at: usize) -> Span {
    let is_quotation = |block: &&Block| {
        let quoted = marks::quoted(&article.text, block.span, false);
        let is_said = |token: &Token| !marks::overlapping(&quoted, token.span).is_empty();
        Beside::of(article, block).tokens.iter().filter(|token| token.is_word()).all(is_said)
    };
    let before = running[..at].iter().rev().find(|block| !is_quotation(block)).unwrap_or(&running[0]);
    let after = running[at + 1..].iter().find(|block| !is_quotation(block)).unwrap_or(&running[running.len() - 1]);
    Span::new(before.span.start.min(running[at].span.start), after.span.end.max(running[at].span.end))
}

/// Whether the stretch is a sentence, or several, between the sentences of its block.
fn stands_alone(article: &Article, block: &Block, quoted: &Quoted) -> bool {
    let text = &article.text;
    let before = text[block.span.start..quoted.outer.start].trim_end();
    let after = text[quoted.outer.end..block.span.end].trim_start();
    let is_whole = layout::ends_sentence(quoted.inner.of(text).trim_end()) || after.starts_with(['.', '؟', '!', '?']);
    let words = || tokens(text, quoted.inner, block.lang).iter().filter(|token| token.is_word()).count();
    let begins = before.is_empty() || before.ends_with(['.', '!', '?', '؟']);
    !quoted.open && !quoted.goes_on && begins && is_whole && words() >= SHORTEST
}

/// Whether one of `said`, in the order of the text, shares a byte with `span`.
fn is_annotated(said: &[Span], span: Span) -> bool {
    let next = said.partition_point(|one| one.start < span.end);
    said[..next].iter().rev().take(NEAR).any(|one| one.overlaps(span))
}

/// Whether the words of `block` outside its quotation marks may say whose words the quotation has.
fn may_attribute(article: &Article, set: &AnnotationSet, block: &Block) -> bool {
    let quoted = marks::quoted(&article.text, block.span, false);
    let is_outside = |span: Span| marks::overlapping(&quoted, span).is_empty();
    let speaks = |token: &Token| {
        desk::is(Word::Reporting, block.lang, &token.key) || desk::is(Word::Unnamed, block.lang, &token.key)
    };
    let is_somebody = |kind: EntityType| matches!(kind, EntityType::Per | EntityType::Org);
    let tells = set.annotations.iter().filter(|one| block.span.contains(one.span)).any(|one| match &one.mark {
        Mark::Entity(mention) => is_somebody(mention.kind) && is_outside(one.span),
        Mark::Quote { .. } | Mark::Source { .. } => true,
    });
    // `الاتحاد الأمريكي: "…"`, and what is announced for the next paragraph.
    let announces = article.block_text(block).contains(':');
    tells || announces || Beside::of(article, block).tokens.iter().any(|token| is_outside(token.span) && speaks(token))
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use crate::check::Rule;
    use crate::check::example::found;

    #[track_caller]
    fn finds(text: &str, expected: &[&str]) {
        assert_eq!(found(Rule::UnattributedQuote, text), expected, "{text}");
    }

    #[test]
    fn a_sentence_in_marks_that_nobody_speaks_is_told() {
        let quote = "\"لن نترك بيوتنا هذه المرة مهما كان الثمن الذي سندفعه.\"";
        finds(&format!("امتلأت الشوارع بالمياه صباح الأحد.\n{quote}\nوتوقفت الحافلات عن العمل."), &[quote]);
        let quote = "“We are not going to leave our homes this time.”";
        finds(&format!("The streets were under water by Sunday.\n\n{quote}\n\nBuses did not run."), &[quote]);
    }

    #[test]
    fn a_reporting_word_or_a_person_beside_it_is_enough() {
        finds(
            "The streets were under water.\n\n“We are not going to leave our homes this time.”\n\nSo said the farmer.",
            &[],
        );
        finds(
            "امتلأت الشوارع بالمياه.\n\"لن نترك بيوتنا هذه المرة مهما كان الثمن الذي سندفعه.\"\nهكذا قال المزارع.",
            &[],
        );
    }

    #[test]
    fn a_quotation_goes_on_over_paragraphs_with_its_speaker_before_the_first() {
        finds(
            "\"The streets were under water,\" she said.\n\n\"We could not leave the house.\n\n\"We are not going to leave our homes this \
            time.\"\n\nBuses did not run.",
            &[],
        );
    }

    #[test]
    fn titles_and_irony_are_no_quotations() {
        finds("The “war on everything that moves in the dark” goes on. Buses did not run.", &[]);
        finds("انتهت \"الحرب على كل شيء يتحرك في الظلام\" أخيرا.", &[]);
    }
}
