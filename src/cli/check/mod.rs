//! `hashiya check`: articles in, what a copy desk would ask about them out. It ends with 0 where there is nothing to mend (notes are
//! questions of judgement), with 1 where there is a warning or an error, and with 2 where an article or the profile cannot be read.

mod sarif;

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use serde_json::{Value, json};

use super::annotate::{Failed, write_json};
use super::articles::{self, Reading};
use super::{io_error, tell};
use crate::Engine;
use crate::check::{Finding, Level, Profile, check, json};
use crate::error::{Error, Result};
use crate::import::{self, Lines, Options};
use crate::model::{Article, Json, Lang};

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    reading: Reading,
    /// Which checks the newsroom wants, and how much they count: a JSON file {"format": "hashiya-profile/1", "checks": {CODE: true, false,
    /// "note", "warning" or "error"}}. Codes: unattributed-quote, unintroduced-speaker, spelled-two-ways, anonymous-source, weekday,
    /// quotation-marks; off until they are turned on: source-line, second-source, image-credit.
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    /// The format of the output.
    #[arg(long, value_enum, default_value_t = To::Text)]
    to: To,
    /// The language of the output; that of the article where it is not given.
    #[arg(long, value_parser = ["ar", "en"])]
    ui: Option<String>,
    /// One article a line, as for annotate; one object a line comes out, with its "id".
    #[arg(long, conflicts_with = "to")]
    jsonl: bool,
    /// The articles; standard input where there is none or for `-`.
    files: Vec<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum To {
    /// A line a finding: file:line:column: why - how to mend it [code]. Of HTML and Markdown there is no column, of JSON no line either.
    Text,
    /// An object a file: hashiya-check/1.
    Json,
    /// SARIF 2.1.0, for tools that show what others have found.
    Sarif,
}

/// An article with what was found in it.
struct Checked {
    /// Its file, as it was named.
    file: PathBuf,
    article: Article,
    lines: Lines,
    findings: Vec<Finding>,
}

/// All that was to be checked.
#[derive(Default)]
struct Run {
    checked: Vec<Checked>,
    /// Files that cannot be read, and why.
    failed: Vec<(PathBuf, Error)>,
}

/// How the command ends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    #[default]
    Nothing,
    Findings,
    Failed,
}

impl End {
    fn of(findings: &[Finding]) -> End {
        if findings.iter().any(|finding| finding.level > Level::Note) { End::Findings } else { End::Nothing }
    }
}

/// Runs the command. What cannot be read is told on standard error, and the other articles are checked.
pub fn run(args: &Args) -> ExitCode {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut end = End::default();
    let written = checked(args, &mut out, &mut end).and_then(|()| out.flush().map_err(|error| no_output(&error)));
    match written {
        // Whoever reads us has read enough: `hashiya … | head`.
        Err(Error::Io { reason, .. }) if reason.contains("Broken pipe") => {}
        Err(error) => {
            tell(&error);
            end = End::Failed;
        }
        Ok(()) => {}
    }
    ExitCode::from(end as u8)
}

fn no_output(error: &std::io::Error) -> Error {
    io_error(Path::new("standard output"), error)
}

/// Checks what `args` name; `end` is how it ends, also where nobody reads the rest.
fn checked(args: &Args, out: &mut impl Write, end: &mut End) -> Result<()> {
    let desk = Desk::new(args)?;
    let stdin = [PathBuf::from("-")];
    let files = if args.files.is_empty() { &stdin } else { args.files.as_slice() };
    if args.jsonl {
        return files.iter().try_for_each(|file| match articles::input(Some(file)) {
            Ok(input) => desk.lines(args, file, input, out, end),
            Err(error) => {
                tell(&error);
                *end = End::Failed;
                Ok(())
            }
        });
    }
    let mut run = Run::default();
    for path in files {
        let file = articles::name(Some(path));
        match args.reading.article(Some(path), &desk.options) {
            Ok((article, lines)) => {
                let findings = desk.findings(&article);
                *end = End::of(&findings).max(*end);
                run.checked.push(Checked { file, article, lines, findings });
            }
            Err(error) => {
                let error = named(error, &file);
                tell(&error);
                *end = End::Failed;
                run.failed.push((file, error));
            }
        }
    }
    let written = match args.to {
        To::Text => run.checked.iter().try_for_each(|one| desk.write_text(out, one)),
        To::Json => run.checked.iter().try_for_each(|one| write_json(out, &desk.object(one))),
        To::Sarif => writeln!(out, "{:#}", sarif::log(&run, desk.ui)),
    };
    written.map_err(|error| no_output(&error))
}

