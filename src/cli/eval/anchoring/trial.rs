//! One trial: a passage of a text, the quote made of it, the text after an edit, and where the passage is then.

use std::ops::Range;

use fastrand::Rng;

use super::edits::{Edited, From, Letter, drawn, sentences, trimmed, words};
use crate::exchange::anchor::{Approximate, Finder, Quote};
use crate::model::Span;

/// So many code points of context a quote has on each side, as W3C's selectors are made.
const CONTEXT: usize = 32;
/// Of all letters of a text so many are changed.
const EDITED: f64 = 0.05;
/// Edits of a passage by more than that share of its own length are not survived.
pub const SURVIVED: f64 = 0.2;

/// A passage before and after an edit.
#[derive(Debug)]
pub struct Trial {
    pub before: String,
    pub exact: String,
    pub prefix: String,
    pub suffix: String,
    pub position: Option<usize>,
    pub after: String,
    pub truth: Truth,
    pub has_lookalike: bool,
    /// Whether its paragraph stands somewhere else now.
    pub is_moved: bool,
}

/// What has become of the passage.
#[derive(Debug, Clone, PartialEq)]
pub enum Truth {
    Deleted,
    Stands {
        /// How much of its own length was edited.
        edited: f64,
        /// Code points that a right span begins with, and ends with.
        starts: Range<usize>,
        ends: Range<usize>,
    },
}

/// What came of looking for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Right,
    /// At the right place, for most of it is of the passage, with an end off.
    Beside,
    Orphan,
    False,
}

impl Trial {
    /// A trial on `text`; none where the passage that was drawn stands there twice with the same context, so that no quote tells which is
    /// meant, or where its lookalike has come to stand in its place.
    pub fn draw(text: &str, foreign: &str, names: &[&str], has_positions: bool, random: &mut Rng) -> Option<Trial> {
        let chars: Vec<char> = text.chars().collect();
        let passage = passage(&chars, names, random)?;
        let around = passage.start.saturating_sub(CONTEXT)..(passage.end + CONTEXT).min(chars.len());
        if is_repeated(&chars, &chars[around.clone()]) {
            return None;
        }
        let string = |range: Range<usize>| chars[range].iter().collect::<String>();
        let mut edited = Edited::new(&chars);
        // A quarter loses the passage and gets a lookalike, a quarter has both, half of all have neither.
        let fate = random.usize(..4);
        if fate < 2 {
            plant(&mut edited, &chars, &passage, random);
        }
        if fate == 0 {
            delete(&mut edited, &passage, random);
            edited.withheld =
                words(&chars[passage.clone()]).into_iter().map(|word| chars[passage.clone()][word].to_vec()).collect();
        }
        edited.edit(EDITED, &foreign.chars().collect::<Vec<_>>(), random);
        if stands_in_place(&edited.letters, &passage) {
            return None;
        }
        let position = chars[..passage.start].iter().map(|char| char.len_utf8()).sum();
        let trial = Trial {
            before: text.to_owned(),
            exact: string(passage.clone()),
            prefix: string(around.start..passage.start),
            suffix: string(passage.end..around.end),
            position: has_positions.then_some(position),
            after: edited.text(),
            truth: truth(&edited.letters, &chars, &passage),
            has_lookalike: fate < 2,
            is_moved: edited.moved.iter().any(|at| passage.contains(at)),
        };
        let is_told = trial.truth != Truth::Deleted || !has_twin(&trial);
        is_told.then_some(trial)
    }

    pub fn quote(&self) -> Quote<'_> {
        Quote { exact: &self.exact, prefix: &self.prefix, suffix: &self.suffix, position: self.position }
    }

    /// What a finder makes of it, with the words found.
    pub fn outcome(&self) -> (Outcome, Option<(&str, f32)>) {
        let Some(found) = Finder::new(&self.after).find(&self.quote()) else { return (Outcome::Orphan, None) };
        (self.judged(found.span), Some((found.span.of(&self.after), found.likeness)))
    }

    /// What came of it if `span` of the text after the edit was found.
    pub fn judged(&self, span: Span) -> Outcome {
        let Truth::Stands { starts, ends, .. } = &self.truth else { return Outcome::False };
        let point = |byte: usize| self.after[..byte].chars().count();
        let (start, end) = (point(span.start), point(span.end));
        let shared = end.min(ends.start).saturating_sub(start.max(starts.start));
        if starts.contains(&start) && ends.contains(&end) {
            Outcome::Right
        } else if 2 * shared > end - start {
            Outcome::Beside
        } else {
            Outcome::False
        }
    }
}

