//! What the tagger says of a token: where in a name of which type it stands.

pub use crate::lang::weights::LABELS;
use crate::model::EntityType;

/// The types that the tagger knows, in the order of their labels.
pub const TYPES: [EntityType; 4] = [EntityType::Per, EntityType::Org, EntityType::Loc, EntityType::Misc];

/// Where in a name a token stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Begin,
    Inside,
    End,
    /// The name is this one token.
    Single,
}

const _: () = assert!(LABELS == 1 + 4 * TYPES.len());

/// A label by its number: 0 is outside of every name, then begin, inside, end and single of each of [`TYPES`].
///
/// To tell a name's last token and names of one token apart costs little and tells more than begin and inside do alone
/// (Ratinov and Roth, 2009).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Label(pub u8);

impl Label {
    /// Outside of every name.
    pub const OUTSIDE: Label = Label(0);

    /// The label of the token at `place` of a name of the type [`TYPES`]`[kind]`.
    pub fn new(kind: usize, place: Place) -> Label {
        Label(1 + 4 * kind as u8 + place as u8)
    }

    /// The index in [`TYPES`] of the name's type, and the place in it; none outside.
    pub fn parts(self) -> Option<(usize, Place)> {
        let at = self.0.checked_sub(1)?;
        let place = [Place::Begin, Place::Inside, Place::End, Place::Single][usize::from(at % 4)];
        Some((usize::from(at / 4), place))
    }

    /// Whether a name goes on after this token.
    fn is_open(self) -> bool {
        matches!(self.parts(), Some((_, Place::Begin | Place::Inside)))
    }

    /// Whether a sentence can begin with this label, which is also whether it can stand after a name has ended.
    pub fn can_begin(self) -> bool {
        matches!(self.parts(), None | Some((_, Place::Begin | Place::Single)))
    }

    /// Whether a sentence can end with this label.
    pub fn can_end(self) -> bool {
        !self.is_open()
    }

    /// Whether `next` can follow: a name goes on as what it is until it ends.
    pub fn can_precede(self, next: Label) -> bool {
        match (self.parts(), next.parts()) {
            (Some((kind, Place::Begin | Place::Inside)), Some((other, Place::Inside | Place::End))) => kind == other,
            _ => self.can_end() && next.can_begin(),
        }
    }
}

/// A name found: its tokens and the index in [`TYPES`] of its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    pub tokens: std::ops::Range<usize>,
    pub kind: usize,
}

/// The names in the labels of a sentence.
pub fn names(labels: &[Label]) -> Vec<Name> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, label) in labels.iter().enumerate() {
        match label.parts() {
            Some((_, Place::Begin)) => start = at,
            Some((kind, Place::Single)) => found.push(Name { tokens: at..at + 1, kind }),
            Some((kind, Place::End)) => found.push(Name { tokens: start..at + 1, kind }),
            _ => {}
        }
    }
    found
}

/// The labels of `names`, which are in order and do not overlap, over `len` tokens.
pub fn labels(names: &[Name], len: usize) -> Vec<Label> {
    let mut labels = vec![Label::OUTSIDE; len];
    for name in names {
        let last = name.tokens.end - 1;
        for at in name.tokens.clone() {
            let place = match (at == name.tokens.start, at == last) {
                (true, true) => Place::Single,
                (true, false) => Place::Begin,
                (false, false) => Place::Inside,
                (false, true) => Place::End,
            };
            labels[at] = Label::new(name.kind, place);
        }
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_labels_say_the_same() {
        let all = [Name { tokens: 0..1, kind: 2 }, Name { tokens: 2..5, kind: 0 }, Name { tokens: 5..7, kind: 1 }];
        let labels = labels(&all, 8);
        assert_eq!(names(&labels), all);
        assert!(labels[0].can_begin() && labels[7].can_end());
        assert!(labels.windows(2).all(|pair| pair[0].can_precede(pair[1])));
    }

    #[test]
    fn a_name_neither_changes_its_type_nor_stops_halfway() {
        let (begin, inside) = (Label::new(0, Place::Begin), Label::new(1, Place::Inside));
        assert!(!begin.can_precede(inside) && !begin.can_precede(Label::OUTSIDE) && !begin.can_end());
        assert!(!Label::OUTSIDE.can_precede(Label::new(0, Place::End)));
    }
}
