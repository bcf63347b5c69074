//! Texts of any length to measure the engine on.
//!
//! Real ones where `make bench` has unpacked the corpora into `target/raw`: articles one behind the other, as one. Else the
//! demo's story over and over, its numbers different each time so that no paragraph is met twice.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use hashiya::model::Lang;

/// What a text of a certain length is made of.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// News, a paragraph a line.
    News,
    /// The same news as one paragraph.
    OneBlock,
    /// Each sentence with a person that no other has.
    Names,
    /// One paragraph of one reporting word after the other.
    Cues,
}

impl Kind {
    /// What it is called in the figures.
    pub fn name(self) -> &'static str {
        match self {
            Kind::News => "news",
            Kind::OneBlock => "news in one paragraph",
            Kind::Names => "a new name in each sentence",
            Kind::Cues => "reporting words in one paragraph",
        }
    }
}

/// A text of at most `bytes` bytes, and not much less.
pub fn text(root: &Path, lang: Lang, kind: Kind, bytes: usize) -> String {
    match kind {
        Kind::News => news(root, lang, bytes),
        Kind::OneBlock => cut(news(root, lang, bytes), bytes).replace('\n', " "),
        Kind::Names => filled(bytes, |number| match lang {
            Lang::Ar => format!("قال الوزير أحمد {} إن الاجتماع سيعقد في القاهرة يوم {number}.\n", name(lang, number)),
            Lang::En => {
                format!("Minister John {} said that the meeting in London was off, {number}.\n", name(lang, number))
            }
        }),
        Kind::Cues => filled(bytes, |_| match lang {
            Lang::Ar => "قال إن ".to_owned(),
            Lang::En => "he said that ".to_owned(),
        }),
    }
}

fn news(root: &Path, lang: Lang, bytes: usize) -> String {
    let raw = match lang {
        Lang::Ar => "target/raw/ant-v2.ar.jsonl",
        Lang::En => "target/raw/abc-brown.en.txt",
    };
    let Ok(file) = File::open(root.join(raw)) else { return demo(root, lang, bytes) };
    let mut text = String::with_capacity(bytes + 10_000);
    for line in BufReader::new(file).lines().map_while(Result::ok) {
        text.push_str(&if lang == Lang::Ar { article(&line) } else { line });
        text.push('\n');
        if text.len() >= bytes {
            break;
        }
    }
    cut(text, bytes)
}

/// The title and the text of an article of the ANT corpus.
fn article(line: &str) -> String {
    let article: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
    let part = |name: &str| article[name].as_str().unwrap_or_default().to_owned();
    format!("{}\n{}", part("title"), part("text"))
}

fn demo(root: &Path, lang: Lang, bytes: usize) -> String {
    let story = root.join(format!("www/demo/{}.txt", lang.tag()));
    let story = std::fs::read_to_string(story).expect("the demo has a story in each language");
    filled(bytes, |round| story.lines().map(|line| format!("{line} {round}\n")).collect())
}

fn filled(bytes: usize, part: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(bytes + 10_000);
    for number in 0.. {
        text.push_str(&part(number));
        if text.len() >= bytes {
            break;
        }
    }
    cut(text, bytes)
}

/// The first `bytes` bytes, without the half word at their end.
fn cut(mut text: String, bytes: usize) -> String {
    let end = text.char_indices().map(|(at, _)| at).take_while(|&at| at <= bytes).last().unwrap_or_default();
    let end = if text.len() <= bytes { text.len() } else { text[..end].rfind([' ', '\n']).unwrap_or(end) };
    text.truncate(end);
    text
}

/// A surname of its own for each number.
fn name(lang: Lang, mut number: usize) -> String {
    let syllables: &[&str] = match lang {
        Lang::Ar => &["با", "دو", "ري", "شم", "غر", "كن", "مز", "نط", "وش", "زب"],
        Lang::En => &["ba", "do", "ri", "shem", "gra", "ken", "moz", "nat", "wosh", "zeb"],
    };
    let mut name = String::new();
    for _ in 0..6 {
        name.push_str(syllables[number % 10]);
        number /= 10;
    }
    match lang {
        Lang::Ar => name,
        Lang::En => name[..1].to_uppercase() + &name[1..],
    }
}
