//! What the lexicon knows of a token, in each way to read it; asked once, for the rules and for the tagger.

use std::rc::Rc;

use crate::lang::arabic::{self, Split};
use crate::lang::automaton::Place;
use crate::lang::lexicon::{Cluster, Match, Sense};
use crate::lang::{Class, Classes, Lexicon, token};
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
    /// Of the whole: whether it may report when it is read as a verb with something before it.
    pub may_report: bool,
    /// Where phrases go on after its stem, if any do.
    pub open: Option<Place>,
    /// What the phrases can be that begin with its stem: most words begin none.
    pub begins: Classes,
    /// The longest of these phrases that stands for an entry and is more than one word: its tokens and type.
    pub phrase: Option<(usize, EntityType)>,
    /// The longest of these phrases that has a part in dates or quantities: its tokens and its index.
    pub measure: Option<(usize, u16)>,
}

/// A token as it is written, and folded.
pub type Form<'t> = (&'t str, &'t Rc<str>);

/// The ways to read a token that nothing follows: whole first, then without clitics.
pub fn look_up((written, key): Form, lang: Lang, lexicon: &Lexicon) -> Vec<Way> {
    let ways = token::splits(written, key, lang).into_iter().map(|split| {
        let is_rare = written[..split.at].contains(['ف', 'ك']);
        let (sense, open) = lexicon.begin(&split.stem);
        let sense = sense.unwrap_or_default();
        let (begins, cluster) = (sense.classes, lexicon.clusters(sense));
        let may_report = split.at == 0 && may_report(written, key, lang, lexicon);
        let measure = sense.measure.map(|measure| (1, measure));
        Way { split, is_rare, may_report, sense, cluster, begins, open, phrase: None, measure }
    });
    ways.chain(short(written, key, lang, lexicon)).collect()
}

/// `لبي` before ` بي سي`: two letters by themselves are chance, and known only as the beginning of a phrase.
fn short(written: &str, key: &str, lang: Lang, lexicon: &Lexicon) -> Option<Way> {
    let splits = if lang == Lang::Ar { arabic::short_splits(written, key) } else { Vec::new() };
    let split = splits.into_iter().next().filter(|split| !written[..split.at].contains(['ف', 'ك']))?;
    let open = lexicon.begin(&split.stem).1?;
    let (sense, begins) = (Sense::default(), Classes::default());
    Some(Way {
        split,
        is_rare: false,
        may_report: false,
        sense,
        cluster: None,
        begins,
        open: Some(open),
        phrase: None,
        measure: None,
    })
}

/// Whether a reporting phrase may begin with the word, without its conjunction or the future سـ.
fn may_report(written: &str, key: &Rc<str>, lang: Lang, lexicon: &Lexicon) -> bool {
    let splits = (lang == Lang::Ar).then(|| arabic::verb_splits_of(written, key));
    splits.iter().flatten().skip(1).any(|split| {
        let (sense, open) = lexicon.begin(&split.stem);
        open.is_some() || sense.is_some_and(|sense| sense.classes.has(Class::Cue))
    })
}

/// `ways`, which are those of a token that nothing follows, where words with the keys `rest` follow; none where that adds no
/// phrase.
pub fn followed_by<'k>(
    ways: &[Way],
    rest: impl Iterator<Item = &'k str> + Clone,
    lexicon: &Lexicon,
) -> Option<Vec<Way>> {
    let mut longer: Option<Vec<Way>> = None;
    for (at, way) in ways.iter().enumerate() {
        let Some(open) = way.open else { continue };
        lexicon.each_longer(open, rest.clone().filter(|&key| key != HYPHEN), |Match { tokens, sense }| {
            let way = &mut longer.get_or_insert_with(|| ways.to_vec())[at];
            way.begins = way.begins.with(sense.classes);
            if let Some(measure) = sense.measure {
                way.measure = Some((with_hyphens(tokens, rest.clone()), measure));
            }
            if let Some(entry) = lexicon.entry(sense) {
                way.phrase = Some((with_hyphens(tokens, rest.clone()), entry.kind));
            }
        });
    }
    longer
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
