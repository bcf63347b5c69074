//! People: names after titles, names that begin with a known given name, and the short forms that follow them.
//!
//! No list holds the world's surnames. What ends a name is as telling as what begins it: an ordinary word, a particle, a
//! place. So a name is read as far as nothing speaks against it, and believed only with something that speaks for it.

use std::ops::Range;

use super::reading::{BlockReading, Reading};
use super::titles::{self, Title};
use super::{Candidate, Found, confidence, names};
use crate::lang::{Class, Classes, arabic};
use crate::model::{EntityType, Evidence, Lang, Role, Span, sorted};

/// Evidence of a short form; its parameter `name` is the fullest form of the entity.
pub const SAME_AS: &str = "same-as";
/// The most words of a name.
const LONGEST_NAME: usize = 5;

/// How much speaks for a word's being part of a personal name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// Not known, but nothing speaks against it; or a name that is as often something else.
    Possible,
    /// A name by the lexicon.
    Known,
}

/// A run of tokens that reads as a name.
#[derive(Debug, Clone, PartialEq)]
struct Name {
    tokens: Range<usize>,
    /// Words, a compound such as `عبد الحميد` counted once.
    words: usize,
    known: usize,
    first: Likeness,
}

/// Every person named in full or after a title.
pub fn candidates(reading: &Reading) -> Vec<Candidate> {
    let mut found = collect(reading, &[], titled);
    // Whoever has a title somewhere is known by the surname everywhere: `حفتر` begins no new name.
    let known = surnames(&found);
    let begins_known = |block: &BlockReading, at: usize| block.splits(at).any(|split| is_among(&known, &split.stem));
    let untitled =
        collect(reading, &found, |block, at| (!begins_known(block, at)).then(|| untitled(block, at)).flatten());
    found.extend(untitled);
    sorted(found, |left, right| left.span.cmp(&right.span))
}

/// The people that `find` finds outside those `before`, one after the other.
fn collect(
    reading: &Reading,
    before: &[Candidate],
    find: impl Fn(&BlockReading, usize) -> Option<Person>,
) -> Vec<Candidate> {
    let mut found = Vec::new();
    let before: Vec<Span> = before.iter().map(|other| other.span).collect();
    for (index, block) in reading.blocks.iter().enumerate() {
        let mut at = 0;
        while at < block.tokens.len() {
            at = match block.tokens[at].span.overlapping(&before) {
                Some(other) => block.tokens_in(other).end.max(at + 1),
                None => match find(block, at) {
                    // A name that would run into one found before began with its title: `Mayor Daniel Whitfield`.
                    Some(person) if block.span(person.name.tokens.clone()).overlapping(&before).is_none() => {
                        let end = person.name.tokens.end.max(at + 1);
                        found.push(person.into_candidate(block, index));
                        end
                    }
                    _ => at + 1,
                },
            };
        }
    }
    found
}

/// A name with its grounds.
struct Person {
    name: Name,
    clitic: usize,
    role: Option<Role>,
    confidence: f32,
    why: Evidence,
}

impl Person {
    fn titled(name: Name, role: Role) -> Person {
        let why = Evidence::with("title-before-name", "title", role.text.clone());
        Person { name, clitic: 0, role: Some(role), confidence: confidence::TITLE_NAME, why }
    }

    fn into_candidate(self, block: &BlockReading, index: usize) -> Candidate {
        let whole = block.span(self.name.tokens.clone());
        let span = Span::new(whole.start + self.clitic, whole.end);
        let mut why = vec![self.why];
        if self.clitic > 0 {
            let clitic = &block.text[whole.start..span.start];
            why.push(Evidence::with("clitic-split", "clitic", clitic));
        }
        let found = Found::Person(name_words(block, &self.name.tokens, self.clitic));
        Candidate { block: index, span, found, role: self.role, confidence: self.confidence, why }
    }
}

