//! Numbers by words, once for every use: a page pays for each kind of map that is made. Whoever writes an article could have its words
//! collide, which would slow down the reading of that article alone.

use rustc_hash::FxHashMap;

/// For each key the numbers added to it, in the order they came.
#[derive(Debug, Default)]
pub struct Index {
    by_key: FxHashMap<String, Vec<u32>>,
}

impl Index {
    /// An index that is asked for its keys alone.
    pub fn of_words(words: impl Iterator<Item = String>) -> Index {
        let mut index = Index::default();
        words.for_each(|word| index.add(word, 0, 1));
        index
    }

    /// Whether `key` has a number.
    pub fn has(&self, key: &str) -> bool {
        self.by_key.contains_key(key)
    }

    /// Adds `number` to `key`, once, where that has fewer than `most`.
    pub fn add(&mut self, key: String, number: usize, most: usize) {
        let known = self.by_key.entry(key).or_default();
        if known.len() < most && !known.contains(&(number as u32)) {
            known.push(number as u32);
        }
    }

    /// Makes `number` the only one of `key`.
    pub fn set(&mut self, key: String, number: usize) {
        self.by_key.insert(key, vec![number as u32]);
    }

    /// The numbers of `key`.
    pub fn of<'i>(&'i self, key: &str) -> impl Iterator<Item = usize> + use<'i> {
        self.by_key.get(key).map_or(&[][..], Vec::as_slice).iter().map(|&number| number as usize)
    }

    /// The number of `key`, where it has one alone.
    pub fn only(&self, key: &str) -> Option<usize> {
        let mut numbers = self.of(key);
        let first = numbers.next();
        first.filter(|_| numbers.next().is_none())
    }

    /// The first number of `key`.
    pub fn first(&self, key: &str) -> Option<usize> {
        self.of(key).next()
    }
}
