//! How far a personal name reaches, word by word.

use std::ops::Range;

use super::super::reading::BlockReading;
use crate::lang::{Class, Classes, arabic};
use crate::model::Lang;
use crate::model::text::has;

/// The most words of a name.
pub const LONGEST_NAME: usize = 5;

/// How much speaks for a word's being part of a personal name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Not known, but nothing speaks against it; or a name that is as often something else.
    Possible,
    /// A name by the lexicon.
    Known,
}

/// A run of tokens that reads as a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    pub tokens: Range<usize>,
    /// Words, a compound such as `عبد الحميد` counted once.
    pub words: usize,
    pub known: usize,
    pub first: Likeness,
}
/// The name that begins at token `at`, of which `clitic` bytes are a clitic. After a title even unknown words can be one.
pub fn name_at(block: &BlockReading, at: usize, clitic: usize, after_title: bool) -> Option<Name> {
    let run = at + block.run_len(at).min(LONGEST_NAME * 2);
    let mut name = Name { tokens: at..at, words: 0, known: 0, first: Likeness::Possible };
    let mut next = at;
    while next < run.min(block.tokens.len()) && name.words < LONGEST_NAME {
        if name.words > 0 && is_day_after(block, &name, next) {
            break;
        }
        let Some((likeness, tokens)) = part_at(block, next, if next == at { clitic } else { 0 }, name.words) else {
            break;
        };
        if likeness == Likeness::Possible && !goes_on(block, &name, next, after_title) || begins_title(block, next) {
            break;
        }
        if name.words == 0 {
            if likeness == Likeness::Possible && is_verb_before_name(block, next) {
                break;
            }
            name.first = likeness;
        }
        name.words += 1;
        name.known += usize::from(likeness == Likeness::Known);
        next += tokens;
        name.tokens.end = next;
    }
    (name.words > 0 && !is_possessed_title(block, &name)).then_some(name)
}

/// Whether the day of the week at `next` says when: `أنغيلا ميركل | الخميس`, but `سالم الخميس`.
fn is_day_after(block: &BlockReading, name: &Name, next: usize) -> bool {
    let is_surname = name.words == 1 && block.classes(name.tokens.start).has(Class::Given);
    block.lang() == Lang::Ar && !is_surname && block.is_weekday(next)
}

/// Whether an unknown word is a verb before a name: `الرسام يصور تيريزا ماي`.
fn is_verb_before_name(block: &BlockReading, at: usize) -> bool {
    let is_given = |at: usize| block.classes(at).has(Class::Given) && !block.classes(at).has(Class::AmbiguousName);
    block.lang() == Lang::Ar
        && block.tokens[at].key.starts_with(['ي', 'ت'])
        && block.run_len(at) > 1
        && is_given(at + 1)
}

/// Whether a nationality opens the title of the next name: `عادل الأرجنتيني ليونيل ميسي`, "the Argentine equalled …".
fn begins_title(block: &BlockReading, next: usize) -> bool {
    let is_sure = |at: usize| {
        let classes = block.classes(at);
        classes.has(Class::Given) && !classes.any(&[Class::AmbiguousName, Class::Common])
    };
    block.lang() == Lang::Ar
        && block.classes(next).has(Class::Nationality)
        && block.run_len(next) > 1
        && is_sure(next + 1)
}

/// Whether a name goes on with the word at `next`, which no list knows: it may be a surname, or the verb after it.
fn goes_on(block: &BlockReading, name: &Name, next: usize, after_title: bool) -> bool {
    let longest = if after_title && name.known < 2 { 3 } else { 2 };
    // `بيكهام فانفرد`, `حفتر بمرتزقة`: what may begin with a clitic is believed only as a surname after a title.
    let clitic = block.lang() == Lang::Ar && block.tokens[next].key.starts_with(['و', 'ف', 'ب', 'ل', 'ك']);
    let clitic_allowed = name.words == 0 || (name.words == 1 && after_title);
    name.words < longest && (!clitic || clitic_allowed)
}

/// `Prime Minister's Questions`: what carries the possessive and more capitals is no person's name.
fn is_possessed_title(block: &BlockReading, name: &Name) -> bool {
    block.lang() == Lang::En && name.tokens.len() == 1 && &*block.tokens[name.tokens.start].key == "'s"
}

