//! One spelling for the many ways the same word is written, for looking words up. The article itself is never changed.
//!
//! Arabic newsrooms write hamza, final ya and ta marbuta loosely, stretch words with tatweel and sometimes vocalise;
//! CMSs slip invisible controls between letters. Folding maps all of that to one form, letter by letter, so that every
//! folded letter still knows the byte it came from.

use crate::model::text::has;

/// The folded letters of `word`, each with the byte offset in `word` of the letter it stands for.
pub fn folded_chars(word: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    word.char_indices().flat_map(|(at, letter)| fold_char(letter).map(move |folded| (at, folded)))
}

/// The form under which `word` is looked up.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for letter in word.chars() {
        match letter {
            '\0'..='\x7F' => folded.push(letter.to_ascii_lowercase()),
            // Most of Arabic news: letters that are neither left out nor have a lower case.
            'ء'..='غ' | 'ف'..='ي' => folded.push(plain(letter)),
            _ => folded.extend(fold_char(letter)),
        }
    }
    folded
}

/// The form of a letter or digit that most of news is written in: no mark, and no part in where a word ends.
pub fn fold_plain(letter: char) -> Option<char> {
    match letter {
        'a'..='z' | '0'..='9' => Some(letter),
        'A'..='Z' => Some(letter.to_ascii_lowercase()),
        'ء'..='غ' | 'ف'..='ي' => Some(plain(letter)),
        _ => None,
    }
}

/// Whether `letter` is one. The standard library's answer for Arabic takes a search through a table; this is most of news.
pub fn is_letter(letter: char) -> bool {
    match letter {
        '\0'..='\x7F' => letter.is_ascii_alphabetic(),
        'ء'..='غ' | 'ف'..='ي' => true,
        _ => letter.is_alphabetic(),
    }
}

/// Whether `letter` carries no meaning for comparing words: vowel signs, tatweel, joiners, bidi controls, soft hyphens.
pub fn is_ignorable(letter: char) -> bool {
    matches!(letter,
        '\u{0640}' // tatweel
        | '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}' // vowel and Koran signs
        | '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
        | '\u{00AD}' | '\u{0300}'..='\u{036F}')
}

/// What `letter` folds to: nothing, one letter, or two (`ﻻ`).
fn fold_char(letter: char) -> impl Iterator<Item = char> {
    let kept = (!is_ignorable(letter)).then_some(letter);
    let [first, second] = match kept.map(unshaped) {
        None => [None, None],
        Some((first, second)) => [Some(first), second],
    };
    first.into_iter().chain(second).map(|letter| small(plain(letter)))
}

/// The letter without hamza carrier, dots of final ya, Persian shape, accent or typographic dress.
fn plain(letter: char) -> char {
    match letter {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' | 'ې' => 'ي',
        'ة' | 'ۀ' | 'ہ' | 'ھ' => 'ه',
        'ک' | 'ڪ' => 'ك',
        'گ' | 'ڭ' => 'غ',
        'چ' => 'ج',
        'پ' => 'ب',
        'ڤ' | 'ڥ' => 'ف',
        'ژ' => 'ز',
        '٠'..='٩' => shifted(letter, '٠'),
        '۰'..='۹' => shifted(letter, '۰'),
        '’' | 'ʼ' | '‘' => '\'',
        '‐' | '‑' => '-',
        'À'..='ž' => without_accent(letter),
        _ => letter,
    }
}

