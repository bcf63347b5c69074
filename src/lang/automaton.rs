//! The automaton of a pack's words: reads what the crate `fst` writes, in its version 3.
//!
//! That crate takes for granted that it has written what it reads: an address that leads out of the file ends the program, and in a
//! page the whole module. A pack may be anybody's. So here every step is within the file, and what leads out of it leads nowhere.

/// A node of an automaton, and the sum of the outputs on the way there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Where the last byte of the node is. Nodes are read from there towards the beginning, and lead to earlier ones.
    node: usize,
    value: u64,
}

/// Words with a number each.
#[derive(Debug)]
pub struct Automaton(Vec<u8>);

impl Automaton {
    /// The automaton in `file`: none where that is not what `fst` has written in the version that is read here.
    pub fn new(file: Vec<u8>) -> Option<Automaton> {
        // Version and type, and at the end how many words there are, the root and a checksum.
        (file.len() >= 36 && file.starts_with(&3u64.to_le_bytes())).then_some(Automaton(file))
    }

    /// Where all words begin.
    pub fn root(&self) -> Place {
        let mut rest = &*self.0;
        let root = tail(&mut rest, 12).map_or(0, |end| number(&end[..8]));
        Place { node: root as usize, value: 0 }
    }

    /// Where `word` leads to from `from`; none where nothing goes on so.
    pub fn follow(&self, from: Place, word: &str) -> Option<Place> {
        word.bytes().try_fold(from, |place, byte| self.step(place, Some(byte)))
    }

    /// The number of the word that ends at `at`, if one does.
    pub fn value(&self, at: Place) -> Option<usize> {
        self.step(at, None).map(|end| end.value as usize)
    }

    /// Where `byte` leads to from `from`; without a byte, the place with the output of the word that ends there.
    fn step(&self, from: Place, byte: Option<u8>) -> Option<Place> {
        if from.node == 0 {
            // That of all words that end where none goes on: it is not written.
            return byte.is_none().then_some(from);
        }
        let mut rest = self.0.get(..=from.node)?;
        let state = last(&mut rest)?;
        let low = usize::from(state & 63);
        let mut count = 1;
        if state >= ONE {
            let only = if low == 0 { last(&mut rest)? } else { COMMON[low - 1] };
            if byte != Some(only) {
                return None;
            }
            if state >= ONE | NEXT_OR_FINAL {
                return Some(Place { node: rest.len().checked_sub(1)?, ..from });
            }
        } else {
            // As many would be in the state itself as one: it stands for what no byte holds.
            count = if low > 0 { low } else { usize::from(last(&mut rest)?) };
            count = if low == 0 && count == 1 { 256 } else { count };
        }
        let sizes = usize::from(last(&mut rest)?);
        let (address, output) = (sizes >> 4, sizes & 15);
        // From here on everything is in reverse: the last branch first.
        let mut branch = 0;
        if state < ONE {
            let index = if count > INDEXED { tail(&mut rest, 256)? } else { &[] };
            let bytes = tail(&mut rest, count)?;
            if let Some(byte) = byte {
                branch = match index.get(usize::from(byte)) {
                    Some(&place) => (count - 1).checked_sub(place.into())?,
                    None => bytes.iter().position(|&one| one == byte)?,
                };
            }
        }
        let addresses = tail(&mut rest, count * address)?;
        let outputs = tail(&mut rest, count * output)?;
        let is_final = state & NEXT_OR_FINAL != 0;
        let end = tail(&mut rest, if is_final { output } else { 0 })?;
        let (node, output) = match byte {
            None if is_final => (0, end),
            None => return None,
            Some(_) => {
                let back = number(&addresses[branch * address..][..address]) as usize;
                let node = if back == 0 { 0 } else { rest.len().checked_sub(back)? };
                (node, &outputs[branch * output..][..output])
            }
        };
        Some(Place { node, value: from.value.wrapping_add(number(output)) })
    }
}

/// The state of a node with one branch.
const ONE: u8 = 128;
/// Of a node with one branch, that it leads to the node before; of others, that a word ends there.
const NEXT_OR_FINAL: u8 = 64;
/// Nodes with more branches have an index of them by byte.
const INDEXED: usize = 32;
/// The bytes that the state of a node with one branch names by a number, from 1.
const COMMON: &[u8; 63] = b"te/oasripcnw.hlm-du012g=:bf3y5&_4v9678k%?xCDASFIBEjPTzRNM+LOqHG";

/// Takes the last byte of `rest`.
fn last(rest: &mut &[u8]) -> Option<u8> {
    tail(rest, 1).map(|byte| byte[0])
}

/// Takes the last `count` bytes of `rest`.
fn tail<'b>(rest: &mut &'b [u8], count: usize) -> Option<&'b [u8]> {
    let (before, tail) = rest.split_at(rest.len().checked_sub(count)?);
    *rest = before;
    Some(tail)
}

/// The number in `bytes`, little-endian.
fn number(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(words: &[(String, u64)]) -> Vec<u8> {
        let mut builder = fst::MapBuilder::memory();
        words.iter().for_each(|(word, value)| builder.insert(word, *value).expect("words in order"));
        builder.into_inner().expect("an automaton")
    }

    /// Words that make nodes of every kind: of one branch and of many, with an index, with outputs of every length.
    fn words() -> Vec<(String, u64)> {
        let mut words: Vec<(String, u64)> = Vec::new();
        for first in '\u{1}'..='\u{2FF}' {
            words.push((format!("{first}"), u64::from(first) * 3));
            words.push((format!("{first}ound and s{first}"), u64::from(first).pow(5)));
        }
        words.extend(["", "ليبيا", "ليبيا الجديدة", "يبيا"].map(|word| (word.to_owned(), word.len() as u64)));
        words.sort();
        words
    }

    #[test]
    fn what_fst_has_written_is_read() {
        for words in [words(), words()[..1].to_vec(), words()[5..7].to_vec(), Vec::new()] {
            let file = built(&words);
            let (known, automaton) =
                (fst::Map::new(&file).unwrap(), Automaton::new(file.clone()).expect("a file of fst"));
            let get = |word: &str| automaton.value(automaton.follow(automaton.root(), word)?);
            for (word, value) in &words {
                assert_eq!(get(word), Some(*value as usize), "{word:?}");
                for other in [format!("{word}x"), word.chars().skip(1).collect(), word.chars().rev().collect()] {
                    assert_eq!(get(&other), known.get(&other).map(|value| value as usize), "{other:?}");
                }
            }
        }
    }

    #[test]
    fn what_leads_out_of_the_file_leads_nowhere() {
        let words = words();
        let file = built(&words);
        let mut random = fastrand::Rng::with_seed(7);
        for _ in 0..3000 {
            let mut file = file.clone();
            for _ in 0..random.usize(1..9) {
                // The root and what it leads to are at the end.
                let reach = if random.bool() { 600 } else { file.len() - 8 };
                let at = file.len() - random.usize(1..reach);
                file[at] = random.u8(..);
            }
            let automaton = Automaton::new(file).expect("a file of fst");
            for (word, _) in words.iter().step_by(97) {
                let place = automaton.follow(automaton.root(), word);
                place.map(|place| automaton.value(place));
            }
        }
        for len in 0..file.len() {
            if let Some(cut) = Automaton::new(file[..len].to_vec()) {
                cut.follow(cut.root(), "ليبيا");
            }
        }
    }
}
