//! What a language's pack knows of words: one automaton from folded words and phrases to what they can be.
//!
//! A phrase is stored as its folded tokens with single spaces between them, so one walk over the tokens of a text finds
//! every phrase that begins at a token, whatever its length.

use serde::{Deserialize, Serialize};

use super::automaton::{Automaton, Place};
use super::measure::Measure;
use crate::error::Error;
use crate::model::{EntityType, Lang, Stance};

/// One thing a word can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[repr(u32)]
pub enum Class {
    /// A country, state or dependency.
    Territory = 1 << 0,
    City = 1 << 1,
    Organisation = 1 << 2,
    /// A nationality or people, as adjective or noun: `الليبية`, `Libyan`.
    Nationality = 1 << 3,
    Given = 1 << 4,
    Family = 1 << 5,
    /// An ordinary word of the language.
    Common = 1 << 6,
    /// A place name that is as often something else: `مالي`, `Jordan`.
    AmbiguousPlace = 1 << 7,
    AmbiguousOrganisation = 1 << 8,
    /// A personal name that is as often something else: `أمين`, `Mark`.
    AmbiguousName = 1 << 9,
    /// Counts only in capitals: `US`, `WHO`.
    Acronym = 1 << 10,
    /// Begins a title that needs to say of what: `وزير`, `minister`.
    Title = 1 << 11,
    /// A title that stands directly before a name: `الرئيس`, `President`.
    BareTitle = 1 << 12,
    /// Reports speech; see [`Cue`].
    Cue = 1 << 13,
    /// Opens a reported clause: `أن`, `إنه`, `that`.
    Complementiser = 1 << 14,
    /// A preposition, conjunction, pronoun or other word that ends a name or noun phrase.
    Function = 1 << 15,
    /// Joins the parts of a personal name: `بن`, `عبد`, `de`, `al`.
    Connector = 1 << 16,
    /// People or sources left unnamed: `دبلوماسيون`, `officials`.
    Unnamed = 1 << 17,
    /// The agencies taken together: `وكالات`.
    Agencies = 1 << 18,
    /// A third person pronoun that can be a speaker: `he`, `she`.
    Pronoun = 1 << 19,
    /// A news agency.
    Agency = 1 << 20,
    /// A word that can follow a title head and still belong to the title though it is no definite noun: `عام`, `باسم`.
    TitlePart = 1 << 21,
    /// A word after which a place is named: `في`, `مدينة`, `in`.
    Locative = 1 << 22,
    /// A word after which `أن` opens no report: `بعد أن`, `يمكن أن`.
    Subordinator = 1 << 23,
    /// Comes before a name or title in quotation marks: `قناة "العربية"`, `a film called "…"`.
    Label = 1 << 24,
    /// A month of the Gregorian or the Hijri calendar: `شباط`, `كانون الثاني`, `Sept.`
    Month = 1 << 25,
    /// Says of a title that it is over: `السابق`, `former`.
    Former = 1 << 26,
    /// An adjective that ends a title and has no article: `عام`, `عسكري`.
    Adjective = 1 << 27,
    /// A title whose holder is named after the title of another: `نائب الرئيس مايك بنس`.
    Deputy = 1 << 28,
    /// Says in what office somebody acts: `بصفته وزيرا للدفاع`.
    Capacity = 1 << 29,
    /// What kind of organisation one is; with the article it stands for the one named before: `الشركة`, `the company`.
    Generic = 1 << 30,
    /// Ends an English title on its left, though it is an ordinary word: `like immigration barrister`.
    Bound = 1 << 31,
}

impl Class {
    /// What makes a word a name, or the adjective of one.
    pub const NAMES: [Class; 6] =
        [Class::Territory, Class::City, Class::Organisation, Class::Given, Class::Family, Class::Nationality];
}

/// The set of things a word can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Hash)]
pub struct Classes(pub u32);

impl Classes {
    /// Whether `class` is among them.
    pub fn has(self, class: Class) -> bool {
        self.0 & class as u32 != 0
    }

    /// Whether one of `classes` is among them.
    pub fn any(self, classes: &[Class]) -> bool {
        classes.iter().any(|&class| self.has(class))
    }

    /// Those that the tagger asks for; the later ones are for rules alone, so that a word can gain one without new weights.
    pub fn for_tagger(self) -> Classes {
        Classes(self.0 & ((Class::Month as u32) << 1).wrapping_sub(1))
    }

    /// These and those.
    pub fn with(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }
}

impl From<Class> for Classes {
    fn from(class: Class) -> Classes {
        Classes(class as u32)
    }
}

/// How a reporting word is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Hash)]
pub struct Cue {
    pub stance: Stance,
    pub shape: CueShape,
    /// What the form says of its subject.
    pub agreement: Agreement,
    /// What can be what it reports.
    pub frame: Frame,
}

