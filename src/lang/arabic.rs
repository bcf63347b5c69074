//! Arabic words and what is written together with them.
//!
//! A conjunction (و, ف), a preposition (ب, ك, ل), the future سـ and the article (الـ) are written joined to the word they
//! stand before. After ل the article loses its alif: `للحكومة` is ل + الحكومة.

use std::rc::Rc;

use super::lexicon::Agreement;
use super::normalise::{fold, folded_chars};
use crate::model::sorted;
use crate::model::text::has;

/// One way to read a word: what is split off its front, and what is left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// Bytes of the written word that belong to the clitics.
    pub at: usize,
    /// The rest, folded, as it would be written alone: `الحكومه` for `للحكومة`.
    pub stem: Rc<str>,
}

impl Split {
    /// The word taken whole, folded.
    pub fn whole(key: Rc<str>) -> Split {
        Split { at: 0, stem: key }
    }
}

/// The fewest letters a stem keeps; shorter ones are chance.
const SHORTEST_STEM: usize = 3;

/// The ways to read `word`, folded to `key`: the word taken whole first, then by the number of letters split off.
///
/// None of them is known to be right: a lexicon decides, and the whole word wins over any split (`بيروت` is no ب + يروت).
pub fn splits(word: &str, key: &Rc<str>) -> Vec<Split> {
    let mut found = vec![Split::whole(key.clone())];
    if !key.starts_with(['و', 'ف', 'ب', 'ك', 'ل']) {
        return found;
    }
    let letters: Vec<(usize, char)> = folded_chars(word).collect();
    let conjunction = usize::from(starts_with(&letters, &['و', 'ف']));
    if conjunction == 1 {
        found.extend(split(&letters, 1));
    }
    for from in (0..=conjunction).rev() {
        let rest = &letters[from..];
        if starts_with(rest, &['ب', 'ك', 'ل']) {
            found.extend(split(&letters, from + 1));
        }
        if rest.len() > 2 && rest[0].1 == 'ل' && rest[1].1 == 'ل' {
            found.extend(
                split(&letters, from + 1).map(|split| Split { stem: format!("ا{}", split.stem).into(), ..split }),
            );
        }
    }
    sorted(found, |left, right| left.at.cmp(&right.at))
}

/// The ways to read `word`, folded to `key`, that leave two letters: `طه` of `لطه`. By itself that is chance.
pub fn short_splits(word: &str, key: &str) -> Vec<Split> {
    if key.len() > 8 || !key.starts_with(['و', 'ف', 'ب', 'ك', 'ل']) {
        return Vec::new();
    }
    let letters: Vec<(usize, char)> = folded_chars(word).collect();
    let clitics = letters.len().saturating_sub(2);
    let is_clitic = |at: usize| matches!(letters[at].1, 'و' | 'ف' | 'ب' | 'ك' | 'ل');
    if clitics == 0 || clitics > 2 || !(0..clitics).all(is_clitic) {
        return Vec::new();
    }
    vec![Split {
        at: letters[clitics].0,
        stem: letters[clitics..].iter().map(|&(_, letter)| letter).collect::<String>().into(),
    }]
}

/// The ways to read a verb form: whole, without a conjunction, without the future سـ or the ل of purpose.
pub fn verb_splits(word: &str) -> Vec<Split> {
    verb_splits_of(word, &fold(word).into())
}

/// Likewise, where it is known that `word` is folded to `key`.
pub fn verb_splits_of(word: &str, key: &Rc<str>) -> Vec<Split> {
    let mut found = vec![Split::whole(key.clone())];
    if !key.starts_with(['و', 'ف', 'س', 'ل']) {
        return found;
    }
    let letters: Vec<(usize, char)> = folded_chars(word).collect();
    let conjunction = usize::from(starts_with(&letters, &['و', 'ف']));
    if conjunction == 1 {
        // `وحث` leaves two letters.
        found.extend(split(&letters, 1).or_else(|| (letters.len() == 3).then(|| stem_from(&letters, 1))));
    }
    let rest = &letters[conjunction.min(letters.len())..];
    // The future, and `عاد ليؤكد`.
    let is_purpose = starts_with(rest, &['ل']) && starts_with(&rest[1..], &['ي', 'ت']);
    if is_purpose || starts_with(rest, &['س']) {
        found.extend(split(&letters, conjunction + 1));
    }
    found
}

