//! Whether two names are of the same person or thing: short forms, spellings, initials, other scripts.
//!
//! Two people of one name are worse than one person under two: every rule asks for more than it strictly needs.

use crate::detect::index::Index;
use crate::detect::people::JUNIOR;
use crate::lang::{arabic, normalise};
use crate::model::sorted;
use crate::model::text::has;

/// How many consonants a name has at least that is compared by its sound.
const SOUNDED: usize = 3;

/// How two names can be of the same person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Resemblance {
    /// By the first name alone: `Daniel` of `Daniel Montalvo`.
    First,
    /// By a surname of another spelling: `Zelensky` of `Volodymyr Zelenskyy`.
    Sound,
    /// Some of the words, the surname among them, or all: `شويغو` of `سيرغي شويغو`.
    Form,
}

/// How the folded words `form` can name the person whose fullest name is `full`. `is_known` says whether a list of names has a
/// word: of two that are known, each is spelled as it is meant, as سالم and سليم are.
fn resemblance(form: &[String], full: &[String], is_known: &dyn Fn(&str) -> bool) -> Option<Resemblance> {
    if is_form_of(form, full) {
        return Some(Resemblance::Form);
    }
    if is_spelling_of(form, full) && !form.iter().chain(full.last()).all(|word| is_known(word)) {
        return Some(Resemblance::Sound);
    }
    let is_first = form.len() == 1 && full.len() > 1 && form[0] == full[0] && !joins(&full[0]);
    is_first.then_some(Resemblance::First)
}

/// Whether `form` is all of `full`, its last words, its first and last, or its first ones.
///
/// `سلمان بن عبد العزيز` is no short form of `محمد بن سلمان بن عبد العزيز`: what follows بن is the father's name.
fn is_form_of(form: &[String], full: &[String]) -> bool {
    if form.len() > full.len() {
        return false;
    }
    let cut = full.len() - form.len();
    let is_father = cut > 0 && is_son(&full[cut - 1]);
    let tail = form.iter().zip(&full[cut..]).all(|(left, right)| same(left, right)) && !is_father;
    let ends = match (form, full) {
        ([first, last], [start, .., end]) => same(first, start) && same(last, end),
        _ => false,
    };
    let start = form.len() >= 2 && form.iter().zip(full).all(|(left, right)| same(left, right));
    // `دونالد ترامب` is not `دونالد ترامب الابن`.
    let is_junior = full.get(form.len()).is_some_and(|next| JUNIOR.contains(&next.as_str()));
    tail || ends || (start && !is_junior && !is_son(&form[form.len() - 1]))
}

/// Whether two folded words are the same but for the article: `دبيبة` and `الدبيبة`.
fn same(left: &str, right: &str) -> bool {
    arabic::without_article(left) == arabic::without_article(right)
}

/// `بن`, `ibn`: what follows is the father's name.
fn is_son(word: &str) -> bool {
    matches!(word, "بن" | "ابن" | "بنت" | "bin" | "ibn" | "ben" | "bint")
}

/// A word that is no name without the next one: `عبد الحميد`, `van Dijk`.
fn joins(word: &str) -> bool {
    is_son(word)
        || matches!(word, "عبد" | "ابو" | "ابي" | "ابا" | "ام" | "ال" | "abu" | "al" | "el" | "de" | "van" | "von")
}

/// Whether the names differ in the spelling of the last word alone: `ستولتنبرغ` and `ستولتنبيرج`, `Zelensky` and `Zelenskyy`.
fn is_spelling_of(form: &[String], full: &[String]) -> bool {
    let ([rest @ .., form_last], [start @ .., full_last]) = (form, full) else { return false };
    let agrees = rest.len() <= start.len() && rest.iter().zip(start).all(|(left, right)| same(left, right));
    let spelled = spelling(form_last);
    let least = if rest.is_empty() { SOUNDED + 1 } else { SOUNDED };
    agrees && spelled.chars().count() >= least && spelled == spelling(full_last)
}

/// Whether two names of several words are the same in different scripts, word by word: `سيرغي شويغو` and `Sergei Shoigu`.
fn is_same_across_scripts(left: &[String], right: &[String]) -> bool {
    let is_latin = |name: &[String]| name.iter().all(|word| word.is_ascii());
    is_latin(left) != is_latin(right) && soundings(left).iter().any(|sounds| soundings(right).contains(sounds))
}

/// The sounds of the words of a name, without the articles in it: one for `al-Sisi` and `السيسي`. A Latin j is heard both ways,
/// as in `George` and as in `Jens` (ينس). None for a name too short to be told by its consonants.
fn soundings(name: &[String]) -> Vec<String> {
    let heard = |j: &str| {
        let parts = name.iter().flat_map(|word| word.split(['-', '\'']));
        let parts = parts.filter(|part| !matches!(*part, "" | "al" | "el" | "ال"));
        parts.map(|part| sound(&arabic::without_article(part).replace('j', j))).collect::<Vec<_>>().join(" ")
    };
    let mut sounds = vec![heard("j"), heard("y")];
    sounds.dedup();
    sounds.retain(|sounds| sounds.chars().filter(|letter| *letter != ' ').count() > SOUNDED + 1);
    sounds
}

