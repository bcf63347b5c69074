//! What the lexicon knows of a token, in each way to read it; asked once, for the rules and for the tagger.

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

/// The ways to read a token that is followed by `rest`, whole first, then without clitics; and whether the lexicon has phrases
/// that go on after one of them, so that in other surroundings they may be others.
pub fn look_up((written, key): Form, rest: &[Form], lang: Lang, lexicon: &Lexicon) -> (Vec<Way>, bool) {
    let splits = match lang {
        Lang::Ar => arabic::splits(written, key),
        Lang::En => vec![Split::whole(key.clone())],
    };
    let mut goes_on = false;
    let ways = splits.into_iter().map(|split| {
        let is_rare = written[..split.at].contains(['ف', 'ك']);
        let mut way = Way {
            split,
            is_rare,
            sense: Sense::default(),
            cluster: None,
            begins: Classes::default(),
            phrase: None,
            measure: None,
        };
        goes_on |= way.look_up(rest, lexicon);
        way
    });
    (ways.collect(), goes_on)
}

impl Way {
    /// Notes the phrases that begin with the stem and go on with `rest`; whether there are any that go on.
    fn look_up(&mut self, rest: &[Form], lexicon: &Lexicon) -> bool {
        let keys = || rest.iter().map(|(_, key)| &***key);
        let stem = self.split.stem.clone();
        lexicon.each_match(&stem, keys().filter(|&key| key != HYPHEN), |Match { tokens, sense }| {
            self.begins = self.begins.with(sense.classes);
            if let Some(measure) = sense.measure {
                self.measure = Some((with_hyphens(tokens, keys()), measure));
            }
            if tokens == 1 {
                self.sense = sense;
                self.cluster = lexicon.clusters(sense);
            } else if let Some(entry) = lexicon.entry(sense) {
                self.phrase = Some((with_hyphens(tokens, keys()), entry.kind));
            }
        })
    }
}

/// `ways`, which are those of a token that nothing follows, where it is followed by `rest`; none where that adds no phrase.
pub fn followed_by(ways: &[Way], rest: &[Form], lexicon: &Lexicon) -> Option<Rc<[Way]>> {
    let mut is_longer = false;
    for way in ways {
        let keys = rest.iter().map(|(_, key)| &***key).filter(|&key| key != HYPHEN);
        lexicon.each_match(&way.split.stem, keys, |found| is_longer |= found.tokens > 1);
    }
    let mut ways: Vec<Way> = is_longer.then(|| ways.to_vec())?;
    ways.iter_mut().for_each(|way| _ = way.look_up(rest, lexicon));
    Some(ways.into())
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