/// What can follow a reporting word and be what it reports: a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Hash)]
pub struct Frame(pub u32);

impl Frame {
    /// A clause, with `أن` or `that` or without.
    pub const CLAUSE: Frame = Frame(1 << 0);
    /// An indirect question: `asked whether`, `تساءل عما إذا`.
    pub const QUESTION: Frame = Frame(1 << 1);
    /// What somebody is to do or will do: `vowed to`.
    pub const INFINITIVE: Frame = Frame(1 << 2);
    /// A noun phrase: `أكد أهمية`, `announced a deal`.
    pub const OBJECT: Frame = Frame(1 << 3);
    /// Somebody it is said of or to, named before what is said and part of it: `دعا مجلس الأمن إلى`, `accused him of`.
    pub const ADDRESSEE: Frame = Frame(1 << 4);
    /// Not what follows, but what the word is itself, be it a verb as well: something to read, `بيان`, `report`.
    pub const DOCUMENT: Frame = Frame(1 << 28);
    /// Likewise: its subject carries on what others say, be it a reporting word as well, `نقل`, `quoted`.
    pub const CARRIER: Frame = Frame(1 << 29);
    /// Relays somebody else, who stands after `عن`: `نقلت رويترز عن مصدر`.
    pub const RELAYED: Frame = Frame(1 << 5);
    /// Counts only where what follows is in quotation marks: `ندد بـ"قلة تضامن"`, `criticised "…"`.
    pub const QUOTED: Frame = Frame(1 << 6);
    /// Of the present: says nothing of anybody where no subject is named, `يذكر أن`.
    pub const NAMED: Frame = Frame(1 << 7);
    /// Goes on from what somebody said before: `أضاف`, `added`.
    pub const CONTINUES: Frame = Frame(1 << 24);
    /// A clause, but only one that `that` opens: `the poll found that`, where `found a way` is none.
    pub const THAT: Frame = Frame(1 << 25);
    /// The names of these in the tables, followed by those of the prepositions of a language.
    pub const NAMES: [(&'static str, Frame); 12] = [
        ("clause", Frame::CLAUSE),
        ("question", Frame::QUESTION),
        ("infinitive", Frame::INFINITIVE),
        ("object", Frame::OBJECT),
        ("addressee", Frame::ADDRESSEE),
        ("document", Frame::DOCUMENT),
        ("carrier", Frame::CARRIER),
        ("relayed", Frame::RELAYED),
        ("quoted", Frame::QUOTED),
        ("named", Frame::NAMED),
        ("continues", Frame::CONTINUES),
        ("that", Frame::THAT),
    ];
    /// Those that say what the word is itself.
    pub const OWN: Frame = Frame(Frame::DOCUMENT.0 | Frame::CARRIER.0);

    /// The words after which a noun phrase is what is reported: `شدد على ضرورة`, `warned of`.
    pub const fn prepositions(lang: Lang) -> &'static [&'static str] {
        match lang {
            Lang::Ar => &["إلى", "على", "عن", "من", "ب", "ل"],
            Lang::En => &["of", "for", "on", "about", "as", "against", "to", "with"],
        }
    }

    /// A noun phrase after the preposition with this index.
    pub const fn preposition(index: usize) -> Frame {
        Frame(1 << (8 + index))
    }

    /// The Arabic ones that the grammar asks for.
    pub const ILA: Frame = Frame::preposition(0);
    pub const AN: Frame = Frame::preposition(2);
    pub const BI: Frame = Frame::preposition(4);
    pub const LI: Frame = Frame::preposition(5);
    /// Any preposition, and whatever else a frame can hold.
    pub const ANY: Frame = Frame(u32::MAX);

    /// Whether all of `other` is in it.
    pub fn has(self, other: Frame) -> bool {
        self.0 & other.0 == other.0
    }

    /// This and `other`.
    pub fn with(self, other: Frame) -> Frame {
        Frame(self.0 | other.0)
    }

    /// Those of it that are in `other` too.
    pub fn of(self, other: Frame) -> Frame {
        Frame(self.0 & other.0)
    }
}

