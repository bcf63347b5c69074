//! A text that is edited letter by letter and knows where each letter of it was before.

use std::ops::Range;

use fastrand::Rng;

/// A letter of an edited text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letter {
    pub char: char,
    pub from: From,
}

/// Where a letter comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// It is the letter that was there, by its code point in the text as it was.
    Kept(usize),
    /// It stands in place of that one.
    Replaced(usize),
    /// It was put between others by a slip of a finger.
    Slipped,
    /// It came with other words.
    Foreign,
}

/// A text under edit.
#[derive(Debug, Clone)]
pub struct Edited {
    pub letters: Vec<Letter>,
}

impl Edited {
    pub fn new(text: &[char]) -> Edited {
        let letter = |(at, &char): (usize, &char)| Letter { char, from: From::Kept(at) };
        Edited { letters: text.iter().enumerate().map(letter).collect() }
    }

    pub fn text(&self) -> String {
        self.letters.iter().map(|letter| letter.char).collect()
    }

    /// Changes as many letters as `share` of the text: half of them letter by letter, half in whole words. With some luck a sentence of
    /// `foreign` comes in, one goes, or a paragraph moves: that counts on top.
    pub fn edit(&mut self, share: f64, foreign: &[char], random: &mut Rng) {
        match random.usize(..10) {
            0 | 1 => self.insert_sentence(foreign, random),
            2 | 3 => self.delete_sentence(random),
            4 | 5 => self.move_paragraph(random),
            _ => {}
        }
        let (mut typos, mut words) = (0, 0);
        let whole = (self.letters.len() as f64 * share) as usize;
        while typos + words < whole && !self.letters.is_empty() {
            if typos <= words {
                self.slip(random);
                typos += 1;
            } else {
                words += self.replace_word(random).max(1);
            }
        }
    }

    /// A letter too many, too few, or another one.
    fn slip(&mut self, random: &mut Rng) {
        let at = random.usize(..self.letters.len());
        let char = self.letters[random.usize(..self.letters.len())].char;
        match random.usize(..3) {
            0 => self.letters.insert(at, Letter { char, from: From::Slipped }),
            1 => _ = self.letters.remove(at),
            _ => self.replace(at, char),
        }
    }

    /// Another letter in the place of letter `at`.
    pub fn replace(&mut self, at: usize, char: char) {
        let letter = &mut self.letters[at];
        if let From::Kept(from) = letter.from
            && letter.char != char
        {
            letter.from = From::Replaced(from);
        }
        letter.char = char;
    }

    /// Another word of the text in the place of one of its words; how many letters that edits.
    fn replace_word(&mut self, random: &mut Rng) -> usize {
        let chars: Vec<char> = self.letters.iter().map(|letter| letter.char).collect();
        let words = words(&chars);
        if words.is_empty() {
            return 0;
        }
        let word = words[random.usize(..words.len())].clone();
        let by: Vec<char> = chars[words[random.usize(..words.len())].clone()].to_vec();
        self.put_word(word.clone(), &by);
        word.len().max(by.len())
    }

    /// The letters `by` in the place of those of `word`, one by one; what is over stands for the last one.
    pub fn put_word(&mut self, word: Range<usize>, by: &[char]) {
        let before = &self.letters[word.clone()];
        let from = |at: usize| match before[at.min(before.len() - 1)].from {
            From::Kept(from) | From::Replaced(from) => From::Replaced(from),
            other => other,
        };
        let letter = |(at, &char): (usize, &char)| match before.get(at) {
            Some(kept) if kept.char == char => *kept,
            _ => Letter { char, from: from(at) },
        };
        let put: Vec<Letter> = by.iter().enumerate().map(letter).collect();
        self.letters.splice(word, put);
    }

    /// Puts `text` before letter `at`.
    pub fn insert(&mut self, at: usize, text: &[char]) {
        let letters = text.iter().map(|&char| Letter { char, from: From::Foreign });
        self.letters.splice(at..at, letters);
    }

    fn insert_sentence(&mut self, foreign: &[char], random: &mut Rng) {
        let (theirs, ours) = (sentences(foreign), self.sentences());
        if theirs.is_empty() || ours.is_empty() {
            return;
        }
        let sentence = &foreign[theirs[random.usize(..theirs.len())].clone()];
        let before = &ours[random.usize(..ours.len())];
        let parting = if foreign.contains(&'\n') && sentence.ends_with(&['\n']) { "" } else { " " };
        let text: Vec<char> = sentence.iter().copied().chain(parting.chars()).collect();
        self.insert(before.start, &text);
    }

    fn delete_sentence(&mut self, random: &mut Rng) {
        let sentences = self.sentences();
        if sentences.len() > 3 {
            self.letters.drain(sentences[random.usize(..sentences.len())].clone());
        }
    }

    fn move_paragraph(&mut self, random: &mut Rng) {
        let mut lines: Vec<Vec<Letter>> =
            self.letters.split_inclusive(|letter| letter.char == '\n').map(<[Letter]>::to_vec).collect();
        let line = lines.remove(random.usize(..lines.len()));
        lines.insert(random.usize(..lines.len() + 1), line);
        self.letters = lines.concat();
    }

    fn sentences(&self) -> Vec<Range<usize>> {
        let chars: Vec<char> = self.letters.iter().map(|letter| letter.char).collect();
        sentences(&chars)
    }

    /// The sentence that holds letter `at`.
    pub fn sentence(&self, at: usize) -> Option<Range<usize>> {
        self.sentences().into_iter().find(|sentence| sentence.contains(&at))
    }
}

/// The words of `text`, parted by white space.
pub fn words(text: &[char]) -> Vec<Range<usize>> {
    parts(text, |at| text[at].is_whitespace()).into_iter().filter(|word| !text[word.start].is_whitespace()).collect()
}

/// The sentences of `text` with the white space after them: up to a full stop or the end of the line.
pub fn sentences(text: &[char]) -> Vec<Range<usize>> {
    let is_end = |at: usize| {
        let is_stop = at > 0 && ".؟!?".contains(text[at - 1]) && text[at].is_whitespace();
        text[at] == '\n' || is_stop
    };
    let mut sentences = Vec::new();
    let mut start = 0;
    for at in 0..text.len() {
        if is_end(at) {
            sentences.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < text.len() {
        sentences.push(start..text.len());
    }
    sentences.retain(|sentence| sentence.len() > 2);
    sentences
}

/// Stretches of letters that are and that are not parting, in turn.
fn parts(text: &[char], is_parting: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    for at in 0..text.len() {
        match parts.last_mut() {
            Some(part) if is_parting(part.start) == is_parting(at) => part.end = at + 1,
            _ => parts.push(at..at + 1),
        }
    }
    parts
}
