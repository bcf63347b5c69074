//! Classes of words that stand between the same words: the exchange algorithm of class bigram models (Kneser and Ney, 1993;
//! Martin, Liermann and Ney, 1998).
//!
//! Each word belongs to one class, and a text is worth the more the better the class of a word tells the class of the
//! next. Word by word, the most frequent first, each is tried in every class and moved to the best.

use std::collections::HashMap;

/// Words with how often each follows each.
pub struct Bigrams {
    /// For each word the words after it, and the words before it, with counts.
    pub after: Vec<Vec<(u32, u32)>>,
    pub before: Vec<Vec<(u32, u32)>>,
    /// How often each word follows itself.
    pub own: Vec<u32>,
}

impl Bigrams {
    /// Counts the pairs of neighbours in sentences of words below `words`; `None` is a word that is none of them.
    pub fn count<'s>(sentences: impl Iterator<Item = &'s [Option<u32>]>, words: usize) -> Bigrams {
        let mut counts: HashMap<(u32, u32), u32> = HashMap::new();
        for sentence in sentences {
            for pair in sentence.windows(2) {
                if let [Some(left), Some(right)] = *pair {
                    *counts.entry((left, right)).or_default() += 1;
                }
            }
        }
        Bigrams::new(counts, words)
    }

    fn new(counts: HashMap<(u32, u32), u32>, words: usize) -> Bigrams {
        let mut pairs: Vec<((u32, u32), u32)> = counts.into_iter().filter(|&(_, count)| count > 0).collect();
        pairs.sort_unstable();
        let mut bigrams =
            Bigrams { after: vec![Vec::new(); words], before: vec![Vec::new(); words], own: vec![0; words] };
        for ((left, right), count) in pairs {
            if left == right {
                bigrams.own[left as usize] = count;
            } else {
                bigrams.after[left as usize].push((right, count));
                bigrams.before[right as usize].push((left, count));
            }
        }
        bigrams
    }

    /// The same with the words of each class made one.
    pub fn merged(&self, classes: &[u16], count: usize) -> Bigrams {
        let mut counts: HashMap<(u32, u32), u32> = HashMap::new();
        for (left, after) in self.after.iter().enumerate() {
            let left_class = u32::from(classes[left]);
            for &(right, count) in after.iter().chain([&(left as u32, self.own[left])]) {
                *counts.entry((left_class, u32::from(classes[right as usize]))).or_default() += count;
            }
        }
        Bigrams::new(counts, count)
    }
}

/// `n log n` for whole numbers.
struct Entropy(Vec<f64>);

impl Entropy {
    fn of(&self, count: u32) -> f64 {
        match self.0.get(count as usize) {
            Some(&value) => value,
            None => f64::from(count) * f64::from(count).ln(),
        }
    }
}

/// The state of a search.
struct Search<'b> {
    bigrams: &'b Bigrams,
    classes: Vec<u16>,
    count: usize,
    /// How often class `r` follows class `l`, at `l * count + r`.
    pairs: Vec<u32>,
    /// How often each class is on the left and on the right of a pair.
    left: Vec<u32>,
    right: Vec<u32>,
    entropy: Entropy,
}

/// Puts words, the most frequent first, into `count` classes.
pub fn classes(bigrams: &Bigrams, count: usize, rounds: usize) -> Vec<u16> {
    let words = bigrams.after.len();
    // The most frequent words begin with a class each, the others are dealt out.
    let classes: Vec<u16> = (0..words).map(|word| (word % count) as u16).collect();
    let entropy =
        Entropy((0..1u32 << 16).map(|n| if n == 0 { 0.0 } else { f64::from(n) * f64::from(n).ln() }).collect());
    let mut search = Search {
        bigrams,
        classes,
        count,
        pairs: vec![0; count * count],
        left: vec![0; count],
        right: vec![0; count],
        entropy,
    };
    search.tally();
    for round in 0..rounds {
        let moved = search.round();
        eprintln!("  round {round}: {moved} of {words} moved");
        if moved * 200 < words {
            break;
        }
    }
    search.classes
}