/// The error with the name of its file, where it has none.
fn named(error: Error, file: &Path) -> Error {
    let file = file.display();
    match error {
        Error::InvalidInput { path, reason } => Error::InvalidInput { path: format!("{file}: {path}"), reason },
        Error::InvalidUtf8 { offset } => Error::InvalidInput {
            path: format!("{file}: byte {offset}"),
            reason: "the file is not UTF-8; save it as UTF-8".to_owned(),
        },
        other => other,
    }
}

/// What articles are checked with.
struct Desk {
    engine: Engine,
    profile: Profile,
    options: Options,
    /// The language of the output; none for that of each article.
    ui: Option<Lang>,
}

impl Desk {
    fn new(args: &Args) -> Result<Desk> {
        Ok(Desk {
            profile: args.profile.as_deref().map(profile).transpose()?.unwrap_or_default(),
            engine: args.reading.engine()?,
            options: args.reading.options()?,
            ui: args.ui.as_deref().map(str::parse).transpose()?,
        })
    }

    fn findings(&self, article: &Article) -> Vec<Finding> {
        check(article, &self.engine.annotate(article), &self.profile)
    }

    fn ui(&self, article: &Article) -> Lang {
        self.ui.unwrap_or(article.lang)
    }

    /// `file:line:column: why - how to mend it [code]`, columns in code points, as far as they are known.
    fn write_text(&self, out: &mut impl Write, checked: &Checked) -> std::io::Result<()> {
        let (lang, text) = (self.ui(&checked.article), &checked.article.text);
        checked.findings.iter().try_for_each(|finding| {
            let at = finding.span.start;
            let column = checked.lines.line_start(at).map(|start| text[start..at].chars().count() + 1);
            let place = checked.lines.line(at).into_iter().chain(column).map(|number| format!("{number}:"));
            let (why, mend, code) = (finding.why(lang), finding.mend(lang), finding.rule().code());
            writeln!(out, "{}:{} {why} — {mend} [{code}]", checked.file.display(), place.collect::<String>())
        })
    }

    /// The findings of a file, each with the `line` of the file, or null.
    fn object(&self, checked: &Checked) -> Value {
        let Checked { article, findings, .. } = checked;
        let mut json = json::findings(article, findings, self.ui(article));
        for (object, finding) in json.as_array_mut().into_iter().flatten().zip(findings) {
            object["line"] = checked.lines.line(finding.span.start).into();
        }
        json!({ "format": json::FORMAT, "file": checked.file.display().to_string(), "lang": article.lang.tag(), "findings": json })
    }

    /// Checks an article a line, as far as `input` can be read.
    fn lines(&self, args: &Args, file: &Path, input: impl Read, out: &mut impl Write, end: &mut End) -> Result<()> {
        for line in BufReader::new(input).split(b'\n') {
            let line = match line {
                Ok(line) => line,
                Err(error) => {
                    tell(&io_error(&articles::name(Some(file)), &error));
                    *end = End::Failed;
                    return Ok(());
                }
            };
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let written = match args.reading.line(&line, &self.options) {
                Ok((id, article)) => {
                    let findings = self.findings(&article);
                    *end = End::of(&findings).max(*end);
                    let findings = json::findings(&article, &findings, self.ui(&article));
                    write_json(out, &json!({ "id": id, "findings": findings }))
                }
                Err(error) => {
                    *end = End::Failed;
                    write_json(out, &Failed::new(articles::id_of(&line), &error))
                }
            };
            written.map_err(|error| no_output(&error))?;
        }
        Ok(())
    }
}

/// The profile in `file`.
fn profile(file: &Path) -> Result<Profile> {
    let bytes = std::fs::read(file).map_err(|error| io_error(file, &error))?;
    let text = import::decode(&bytes).map_err(|error| named(error, file))?;
    let json: Value = serde_json::from_str(&text).map_err(|error| Error::InvalidInput {
        path: format!("{}:{}:{}", file.display(), error.line(), error.column()),
        reason: error.to_string(),
    })?;
    Profile::read(&Json::from(json)).map_err(|error| named(error, file))
}
