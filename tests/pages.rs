//! HTML and Markdown read natively. `tests/e2e/sources.spec.js` has the browser read the same files.
#![cfg(feature = "cli")]

use std::fmt::Write;
use std::fs::read_to_string;
use std::path::{Path, PathBuf};
use std::time::Instant;

use hashiya::import::format::{self, Format};
use hashiya::import::{Options, html};
use hashiya::model::Article;

/// The files of `folder` that end in one of `endings`.
fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder");
    let is_one = |path: &PathBuf| path.extension().is_some_and(|end| endings.iter().any(|known| end == *known));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).filter(is_one).collect();
    files.sort();
    files
}

/// `kind<TAB>text` of each block, white space as one space.
fn rows(article: &Article) -> Vec<String> {
    let blank = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let row = |block: &hashiya::model::Block| format!("{}\t{}", block.kind.as_str(), blank(article.block_text(block)));
    article.blocks.iter().map(row).collect()
}

/// What an article has more than `expected`, and what it lacks, a line each.
fn differences(expected: &str, article: &Article) -> String {
    let (rows, known): (_, Vec<&str>) = (rows(article), expected.lines().skip(1).collect());
    let lacking = known.iter().filter(|row| !rows.iter().any(|own| own == *row)).map(|row| format!("-{row}"));
    let more = rows.iter().filter(|row| !known.contains(&row.as_str())).map(|row| format!("+{row}"));
    let mut differences = lacking.chain(more).fold(String::new(), |mut all, line| {
        writeln!(all, "{line}").expect("a string takes a line");
        all
    });
    let date = article.date.map_or("none".to_owned(), |date| date.to_string());
    let head = format!("# lang={} date={date}", article.lang.tag());
    if expected.lines().next() != Some(&head) {
        differences.insert_str(0, &format!("{head}\n"));
    }
    differences
}

#[track_caller]
fn is_as_expected(path: &Path, article: &Article) {
    let expected = read_to_string(path.with_extension("blocks.tsv")).expect("the blocks");
    let known = read_to_string(path.with_extension("source.diff")).unwrap_or_default();
    let found = differences(&expected, article);
    assert_eq!(found, known, "{}", path.display());
}

/// What scripts would write and style sheets would hide is different, and stands in `NAME.source.diff`.
#[test]
fn the_source_of_a_saved_page_is_read_without_its_scripts_and_styles() {
    for path in files("tests/fixtures/pages", &["html"]) {
        if path.with_extension("blocks.tsv").exists() {
            let source = read_to_string(&path).expect("the page");
            is_as_expected(&path, &html::article(&source, None, &Options::default()).expect("an article").0);
        }
    }
}

#[test]
fn stories_in_html_and_markdown_are_read_as_a_careful_person_reads_them() {
    let files = files("tests/fixtures/stories", &["html", "md"]);
    assert!(files.len() >= 8);
    for path in files {
        if path.ends_with("README.md") {
            continue;
        }
        let source = read_to_string(&path).expect("the story");
        let format = Format::of(&source, Some(&path));
        is_as_expected(&path, &format::article(&source, format, &Options::default(), None).expect("an article").0);
    }
}

#[test]
fn of_a_page_the_part_that_was_asked_for_is_read() {
    let source = read_to_string("tests/fixtures/pages/old-cms.html").expect("the page");
    let article = html::article(&source, Some("#tdNews"), &Options::default()).expect("an article").0;
    let expected = read_to_string("tests/fixtures/pages/old-cms.blocks.tsv").expect("the blocks");
    assert_eq!(differences(&expected, &article), "");
    for (select, reason) in [("#tdNews >", "it cannot be read"), ("#nobody", "it finds no element")] {
        let error = html::article(&source, Some(select), &Options::default()).unwrap_err();
        assert_eq!(error.code(), "invalid-input");
        assert!(error.to_string().contains(reason), "{error}");
    }
}

/// What looks at all of the page for each of its parts takes the square of the time.
#[test]
fn the_time_a_page_takes_grows_with_its_length_alone() {
    const LONGER: usize = 32;
    type Page<'p> = (&'p str, &'p dyn Fn(usize) -> String);
    let pages: [Page; 4] = [
        ("words in no block", &|times| "a<b>b</b>".repeat(times)),
        ("a table without a head", &|times| ["<table>", &"<tr><td>a<td>b".repeat(times)].concat()),
        ("tables in a table", &|times| ["<table><tr>", &"<td>a<table><tr><td>b</table>c".repeat(times)].concat()),
        ("a table in many", &|times| ["<table><tr><td>a".repeat(20), "<td>b".repeat(times)].concat()),
    ];
    for (name, page) in pages {
        let time = |times: usize| {
            let page = page(times);
            let begin = Instant::now();
            html::article(&page, None, &Options::default()).expect("an article");
            begin.elapsed()
        };
        let (short, long) = ((0..5).map(|_| time(60)).min().expect("a time"), time(60 * LONGER));
        assert!(long < short * 6 * LONGER as u32, "{name}: {short:?}, and {LONGER} times as much {long:?}");
    }
}