/// The folded words of the name at `tokens`, the first without `clitic` bytes.
fn name_words(block: &BlockReading, tokens: &Range<usize>, clitic: usize) -> Vec<String> {
    let words = tokens.clone().filter(|&at| block.tokens[at].is_word());
    words
        .map(|at| {
            let span = block.tokens[at].span;
            let from = if at == tokens.start { clitic } else { 0 };
            crate::lang::normalise::fold(&block.text[span.start + from..span.end])
        })
        .collect()
}

// --- After a title ---

fn titled(block: &BlockReading, at: usize) -> Option<Person> {
    let title = titles::head_at(block, at)?;
    match block.lang() {
        Lang::Ar => arabic_titled(block, &title),
        Lang::En => english_titled(block, &title),
    }
}

/// `وزير الدفاع الروسي سيرغي شويغو`, `اللواء المتقاعد خليفة حفتر`, `الرئيس أردوغان`.
fn arabic_titled(block: &BlockReading, title: &Title) -> Option<Person> {
    for end in titles::arabic_ends(block, title) {
        let directly = end == title.head.end;
        let Some(name) = name_at(block, end, 0, true) else { continue };
        if believed_after_title(block, &name, title.bare && directly) {
            return Some(Person::titled(name, title.role(block, end)));
        }
    }
    None
}

fn believed_after_title(block: &BlockReading, name: &Name, directly: bool) -> bool {
    let definite = arabic::is_definite(&block.tokens[name.tokens.start].key);
    let common = block.classes(name.tokens.start).any(&[Class::Common, Class::AmbiguousName]);
    match (name.words, name.known) {
        // A single word has to be a known name or stand right after `الرئيس` and be no ordinary word: `الرئيس التركي` is none.
        (1, 0) => directly && !definite && !common,
        (1, _) => !common,
        // Of several words an unknown first one with the article is more likely an adjective: `الوزير المستقيل`. A name that
        // is as often something else (`ياسين`) is believed here.
        (_, 0) => !definite && (!common || block.classes(name.tokens.start).has(Class::AmbiguousName)),
        _ => !definite || name.first == Likeness::Known,
    }
}

/// `President Emmanuel Macron`, `Ambassador Mohib`, `immigration barrister Colin Yeo`.
fn english_titled(block: &BlockReading, title: &Title) -> Option<Person> {
    let mut from = title.head.end;
    if block.token(from).is_some_and(|token| token.is_mark(".")) {
        from += 1;
    }
    let from = after_place(block, from).unwrap_or(from);
    let name = name_at(block, from, 0, true)?;
    let glued = title.bare && block.span(title.head.clone()).end + 2 >= block.tokens[from].span.start;
    if name.words < 2 && !glued && name.known == 0 || name.words < 2 && !title.bare {
        return None;
    }
    let start = titles::english_start(block, &title.head);
    let span = block.span(start..from);
    Some(Person::titled(name, Role { text: span.of(block.text).to_owned(), span }))
}

/// The token after `to the United States` or `of France` at `from`, as in `Ambassador to the United States Hamdullah Mohib`.
fn after_place(block: &BlockReading, from: usize) -> Option<usize> {
    let particle = block.token(from).filter(|token| matches!(&*token.key, "to" | "of" | "for"))?;
    let place = if &*particle.key != "to" || &*block.token(from + 1)?.key != "the" { from + 1 } else { from + 2 };
    let split = block.splits(place).next()?;
    let phrase = block.phrase_of(place, split, &[Class::Territory, Class::City, Class::Organisation])?;
    Some(place + phrase.found.tokens)
}

// --- Without a title ---

