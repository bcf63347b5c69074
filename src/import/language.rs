//! Which language a stretch of text is in, by the script most of its letters are written in.

use crate::lang::normalise::is_letter;
use crate::model::Lang;

/// The language of `text`; None where it has no letter of a script we read.
pub fn language_of(text: &str) -> Option<Lang> {
    Letters::of(text).language()
}

/// How many letters of each script a text has.
#[derive(Debug, Clone, Copy, Default)]
pub struct Letters {
    arabic: usize,
    latin: usize,
}

impl Letters {
    /// Those of `text`.
    pub fn of(text: &str) -> Letters {
        let (mut arabic, mut latin) = (0usize, 0usize);
        for letter in text.chars().filter(|&letter| is_letter(letter)) {
            match letter {
                '\u{0600}'..='\u{06FF}'
                | '\u{0750}'..='\u{077F}'
                | '\u{FB50}'..='\u{FDFF}'
                | '\u{FE70}'..='\u{FEFF}' => arabic += 1,
                'A'..='Z' | 'a'..='z' | '\u{00C0}'..='\u{024F}' => latin += 1,
                _ => {}
            }
        }
        Letters { arabic, latin }
    }

    /// Those of two texts together.
    pub fn with(self, other: Letters) -> Letters {
        Letters { arabic: self.arabic + other.arabic, latin: self.latin + other.latin }
    }

    /// The language they are of.
    pub fn language(self) -> Option<Lang> {
        match self {
            Letters { arabic: 0, latin: 0 } => None,
            // Latin names are longer than Arabic ones and often stand in Arabic sentences.
            Letters { arabic, latin } if arabic * 2 >= latin => Some(Lang::Ar),
            _ => Some(Lang::En),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_tells_the_language() {
        assert_eq!(language_of("يعرض عبر شاشة \"MBC مصر\"."), Some(Lang::Ar));
        assert_eq!(language_of("The word حاشية means a gloss in the margin."), Some(Lang::En));
        assert_eq!(language_of("2019 – 80%"), None);
    }
}