/// A passage as annotations have them: a name, or where none are known any one to three words, a quote of 5 to 60, a sentence. It stays within its line.
fn passage(text: &[char], names: &[&str], random: &mut Rng) -> Option<Range<usize>> {
    let words = words(text);
    let first = random.usize(..words.len().max(1));
    let line_end = |at: usize| text[at..].iter().position(|&char| char == '\n').map_or(text.len(), |end| at + end);
    let until = line_end(words.get(first)?.start);
    let within = words[first..].iter().take_while(|word| word.end <= until).count();
    let passage = match random.usize(..3) {
        0 if !names.is_empty() => name(text, names, random)?,
        0 => words[first].start..words[first + random.usize(..3.min(within))].end,
        1 if within >= 5 => words[first].start..words[first + random.usize(4..60.min(within))].end,
        1 => return None,
        _ => sentences(text).into_iter().find(|sentence| sentence.contains(&words[first].start))?,
    };
    let passage = trimmed(text, passage);
    // What is shorter is no name.
    (passage.len() >= 3).then_some(passage)
}

/// One of the places of one of `names`.
fn name(text: &[char], names: &[&str], random: &mut Rng) -> Option<Range<usize>> {
    let name: Vec<char> = names.get(random.usize(..names.len()))?.chars().collect();
    let is_of_word = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(|char| char.is_alphanumeric());
    let starts = 0..(text.len() + 1).saturating_sub(name.len());
    let stands = |at: &usize| {
        text[*at..].starts_with(&name) && !is_of_word(at.checked_sub(1)) && !is_of_word(Some(at + name.len()))
    };
    let places: Vec<Range<usize>> = starts.filter(stands).map(|at| at..at + name.len()).collect();
    drawn(&places, random)
}

/// Whether `part` stands twice in `text`, white space aside.
fn is_repeated(text: &[char], part: &[char]) -> bool {
    let letters = |text: &[char]| text.iter().filter(|char| !char.is_whitespace()).collect::<String>();
    let (text, part) = (letters(text), letters(part));
    text.matches(&part).nth(1).is_some()
}

/// Puts something like the passage somewhere else: its words as they are, with one other word, or with some other letters; alone or with
/// up to three words that stand beside it.
fn plant(edited: &mut Edited, text: &[char], passage: &Range<usize>, random: &mut Rng) {
    let all = words(text);
    let first = all.iter().position(|word| word.end > passage.start).unwrap_or(0);
    let last = all.iter().rposition(|word| word.start < passage.end).unwrap_or(first);
    // Words with more than half of what a quote says of their neighbours are not a lookalike but the passage itself, moved.
    let most = |beside: usize| beside.min(CONTEXT) / 2;
    let start = all[first - random.usize(..4).min(first)].start.min(passage.start);
    let start = start.max(passage.start - most(passage.start));
    let end = all[(last + random.usize(..4)).min(all.len() - 1)].end.max(passage.end);
    let end = end.min(passage.end + most(text.len() - passage.end));
    let mut copy = Edited::new(&text[passage.clone()]);
    let inside = words(&text[passage.clone()]);
    match random.usize(..3) {
        0 => {}
        1 if inside.len() > 1 => {
            let (word, by) = (drawn(&inside, random), drawn(&all, random));
            copy.put_word(word.unwrap_or(0..0), &text[by.unwrap_or(0..0)]);
        }
        _ => {
            for _ in 0..1 + random.usize(..1 + passage.len() / 10) {
                let by = text[random.usize(..text.len())];
                copy.replace(random.usize(..passage.len()), by);
            }
        }
    }
    let beside = |range: Range<usize>| range.map(|at| Letter { char: text[at], from: From::Copied(at) });
    let core = copy.letters.iter().map(|letter| Letter { from: From::Lookalike, ..*letter });
    let parting = Letter { char: ' ', from: From::Foreign };
    let planted: Vec<Letter> =
        beside(start..passage.start).chain(core).chain(beside(passage.end..end)).chain([parting]).collect();
    let is_far = |at: usize| at + 2 * CONTEXT < passage.start || passage.end + 2 * CONTEXT < at;
    let places: Vec<Range<usize>> = all.into_iter().filter(|word| is_far(word.start)).collect();
    if let Some(place) = drawn(&places, random) {
        edited.put(place.start, planted.into_iter());
    }
}