/// The likeness of the word at `at` and how many tokens it takes: several with `عبد`, `بن`, `van`, an initial with its stop.
fn part_at(block: &BlockReading, at: usize, clitic: usize, position: usize) -> Option<(Likeness, usize)> {
    let token = block.token(at).filter(|token| token.is_word())?;
    if !block.classes(at).has(Class::Given) && other_name_at(block, at).is_some() {
        return None;
    }
    match block.lang() {
        Lang::Ar => arabic_part(block, at, clitic, position),
        Lang::En => english_part(block, at, token.capital, position),
    }
}

/// How many tokens the place or organisation takes that begins at the token, where it is of several words: `بطل كوت ديفوار`,
/// `at Aston Villa`.
pub fn other_name_at(block: &BlockReading, at: usize) -> Option<usize> {
    let others = [Class::Territory, Class::City, Class::Organisation];
    let whole = block.ways(at).first().filter(|way| way.begins.any(&others))?;
    let phrase = block.phrase_of(at, &whole.split, &others)?;
    (phrase.found.tokens > 1).then_some(phrase.found.tokens)
}

/// What is said of a son who has his father's name, folded.
pub const JUNIOR: [&str; 2] = ["الابن", "jr"];

/// `ترامب الابن` is not his father, but `أحمد الابن الوحيد` has no such name.
pub fn is_junior(block: &BlockReading, at: usize) -> bool {
    block.lang() == Lang::Ar && JUNIOR.contains(&block.key(at)) && !block.key(at + 1).starts_with("ال")
}

fn arabic_part(block: &BlockReading, at: usize, clitic: usize, position: usize) -> Option<(Likeness, usize)> {
    let token = &block.tokens[at];
    let stem = crate::lang::normalise::fold(&token.span.of(block.text)[clitic..]);
    let classes = block.lexicon.classes(&stem);
    // `فإن ماكرون`: with its hamza it is "for" and not the `van` of `فان دايك`.
    let is_connector = classes.has(Class::Connector) && !has(token.span.of(block.text), 'إ');
    if is_connector && block.run_len(at) > 1 {
        let next = &block.tokens[at + 1];
        let follower = block.classes(at + 1);
        let compound = stem == "عبد" && next.key.starts_with("ال");
        let named = follower.any(&[Class::Given, Class::Family])
            || (position > 0 && !follower.any(&[Class::Common, Class::Function, Class::Complementiser]));
        // `بن راشد آل مكتوم`: what such a word joins to a name is a part of it, be it known or not.
        let joined = position > 0 && !classes.any(&[Class::Common, Class::Function]);
        let known = compound || joined || follower.any(&[Class::Given, Class::Family]);
        return (compound || named).then_some((if known { Likeness::Known } else { Likeness::Possible }, 2));
    }
    if position > 0 && is_junior(block, at) {
        return Some((Likeness::Known, 1));
    }
    arabic_likeness(block, &stem, classes, position).map(|likeness| (likeness, 1))
}

fn arabic_likeness(block: &BlockReading, stem: &str, classes: Classes, position: usize) -> Option<Likeness> {
    // `ستيفن هاربر حينذاك`: when, and not who.
    let stops = [Class::Function, Class::Complementiser, Class::Territory, Class::Organisation, Class::Former];
    // After a lone given name a nationality with the article is the surname: `مصطفى العلوي`.
    let surname = position == 1 && stem.starts_with("ال");
    if classes.any(&stops)
        || (classes.has(Class::Nationality) && !surname && !(position == 0 && classes.has(Class::Given)))
        || stem.chars().count() < 2
    {
        return None;
    }
    let names = [Class::Given, Class::Family];
    let bare = block.lexicon.classes(arabic::without_article(stem));
    if classes.any(&names) && !classes.has(Class::AmbiguousName) {
        return Some(Likeness::Known);
    }
    // `خالد الفالح`: with the article a name is one even where the word was counted among the ordinary ones.
    if position > 0
        && stem.starts_with("ال")
        && bare.any(&names)
        && !(classes.has(Class::Common) && bare.has(Class::Common))
    {
        return Some(Likeness::Known);
    }
    if classes.any(&names) {
        return Some(Likeness::Possible);
    }
    if classes.has(Class::Nationality) {
        return Some(Likeness::Possible);
    }
    let ordinary = [Class::Common, Class::Title, Class::BareTitle, Class::TitlePart, Class::Cue, Class::City];
    if classes.any(&ordinary) || has_known_stem(block, stem) || is_inflected(block, stem, position) {
        return None;
    }
    Some(Likeness::Possible)
}