/// What the spellings of one foreign name have in common: in Arabic its consonants, in Latin letters all but doubling and y.
pub fn spelling(word: &str) -> String {
    let word = arabic::without_article(word);
    if !word.is_ascii() {
        return sound(word);
    }
    let mut spelled = String::with_capacity(word.len());
    for letter in word.chars().map(|letter| if letter == 'y' { 'i' } else { letter }) {
        if !spelled.ends_with(letter) {
            spelled.push(letter);
        }
    }
    spelled
}

/// The consonants of a word of either script, those alike that news writes for one another.
fn sound(word: &str) -> String {
    let mut sounds = String::with_capacity(word.len());
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let (sound, takes_next) = sound_of(letter, next);
        if takes_next {
            letters.next();
        }
        if sound.is_some() && sounds.chars().last() != sound {
            sounds.extend(sound);
        }
    }
    sounds
}

/// The consonant a letter stands for, and whether the next letter belongs to it: vowels and half-vowels stand for none.
fn sound_of(letter: char, next: Option<char>) -> (Option<char>, bool) {
    const DIGRAPHS: [(char, char, char); 8] = [
        ('s', 'h', 'X'),
        ('c', 'h', 'X'),
        ('k', 'h', 'h'),
        ('g', 'h', 'g'),
        ('t', 'h', 't'),
        ('d', 'h', 'd'),
        ('p', 'h', 'f'),
        ('t', 's', 's'),
    ];
    if let Some(&(.., sound)) = DIGRAPHS.iter().find(|&&(first, second, _)| first == letter && Some(second) == next) {
        return (Some(sound), true);
    }
    /// Letters of both scripts that news writes for one another.
    const SOUNDS: [(&str, char); 14] = [
        ("bpب", 'b'),
        ("tتطث", 't'),
        ("jgجغ", 'g'),
        ("hحهخ", 'h'),
        ("dدذضظ", 'd'),
        ("rر", 'r'),
        ("zز", 'z'),
        ("sسص", 's'),
        ("Xش", 'X'),
        ("fvف", 'f'),
        ("kqcقك", 'k'),
        ("lل", 'l'),
        ("mم", 'm'),
        ("nن", 'n'),
    ];
    if letter == 'x' {
        return (Some('k'), false);
    }
    (SOUNDS.iter().find(|(letters, _)| has(letters, letter)).map(|&(_, sound)| sound), false)
}

/// Whether `letters`, in capitals, are the initials of `name`: `JCWI` of `Joint Council for the Welfare of Immigrants`. Small
/// words may be left out.
pub fn are_initials(letters: &str, name: &str) -> bool {
    let letters: Vec<char> = letters.chars().filter(|letter| letter.is_alphabetic()).collect();
    let first = |word: &str| word.chars().next();
    let words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let capitals: Vec<char> = words.clone().filter_map(first).filter(|letter| letter.is_uppercase()).collect();
    let all = words.filter_map(first).map(normalise::small);
    letters.len() >= 2
        && letters.iter().all(|letter| letter.is_uppercase())
        && (letters == capitals || letters.iter().copied().map(normalise::small).eq(all))
}

/// The most people found by one word: of more, anybody can be meant.
const MANY: usize = 12;

/// People by the words that a form of their name can be found by.
#[derive(Debug, Default)]
pub struct People {
    names: Vec<Vec<String>>,
    /// By the keys of names, by whole names, and by their sounds.
    by_key: Index,
    by_name: Index,
    by_sound: Index,
}

impl People {
    /// Adds a person by the folded words of the fullest name; their number counts from 0.
    pub fn add(&mut self, name: &[String]) -> usize {
        let number = self.names.len();
        let start = name.len().min(2);
        for key in keys(name).into_iter().chain([starting(&name[..1.min(start)]), starting(&name[..start])]) {
            self.by_key.add(key, number, MANY);
        }
        self.by_name.add(name.join(" "), number, MANY);
        for sounds in soundings(name).into_iter().filter(|_| name.len() > 1) {
            self.by_sound.add(sounds, number, 1);
        }
        self.names.push(name.to_vec());
        number
    }

    /// The people whom the folded words `form` can name, ascending, and by what: the best resemblance there is.
    pub fn named(&self, form: &[String], is_known: &dyn Fn(&str) -> bool) -> (Vec<usize>, Resemblance) {
        let same = self.called(form);
        if !same.is_empty() {
            return (same, Resemblance::Form);
        }
        let mut found: Vec<(usize, Resemblance)> = Vec::new();
        for key in keys(form).into_iter().chain([starting(&form[..form.len().min(2)])]) {
            for number in self.by_key.of(&key) {
                let resemblance = resemblance(form, &self.names[number], is_known);
                found.extend(resemblance.map(|resemblance| (number, resemblance)));
            }
        }
        let best = found.iter().map(|&(_, resemblance)| resemblance).max().unwrap_or(Resemblance::Form);
        let found = found.into_iter().filter(|&(_, resemblance)| resemblance == best).map(|(number, _)| number);
        let mut numbers = sorted(found.collect(), usize::cmp);
        numbers.dedup();
        if numbers.is_empty() && form.len() > 1 {
            let heard = soundings(form).into_iter().find_map(|sounds| self.by_sound.first(&sounds));
            numbers.extend(heard.filter(|&number| is_same_across_scripts(form, &self.names[number])));
        }
        (numbers, best)
    }

