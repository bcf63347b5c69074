//! One person spelled two ways in an article.
//!
//! What the engine takes for one person is one. Where two spellings are further apart than it dares to join, they are compared here letter by
//! letter: whoever has the same name but for letters that news writes for one another is the same person, or else the editor can tell.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::desk::forms;
use super::{Case, Finding};
use crate::detect::entities::identity::spelling;
use crate::lang::arabic;
use crate::lang::normalise::fold;
use crate::model::text::replaced;
use crate::model::{AnnotationSet, Article, EntityType, Lang, Mark, Span};

/// The fewest letters of a name that is compared by its letters.
const SHORTEST: usize = 4;
/// The fewest letters of a word in which a slip is told.
const LONG: usize = 7;
/// The most names that one is compared with: more have the same sound in lists alone.
const MANY: usize = 24;

/// A name of a person where it first stands.
struct Name {
    entity: usize,
    span: Span,
    /// Folded, without articles.
    words: Vec<String>,
}

/// Names that the article spells in two ways, each once, where the second spelling first stands.
pub fn of_people(article: &Article, set: &AnnotationSet) -> Vec<Finding> {
    let names = names(article, set);
    let mut alike: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let mut told: Vec<[String; 2]> = Vec::new();
    let mut findings = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let Some(key) = name.words.last().map(|last| sound(last)) else { continue };
        let earlier = alike.entry(key).or_default();
        let variant = earlier.iter().find_map(|&other| Some((other, variants(&names[other], name)?)));
        if let Some((other, pair)) = variant.filter(|(_, pair)| !told.contains(pair)) {
            let words = |name: &Name| name.span.of(&article.text).to_owned();
            let finding = Finding::new(Case::TwoSpellings, name.span);
            findings.push(finding.with("name", words(name)).with("other", words(&names[other])));
            told.push(pair);
        }
        if earlier.len() < MANY {
            earlier.push(at);
        }
    }
    findings
}

/// The people's names in the order of the text, each form of each person once.
fn names(article: &Article, set: &AnnotationSet) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let mut met: FxHashSet<(usize, Vec<String>)> = FxHashSet::default();
    for annotation in &set.annotations {
        let Mark::Entity(mention) = annotation.mark else { continue };
        let words = words(annotation.span.of(&article.text));
        let is_new = mention.kind == EntityType::Per && met.insert((mention.entity.0, words.clone()));
        if is_new {
            names.push(Name { entity: mention.entity.0, span: annotation.span, words });
        }
    }
    names
}

fn words(name: &str) -> Vec<String> {
    let words = name.split(|letter: char| letter.is_whitespace() || "_-#".contains(letter));
    let folded = words.map(fold).map(|word| arabic::without_article(&word).to_owned());
    folded.filter(|word| !word.is_empty()).collect()
}

/// The two spellings of a word in which two names of one person differ; none where they differ in nothing or in more.
fn variants(one: &Name, other: &Name) -> Option<[String; 2]> {
    let (left, right) = (&one.words, &other.words);
    let is_same_length = left.len() == right.len();
    let last = left.len().min(right.len());
    let pairs: Vec<(&String, &String)> = match is_same_length {
        true => left.iter().zip(right).collect(),
        false => left.last().zip(right.last()).into_iter().collect(),
    };
    let differ: Vec<_> = pairs.into_iter().filter(|(left, right)| left != right).collect();
    let [(left, right)] = differ.as_slice() else { return None };
    // `كانغ` is the first word of `كانغ كيونغ`.
    if !is_same_length && (one.words.contains(right) || other.words.contains(left)) {
        return None;
    }
    let is_one = match one.entity == other.entity {
        true => are_spellings(left, right),
        // A surname alone, or a name that is the same but for one word.
        false => (is_same_length || last == 1) && (are_alike(left, right) || are_slips(left, right)),
    };
    is_one.then(|| {
        let mut pair = [(*left).clone(), (*right).clone()];
        pair.sort();
        pair
    })
}