/// The small letter of a capital one.
pub fn small(letter: char) -> char {
    /// Capital letters, from the first to the last of a row, and how far from each its small one is; where that is 1 they take
    /// turns. What newspapers are printed in, which are a third of the scripts that have capitals: the table of the standard library
    /// takes 4 kB of a page.
    const CAPITALS: [(u16, u16, i16); 94] = [
        (0x00C0, 0x00D6, 32),
        (0x00D8, 0x00DE, 32),
        (0x0100, 0x012E, 1),
        (0x0132, 0x0136, 1),
        (0x0139, 0x0147, 1),
        (0x014A, 0x0176, 1),
        (0x0178, 0x0178, -121),
        (0x0179, 0x017D, 1),
        (0x0181, 0x0181, 210),
        (0x0182, 0x0184, 1),
        (0x0186, 0x0186, 206),
        (0x0187, 0x0187, 1),
        (0x0189, 0x018A, 205),
        (0x018B, 0x018B, 1),
        (0x018E, 0x018E, 79),
        (0x018F, 0x018F, 202),
        (0x0190, 0x0190, 203),
        (0x0191, 0x0191, 1),
        (0x0193, 0x0193, 205),
        (0x0194, 0x0194, 207),
        (0x0196, 0x0196, 211),
        (0x0197, 0x0197, 209),
        (0x0198, 0x0198, 1),
        (0x019C, 0x019C, 211),
        (0x019D, 0x019D, 213),
        (0x019F, 0x019F, 214),
        (0x01A0, 0x01A4, 1),
        (0x01A6, 0x01A6, 218),
        (0x01A7, 0x01A7, 1),
        (0x01A9, 0x01A9, 218),
        (0x01AC, 0x01AC, 1),
        (0x01AE, 0x01AE, 218),
        (0x01AF, 0x01AF, 1),
        (0x01B1, 0x01B2, 217),
        (0x01B3, 0x01B5, 1),
        (0x01B7, 0x01B7, 219),
        (0x01B8, 0x01B8, 1),
        (0x01BC, 0x01BC, 1),
        (0x01C4, 0x01C4, 2),
        (0x01C5, 0x01C5, 1),
        (0x01C7, 0x01C7, 2),
        (0x01C8, 0x01C8, 1),
        (0x01CA, 0x01CA, 2),
        (0x01CB, 0x01DB, 1),
        (0x01DE, 0x01EE, 1),
        (0x01F1, 0x01F1, 2),
        (0x01F2, 0x01F4, 1),
        (0x01F6, 0x01F6, -97),
        (0x01F7, 0x01F7, -56),
        (0x01F8, 0x021E, 1),
        (0x0220, 0x0220, -130),
        (0x0222, 0x0232, 1),
        (0x023A, 0x023A, 10795),
        (0x023B, 0x023B, 1),
        (0x023D, 0x023D, -163),
        (0x023E, 0x023E, 10792),
        (0x0241, 0x0241, 1),
        (0x0243, 0x0243, -195),
        (0x0244, 0x0244, 69),
        (0x0245, 0x0245, 71),
        (0x0246, 0x024E, 1),
        (0x0370, 0x0372, 1),
        (0x0376, 0x0376, 1),
        (0x037F, 0x037F, 116),
        (0x0386, 0x0386, 38),
        (0x0388, 0x038A, 37),
        (0x038C, 0x038C, 64),
        (0x038E, 0x038F, 63),
        (0x0391, 0x03A1, 32),
        (0x03A3, 0x03AB, 32),
        (0x03CF, 0x03CF, 8),
        (0x03D8, 0x03EE, 1),
        (0x03F4, 0x03F4, -60),
        (0x03F7, 0x03F7, 1),
        (0x03F9, 0x03F9, -7),
        (0x03FA, 0x03FA, 1),
        (0x03FD, 0x03FF, -130),
        (0x0400, 0x040F, 80),
        (0x0410, 0x042F, 32),
        (0x0460, 0x0480, 1),
        (0x048A, 0x04BE, 1),
        (0x04C0, 0x04C0, 15),
        (0x04C1, 0x04CD, 1),
        (0x04D0, 0x052E, 1),
        (0x0531, 0x0556, 48),
        (0x10A0, 0x10C5, 7264),
        (0x10C7, 0x10C7, 7264),
        (0x10CD, 0x10CD, 7264),
        (0x1C90, 0x1CBA, -3008),
        (0x1CBD, 0x1CBF, -3008),
        (0x1E00, 0x1E94, 1),
        (0x1E9E, 0x1E9E, -7615),
        (0x1EA0, 0x1EFE, 1),
        (0xFF21, 0xFF3A, 32),
    ];
    if letter.is_ascii() {
        return letter.to_ascii_lowercase();
    }
    let code = letter as u32;
    let row = CAPITALS.partition_point(|&(first, ..)| u32::from(first) <= code).checked_sub(1).map(|at| CAPITALS[at]);
    let distance = row.filter(|&(first, last, distance)| {
        code <= u32::from(last) && (distance != 1 || (code - u32::from(first)).is_multiple_of(2))
    });
    let small = distance.and_then(|(.., distance)| char::from_u32(code.wrapping_add_signed(i32::from(distance))));
    small.unwrap_or(letter)
}

/// An Arabic-Indic or Persian digit as an ASCII one.
fn shifted(digit: char, zero: char) -> char {
    char::from_digit(digit as u32 - zero as u32, 10).unwrap_or(digit)
}