/// Takes the passage away, or the whole sentence that it is in.
fn delete(edited: &mut Edited, passage: &Range<usize>, random: &mut Rng) {
    let is_passage = |letter: &Letter| matches!(letter.from, From::Kept(at) if passage.contains(&at));
    if random.bool()
        && let Some(first) = edited.letters.iter().position(is_passage)
        && let Some(sentence) = edited.sentence(first)
    {
        edited.letters.drain(sentence);
    }
    edited.letters.retain(|letter| !is_passage(letter));
}

/// Whether the lookalike has come to stand among more than half of what stood beside the passage, as by a paragraph that moved: then it is
/// the passage, put there again.
fn stands_in_place(letters: &[Letter], passage: &Range<usize>) -> bool {
    let is_lookalike = |letter: &Letter| letter.from == From::Lookalike;
    let (Some(first), Some(last)) = (letters.iter().position(is_lookalike), letters.iter().rposition(is_lookalike))
    else {
        return false;
    };
    let sides = [passage.start.saturating_sub(CONTEXT)..passage.start, passage.end..passage.end + CONTEXT];
    let beside =
        [&letters[first.saturating_sub(2 * CONTEXT)..first], &letters[last..(last + 2 * CONTEXT).min(letters.len())]];
    sides.into_iter().zip(beside).any(|(side, beside)| {
        let of_side = |letter: &&Letter| match letter.from {
            From::Kept(at) | From::Copied(at) => side.contains(&at),
            _ => false,
        };
        beside.iter().filter(of_side).count() > CONTEXT / 2
    })
}

/// Whether the words of a passage that was deleted stand in `after` with more than half of what stood on one side of them: as in another
/// row, or where the article said the same thing twice.
fn has_twin(trial: &Trial) -> bool {
    let letters = |text: &str| text.chars().filter(|char| !char.is_whitespace()).collect::<String>();
    let half = |side: &str| side.chars().count() / 2 + 1;
    let before: String = trial
        .prefix
        .chars()
        .skip(trial.prefix.chars().count() - half(&trial.prefix).min(trial.prefix.chars().count()))
        .collect();
    let behind: String = trial.suffix.chars().take(half(&trial.suffix)).collect();
    let after = letters(&trial.after);
    let stands = |part: String| after.contains(&letters(&part));
    !trial.prefix.is_empty() && stands(before + &trial.exact)
        || !trial.suffix.is_empty() && stands(trial.exact.clone() + &behind)
}

fn truth(letters: &[Letter], text: &[char], passage: &Range<usize>) -> Truth {
    let from = |letter: &Letter| match letter.from {
        From::Kept(at) | From::Replaced(at) => Some(at),
        _ => None,
    };
    let is_passage = |letter: &Letter| from(letter).is_some_and(|at| passage.contains(&at));
    let counted = |letter: &Letter| is_passage(letter) && !letter.char.is_whitespace();
    let (Some(first), Some(last)) = (letters.iter().position(counted), letters.iter().rposition(counted)) else {
        return Truth::Deleted;
    };
    let inside = &letters[first..=last];
    let mut kept = 0;
    let mut put = 0;
    let mut known = std::collections::HashSet::new();
    for letter in inside {
        let is_new = from(letter).is_some_and(|at| passage.contains(&at) && known.insert(at));
        match letter.from {
            From::Kept(_) if is_new => kept += 1,
            From::Replaced(_) if is_new => {}
            _ => put += 1,
        }
    }
    let edited = (passage.len() - kept + put) as f64 / passage.len() as f64;
    // What slipped in between belongs to nobody, nor does a stop or a space beside the passage that became something else, nor a letter
    // at its end that became a stop. White space does not count.
    let is_nobodys = |letter: &&Letter| match letter.from {
        From::Slipped => true,
        From::Replaced(at) if !passage.contains(&at) => !text[at].is_alphanumeric() || letter.char.is_whitespace(),
        _ => letter.char.is_whitespace(),
    };
    let before = letters[..first].iter().rev().take_while(is_nobodys).count();
    let after = letters[last + 1..].iter().take_while(is_nobodys).count();
    let is_stop = |letter: &&Letter| !letter.char.is_alphanumeric() || letter.from == From::Slipped;
    let within = [inside.iter().take_while(is_stop).count(), inside.iter().rev().take_while(is_stop).count()];
    Truth::Stands {
        edited,
        starts: first - before..first + within[0] + 1,
        ends: last + 1 - within[1]..last + after + 2,
    }
}