/// Whether two words of one person's names sound alike, both in one script, and differ in little: `ميرتينز` is not `مارتينيز`. One letter
/// more at the front is a clitic: `وكاربجياني`, `لحريري` of `للحريري`.
fn are_spellings(one: &str, other: &str) -> bool {
    let is_attached = |long: &str, short: &str| {
        long.strip_prefix(['و', 'ف', 'ل', 'ب', 'ك']).is_some_and(|rest| arabic::without_article(rest) == short)
    };
    let sounds_alike = one.is_ascii() == other.is_ascii() && spelling(one) == spelling(other);
    (sounds_alike && differ_little(one, other) || are_alike(one, other))
        && !is_attached(one, other)
        && !is_attached(other, one)
}

/// Whether one letter is more, less or another one, those that stand for one another aside, or two have changed places.
fn differ_little(one: &str, other: &str) -> bool {
    let letters = |word: &str| unified(word).chars().map(class).collect::<Vec<char>>();
    let (one, other) = (letters(one), letters(other));
    distance(&one, &other) <= 1 || are_turned(&one, &other)
}

/// Whether two neighbours among the letters have changed places: `Kashlinsky` and `Kashlinksy`.
fn are_turned(one: &[char], other: &[char]) -> bool {
    let at = one.iter().zip(other).position(|(left, right)| left != right).unwrap_or_default();
    one.len() == other.len() && one.len() > at + 1 && {
        let mut turned = one.to_vec();
        turned.swap(at, at + 1);
        turned == other
    }
}

/// Whether two words are so long that they are one, written once without a vowel in its midst (`مورنيو` and `مورينيو`) or with two letters
/// turned. Shorter ones are others' names: `سلمان` and `سليمان`.
fn are_slips(one: &str, other: &str) -> bool {
    let letters = |word: &str| unified(word).chars().collect::<Vec<char>>();
    let (one, other) = (letters(one), letters(other));
    let (long, short) = if one.len() > other.len() { (&one, &other) } else { (&other, &one) };
    let lacks = |at: usize| VOWELS.contains(&long[at]) && long[..at] == short[..at] && long[at + 1..] == short[at..];
    let is_long = long.len() >= LONG;
    is_long && (are_turned(&one, &other) || long.len() == short.len() + 1 && (1..short.len()).any(lacks))
}

/// How many letters have to be put in, taken out or changed to make the one word the other.
pub(super) fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for place in 0..other.len() {
            let changed = diagonal + usize::from(*letter != other[place]);
            diagonal = row[place + 1];
            row[place + 1] = changed.min(row[place] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

/// Whether two words differ in nothing but letters that news writes for one another: `شويغو` and `شويجو`, `Gaddafi` and `Qadhafi`.
fn are_alike(one: &str, other: &str) -> bool {
    let (one, other) = (unified(one), unified(other));
    let is_long = one.chars().count() >= SHORTEST && one.chars().count() == other.chars().count();
    is_long && one.chars().zip(other.chars()).all(|(left, right)| left == right || are_swapped(left, right))
}

fn are_swapped(left: char, right: char) -> bool {
    SWAPS.contains(&(left, right)) || SWAPS.contains(&(right, left))
}

/// The letters in the table's rows of a kind, row by row.
fn letters(kind: &'static str) -> impl Iterator<Item = impl Iterator<Item = char>> {
    let rows = Lang::ALL.into_iter().flat_map(move |lang| forms(kind, lang));
    rows.map(|row| row.filter_map(|form| form.chars().next()))
}

/// Letters that stand for one another in Arabic.
static SWAPS: LazyLock<Vec<(char, char)>> =
    LazyLock::new(|| letters("swap").filter_map(|mut pair| Some((pair.next()?, pair.next()?))).collect());

/// For each letter the first one of its class.
static CLASSES: LazyLock<FxHashMap<char, char>> = LazyLock::new(|| {
    let of_row = letters("class").filter_map(|mut row| Some((row.next()?, row)));
    of_row.flat_map(|(first, row)| row.map(move |letter| (letter, first))).collect()
});

/// Letters that one spelling of a name has and another lacks.
static VOWELS: LazyLock<FxHashSet<char>> = LazyLock::new(|| letters("vowel").flatten().collect());

/// Other letters by which names are not told apart.
static SILENT: LazyLock<FxHashSet<char>> = LazyLock::new(|| letters("silent").flatten().collect());

/// What is written for what, longer ones first.
static SAME: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let rows = Lang::ALL.into_iter().flat_map(|lang| forms("same", lang));
    let mut same: Vec<_> = rows
        .flat_map(|mut row| {
            let first = row.next().unwrap_or_default();
            row.map(move |form| (form, first))
        })
        .collect();
    same.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
    same
});