/// Whether the folded `word` carries the article, with or without a preposition before it.
pub fn is_definite(word: &str) -> bool {
    let word = word.strip_prefix('و').filter(|rest| rest.starts_with("ال") || rest.starts_with("لل")).unwrap_or(word);
    let bare = word.strip_prefix(['ب', 'ك']).filter(|rest| rest.starts_with("ال")).unwrap_or(word);
    (bare.starts_with("ال") || bare.starts_with("لل")) && bare.chars().count() > SHORTEST_STEM
}

/// The word without its article: `دبيبه` of `الدبيبه`; the word itself where it has none.
pub fn without_article(word: &str) -> &str {
    word.strip_prefix("ال").filter(|rest| rest.chars().count() >= SHORTEST_STEM).unwrap_or(word)
}

/// A folded word without the pronoun attached to its end: `تابع` of `تابعها`; None where none is attached.
pub fn without_pronoun(word: &str) -> Option<&str> {
    let stem = ["هما", "ها", "هم", "نا", "كم", "ه"].into_iter().find_map(|pronoun| word.strip_suffix(pronoun))?;
    (stem.chars().count() >= SHORTEST_STEM).then_some(stem)
}

/// The forms of a verb that news uses for reporting: third persons of past and present, and the participle's endings.
///
/// `past` and `present` are the masculine singular (`أكد`, `يؤكد`), `participle` is its stem (`مؤكد`, `داعي`).
pub fn verb_forms(past: &str, present: &str, participle: &str) -> Vec<(String, VerbForm)> {
    use Agreement::{Feminine, Masculine, Plural};
    // Verbs in a long vowel lose it before an ending: دعا، دعت، دعوا; ينفي، ينفون.
    let past_stem = past.strip_suffix(['ى', 'ا']).unwrap_or(past);
    let present_stem = present.strip_suffix(['ي', 'و', 'ى']).unwrap_or(present);
    let feminine = present.strip_prefix('ي').map(|rest| format!("ت{rest}"));
    let finite = [
        (past.to_owned(), Masculine),
        (format!("{past_stem}ت"), Feminine),
        (format!("{past_stem}وا"), Plural),
        // `ردا` is no two that answered, but `ردا على`.
        (if past.chars().count() > 2 { format!("{past}ا") } else { format!("{past_stem}وا") }, Plural),
        (format!("{past_stem}تا"), Plural),
        // `اتهمن`, but `قلن`.
        (format!("{past}ن"), Plural),
        (present.to_owned(), Masculine),
        (format!("{present_stem}ون"), Plural),
        (format!("{present}ان"), Plural),
    ];
    let participle_stem = participle.strip_suffix('ي').unwrap_or(participle);
    let participles = [
        (format!("{participle}ا"), Masculine),
        (format!("{participle}ة"), Feminine),
        (format!("{participle_stem}ين"), Plural),
    ];
    let finite = finite.into_iter().chain(feminine.map(|form| (form, Feminine)));
    let finite = finite.map(|(form, agreement)| (form, VerbForm { finite: true, agreement }));
    let participles = participles.into_iter().map(|(form, agreement)| (form, VerbForm { finite: false, agreement }));
    finite.chain(participles).collect()
}

/// What a verb form is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VerbForm {
    /// A finite verb, or else a participle.
    pub finite: bool,
    pub agreement: Agreement,
}

/// A noun with its feminine and the definite forms of both: `وزير`, `وزيرة`, `الوزير`, `الوزيرة`.
pub fn noun_forms(noun: &str) -> [(String, bool); 4] {
    // Only the last word of a phrase takes the feminine ending.
    let feminine = format!("{noun}ة");
    [(noun.to_owned(), false), (format!("ال{noun}"), true), (format!("ال{feminine}"), true), (feminine, false)]
}

/// Words with and without the article, which every word of a phrase takes: `شهود عيان`, `الشهود العيان`.
pub fn with_article(phrase: &str) -> [String; 2] {
    let definite: Vec<String> = phrase.split(' ').map(|word| format!("ال{word}")).collect();
    [phrase.to_owned(), definite.join(" ")]
}

/// The forms of a noun for people that has the sound plural: `مسؤول`, `مسؤولا`, `مسؤولة`, `مسؤولان`, `مسؤولون`, `المسؤولات`.
pub fn person_forms(noun: &str) -> Vec<String> {
    let endings = ["", "ا", "ة", "ان", "ين", "ون", "تان", "تين", "ات"];
    endings.iter().flat_map(|ending| with_article(&format!("{noun}{ending}"))).collect()
}

