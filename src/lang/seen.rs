//! What has been worked out for a word as it is written, found again when the word is met again.
//!
//! Of the words of an article a third are there for the second time, of those of a long text nearly all.

/// So many words are remembered before all are forgotten, which bounds what a long text takes.
const MOST: usize = 1 << 13;
/// How many places are looked at for a word. Whoever writes words that all belong to one place makes us forget, not search.
const PROBES: usize = 8;

/// Words with what is known of each.
#[derive(Debug)]
pub struct Seen<'t, V> {
    /// For each place the index of its word, from 1; 0 for none. A power of two of them, and twice as many as words.
    places: Vec<u32>,
    words: Vec<(&'t str, V)>,
}

impl<V> Default for Seen<'_, V> {
    fn default() -> Self {
        Seen { places: Vec::new(), words: Vec::new() }
    }
}

impl<'t, V> Seen<'t, V> {
    /// The index of `word`, for which `make` is asked if it is met for the first time.
    pub fn at(&mut self, word: &'t str, make: impl FnOnce() -> V) -> usize {
        if self.words.len() * 2 >= self.places.len() {
            self.widen();
        }
        let home = hash(word);
        let mut free = self.place(home);
        for place in (home..home + PROBES).map(|at| self.place(at)) {
            match self.places[place] as usize {
                0 => {
                    free = place;
                    break;
                }
                known if self.words[known - 1].0 == word => return known - 1,
                _ => {}
            }
        }
        self.words.push((word, make()));
        self.places[free] = self.words.len() as u32;
        self.words.len() - 1
    }

    /// What is known of the word at an index that [`Seen::at`] gave since there was last made room.
    pub fn get(&self, index: usize) -> &V {
        &self.words[index].1
    }

    /// Forgets all words if they are many.
    pub fn make_room(&mut self) {
        if self.words.len() >= MOST {
            *self = Seen::default();
        }
    }

    fn widen(&mut self) {
        self.places = vec![0; (self.places.len() * 2).max(256)];
        for at in 0..self.words.len() {
            let home = hash(self.words[at].0);
            let free = (home..home + PROBES).map(|at| self.place(at)).find(|&place| self.places[place] == 0);
            let place = free.unwrap_or_else(|| self.place(home));
            self.places[place] = at as u32 + 1;
        }
    }

    fn place(&self, at: usize) -> usize {
        at & (self.places.len() - 1)
    }
}

fn hash(word: &str) -> usize {
    let mixed = word.bytes().fold(0u32, |hash, byte| (hash.rotate_left(5) ^ u32::from(byte)).wrapping_mul(0x9E37_79B1));
    (mixed >> 7) as usize
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
        // Those that had to give their place to another one are few.
        assert!(again < 30, "{again}");
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
