//! What stands under the words of names: a hash table of its own, for the standard library's costs a page 3 kB and twice the time.

/// Words one after the other as a number: FNV-1a over their folded letters. That two of 100,000 names meet in one is as likely as one
/// in a billion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint(u64);

impl Default for Fingerprint {
    /// That of no words.
    fn default() -> Fingerprint {
        Fingerprint(0xCBF2_9CE4_8422_2325)
    }
}

impl Fingerprint {
    pub fn of(word: &str) -> Fingerprint {
        Fingerprint::default().and_all(word)
    }

    /// That of these letters and one more.
    pub fn and(self, letter: char) -> Fingerprint {
        Fingerprint((self.0 ^ u64::from(letter)).wrapping_mul(0x0100_0000_01B3))
    }

    /// That of these letters and more.
    pub fn and_all(self, letters: &str) -> Fingerprint {
        letters.chars().fold(self, Fingerprint::and)
    }

    /// That of these words, with another one to follow.
    pub fn and_a_word(self) -> Fingerprint {
        self.and(' ')
    }
}

/// What stands under some words.
#[derive(Debug, Clone, Copy)]
pub struct Slot {
    words: Fingerprint,
    /// The first of the phrases that are these words; [`Slot::NONE`] where they only begin some.
    pub phrase: u32,
    /// How many words the longest name has that begins with this word; 0 under several words.
    pub longest: u32,
}

impl Slot {
    pub const NONE: u32 = u32::MAX;
    const FREE: Slot = Slot { words: Fingerprint(0), phrase: Slot::NONE, longest: 0 };

    fn is_free(&self) -> bool {
        self.phrase == Slot::NONE && self.longest == 0
    }
}

/// Slots by their words.
#[derive(Debug, Default)]
pub struct Table {
    /// A power of two of them, of which a quarter or more is free; or none.
    slots: Vec<Slot>,
    taken: usize,
}

impl Table {
    pub fn get(&self, words: Fingerprint) -> Option<&Slot> {
        self.slots.get(self.place(words)).filter(|slot| !slot.is_free())
    }

    /// The slot under `words`, which must be filled where it is free.
    pub fn slot(&mut self, words: Fingerprint) -> &mut Slot {
        self.reserve(1);
        let place = self.place(words);
        let slot = &mut self.slots[place];
        self.taken += usize::from(slot.is_free());
        slot.words = words;
        slot
    }

    /// Where the slot of `words` is, or the free one where it would be; 0 in a table without slots.
    fn place(&self, words: Fingerprint) -> usize {
        let mask = self.slots.len().wrapping_sub(1);
        // The upper half of the number is mixed best.
        let mut place = (words.0 ^ words.0 >> 32) as usize & mask;
        while self.slots.get(place).is_some_and(|slot| slot.words != words && !slot.is_free()) {
            place = (place + 1) & mask;
        }
        place
    }

    /// Makes room for `more` slots.
    pub fn reserve(&mut self, more: usize) {
        let least = (self.taken + more) * 4 / 3 + 1;
        if least <= self.slots.len() {
            return;
        }
        let larger = vec![Slot::FREE; least.max(64).next_power_of_two()];
        for slot in std::mem::replace(&mut self.slots, larger).into_iter().filter(|slot| !slot.is_free()) {
            let place = self.place(slot.words);
            self.slots[place] = slot;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_is_found_and_nothing_else() {
        let mut table = Table::default();
        assert!(table.get(Fingerprint::of("word")).is_none());
        for number in 0..5000 {
            table.slot(Fingerprint::of("word").and_a_word().and_all(&number.to_string())).phrase = number;
        }
        for number in 0..5000 {
            let words = Fingerprint::of("word").and_a_word().and_all(&number.to_string());
            assert_eq!(table.get(words).map(|slot| slot.phrase), Some(number));
        }
        assert!(
            table.get(Fingerprint::of("word").and_a_word().and_all("5000")).is_none()
                && table.get(Fingerprint::of("word")).is_none()
        );
    }
}
