//! Identifiers of lines: what was read keeps its own, what is new gets one that no line has.

use std::collections::{HashMap, HashSet, VecDeque};

/// What a file has beside the marks of a [`super::super::Document`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// Lines that are not understood, as they stand in the file.
    lines: Vec<String>,
    /// What lines that are understood are called, by what they say; those of spans by their type and bytes.
    ids: HashMap<String, VecDeque<String>>,
    /// The identifiers of all lines, those among them that are wrong: no other may become what somebody referred to.
    taken: HashSet<String>,
}

impl Kept {
    /// The lines that are not understood, in the order of the file.
    pub fn lines(&self) -> &[String] {
        &self.lines
    }

    pub(super) fn keep(&mut self, line: &str) {
        self.lines.push(line.to_owned());
    }

    /// A line is called `id`; the star of an `Equiv` is no name.
    pub(super) fn take(&mut self, id: &str) {
        if id != "*" {
            self.taken.insert(id.to_owned());
        }
    }

    /// The line called `id` says `what`.
    pub(super) fn name(&mut self, what: String, id: &str) {
        self.ids.entry(what).or_default().push_back(id.to_owned());
    }
}

/// Gives identifiers to lines that are written.
pub(super) struct Ids<'k> {
    kept: &'k Kept,
    known: HashMap<String, VecDeque<String>>,
    /// Those that were given.
    written: HashSet<String>,
    /// How many were tried of each letter.
    last: HashMap<char, usize>,
}

impl<'k> Ids<'k> {
    pub fn new(kept: &'k Kept) -> Ids<'k> {
        Ids { kept, known: kept.ids.clone(), written: HashSet::new(), last: HashMap::new() }
    }

    /// The identifier of the line that says `what`.
    pub fn id(&mut self, letter: char, what: &str) -> String {
        let known = self.known.get_mut(what).and_then(VecDeque::pop_front);
        let id = known.unwrap_or_else(|| self.fresh(letter));
        self.written.insert(id.clone());
        id
    }

    fn fresh(&mut self, letter: char) -> String {
        let last = self.last.entry(letter).or_default();
        loop {
            *last += 1;
            let id = format!("{letter}{last}");
            if !self.kept.taken.contains(&id) {
                return id;
            }
        }
    }

    /// The lines to keep, without those that refer to a line that is not written again: brat stumbles over them.
    pub fn kept_lines(mut self) -> Vec<&'k str> {
        let id = |line: &'k str| line.split('\t').next().unwrap_or_default();
        self.written.extend(self.kept.lines.iter().map(|line| id(line).to_owned()));
        let mut lines = Vec::new();
        for line in &self.kept.lines {
            let mut words = line.split('\t').nth(1).unwrap_or_default().split([' ', ':']);
            if words.any(|word| self.kept.taken.contains(word) && !self.written.contains(word)) {
                self.written.remove(id(line));
            } else {
                lines.push(line.as_str());
            }
        }
        lines
    }
}