/// The build of a reporting word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Hash)]
pub enum CueShape {
    /// A finite verb: `قال`, `said`.
    Verb,
    /// A participle that goes with a verb or subject before it: `قائلا`, `adding`.
    Participle,
    /// A phrase whose object is the speaker: `وفقا لـ`, `according to`.
    Phrase,
    /// A verb of going on that reports only before a participle: `مضى قائلا`.
    Opening,
    /// A noun: `قوله`, `اتهامه`, `her claim that`.
    Noun,
    /// A phrase that has its speaker attached: `على حد قوله`, `برأيها`.
    Aside,
    /// No reporting word, but the occasion on which somebody speaks: `مؤتمر صحفي`, `interview`.
    Occasion,
    /// No reporting word, but something to read or hear that may speak itself: `تقرير`, `poll`.
    Document,
    /// No reporting word, but what a medium is called: `صحيفة`, `broadcaster`; a listed medium is one too.
    Medium,
    /// No reporting word, but a verb whose subject carries on what others say: `نقل`, `أورد`, `quoting`.
    Carrier,
    /// No reporting word, but words that somebody goes unnamed by: `عدم الكشف عن`, `not to be named`.
    Anonymity,
    /// No reporting word, but something that one acts according to, which is nobody's words: `وفقا للقانون`.
    Standard,
    /// No reporting word, but one for some or many of what follows: `العديد من`.
    Quantifier,
    // No reporting words either, but what stands around them.
    /// One that may part a verb from its subject: `أيضا`, `also`, `Sunday`.
    Adverb,
    /// One after which a clause begins: `لكن`, `while`.
    Conjunction,
    /// `has`, `did`.
    Auxiliary,
    /// `is`, `were`: a passive reports nothing by its subject.
    Copula,
    /// What keeps a verb from reporting: `not`, `would`, `to`.
    Unreal,
    /// `the`, `his`, `some`.
    Determiner,
    /// `he`, `I`, `there`.
    Subject,
    /// `whether`, `how`.
    Question,
    /// `who`, `which`.
    Relative,
    /// `in`, `with`.
    Preposition,
}

impl CueShape {
    /// Their names in the tables.
    pub const NAMES: [(&'static str, CueShape); 23] = [
        ("verb", CueShape::Verb),
        ("participle", CueShape::Participle),
        ("phrase", CueShape::Phrase),
        ("opening", CueShape::Opening),
        ("noun", CueShape::Noun),
        ("aside", CueShape::Aside),
        ("occasion", CueShape::Occasion),
        ("document", CueShape::Document),
        ("medium", CueShape::Medium),
        ("carrier", CueShape::Carrier),
        ("anonymity", CueShape::Anonymity),
        ("standard", CueShape::Standard),
        ("quantifier", CueShape::Quantifier),
        ("adverb", CueShape::Adverb),
        ("conjunction", CueShape::Conjunction),
        ("auxiliary", CueShape::Auxiliary),
        ("copula", CueShape::Copula),
        ("unreal", CueShape::Unreal),
        ("determiner", CueShape::Determiner),
        ("subject", CueShape::Subject),
        ("question", CueShape::Question),
        ("relative", CueShape::Relative),
        ("preposition", CueShape::Preposition),
    ];

    /// Whether a word of it reports by itself.
    pub fn reports(self) -> bool {
        (self as u8) < CueShape::Occasion as u8
    }

    /// Whether it is a form of a verb.
    pub fn is_verbal(self) -> bool {
        matches!(self, CueShape::Verb | CueShape::Participle)
    }
}

/// Gender and number of a verb form's subject, as far as the form tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Hash)]
pub enum Agreement {
    Unknown,
    Masculine,
    Feminine,
    Plural,
}

/// A table that lexicon entries come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum List {
    Territories,
    Cities,
    Organisations,
}

impl List {
    /// The name used in evidence.
    pub fn as_str(self) -> &'static str {
        match self {
            List::Territories => "territories",
            List::Cities => "cities",
            List::Organisations => "organisations",
        }
    }
}

/// A place or organisation the lexicon knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub list: List,
    pub kind: EntityType,
    /// The usual name in the pack's language.
    pub name: String,
    /// The usual name in other languages: BCP 47 tag, name.
    pub translations: Vec<(String, String)>,
    /// The number of the Wikidata item, where the table's source holds one.
    pub wikidata: Option<u32>,
}

/// What one word or phrase can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Sense {
    pub classes: Classes,
    /// Index of its [`Entry`].
    pub entry: Option<u32>,
    pub cue: Option<Cue>,
    /// Index of its [`Cluster`].
    pub cluster: Option<u16>,
    pub prior: Prior,
    /// Index of the [`Measure`] it is in dates and quantities.
    pub measure: Option<u16>,
}

/// The clusters of words used alike that a word is in, from the finest to the coarsest. Learned from unlabelled text.
pub type Cluster = [u16; 3];

/// How often a word was taken for a name of each type in unlabelled text: 1 where it was met at all, and above that two
/// bits for each of person, organisation, place and other, from nearly never to mostly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Prior(pub u16);

impl Prior {
    /// From which share of a word's uses on each step is reached.
    const STEPS: [f32; 3] = [0.06, 0.25, 0.6];

