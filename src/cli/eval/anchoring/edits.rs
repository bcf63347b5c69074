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
    /// It came with what is like the passage.
    Lookalike,
    /// It came with that from beside the passage, where it is that code point.
    Copied(usize),
}

/// A text under edit.
#[derive(Debug, Clone)]
pub struct Edited {
    pub letters: Vec<Letter>,
    /// Words that are not put anywhere: those of a passage that was deleted, which might stand in its place again.
    pub withheld: Vec<Vec<char>>,
    /// The letters that were put somewhere else, by their code points in the text as it was.
    pub moved: Vec<usize>,
}

impl Edited {
    pub fn new(text: &[char]) -> Edited {
        let letter = |(at, &char): (usize, &char)| Letter { char, from: From::Kept(at) };
        Edited { letters: text.iter().enumerate().map(letter).collect(), withheld: Vec::new(), moved: Vec::new() }
    }

    pub fn text(&self) -> String {
        self.letters.iter().map(|letter| letter.char).collect()
    }

    /// Changes `share` of the letters. A sentence of `foreign` comes in, one goes and a paragraph moves, each as often as makes it a fifth of
    /// `share` in the long run; what is left of `share` then is changed half letter by letter, half in whole words.
    pub fn edit(&mut self, share: f64, foreign: &[char], random: &mut Rng) {
        let whole = self.letters.len() as f64 * share;
        let is_drawn = |random: &mut Rng, length: usize| random.f64() * (length as f64) < whole / 5.0;
        let mut changed = 0;
        if let Some(sentence) = drawn(&sentences(foreign), random)
            && is_drawn(random, sentence.len())
        {
            changed += sentence.len();
            self.insert_sentence(&foreign[sentence], random);
        }
        if let Some(sentence) = drawn(&self.sentences(), random)
            && is_drawn(random, sentence.len())
        {
            changed += sentence.len();
            self.letters.drain(sentence);
        }
        if let Some(line) = drawn(&self.lines(), random)
            && is_drawn(random, line.len())
        {
            changed += line.len();
            self.move_paragraph(line, random);
        }
        let left = (whole as usize).saturating_sub(changed);
        let (mut slips, mut words) = (0, 0);
        while slips + words < left && !self.letters.is_empty() {
            if slips <= words {
                self.slip(random);
                slips += 1;
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
        let words: Vec<Range<usize>> = words(&chars).into_iter().map(|word| trimmed(&chars, word)).collect();
        let (Some(word), Some(by)) = (drawn(&words, random), drawn(&words, random)) else { return 0 };
        let by = chars[by].to_vec();
        if self.withheld.contains(&by) {
            return 0;
        }
        let length = word.len().max(by.len());
        self.put_word(word, &by);
        length
    }

    /// The letters `by` in the place of those of `word`, one by one; what is over stands for the last one.
    pub fn put_word(&mut self, word: Range<usize>, by: &[char]) {
        let before = &self.letters[word.clone()];
        if before.is_empty() {
            return;
        }
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
    pub fn insert(&mut self, at: usize, text: &[char], from: From) {
        self.put(at, text.iter().map(|&char| Letter { char, from }));
    }

    /// Puts `letters` before letter `at`.
    pub fn put(&mut self, at: usize, letters: impl Iterator<Item = Letter>) {
        self.letters.splice(at..at, letters);
    }

    fn insert_sentence(&mut self, sentence: &[char], random: &mut Rng) {
        let place = drawn(&self.sentences(), random).map_or(0, |sentence| sentence.start);
        let parting = if sentence.ends_with(&['\n']) { "" } else { " " };
        self.insert(place, sentence, From::Foreign);
        self.insert(place + sentence.len(), &parting.chars().collect::<Vec<_>>(), From::Foreign);
    }

    fn move_paragraph(&mut self, line: Range<usize>, random: &mut Rng) {
        let moved: Vec<Letter> = self.letters.drain(line).collect();
        self.moved.extend(moved.iter().filter_map(|letter| match letter.from {
            From::Kept(at) => Some(at),
            _ => None,
        }));
        let place = drawn(&self.lines(), random).map_or(0, |line| line.start);
        self.letters.splice(place..place, moved);
    }

    fn lines(&self) -> Vec<Range<usize>> {
        let mut start = 0;
        let lines = self.letters.split_inclusive(|letter| letter.char == '\n').map(|line| {
            start += line.len();
            start - line.len()..start
        });
        lines.collect()
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

/// One of `ranges`.
pub fn drawn(ranges: &[Range<usize>], random: &mut Rng) -> Option<Range<usize>> {
    ranges.get(random.usize(..ranges.len().max(1))).cloned()
}

/// `range` of `text` without what is neither letter nor figure at its ends.
pub fn trimmed(text: &[char], range: Range<usize>) -> Range<usize> {
    let is_margin = |char: &&char| !char.is_alphanumeric();
    let start = range.start + text[range.clone()].iter().take_while(is_margin).count();
    let end = range.end - text[start..range.end].iter().rev().take_while(is_margin).count();
    start..end
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