/// The base letter of an accented Latin one; the letters of the names that news carries, in the order of Unicode.
fn without_accent(letter: char) -> char {
    const BASES: [(&str, char); 20] = [
        ("ÀÁÂÃÄÅĀĂĄàáâãäåāăą", 'a'),
        ("ÇĆĈĊČçćĉċč", 'c'),
        ("ĎĐďđ", 'd'),
        ("ÈÉÊËĒĔĖĘĚèéêëēĕėęě", 'e'),
        ("ĜĞĠĢĝğġģ", 'g'),
        ("ĤĦĥħ", 'h'),
        ("ÌÍÎÏĨĪĬĮİìíîïĩīĭįı", 'i'),
        ("Ĵĵ", 'j'),
        ("Ķķ", 'k'),
        ("ĹĻĽĿŁĺļľŀł", 'l'),
        ("ÑŃŅŇñńņň", 'n'),
        ("ÒÓÔÕÖØŌŎŐòóôõöøōŏő", 'o'),
        ("ŔŖŘŕŗř", 'r'),
        ("ŚŜŞŠśŝşš", 's'),
        ("ŢŤŦţťŧ", 't'),
        ("ÙÚÛÜŨŪŬŮŰŲùúûüũūŭůűų", 'u'),
        ("Ŵŵ", 'w'),
        ("ÝŶŸýÿŷ", 'y'),
        ("ŹŻŽźżž", 'z'),
        ("Ææ", 'a'),
    ];
    BASES.iter().find(|(forms, _)| has(forms, letter)).map_or(letter, |&(_, base)| base)
}

/// Arabic presentation forms B (`ﻟﻴﺒﻴﺎ`, as old agency feeds and PDFs write) as the letters they show.
fn unshaped(letter: char) -> (char, Option<char>) {
    /// First code of each letter's forms from U+FE80 on.
    const FORMS: [(u32, char); 36] = [
        (0xFE80, 'ء'),
        (0xFE81, 'آ'),
        (0xFE83, 'أ'),
        (0xFE85, 'ؤ'),
        (0xFE87, 'إ'),
        (0xFE89, 'ئ'),
        (0xFE8D, 'ا'),
        (0xFE8F, 'ب'),
        (0xFE93, 'ة'),
        (0xFE95, 'ت'),
        (0xFE99, 'ث'),
        (0xFE9D, 'ج'),
        (0xFEA1, 'ح'),
        (0xFEA5, 'خ'),
        (0xFEA9, 'د'),
        (0xFEAB, 'ذ'),
        (0xFEAD, 'ر'),
        (0xFEAF, 'ز'),
        (0xFEB1, 'س'),
        (0xFEB5, 'ش'),
        (0xFEB9, 'ص'),
        (0xFEBD, 'ض'),
        (0xFEC1, 'ط'),
        (0xFEC5, 'ظ'),
        (0xFEC9, 'ع'),
        (0xFECD, 'غ'),
        (0xFED1, 'ف'),
        (0xFED5, 'ق'),
        (0xFED9, 'ك'),
        (0xFEDD, 'ل'),
        (0xFEE1, 'م'),
        (0xFEE5, 'ن'),
        (0xFEE9, 'ه'),
        (0xFEED, 'و'),
        (0xFEEF, 'ى'),
        (0xFEF1, 'ي'),
    ];
    let code = letter as u32;
    match code {
        0xFEF5..=0xFEFC => ('ل', Some('ا')),
        0xFE80..=0xFEF4 => (FORMS[FORMS.partition_point(|&(first, _)| first <= code) - 1].1, None),
        _ => (letter, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_fold_to_one_form() {
        for (left, right) in [
            ("أردوغان", "اردوغان"),
            ("إيران", "ايران"),
            ("سورية", "سوريه"),
            ("مصطفى", "مصطفي"),
            ("ليبـــيا", "ليبيا"),
            ("مُحَمَّد", "محمد"),
            ("ﻟﻴﺒﻴﺎ", "ليبيا"),
            ("ﻻﺭﻧﻜﺎ", "لارنكا"),
            ("\u{200F}روسيا\u{200E}", "روسيا"),
            ("٢٠١٩", "2019"),
            ("São", "sao"),
            ("Łódź", "lodz"),
            ("İzmir", "izmir"),
            ("O’Brien", "o'brien"),
        ] {
            assert_eq!(fold(left), fold(right), "{left} and {right}");
        }
    }

    #[test]
    fn small_letters_are_those_of_the_standard_library() {
        let printed = ['\0'..='\u{24F}', '\u{370}'..='\u{10FF}', '\u{1C90}'..='\u{1EFF}', '\u{FE00}'..='\u{FFFF}'];
        for letter in printed.into_iter().flatten().filter(|&letter| letter != 'İ') {
            assert!(letter.to_lowercase().eq([small(letter)]), "{letter}");
        }
    }

    #[test]
    fn different_words_stay_different() {
        for (left, right) in [("سماء", "سما"), ("مؤتمر", "موتمر"), ("Iran", "Iraq")] {
            assert_ne!(fold(left), fold(right));
        }
    }

    #[test]
    fn folded_letters_know_where_they_came_from() {
        let word = "ليـبيا";
        let places: Vec<usize> = folded_chars(word).map(|(at, _)| at).collect();
        assert_eq!(places, [0, 2, 6, 8, 10]);
    }
}
