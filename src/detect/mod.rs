//! Finds what an article mentions, who said what in it, and where it comes from.
//!
//! One way: [`reading`] cuts the blocks into tokens and sentences, of which a [`vocabulary`] knows each word once, and
//! [`lookup`] asks the lexicon.
//!
//! Mentions: [`gazetteer`] and [`people`] (with [`titles`]) find them by rules, the [`tagger`] by what it has learned, [`names`]
//! brings them together; [`dates`] and [`quantities`] find theirs. [`entities`] settles what they are mentions of:
//! [`entities::identity`] tells which names are of the same person, [`entities::acronyms`] what initials stand for,
//! [`entities::roles`] what the words beside a name say, [`entities::references`] who is meant by a title alone.
//!
//! Speech: [`quotes`] finds reported words and whose they are. [`sources`] finds what the rest is from: people without a name
//! ([`unnamed`]), media and documents of running text ([`origins`]), credits, bylines and source lines; [`phrases`] tells both how
//! far a noun phrase reaches.
//!
//! What the newsroom has [`listed`] goes before all of that, and what it wants [`entities::never`] marked is taken out last. Every
//! rule speaks of the build of the language; which words have which part in it is in the pack.

pub mod dates;
pub mod entities;
pub mod gazetteer;
pub mod index;
pub mod listed;
pub mod lookup;
pub mod names;
pub mod origins;
pub mod parts;
pub mod people;
pub mod phrases;
pub mod quantities;
pub mod quotes;
pub mod reading;
pub mod sources;
pub mod tagger;
pub mod titles;
pub mod unnamed;
pub mod vocabulary;

use std::rc::Rc;

use crate::lang::glossary::Row;
use crate::model::{EntityType, Evidence, Role, Span, Value};

/// How sure each kind of finding is: the share of such marks that were right on annotated text that no rule was written
/// from, rounded down.
///
/// Mentions: span and type on the development parts of ANERcorp and CoNLL-2003 together (their sports tables, where cities
/// stand for teams, included). Quotes: words (overlap 0.3) and, where one is given, speaker, on the Arabic development quotes with
/// 38 articles of ANT, and on PolNeAR's development part, by which rules were also mended. Credits and unnamed sources: too few
/// annotated to measure yet.
pub mod confidence {
    use crate::lang::lexicon::List;
    use crate::model::Lang;

    /// A name of the lexicon, by the table it is in.
    pub const fn lexicon(list: List) -> f32 {
        match list {
            List::Territories => 0.89,
            List::Cities => 0.59,
            List::Organisations => 0.77,
        }
    }

    /// A name that a rule and the tagger agree on, and one that only one of them sees so.
    pub const AGREED: f32 = 0.91;
    pub const DISPUTED: f32 = 0.55;

    /// A name by the tagger alone, which says `probability` itself: near 1 that is right, below it takes itself for too sure.
    pub const fn tagged(probability: f32) -> f32 {
        match probability {
            sure if sure >= 0.99 => 0.97,
            sure if sure >= 0.97 => 0.91,
            sure if sure >= 0.93 => 0.86,
            sure if sure >= 0.9 => 0.82,
            _ => 0.65,
        }
    }
    /// A name after a title; a given name with what follows it; a short form of a name found so.
    pub const TITLE_NAME: f32 = 0.88;
    pub const GIVEN_NAME: f32 = 0.92;
    pub const SHORT_FORM: f32 = 0.91;
    /// A name of the newsroom's: what else it says is somebody of the same name.
    pub const GLOSSARY: f32 = 0.99;
    /// Reported words: in quotation marks or not, and how their speaker is told.
    pub const fn quote(lang: Lang, is_marked: bool, speaker: Told) -> f32 {
        match (lang, is_marked, speaker) {
            (Lang::Ar, true, Told::Here) => 0.85,
            (Lang::Ar, true, Told::Before) => 0.9,
            (Lang::Ar, true, Told::Nowhere) => 0.81,
            (Lang::Ar, false, Told::Here) => 0.83,
            (Lang::Ar, false, Told::Before) => 0.64,
            (Lang::Ar, false, Told::Nowhere) => 0.8,
            (Lang::En, true, Told::Here) => 0.89,
            (Lang::En, true, Told::Before) => 0.86,
            (Lang::En, true, Told::Nowhere) => 0.93,
            (Lang::En, false, Told::Here) => 0.74,
            (Lang::En, false, Told::Before) => 0.76,
            (Lang::En, false, Told::Nowhere) => 0.73,
        }
    }
    /// Where the article tells who says something.
    #[derive(Debug, Clone, Copy)]
    pub enum Told {
        Here,
        Before,
        Nowhere,
    }
    /// Credits, source lines and bylines have a fixed form.
    pub const CREDIT: f32 = 0.9;
    pub const ANONYMOUS: f32 = 0.8;
    /// A date whose day, month or year is certain; one that is left open; a number with its unit.
    pub const DATE: f32 = 0.97;
    pub const DATE_UNRESOLVED: f32 = 0.9;
    pub const QUANTITY: f32 = 0.9;
}

/// What a mention was found to be.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// An entry of the lexicon of the block's language, by its index.
    Entry(u32),
    /// A person, by the folded words of the name.
    Person(Vec<String>),
    /// A name of another type that the lexicon does not hold, by its folded words.
    Name(EntityType, Vec<String>),
    /// A name of the newsroom's glossary, with the folded words that stand for it here.
    Listed(Rc<Row>, Vec<String>),
    /// A date or a quantity.
    Measured(Measured),
}

/// A date or a quantity, and what it comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    pub kind: EntityType,
    /// The same for mentions of the same one.
    pub key: String,
    pub value: Option<Value>,
}

/// A mention before it is known which others are of the same thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Index of the block in the [`reading::Reading`].
    pub block: usize,
    /// Bytes of the article, clitics left out.
    pub span: Span,
    pub found: Found,
    /// The titles that stand before the name.
    pub roles: Vec<Role>,
    pub confidence: f32,
    pub why: Vec<Evidence>,
}
