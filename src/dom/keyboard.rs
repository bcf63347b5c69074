//! What keys mean at the marks.

use web_sys::KeyboardEvent;

use crate::model::Dir;
use crate::view::strings::kind_of_letter;
use crate::view::{Action, Step};

/// What a key asks for while the focus is on the button over the marks.
#[derive(Debug, Clone, PartialEq)]
pub enum Key {
    Do(Action),
    /// Out of the card, then out of the marks.
    Escape,
}

/// Reads a key. Forward is where the text runs to: left in right-to-left text.
pub fn read(event: &KeyboardEvent, dir: Dir) -> Option<Key> {
    if event.alt_key() || event.ctrl_key() || event.meta_key() {
        return None;
    }
    meaning(&event.key(), dir)
}

fn meaning(key: &str, dir: Dir) -> Option<Key> {
    let step = |step| Some(Key::Do(Action::Step(step)));
    match (key, dir) {
        ("ArrowDown", _) | ("ArrowLeft", Dir::Rtl) | ("ArrowRight", Dir::Ltr) => step(Step::Next),
        ("ArrowUp", _) | ("ArrowRight", Dir::Rtl) | ("ArrowLeft", Dir::Ltr) => step(Step::Previous),
        ("Home", _) => step(Step::First),
        ("End", _) => step(Step::Last),
        ("Enter" | " ", _) => Some(Key::Do(Action::OpenCurrent)),
        ("Escape", _) => Some(Key::Escape),
        _ => kind_of_letter(key).and_then(|kind| step(Step::Kind(kind))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Kind;

    #[test]
    fn forward_is_left_in_arabic_and_right_in_english() {
        let next = Some(Key::Do(Action::Step(Step::Next)));
        assert_eq!(meaning("ArrowLeft", Dir::Rtl), next);
        assert_eq!(meaning("ArrowRight", Dir::Ltr), next);
        assert_ne!(meaning("ArrowRight", Dir::Rtl), next);
        assert_eq!(meaning("ArrowDown", Dir::Rtl), next);
    }

    #[test]
    fn letters_of_kinds_lead_to_them_and_others_are_left_to_the_page() {
        let place = Some(Key::Do(Action::Step(Step::Kind(Kind::Place))));
        assert_eq!([meaning("l", Dir::Ltr), meaning("م", Dir::Rtl)], [place.clone(), place]);
        assert_eq!(meaning("a", Dir::Ltr), None);
        assert_eq!(meaning("Tab", Dir::Ltr), None);
    }
}