/// The forms of a noun for a thing, or of one with its adjective: `بيان`, `البيان`, `بيانه`; `كلمة`, `كلمته`; `المؤتمر الصحفي`.
pub fn thing_forms(noun: &str) -> Vec<String> {
    let mut forms = with_article(noun).to_vec();
    let stem = noun.strip_suffix('ة').map_or_else(|| noun.to_owned(), |stem| format!("{stem}ت"));
    if !has(noun, ' ') {
        forms.extend(["ه", "ها", "هم", "هما"].map(|pronoun| format!("{stem}{pronoun}")));
    }
    forms
}

/// A noun as it stands after numbers, beside its singular and its plural.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedForms {
    /// After 11 and more: `شخصا`. None where the ending shows in no letter: `سنة`.
    pub accusative: Option<String>,
    /// Two of it: `عامان`, `عامين`.
    pub dual: [String; 2],
}

/// The forms of `noun`, an indefinite singular, after numbers.
pub fn counted_forms(noun: &str) -> CountedForms {
    let feminine = noun.strip_suffix('ة');
    let stem = feminine.map_or_else(|| noun.to_owned(), |stem| format!("{stem}ت"));
    CountedForms {
        accusative: feminine.is_none().then(|| format!("{noun}ا")),
        dual: ["ان", "ين"].map(|ending| format!("{stem}{ending}")),
    }
}

fn starts_with(letters: &[(usize, char)], any_of: &[char]) -> bool {
    letters.first().is_some_and(|(_, first)| any_of.contains(first))
}

fn split(letters: &[(usize, char)], count: usize) -> Option<Split> {
    let is_long = letters.len() >= count + SHORTEST_STEM;
    is_long.then(|| stem_from(letters, count))
}

/// What is left without `count` letters, which are not all.
fn stem_from(letters: &[(usize, char)], count: usize) -> Split {
    let rest = &letters[count..];
    Split { at: rest[0].0, stem: rest.iter().map(|&(_, letter)| letter).collect::<String>().into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ways(word: &str) -> Vec<Split> {
        splits(word, &fold(word).into())
    }

    #[track_caller]
    fn reads(word: &str, stem: &str, clitics: &str) {
        let found = ways(word);
        let split = found.iter().find(|split| *split.stem == *stem);
        let split = split.unwrap_or_else(|| panic!("{word} is read as {found:?}, not as {stem}"));
        assert_eq!(&word[..split.at], clitics);
    }

    #[test]
    fn clitics_are_split_off() {
        reads("لليبيا", "ليبيا", "ل");
        reads("ولروسيا", "روسيا", "ول");
        reads("وبالقاهرة", "القاهره", "وب");
        reads("للحكومة", "الحكومه", "ل");
        reads("وللناتو", "الناتو", "ول");
        reads("للبنان", "لبنان", "ل");
        reads("وأردوغان", "اردوغان", "و");
    }

    #[test]
    fn the_whole_word_is_read_first() {
        for word in ["بيروت", "فرنسا", "كندا", "لبنان", "واشنطن"] {
            assert_eq!(ways(word)[0], Split::whole(fold(word).into()));
        }
    }

    #[test]
    fn verbs_are_inflected() {
        let forms = |past, present, participle| -> Vec<String> {
            verb_forms(past, present, participle).into_iter().map(|(form, _)| form).collect()
        };
        let called = forms("دعا", "يدعو", "داعي");
        for form in ["دعا", "دعت", "دعوا", "يدعو", "تدعو", "يدعون", "داعيا", "داعية", "داعين"]
        {
            assert!(called.iter().any(|found| found == form), "{form} in {called:?}");
        }
        let said = forms("قال", "يقول", "قائل");
        for form in ["قالت", "قالوا", "تقول", "يقولون", "قائلا", "قائلة", "قائلين"] {
            assert!(said.iter().any(|found| found == form), "{form} in {said:?}");
        }
    }

    #[test]
    fn the_article_is_seen_through_clitics() {
        for word in ["الدفاع", "بالدفاع", "للدفاع", "والدفاع", "وللدفاع"] {
            assert!(is_definite(word), "{word}");
        }
        for word in ["دفاع", "الي", "والي", "لبنان"] {
            assert!(!is_definite(word), "{word}");
        }
    }
}
