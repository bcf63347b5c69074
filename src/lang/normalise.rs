//! One spelling for the many ways the same word is written, for looking words up. The article itself is never changed.
//!
//! Arabic newsrooms write hamza, final ya and ta marbuta loosely, stretch words with tatweel and sometimes vocalise;
//! CMSs slip invisible controls between letters. Folding maps all of that to one form, letter by letter, so that every
//! folded letter still knows the byte it came from.

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

/// What `letter` folds to: nothing, one letter, or several (`ﻻ` is two, `İ` gains a dot).
fn fold_char(letter: char) -> impl Iterator<Item = char> {
    let kept = (!is_ignorable(letter)).then_some(letter);
    let [first, second] = match kept.map(unshaped) {
        None => [None, None],
        Some((first, second)) => [Some(first), second],
    };
    first
        .into_iter()
        .chain(second)
        .flat_map(|letter| plain(letter).to_lowercase())
        .filter(|&folded| !is_ignorable(folded))
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
    BASES.iter().find(|(forms, _)| forms.contains(letter)).map_or(letter, |&(_, base)| base)
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