/// Whether an unknown word is an ordinary one with clitics: `وبالمنشآت`, `سيلتقي`, `تابعها`.
fn has_known_stem(block: &BlockReading, word: &str) -> bool {
    let known = [
        Class::Common,
        Class::Function,
        Class::Cue,
        Class::Given,
        Class::Territory,
        Class::City,
        Class::Organisation,
        Class::Nationality,
    ];
    let stems =
        arabic::splits(word, &word.into()).into_iter().chain(arabic::verb_splits(word)).filter(|split| split.at > 0);
    let mut fronts = stems.map(|split| split.stem);
    let backs = arabic::without_pronoun(word);
    fronts.any(|stem| block.lexicon.classes(&stem).any(&known))
        || backs.is_some_and(|stem| block.lexicon.classes(stem).any(&[Class::Common, Class::Cue, Class::Title]))
}

/// Whether the word at `at` can be a part of a name that the tagger takes it for: a name by the lexicon, or nothing known.
pub fn may_be_a_name(block: &BlockReading, at: usize) -> bool {
    let classes = block.classes(at);
    let named = classes.any(&[Class::Given, Class::Family, Class::Connector]);
    named
        || (classes == Classes::default()
            && !(block.lang() == Lang::Ar && has_known_stem(block, &block.tokens[at].key)))
}

/// Whether an unknown word has the shape of a verb or an adverbial participle rather than of a name.
fn is_inflected(block: &BlockReading, word: &str, position: usize) -> bool {
    let letters = word.chars().count();
    let participle = word.starts_with('م') && word.ends_with('ا') && letters >= 5;
    let future =
        position == 0 && letters >= 5 && ["سي", "ست", "سن", "وسي", "وست"].iter().any(|front| word.starts_with(front));
    // A third word with the article is apposition: `فيشمان المعلق العسكري`.
    let apposition = position >= 2 && word.starts_with("ال");
    // `الأمير هاري وميغان ينتظران`: a verb of two or more.
    let plural =
        position > 0 && letters >= 6 && word.starts_with('ي') && (word.ends_with("ان") || word.ends_with("ون"));
    let accusative = word.strip_suffix('ا').is_some_and(|stem| block.lexicon.classes(stem).has(Class::Common));
    participle || future || plural || apposition || accusative
}

fn english_part(block: &BlockReading, at: usize, capital: bool, position: usize) -> Option<(Likeness, usize)> {
    let classes = block.classes(at);
    let word = block.word(at);
    // `Jan van Dijk`, `Bashar al-Assad`: what such a word joins to a name is a part of it.
    let hyphen = usize::from(block.token(at + 1).is_some_and(|next| next.is_mark("-")));
    let follower = at + 1 + hyphen;
    let joins = classes.has(Class::Connector) && position > 0 && block.token(follower).is_some_and(|next| next.capital);
    if joins && block.run_len(at) > 1 + hyphen {
        return Some((if hyphen == 1 { Likeness::Known } else { Likeness::Possible }, 2 + hyphen));
    }
    if !capital {
        return None;
    }
    // The stop after an initial belongs to the name: `L. Ron Hubbard`.
    let initial = word.chars().count() == 1 && block.token(at + 1).is_some_and(|next| next.is_mark("."));
    if initial && word != "I" {
        return Some((Likeness::Possible, 2));
    }
    let stops =
        [Class::Function, Class::Nationality, Class::Territory, Class::Organisation, Class::Pronoun, Class::City];
    let names = [Class::Given, Class::Family];
    if classes.any(&names) && !classes.has(Class::AmbiguousName) && !classes.has(Class::Territory) {
        return Some((Likeness::Known, 1));
    }
    if classes.any(&names) && position > 0 && !classes.has(Class::Function) {
        return Some((Likeness::Known, 1));
    }
    // `Mayor Grace Odhiambo`: a given name that is also a word is one after a title.
    if classes.any(&names) && !classes.any(&stops) {
        return Some((Likeness::Possible, 1));
    }
    if classes.any(&stops)
        || word.chars().count() < 2
        || block.tokens[at].all_caps
        || classes.any(&[Class::BareTitle, Class::Title])
    {
        return None;
    }
    (!classes.has(Class::Common)).then_some((Likeness::Possible, 1))
}
