//! Every four letters in a row of a text, with their places: where a quote that was edited may stand, and how telling its letters are.

/// So many letters make a gram: rare enough in a book, and two in three outlive an edit of every tenth letter.
pub(super) const SIZE: usize = 4;
/// Places of one gram that are looked at; what stands in more says nothing of where a quote is.
const MOST: usize = 256;

/// The places of every gram of a text, by a hash of it: one table of places, one of where each hash begins in it.
pub(super) struct Grams {
    starts: Vec<u32>,
    places: Vec<u32>,
    /// Bits of the hash that are not used.
    shift: u32,
}

impl Grams {
    /// Reads `letters` twice: to count and to fill.
    pub fn new(letters: &[char]) -> Grams {
        let bits = (2 * letters.len()).next_power_of_two().ilog2().clamp(8, 18);
        let shift = 64 - bits;
        let mut starts = vec![0; (1 << bits) + 1];
        hashes(letters, shift).for_each(|hash| starts[hash] += 1);
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        let mut places = vec![0; total as usize];
        for (place, hash) in hashes(letters, shift).enumerate() {
            starts[hash] -= 1;
            places[starts[hash] as usize] = place as u32;
        }
        Grams { starts, places, shift }
    }

    /// Where the gram of each letter of `quote` stands in `letters`, which this was made of; what stands all over has no places.
    pub fn of<'g>(&'g self, letters: &'g [char], quote: &'g [char]) -> impl Iterator<Item = Places<'g>> + 'g {
        quote.windows(SIZE).zip(hashes(quote, self.shift)).map(move |(gram, hash)| {
            let all = &self.places[self.starts[hash] as usize..self.starts[hash + 1] as usize];
            Places { letters, gram, all }
        })
    }

    /// Where all of `quote` stands in `letters`, which this was made of.
    pub fn whole(&self, letters: &[char], quote: &[char]) -> Vec<usize> {
        let stands = |at: usize| letters[at..].starts_with(quote);
        let rarest = self.of(letters, quote).enumerate().min_by_key(|(_, places)| places.all.len());
        match rarest {
            Some((within, places)) => {
                let starts = places.all.iter().filter_map(|&place| (place as usize).checked_sub(within));
                starts.filter(|&at| stands(at)).collect()
            }
            None => (0..letters.len()).filter(|&at| stands(at)).collect(),
        }
    }
}

/// Where one gram stands.
pub(super) struct Places<'g> {
    letters: &'g [char],
    gram: &'g [char],
    /// With those of other grams that have the same hash.
    all: &'g [u32],
}

impl Places<'_> {
    /// How many there are, at least where there are very many.
    pub fn count(&self) -> usize {
        if self.all.len() > MOST { self.all.len() } else { self.iter().count() }
    }

    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        let told = if self.all.len() > MOST { &[] } else { self.all };
        told.iter().map(|&place| place as usize).filter(|&place| self.letters[place..].starts_with(self.gram))
    }
}

/// A hash of each gram of `letters`.
fn hashes(letters: &[char], shift: u32) -> impl Iterator<Item = usize> + '_ {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut packed: u64 =
        letters.iter().take(SIZE - 1).fold(0, |packed, &letter| packed << 16 | letter as u64 & 0xFFFF);
    letters.iter().skip(SIZE - 1).map(move |&letter| {
        packed = packed << 16 | letter as u64 & 0xFFFF;
        (packed.wrapping_mul(ODD) >> shift) as usize
    })
}
