//! Identifiers of lines: what was read keeps its own, what is new gets one that no line has.

use std::collections::{HashMap, HashSet, VecDeque};

/// What a file has beside the marks of a [`super::super::Document`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// Lines that are not understood, as they stand in the file.
    lines: Vec<String>,
    /// What lines that are understood are called, by what they say.
    ids: HashMap<String, VecDeque<String>>,
}

impl Kept {
    /// The lines that are not understood, in the order of the file.
    pub fn lines(&self) -> &[String] {
        &self.lines
    }

    pub(super) fn keep(&mut self, line: &str) {
        self.lines.push(line.to_owned());
    }

    /// The line called `id` says `what`, in the words of a written line.
    pub(super) fn name(&mut self, what: String, id: &str) {
        self.ids.entry(what).or_default().push_back(id.to_owned());
    }
}

/// Gives identifiers to lines that are written.
pub(super) struct Ids {
    known: HashMap<String, VecDeque<String>>,
    taken: HashSet<String>,
    /// How many were tried of each letter.
    last: HashMap<char, usize>,
}

impl Ids {
    pub fn new(kept: &Kept) -> Ids {
        let of_lines = kept.lines.iter().filter_map(|line| Some(line.split_once('\t')?.0.to_owned()));
        let taken = kept.ids.values().flatten().cloned().chain(of_lines).collect();
        Ids { known: kept.ids.clone(), taken, last: HashMap::new() }
    }

    /// The identifier of the line that says `what`.
    pub fn id(&mut self, letter: char, what: &str) -> String {
        if let Some(id) = self.known.get_mut(what).and_then(VecDeque::pop_front) {
            return id;
        }
        let last = self.last.entry(letter).or_default();
        loop {
            *last += 1;
            let id = format!("{letter}{last}");
            if !self.taken.contains(&id) {
                return id;
            }
        }
    }
}