impl Search<'_> {
    fn tally(&mut self) {
        for (word, after) in self.bigrams.after.iter().enumerate() {
            let left = usize::from(self.classes[word]);
            for &(other, count) in after.iter().chain([&(word as u32, self.bigrams.own[word])]) {
                let right = usize::from(self.classes[other as usize]);
                self.pairs[left * self.count + right] += count;
                self.left[left] += count;
                self.right[right] += count;
            }
        }
    }

    fn round(&mut self) -> usize {
        let mut moved = 0;
        let (mut after, mut before) = (vec![0u32; self.count], vec![0u32; self.count]);
        for word in 0..self.classes.len() {
            after.fill(0);
            before.fill(0);
            for &(other, count) in &self.bigrams.after[word] {
                after[usize::from(self.classes[other as usize])] += count;
            }
            for &(other, count) in &self.bigrams.before[word] {
                before[usize::from(self.classes[other as usize])] += count;
            }
            let own = self.bigrams.own[word];
            let now = usize::from(self.classes[word]);
            self.shift(now, &after, &before, own, false);
            let used_after: Vec<(usize, u32)> = used(&after);
            let used_before: Vec<(usize, u32)> = used(&before);
            let sums = (
                used_after.iter().map(|part| part.1).sum::<u32>() + own,
                used_before.iter().map(|part| part.1).sum::<u32>() + own,
            );
            let mut best = (now, f64::MIN);
            for class in 0..self.count {
                let gain = self.gain(class, (&used_after, &after), (&used_before, &before), own, sums);
                if gain > best.1 + 1e-9 || (class == now && gain > best.1 - 1e-9) {
                    best = (class, gain);
                }
            }
            self.shift(best.0, &after, &before, own, true);
            moved += usize::from(best.0 != now);
            self.classes[word] = best.0 as u16;
        }
        moved
    }

    /// Adds the pairs of a word to `class`, or takes them away.
    fn shift(&mut self, class: usize, after: &[u32], before: &[u32], own: u32, add: bool) {
        let count = self.count;
        let change = |value: &mut u32, by: u32| *value = if add { *value + by } else { *value - by };
        for (other, &by) in after.iter().enumerate().filter(|(_, by)| **by > 0) {
            change(&mut self.pairs[class * count + other], by);
            change(&mut self.left[class], by);
        }
        for (other, &by) in before.iter().enumerate().filter(|(_, by)| **by > 0) {
            change(&mut self.pairs[other * count + class], by);
            change(&mut self.right[class], by);
        }
        change(&mut self.pairs[class * count + class], own);
        change(&mut self.left[class], own);
        change(&mut self.right[class], own);
    }

    /// What the text is worth more with the word in `class` than in none.
    fn gain(
        &self,
        class: usize,
        (used_after, after): (&[(usize, u32)], &[u32]),
        (used_before, before): (&[(usize, u32)], &[u32]),
        own: u32,
        (sum_after, sum_before): (u32, u32),
    ) -> f64 {
        let more = |now: u32, by: u32| self.entropy.of(now + by) - self.entropy.of(now);
        let mut gain = 0.0;
        let row = &self.pairs[class * self.count..(class + 1) * self.count];
        for &(other, by) in used_after {
            if other != class {
                gain += more(row[other], by);
            }
        }
        for &(other, by) in used_before {
            if other != class {
                gain += more(self.pairs[other * self.count + class], by);
            }
        }
        gain += more(row[class], after[class] + before[class] + own);
        // The words around have the same sums whichever class the word is in, but for those of the class itself.
        gain - more(self.left[class], sum_after) - more(self.right[class], sum_before)
    }
}

fn used(counts: &[u32]) -> Vec<(usize, u32)> {
    counts.iter().copied().enumerate().filter(|(_, count)| *count > 0).collect()
}
