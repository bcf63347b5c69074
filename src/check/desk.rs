//! The words that the checks know: they run beside a reader's page too, where there is no language pack.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::lang::arabic;
use crate::lang::normalise::fold;
use crate::model::Lang;

/// What a word is to the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Word {
    /// It reports what somebody says, `قال`, `said`, or names what says something: `تقرير`, `a letter`.
    Reporting,
    /// It goes on with somebody who has spoken before: `وأضاف`.
    Continuing,
    /// The head of a phrase for people whose name would matter: `مصادر`, `officials`.
    Unnamed,
    /// One of those who hold an office, and whom a story may name further down: `مسؤول`, `officials`; not `مصادر`.
    Person,
    /// It tells what is so: `أفاد`, `said`; not `ندد`.
    Telling,
    /// It stands before whom something is from: `بحسب`, `according to`.
    From,
    /// It speaks of a name that is not given, also in a sentence of its own: `اسمه`, `anonymity`.
    Withheld,
    /// It speaks of what may be told otherwise.
    Secrecy,
    /// With those it says that somebody wants it so: `طلب`, `عدم`, `condition`.
    Asking,
    /// It stands before those of whom some are meant: `بعض المصادر`.
    Some,
    /// It passes on what somebody else has said, whom the other one stands before: `نقلت … عن`.
    Relaying,
    RelayedFrom,
    /// It may stand after a whole name, and neither goes on with it nor says who that is.
    AfterName,
    /// It makes sources the media, or those that speak for a state: `مصادر إعلامية`, `مصادر رسمية`.
    Media,
    /// It makes of people others than some that were spoken of: `مسؤولون آخرون`.
    Other,
    /// It says by which clock a day is counted: `بالتوقيت المحلي`.
    Clock,
    /// A part of a name that goes on.
    Joint,
}

const KINDS: [(&str, Word); 15] = [
    ("unnamed", Word::Unnamed),
    ("person", Word::Person),
    ("telling", Word::Telling),
    ("from", Word::From),
    ("secrecy", Word::Secrecy),
    ("withheld", Word::Withheld),
    ("asking", Word::Asking),
    ("some", Word::Some),
    ("relaying", Word::Relaying),
    ("relayed-from", Word::RelayedFrom),
    ("after-name", Word::AfterName),
    ("media", Word::Media),
    ("other", Word::Other),
    ("clock", Word::Clock),
    ("joint", Word::Joint),
];

/// The table of the checks' own words.
const OWN: &str = include_str!("../lang/data/checks.tsv");

static WORDS: LazyLock<FxHashSet<(Lang, Word, String)>> = LazyLock::new(|| {
    let own = rows(OWN).filter_map(|(lang, fields)| {
        let (kind, forms) = (fields.first()?, fields.get(1)?);
        let word = KINDS.iter().find(|(name, _)| name == kind)?.1;
        Some(forms.split('|').map(move |form| (lang, word, fold(form))).collect::<Vec<_>>())
    });
    let reporting = rows(include_str!("../lang/data/cues.tsv")).flat_map(|(lang, fields)| reporting(lang, &fields));
    own.flatten().chain(reporting).collect()
});

/// The reporting words in a row of cues: of Arabic verbs every form that news uses.
fn reporting(lang: Lang, fields: &[&str]) -> Vec<(Lang, Word, String)> {
    let [shape, _, frame, forms] = fields else { return Vec::new() };
    let forms: Vec<&str> = forms.split('|').filter(|form| !form.contains(' ')).collect();
    let forms: Vec<String> = match (lang, *shape, forms.as_slice()) {
        // `-` stands for a form that is another word.
        (Lang::Ar, "verb", [past, present, participle]) => {
            let verb = arabic::verb_forms(past, present, participle).into_iter().map(|(form, _)| form);
            verb.filter(|form| !form.contains('-')).collect()
        }
        (Lang::Ar, "document" | "occasion", things) => {
            things.iter().flat_map(|thing| arabic::thing_forms(thing)).collect()
        }
        (_, "verb" | "participle" | "noun" | "phrase" | "document" | "occasion", words) => {
            words.iter().map(|&word| word.to_owned()).collect()
        }
        _ => Vec::new(),
    };
    let continues = frame.split('|').any(|part| part == "continues");
    let kinds = [Some(Word::Reporting), continues.then_some(Word::Continuing)];
    forms.iter().flat_map(|form| kinds.into_iter().flatten().map(|kind| (lang, kind, fold(form)))).collect()
}

/// The forms of a kind in the table of the checks, row by row.
pub fn forms(kind: &'static str, lang: Lang) -> impl Iterator<Item = std::str::Split<'static, char>> {
    rows(OWN)
        .filter(move |(of, fields)| *of == lang && fields.first() == Some(&kind))
        .filter_map(|(_, fields)| fields.get(1).map(|forms| forms.split('|')))
}

/// The rows of a table: their language and the other fields.
pub fn rows(table: &'static str) -> impl Iterator<Item = (Lang, Vec<&'static str>)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut fields = line.split('\t');
        let lang = fields.next()?.parse().ok()?;
        Some((lang, fields.collect()))
    })
}

/// Whether the folded `key` is such a word, also with `و` or `ف` in front, and a `س` of things to come after these.
pub fn is(word: Word, lang: Lang, key: &str) -> bool {
    let known = |key: &str| WORDS.contains(&(lang, word, key.to_owned()));
    let bare = key.strip_prefix(['و', 'ف']);
    known(key) || lang == Lang::Ar && bare.is_some_and(|bare| known(bare) || bare.strip_prefix('س').is_some_and(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_reporting_verb_is_known_with_what_is_attached() {
        for word in ["قال", "وقالت", "وأضاف", "مؤكدا", "يقولون", "فسيقول", "وفقا"] {
            assert!(is(Word::Reporting, Lang::Ar, &fold(word)), "{word}");
        }
        for word in ["said", "adding", "tweeted"] {
            assert!(is(Word::Reporting, Lang::En, word), "{word}");
        }
        assert!(!is(Word::Reporting, Lang::Ar, "كتاب") && !is(Word::Reporting, Lang::En, "sad"));
    }

    #[test]
    fn each_row_of_the_table_is_of_a_known_kind() {
        for (_, fields) in rows(OWN) {
            let is_known = KINDS
                .iter()
                .map(|(name, _)| *name)
                .chain(["same", "swap", "class", "vowel", "silent"])
                .any(|name| name == fields[0]);
            assert!(is_known && fields.len() == 2, "{fields:?}");
        }
    }
}