/// A known given name with what follows it: `محمد حماقي`, `Daniel Montalvo`; a known or unknown one with an age: `, 19,`.
fn untitled(block: &BlockReading, at: usize) -> Option<Person> {
    let may_be_aged = (at + 1..at + 1 + LONGEST_NAME).any(|comma| is_followed_by_age(block, comma));
    if !may_be_aged && !block.may_begin(at, &[Class::Given, Class::Family, Class::Connector]) {
        return None;
    }
    for split in block.splits(at) {
        // A clitic is split off only where the whole word is nothing the lexicon knows.
        if split.at > 0 && block.classes(at) != Classes::default() {
            break;
        }
        let Some(name) = name_at(block, at, split.at, false) else { continue };
        // `Al Jazeera` begins like a person's name.
        if other_name_at(block, at).is_some_and(|tokens| tokens >= name.tokens.len()) {
            continue;
        }
        let sure = name.first == Likeness::Known && name.words >= 2 && name.tokens.len() >= 2;
        let aged = name.words >= 2 && is_followed_by_age(block, name.tokens.end);
        if sure || aged {
            let first = &block.word(at)[split.at..];
            return Some(Person {
                name,
                clitic: split.at,
                role: None,
                confidence: confidence::GIVEN_NAME,
                why: Evidence::with("given-name", "name", first),
            });
        }
    }
    None
}

/// `, 19,` after a name.
fn is_followed_by_age(block: &BlockReading, at: usize) -> bool {
    let comma = |at: usize| block.token(at).is_some_and(|token| token.is_mark(",") || token.is_mark("،"));
    let age = block.token(at + 1).and_then(|token| token.key.parse::<u8>().ok());
    comma(at) && age.is_some_and(|age| (1..=115).contains(&age)) && (comma(at + 2))
}

// --- How far a name reaches ---

