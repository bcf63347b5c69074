//! What the lexicon knows of each token, in each way to read it; asked once, for the rules and for the tagger.

use std::rc::Rc;

use crate::lang::arabic::{self, Split};
use crate::lang::lexicon::{Cluster, Match, Sense};
use crate::lang::{Class, Classes, Lexicon};
use crate::model::{EntityType, Lang};

/// One way to read a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    pub split: Split,
    /// What its stem can be as a single word.
    pub sense: Sense,
    /// The clusters of that word.
    pub cluster: Option<Cluster>,
    /// Whether a clitic is split off that hardly ever stands before a name: `ف`, `ك`. `كولو` is no ك + ولو.
    pub is_rare: bool,
    /// What the phrases can be that begin with its stem: most words begin none.
    pub begins: Classes,
    /// The longest of these phrases that stands for an entry and is more than one word: its tokens and type.
    pub phrase: Option<(usize, EntityType)>,
    /// The longest of these phrases that has a part in dates or quantities: its tokens and its index.
    pub measure: Option<(usize, u16)>,
}

/// A token as it is written, and folded.
pub type Form<'t> = (&'t str, &'t Rc<str>);

/// The ways to read each of `tokens`: whole first, then without clitics.
///
/// `run_ends` says for each token where the run ends that it stands in: no phrase reaches beyond it.
pub fn look_up(tokens: &[Form], run_ends: &[usize], lang: Lang, lexicon: &Lexicon) -> Vec<Vec<Way>> {
    let each = tokens.iter().enumerate().map(|(at, &(written, key))| {
        let rest = &tokens[(at + 1).min(run_ends[at])..run_ends[at]];
        let splits = match lang {
            Lang::Ar => arabic::splits(written, key),
            Lang::En => vec![Split::whole(key.clone())],
        };
        let ways = splits.into_iter().map(|split| {
            let is_rare = written[..split.at].contains(['ف', 'ك']);
            way(split, is_rare, rest, lexicon)
        });
        ways.collect()
    });
    each.collect()
}

fn way(split: Split, is_rare: bool, rest: &[Form], lexicon: &Lexicon) -> Way {
    let begins = Classes::default();
    let mut way = Way { split, is_rare, sense: Sense::default(), cluster: None, begins, phrase: None, measure: None };
    let keys = || rest.iter().map(|(_, key)| &***key);
    let stem = way.split.stem.clone();
    lexicon.each_match(&stem, keys().filter(|&key| key != HYPHEN), |Match { tokens, sense }| {
        way.begins = way.begins.with(sense.classes);
        if let Some(measure) = sense.measure {
            way.measure = Some((with_hyphens(tokens, keys()), measure));
        }
        if tokens == 1 {
            way.sense = sense;
            way.cluster = lexicon.clusters(sense);
        } else if let Some(entry) = lexicon.entry(sense) {
            way.phrase = Some((with_hyphens(tokens, keys()), entry.kind));
        }
    });
    way
}

/// What phrases are looked up without.
pub const HYPHEN: &str = "-";

/// How many tokens a phrase of `words` words takes that goes on with `rest`, where hyphens may stand between them.
pub fn with_hyphens<'k>(words: usize, rest: impl Iterator<Item = &'k str>) -> usize {
    let mut left = words - 1;
    let more = rest.take_while(|key| {
        let goes_on = left > 0;
        left -= usize::from(goes_on && *key != HYPHEN);
        goes_on
    });
    1 + more.count()
}

/// The way in which a token is read as part of a name: whole where the lexicon has it as anything, else without the clitics
/// before a word that it has (`لليبيا`), else without those before a word that is met in other texts as this one is not.
pub fn most_likely(ways: &[Way]) -> Option<&Way> {
    let (whole, others) = ways.split_first()?;
    if whole.sense.classes.for_tagger() != Classes::default() {
        return Some(whole);
    }
    let mut others = others.iter().filter(|way| !way.is_rare || way.sense.classes.has(Class::Territory));
    let is_known = |way: &&Way| {
        let classes = way.sense.classes;
        classes.any(&Class::NAMES) || classes.any(&[Class::Common, Class::Title, Class::BareTitle])
    };
    let is_met = |way: &&Way| way.cluster.is_some();
    let met = others.clone().find(is_met).filter(|_| !is_met(&whole));
    others.find(is_known).or(met).or(Some(whole))
}
