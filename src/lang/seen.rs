//! What has been worked out for a word as it is written, found again when the word is met again.
//!
//! Of the words of an article a third are there for the second time, of those of a long text nearly all.

use rustc_hash::FxHashMap;

/// So many words are remembered before all are forgotten, which bounds what a long text takes.
const MOST: usize = 1 << 13;

/// Words with what is known of each.
#[derive(Debug)]
pub struct Seen<'t, V> {
    indexes: FxHashMap<&'t str, usize>,
    values: Vec<V>,
}

impl<V> Default for Seen<'_, V> {
    fn default() -> Self {
        Seen { indexes: FxHashMap::default(), values: Vec::new() }
    }
}

impl<'t, V> Seen<'t, V> {
    /// The index of `word`, for which `make` is asked if it is met for the first time.
    pub fn at(&mut self, word: &'t str, make: impl FnOnce() -> V) -> usize {
        let values = &mut self.values;
        *self.indexes.entry(word).or_insert_with(|| {
            values.push(make());
            values.len() - 1
        })
    }

    /// What is known of the word at an index that [`Seen::at`] gave since there was last made room.
    pub fn get(&self, index: usize) -> &V {
        &self.values[index]
    }

    /// Forgets all words if they are many.
    pub fn make_room(&mut self) {
        if self.values.len() >= MOST {
            *self = Seen::default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_worked_out_once() {
        let words: Vec<String> = (0..3000).map(|number| format!("word{number}")).collect();
        let mut seen = Seen::default();
        let indexes: Vec<usize> = words.iter().map(|word| seen.at(word, || word.len())).collect();
        let mut again = 0;
        for (word, &index) in words.iter().zip(&indexes) {
            assert_eq!(*seen.get(index), word.len());
            let place = seen.at(word, || {
                again += 1;
                word.len()
            });
            assert_eq!(*seen.get(place), word.len());
        }
        assert_eq!(again, 0);
    }

    #[test]
    fn many_words_are_forgotten() {
        let words: Vec<String> = (0..MOST).map(|number| number.to_string()).collect();
        let mut seen = Seen::default();
        words.iter().for_each(|word| _ = seen.at(word, || ()));
        seen.make_room();
        assert_eq!(seen.at("0", || ()), 0);
    }
}