/// The name that begins at token `at`, of which `clitic` bytes are a clitic. After a title even unknown words can be one.
fn name_at(block: &BlockReading, at: usize, clitic: usize, after_title: bool) -> Option<Name> {
    let run = at + block.run_len(at).min(LONGEST_NAME * 2);
    let mut name = Name { tokens: at..at, words: 0, known: 0, first: Likeness::Possible };
    let mut next = at;
    while next < run.min(block.tokens.len()) && name.words < LONGEST_NAME {
        let Some((likeness, tokens)) = part_at(block, next, if next == at { clitic } else { 0 }, name.words) else {
            break;
        };
        if likeness == Likeness::Possible && !goes_on(block, &name, next, after_title) {
            break;
        }
        if name.words == 0 {
            name.first = likeness;
        }
        name.words += 1;
        name.known += usize::from(likeness == Likeness::Known);
        next += tokens;
        name.tokens.end = next;
    }
    (name.words > 0 && !is_possessed_title(block, &name)).then_some(name)
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
fn other_name_at(block: &BlockReading, at: usize) -> Option<usize> {
    let others = [Class::Territory, Class::City, Class::Organisation];
    let whole = block.ways(at).first().filter(|way| way.begins.any(&others))?;
    let phrase = block.phrase_of(at, &whole.split, &others)?;
    (phrase.found.tokens > 1).then_some(phrase.found.tokens)
}

fn arabic_part(block: &BlockReading, at: usize, clitic: usize, position: usize) -> Option<(Likeness, usize)> {
    let token = &block.tokens[at];
    let stem = crate::lang::normalise::fold(&token.span.of(block.text)[clitic..]);
    let classes = block.lexicon.classes(&stem);
    if classes.has(Class::Connector) && block.run_len(at) > 1 {
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
    arabic_likeness(block, &stem, classes, position).map(|likeness| (likeness, 1))
}

fn arabic_likeness(block: &BlockReading, stem: &str, classes: Classes, position: usize) -> Option<Likeness> {
    let stops = [Class::Function, Class::Complementiser, Class::Territory, Class::Organisation];
    // After a lone given name a nationality with the article is the surname: `مصطفى العلوي`.
    let surname = position == 1 && stem.starts_with("ال");
    if classes.any(&stops) || (classes.has(Class::Nationality) && !surname) || stem.chars().count() < 2 {
        return None;
    }
    let names = [Class::Given, Class::Family];
    let bare = block.lexicon.classes(arabic::without_article(stem));
    if classes.any(&names) && !classes.has(Class::AmbiguousName) {
        return Some(Likeness::Known);
    }
    if position > 0 && stem.starts_with("ال") && bare.any(&names) && !classes.has(Class::Common) {
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
    let known = [Class::Common, Class::Function, Class::Cue, Class::Given, Class::Territory, Class::Nationality];
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
    let accusative = word.strip_suffix('ا').is_some_and(|stem| block.lexicon.classes(stem).has(Class::Common));
    participle || future || apposition || accusative
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

// --- Short forms ---

/// Mentions of the people in `found`, which are in order, by a part of their name, where no other mention stands: `شويغو` of `سيرغي شويغو`.
pub fn short_forms(reading: &Reading, found: &[Candidate]) -> Vec<Candidate> {
    let surnames = surnames(found);
    let taken: Vec<Span> = found.iter().filter(|other| full_name(other).is_some()).map(|other| other.span).collect();
    let mut short = Vec::new();
    for (index, block) in reading.blocks.iter().enumerate() {
        for at in 0..block.tokens.len() {
            if block.tokens[at].span.overlapping(&taken).is_none() {
                short.extend(short_form(block, index, at, &surnames));
            }
        }
    }
    short
}

fn is_among(sorted: &[String], word: &str) -> bool {
    sorted.binary_search_by(|known| known.as_str().cmp(word)).is_ok()
}

/// The last words of the names of `people`, and the only word of those that have one.
fn surnames(people: &[Candidate]) -> Vec<String> {
    let names = people.iter().filter_map(full_name).filter_map(|words| words.last());
    let names = names.filter(|word| word.chars().count() >= 3).cloned().collect();
    let mut names = sorted(names, String::cmp);
    names.dedup();
    names
}

/// The words of a person's name that short forms are looked for of: several, or one that a rule speaks for and not the
/// tagger alone.
fn full_name(candidate: &Candidate) -> Option<&[String]> {
    match &candidate.found {
        Found::Person(words) if words.len() > 1 || candidate.why.iter().any(|why| why.code != names::TAGGER) => {
            Some(words)
        }
        Found::Listed(row, words) if row.kind == EntityType::Per => Some(words),
        _ => None,
    }
}

fn short_form(block: &BlockReading, index: usize, at: usize, surnames: &[String]) -> Option<Candidate> {
    let token = &block.tokens[at];
    if !token.is_word() || (block.lang() == Lang::En && !token.capital) {
        return None;
    }
    // `بن يوسف`, `أبو الغيط`: the word before the surname is a part of it.
    let joins =
        |at: usize| block.lang() == Lang::Ar && block.run_len(at) > 1 && block.classes(at).has(Class::Connector);
    if at > 0 && joins(at - 1) {
        return None;
    }
    let known = |stem: &str| is_among(surnames, stem);
    let (clitic, words) = if joins(at) {
        let next = &block.tokens[at + 1].key;
        (0, known(next).then(|| vec![token.key.clone(), next.clone()])?)
    } else {
        let split = block.splits(at).find(|split| known(&split.stem))?;
        (split.at, vec![split.stem.clone()])
    };
    let classes = block.lexicon.classes(&words[0]);
    // A surname that is also an ordinary word is believed only with its title or in full.
    let names_a_place = classes.any(&[Class::Function, Class::Territory, Class::Nationality]);
    if words.len() == 1 && (names_a_place || (block.lang() == Lang::Ar && classes.has(Class::Common))) {
        return None;
    }
    let whole = block.span(at..at + words.len());
    // Of whom it is a short form is known when people are told apart.
    let why = vec![Evidence::plain(SAME_AS)];
    let span = Span::new(whole.start + clitic, whole.end);
    Some(Candidate {
        block: index,
        span,
        found: Found::Person(words.iter().map(|word| word.to_string()).collect()),
        role: None,
        confidence: confidence::SHORT_FORM,
        why,
    })
}
