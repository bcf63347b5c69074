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
    let said: Vec<Span> =
        set.annotations.iter().filter(|one| matches!(one.mark, Mark::Quote { .. })).map(|one| one.span).collect();
    let blocks: Vec<Reading> = article.blocks.iter().map(|block| Reading::new(article, block)).collect();
    let alone = |reading: &Reading| -> Vec<Span> {
        let whole = reading.quoted.iter().filter(|quoted| stands_alone(article, reading.block, quoted));
        whole.map(|quoted| quoted.outer).filter(|&span| !is_annotated(&said, span)).collect()
    };
    let running = blocks.iter().enumerate().filter(|(_, reading)| reading.block.kind.is_running_text());
    let sentences: Vec<(usize, Vec<Span>)> =
        running.map(|(at, reading)| (at, alone(reading))).filter(|(_, spans)| !spans.is_empty()).collect();
    if sentences.is_empty() {
        return Vec::new();
    }
    let around = Around::new(article, set, &blocks);
    let unspoken = sentences.into_iter().filter(|(at, _)| !around.is_attributed(*at));
    unspoken.flat_map(|(_, spans)| spans).map(|span| Finding::new(Case::NobodySpeaks, span)).collect()
}

/// What may say of the quotations of an article whose they are.
struct Around {
    /// The blocks of running text that quotations have for neighbours; those that are quotations throughout go with these.
    neighbours: Vec<usize>,
    /// The first and the last block of running text.
    running: (usize, usize),
    /// How many of the blocks before each, and of all, may attribute.
    attributing: Vec<usize>,
}

impl Around {
    fn new(article: &Article, set: &AnnotationSet, blocks: &[Reading]) -> Around {
        let is_running = |reading: &Reading| reading.block.kind.is_running_text();
        let attributing = blocks.iter().scan(0, |count, reading| {
            *count += usize::from(reading.may_attribute(article, set));
            Some(*count)
        });
        Around {
            neighbours: (0..blocks.len()).filter(|&at| blocks[at].is_neighbour(article)).collect(),
            running: (
                blocks.iter().position(is_running).unwrap_or_default(),
                blocks.iter().rposition(is_running).unwrap_or_default(),
            ),
            attributing: std::iter::once(0).chain(attributing).collect(),
        }
    }

    /// Whether one of the blocks from the paragraph before the one at `at` to the one after it may say whose words its quotations are; what
    /// stands between the paragraphs, a heading or caption, can say so, too.
    fn is_attributed(&self, at: usize) -> bool {
        let before = self.neighbours[..self.neighbours.partition_point(|&other| other < at)].last();
        let after = self.neighbours.get(self.neighbours.partition_point(|&other| other <= at));
        let (from, to) = (*before.unwrap_or(&self.running.0), *after.unwrap_or(&self.running.1));
        self.attributing[to + 1] > self.attributing[from]
    }
}

/// A block with what stands between quotation marks in it.
struct Reading<'a> {
    block: &'a Block,
    quoted: Vec<Quoted>,
}

impl<'a> Reading<'a> {
    fn new(article: &Article, block: &'a Block) -> Reading<'a> {
        Reading { block, quoted: marks::quoted(&article.text, block.span, false) }
    }

    fn is_outside(&self, span: Span) -> bool {
        marks::overlapping(&self.quoted, span).is_empty()
    }

    /// Whether it is running text beside quotations, and not one throughout.
    fn is_neighbour(&self, article: &Article) -> bool {
        let words = || Beside::of(article, self.block).tokens;
        let is_quotation = || words().iter().filter(|token| token.is_word()).all(|token| !self.is_outside(token.span));
        self.block.kind.is_running_text() && !is_quotation()
    }

    /// Whether its words outside its quotation marks may say whose words a quotation beside it has.
    fn may_attribute(&self, article: &Article, set: &AnnotationSet) -> bool {
        let lang = self.block.lang;
        let speaks =
            |token: &Token| [Word::Reporting, Word::Unnamed].iter().any(|&word| desk::is(word, lang, &token.key));
        let is_somebody = |kind: EntityType| matches!(kind, EntityType::Per | EntityType::Org);
        let next = set.annotations.partition_point(|one| one.span.start < self.block.span.start);
        let own = set.annotations[next..].iter().take_while(|one| one.span.start < self.block.span.end);
        let tells = own.filter(|one| one.span.end <= self.block.span.end).any(|one| match &one.mark {
            Mark::Entity(mention) => is_somebody(mention.kind) && self.is_outside(one.span),
            Mark::Quote { .. } | Mark::Source { .. } => true,
        });
        // `الاتحاد الأمريكي: "…"`, and what is announced for the next paragraph.
        let announces = article.block_text(self.block).contains(':');
        let words = || Beside::of(article, self.block).tokens;
        tells || announces || words().iter().any(|token| self.is_outside(token.span) && speaks(token))
    }
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
