//! The only door to detection.

use std::rc::Rc;

pub use crate::detect::reading::Memory;
use crate::detect::{entities, gazetteer, names, people, quotes, reading::Reading, sources};
use crate::lang::Pack;
use crate::model::{AnnotationSet, Article, Lang};

/// Annotates articles with the language packs it was given.
#[derive(Debug, Clone, Default)]
pub struct Engine {
    packs: Vec<Rc<Pack>>,
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
        annotations(Reading::new(article, |lang| self.pack(lang)))
    }

    /// The same as [`Engine::annotate`], but what `memory` has of blocks that are as they were is not worked out again.
    /// Afterwards it has the blocks of `article`.
    pub fn annotate_again(&self, article: &Article, memory: &mut Memory) -> AnnotationSet {
        annotations(Reading::again(article, |lang| self.pack(lang), memory))
    }

    fn pack(&self, lang: Lang) -> Option<&Rc<Pack>> {
        self.packs.iter().find(|pack| pack.lang() == lang)
    }
}

fn annotations(mut reading: Reading) -> AnnotationSet {
    let tagged = names::candidates(&reading);
    reading.forget_first_readings();
    let reading = &reading;
    let mut rules = people::candidates(reading);
    rules.extend(gazetteer::candidates(reading));
    let mut candidates = names::join(reading, rules, tagged);
    let mut short = people::short_forms(reading, &candidates);
    candidates.retain(|candidate| !names::gives_way(candidate, &short));
    // Of two readings of the same words the first is kept, and a short form says whose it is.
    short.append(&mut candidates);
    let candidates = short;
    let mut set = entities::settle(reading, candidates);
    quotes::annotate(reading, &mut set);
    sources::annotate(reading, &mut set);
    set
}