    /// The people added with exactly these words.
    pub fn called(&self, name: &[String]) -> Vec<usize> {
        self.by_name.of(&name.join(" ")).collect()
    }

    /// The people known by a shorter form of `name`, of several words; ascending.
    pub fn shorter(&self, name: &[String]) -> Vec<usize> {
        let near = keys(name).into_iter().flat_map(|key| self.by_key.of(&key));
        let shorter = near.filter(|&number| self.names[number].len() > 1 && is_form_of(&self.names[number], name));
        let mut numbers = sorted(shorter.collect(), usize::cmp);
        numbers.dedup();
        numbers
    }
}

/// What a name is found by: its last word, and the spelling of that.
fn keys(name: &[String]) -> Vec<String> {
    let last = name.last().map(String::as_str).unwrap_or_default();
    vec![format!("…{}", arabic::without_article(last)), format!("~{}", spelling(last))]
}

/// The key of a name that begins with `words`: one for a first name alone, two for the beginning of a longer name.
fn starting(words: &[String]) -> String {
    format!("{}…{}", words.len(), words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::normalise;

    fn words(name: &str) -> Vec<String> {
        name.split(' ').map(normalise::fold).collect()
    }

    fn how(form: &str, full: &str) -> Option<Resemblance> {
        let known = ["سالم", "سليم", "محمد"].map(normalise::fold);
        resemblance(&words(form), &words(full), &|word| known.iter().any(|one| one == word))
    }

    #[test]
    fn a_name_has_its_short_forms() {
        for (form, full) in [
            ("شويغو", "سيرغي شويغو"),
            ("دبيبة", "عبد الحميد الدبيبة"),
            ("طيب أردوغان", "رجب طيب أردوغان"),
            ("رجب أردوغان", "رجب طيب أردوغان"),
            ("محمد بن سلمان", "محمد بن سلمان بن عبد العزيز"),
            ("Rathbun", "Mark Rathbun"),
        ] {
            assert_eq!(how(form, full), Some(Resemblance::Form), "{form} of {full}");
        }
        for (form, full) in [
            ("سيرغي لافروف", "سيرغي شويغو"),
            ("سلمان بن عبد العزيز", "محمد بن سلمان بن عبد العزيز"),
            ("عبد", "عبد الحميد الدبيبة"),
        ] {
            assert_eq!(how(form, full), None, "{form} of {full}");
        }
    }

    #[test]
    fn a_first_name_is_the_weakest_likeness() {
        assert_eq!(how("Daniel", "Daniel Montalvo"), Some(Resemblance::First));
        let mut people = People::default();
        let (one, other) = (people.add(&words("Daniel Montalvo")), people.add(&words("Marc Daniel")));
        assert_eq!(people.named(&words("Daniel"), &|_| false).0, [other]);
        assert_eq!(people.named(&words("Montalvo"), &|_| false).0, [one]);
    }

    #[test]
    fn spellings_of_a_foreign_name_are_one_and_known_names_are_not() {
        for (form, full) in
            [("زيلنسكي", "فولوديمير زيلينسكي"), ("ينس ستولتنبرج", "ينس ستولتنبرغ"), ("Zelensky", "Volodymyr Zelenskyy")]
        {
            assert_eq!(how(form, full), Some(Resemblance::Sound), "{form} of {full}");
        }
        for (form, full) in [("محمد سالم", "محمد سليم"), ("سالم", "محمد سليم"), ("Burton", "Jane Barton")]
        {
            assert_eq!(how(form, full), None, "{form} of {full}");
        }
    }

    #[test]
    fn names_are_told_across_scripts() {
        for (arabic, latin) in [
            ("سيرغي شويغو", "Sergei Shoigu"),
            ("دونالد ترامب", "Donald Trump"),
            ("ينس ستولتنبرغ", "Jens Stoltenberg"),
            ("نجيب ميقاتي", "Najib Mikati"),
        ] {
            assert!(is_same_across_scripts(&words(arabic), &words(latin)), "{arabic} {latin}");
        }
        assert!(!is_same_across_scripts(&words("سيرغي لافروف"), &words("Sergei Shoigu")));
    }

    #[test]
    fn initials_may_leave_out_small_words() {
        assert!(are_initials("JCWI", "Joint Council for the Welfare of Immigrants"));
        assert!(!are_initials("I", "Interpol"));
        assert!(are_initials("FBI", "Federal Bureau of Investigation"));
        assert!(!are_initials("FIA", "Federal Bureau of Investigation"));
    }
}