    /// Met in unlabelled text and nearly never taken for a name.
    pub const NO_NAME: Prior = Prior(1);

    /// From how often a word was taken for no name and for a name of each type.
    pub fn new(counts: [u32; 5]) -> Prior {
        let sum: u32 = counts.iter().sum();
        let code = (0..4).fold(1, |code, kind| {
            let share = counts[kind + 1] as f32 / sum.max(1) as f32;
            let step = Prior::STEPS.iter().filter(|&&least| share >= least).count() as u16;
            code | step << (1 + 2 * kind)
        });
        Prior(code)
    }

    /// The step for the type with the given index: 0 for a word never met, else 1 to 4.
    pub fn step(self, kind: usize) -> u32 {
        u32::from(self.0 & 1) + u32::from(self.0 >> (1 + 2 * kind) & 3)
    }
}

/// A phrase of the lexicon found at the beginning of a run of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// How many tokens the phrase takes.
    pub tokens: usize,
    pub sense: Sense,
}

/// The words of one language.
#[derive(Debug)]
pub struct Lexicon {
    words: Automaton,
    senses: Vec<Sense>,
    entries: Vec<Entry>,
    clusters: Vec<Cluster>,
    measures: Vec<Measure>,
}

impl Lexicon {
    /// Puts together what a pack holds. `words` is an FST whose values are indexes into `senses`.
    ///
    /// # Errors
    /// [`Error::InvalidPack`] when the parts do not fit each other.
    pub fn new(
        words: Vec<u8>,
        senses: Vec<Sense>,
        entries: Vec<Entry>,
        clusters: Vec<Cluster>,
        measures: Vec<Measure>,
    ) -> Result<Lexicon, Error> {
        let words = Automaton::new(words)
            .ok_or_else(|| Error::InvalidPack { reason: "its words are cut off or damaged".into() })?;
        let missing = senses.iter().filter_map(|sense| sense.entry).find(|&entry| entry as usize >= entries.len());
        match missing {
            Some(entry) => {
                Err(Error::InvalidPack { reason: format!("a word points to entry {entry}, which is not there") })
            }
            None => Ok(Lexicon { words, senses, entries, clusters, measures }),
        }
    }

    /// What one folded word can be.
    pub fn classes(&self, key: &str) -> Classes {
        self.sense(key).classes
    }

    /// Everything known of one folded word.
    pub fn sense(&self, key: &str) -> Sense {
        let place = self.words.follow(self.words.root(), key);
        place.and_then(|place| self.sense_at(place)).unwrap_or_default()
    }

    /// The clusters of `sense`.
    pub fn clusters(&self, sense: Sense) -> Option<Cluster> {
        sense.cluster.and_then(|cluster| self.clusters.get(usize::from(cluster)).copied())
    }

    /// Tells `found` the phrases that begin with the folded word `first` and go on with words of `rest`, shortest first.
    pub fn each_match<'k>(&self, first: &str, mut rest: impl Iterator<Item = &'k str>, mut found: impl FnMut(Match)) {
        let (sense, open) = self.begin(first);
        sense.into_iter().for_each(|sense| found(Match { tokens: 1, sense }));
        open.into_iter().for_each(|open| self.each_longer(open, rest.by_ref(), &mut found));
    }

    /// What the folded word `first` can be, and where phrases go on after it, if any do.
    pub fn begin(&self, first: &str) -> (Option<Sense>, Option<Place>) {
        match self.words.follow(self.words.root(), first) {
            Some(after) => (self.sense_at(after), self.words.follow(after, " ")),
            None => (None, None),
        }
    }

    /// Tells `found` the phrases that go on with words of `rest`, shortest first.
    pub fn each_longer<'k>(&self, mut open: Place, rest: impl Iterator<Item = &'k str>, mut found: impl FnMut(Match)) {
        for (tokens, word) in (2..).zip(rest) {
            let Some(after) = self.words.follow(open, word) else { return };
            self.sense_at(after).into_iter().for_each(|sense| found(Match { tokens, sense }));
            let Some(next) = self.words.follow(after, " ") else { return };
            open = next;
        }
    }

    fn sense_at(&self, at: Place) -> Option<Sense> {
        self.senses.get(self.words.value(at)?).copied()
    }

    /// The place or organisation a sense stands for.
    pub fn entry(&self, sense: Sense) -> Option<&Entry> {
        sense.entry.and_then(|entry| self.entry_at(entry))
    }

    /// The entry at `index`, as senses name it.
    pub fn entry_at(&self, index: u32) -> Option<&Entry> {
        self.entries.get(index as usize)
    }

    /// The part in dates and quantities at `index`, as senses name it.
    pub fn measure_at(&self, index: u16) -> Option<&Measure> {
        self.measures.get(usize::from(index))
    }
}