/// The word with one spelling for each sound, no letter doubled.
fn unified(word: &str) -> String {
    let same = SAME.iter().fold(word.to_owned(), |word, (form, first)| replaced(&word, form, first));
    let mut unified = String::with_capacity(same.len());
    for letter in same.chars() {
        if !word.is_ascii() || !unified.ends_with(letter) {
            unified.push(letter);
        }
    }
    unified
}

/// What all spellings of a last word have in common that are compared at all: fewer words than those have it. Where ث stands for ت in its
/// first three consonants they are not.
fn sound(word: &str) -> String {
    let word = unified(word);
    word.chars().map(class).filter(|letter| !VOWELS.contains(letter) && !SILENT.contains(letter)).take(3).collect()
}

/// One letter for those that stand for one another.
fn class(letter: char) -> char {
    CLASSES.get(&letter).copied().unwrap_or(letter)
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;
    use crate::check::Rule;
    use crate::check::example::found;

    #[track_caller]
    fn finds(text: &str, expected: &[&str]) {
        assert_eq!(found(Rule::SpelledTwoWays, text), expected, "{text}");
    }

    #[test]
    fn one_person_in_two_spellings_is_told_once() {
        let text = "التقى وزير الدفاع الروسي سيرغي شويغو نظيره. وقال شويجو إن الاجتماع مفيد. وغادر شويجو مساء.";
        finds(text, &["شويجو"]);
        finds("President Volodymyr Zelenskyy left. Zelensky said he was tired.", &["Zelensky"]);
        finds("Libyan leader Muammar Gaddafi met the envoy. Qaddafi said he was ready.", &["Qaddafi"]);
    }

    #[test]
    fn a_first_name_may_be_the_one_that_differs() {
        finds("وصل الوزير سيرغي لافروف أمس. وقال سيرجي لافروف إن الاجتماع مفيد.", &["سيرجي لافروف"]);
    }

    #[test]
    fn short_forms_and_hamza_are_no_other_spelling() {
        finds("وصل الرئيس رجب طيب أردوغان. وقال اردوغان إنه متفائل. وشكر أردوغان مضيفيه.", &[]);
        finds("President Daniel Whitfield left. Whitfield had been ill.", &[]);
        finds("التقى الرئيس دونالد #ترمب الوفد. وقال ترمب إنه متفائل.", &[]);
    }

    #[test]
    fn names_that_differ_otherwise_are_of_two_people() {
        for (one, other) in
            [("كمال", "جمال"), ("حسن", "حسين"), ("سالم", "سليم"), ("ماكين", "ماكرون"), ("kerry", "perry")]
        {
            assert!(!are_alike(one, other), "{one} {other}");
        }
        for (one, other) in [("شويغو", "شويجو"), ("منوشين", "منوتشين"), ("gaddafi", "qadhafi"), ("sergei", "sergei")]
        {
            assert!(are_alike(one, other), "{one} {other}");
        }
        assert!(!are_spellings("ميرتينز", "مارتينيز"));
        for (one, other) in [("زوكربرج", "زوكربيرغ"), ("ارودغان", "اردوغان"), ("برانسون", "برونسون")]
        {
            assert!(are_spellings(one, other), "{one} {other}");
        }
    }

    #[test]
    fn a_long_name_without_one_of_its_vowels_is_the_same_name() {
        finds("وصل المدرب جوزيه مورنيو أمس. وقال مورينيو إنه متفائل.", &["مورينيو"]);
        finds("The astronomer Alexander Kashlinsky left. Kashlinksy said he was tired.", &["Kashlinksy"]);
        for (one, other) in [("سليمان", "سلمان"), ("محمود", "محمد"), ("دانيال", "دانيا"), ("robinson", "robins")]
        {
            assert!(!are_slips(one, other), "{one} {other}");
        }
    }
}
