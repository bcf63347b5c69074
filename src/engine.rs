//! The only door to detection.

use std::rc::Rc;

use crate::detect::Candidate;
use crate::detect::entities::{never, references, roles};
pub use crate::detect::reading::Memory;
use crate::detect::{dates, entities, gazetteer, listed, names, people, quantities, quotes, reading::Reading, sources};
use crate::lang::{Glossary, Pack};
use crate::model::{AnnotationSet, Article, Lang, Span};
use crate::turns::{Turns, at_once};

/// Annotates articles with the language packs it was given.
#[derive(Debug, Clone, Default)]
pub struct Engine {
    packs: Vec<Rc<Pack>>,
    glossary: Option<Rc<Glossary>>,
}

impl Engine {
    /// An engine that knows no language yet.
    pub fn new() -> Engine {
        Engine::default()
    }

    /// Adds a language, or replaces what was known of it.
    pub fn add_pack(&mut self, pack: Pack) {
        self.packs.retain(|known| known.lang() != pack.lang());
        self.packs.push(Rc::new(pack));
    }

    /// The same engine, with the languages it knows by now, reading with the newsroom's names of `glossary`.
    ///
    /// The glossary is no part of an engine that several share: articles of two newsrooms may stand on one page.
    pub fn with_glossary(&self, glossary: Rc<Glossary>) -> Engine {
        Engine { glossary: Some(glossary), ..self.clone() }
    }

    /// Whether the engine can read `lang`.
    pub fn has_pack(&self, lang: Lang) -> bool {
        self.pack(lang).is_some()
    }

    /// Where the data of the packs is from and under which licences.
    pub fn notices(&self) -> impl Iterator<Item = &str> {
        self.packs.iter().map(|pack| pack.notice())
    }

    /// All that can be said about `article`. Blocks in a language without a pack keep only what their form tells.
    pub fn annotate(&self, article: &Article) -> AnnotationSet {
        at_once(self.in_steps(article, None, Turns::NONE))
    }

    /// People, places, organisations, dates and quantities alone: who said what and where it comes from is not looked for.
    pub fn entities(&self, article: &Article) -> AnnotationSet {
        at_once(async {
            let reading = Reading::in_steps(article, |lang| self.pack(lang), None, Turns::NONE).await;
            self.annotations(reading, Part::Entities, Turns::NONE).await
        })
    }

    /// The same as [`Engine::annotate`], but what `memory` has of blocks that are as they were is not worked out again.
    /// Afterwards it has the blocks of `article`.
    pub fn annotate_again(&self, article: &Article, memory: &mut Memory) -> AnnotationSet {
        at_once(self.in_steps(article, Some(memory), Turns::NONE))
    }

    /// The same as [`Engine::annotate`], or with a memory as [`Engine::annotate_again`], in steps, between which others have their
    /// turn. They are milliseconds in an article of the usual length; the longest grow with it.
    pub async fn in_steps(&self, article: &Article, memory: Option<&mut Memory>, turns: Turns<'_>) -> AnnotationSet {
        let reading = Reading::in_steps(article, |lang| self.pack(lang), memory, turns).await;
        self.annotations(reading, Part::Whole, turns).await
    }

    /// `set`, annotated elsewhere, without what the newsroom's glossary never wants marked. Without a pack of the article's language,
    /// in which its names are found, nothing is left of it.
    pub fn withheld(&self, article: &Article, mut set: AnnotationSet) -> AnnotationSet {
        let Some(glossary) = self.glossary.as_deref().filter(|glossary| glossary.withholds()) else { return set };
        if !self.has_pack(article.lang) {
            return AnnotationSet::default();
        }
        let reading = at_once(Reading::in_steps(article, |lang| self.pack(lang), None, Turns::NONE));
        let is_met = listed::candidates(&reading, glossary).iter().any(listed::is_never);
        never::withhold(&reading, glossary, is_met, &mut set);
        set
    }

    fn pack(&self, lang: Lang) -> Option<&Rc<Pack>> {
        self.packs.iter().find(|pack| pack.lang() == lang)
    }

    async fn annotations(&self, mut reading: Reading<'_>, part: Part, turns: Turns<'_>) -> AnnotationSet {
        let glossary = self.glossary.as_deref();
        let tagged = names::candidates(&reading);
        reading.forget_first_readings();
        let reading = &reading;
        let listed = glossary.map(|glossary| listed::candidates(reading, glossary)).unwrap_or_default();
        let is_met = listed.iter().any(listed::is_never);
        let listed_spans: Vec<Span> = listed.iter().map(|candidate| candidate.span).collect();
        turns.next().await;
        let mut rules = people::candidates(reading);
        rules.extend(gazetteer::candidates(reading));
        let mut candidates = listed::before(listed, names::join(reading, rules, tagged));
        let mut short = people::short_forms(reading, &candidates);
        short.retain(|candidate| candidate.span.overlapping(&listed_spans).is_none());
        candidates.retain(|candidate| !names::gives_way(candidate, &short));
        // Of two readings of the same words the first is kept, and a short form says whose it is.
        short.append(&mut candidates);
        turns.next().await;
        let candidates = entities::with_measured(short, measured(reading));
        turns.next().await;
        let mut set = entities::settle(reading, candidates);
        turns.next().await;
        roles::annotate(reading, &mut set);
        references::annotate(reading, &mut set);
        if part == Part::Whole {
            turns.next().await;
            let sources = sources::in_text(reading, &set);
            quotes::annotate(reading, &mut set, turns).await;
            sources::annotate(reading, sources, &mut set);
        }
        if let Some(glossary) = glossary {
            never::withhold(reading, glossary, is_met, &mut set);
        }
        set
    }
}

/// How much of an article's annotations is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Entities,
    Whole,
}

/// Dates and quantities.
fn measured(reading: &Reading) -> Vec<Candidate> {
    let mut dates = dates::candidates(reading);
    let quantities = quantities::candidates(reading, &dates);
    dates.extend(quantities);
    dates
}
