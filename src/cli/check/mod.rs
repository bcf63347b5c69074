//! `hashiya check`: articles in, what a copy desk would ask about them out. It ends with 0 where there is nothing to ask, with 1 where
//! there is, and with 2 where an article or the profile cannot be read.

mod sarif;

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use serde_json::{Value, json};

use super::annotate::{Failed, write_json};
use super::articles::{self, Reading};
use super::{io_error, tell};
use crate::Engine;
use crate::check::{Finding, Profile, check, json};
use crate::error::{Error, Result};
use crate::import::{self, Options};
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
    /// A line a finding: file:line:column: why - how to mend it [code].
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
    findings: Vec<Finding>,
}

/// How the command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Nothing,
    Findings,
    Failed,
}

impl End {
    fn of(findings: &[Finding]) -> End {
        if findings.is_empty() { End::Nothing } else { End::Findings }
    }
}

/// Runs the command. What cannot be read is told on standard error, and the other articles are checked.
pub fn run(args: &Args) -> ExitCode {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let end = checked(args, &mut out).and_then(|end| {
        out.flush().map_err(|error| io_error(Path::new("standard output"), &error))?;
        Ok(end)
    });
    match end {
        Ok(end) => ExitCode::from(end as u8),
        // Whoever reads us has read enough: `hashiya … | head`.
        Err(Error::Io { reason, .. }) if reason.contains("Broken pipe") => ExitCode::SUCCESS,
        Err(error) => {
            tell(&error);
            ExitCode::from(End::Failed as u8)
        }
    }
}

fn checked(args: &Args, out: &mut impl Write) -> Result<End> {
    let desk = Desk::new(args)?;
    let stdin = [PathBuf::from("-")];
    let files = if args.files.is_empty() { &stdin } else { args.files.as_slice() };
    if args.jsonl {
        return files.iter().try_fold(End::Nothing, |end, file| Ok(end.max(desk.lines(args, file, out)?)));
    }
    let mut end = End::Nothing;
    let mut all = Vec::new();
    for file in files {
        match args.reading.article(Some(file), &desk.options) {
            Ok(article) => {
                let findings = desk.findings(&article);
                end = end.max(End::of(&findings));
                all.push(Checked { file: articles::name(Some(file)), article, findings });
            }
            Err(error) => {
                tell(&named(error, file));
                end = End::Failed;
            }
        }
    }
    let written = match args.to {
        To::Text => all.iter().try_for_each(|one| desk.write_text(out, one)),
        To::Json => {
            all.iter().try_for_each(|one| write_json(out, &desk.object(&one.article, &one.findings, &one.file)))
        }
        To::Sarif => writeln!(out, "{:#}", sarif::log(&all, desk.ui)),
    };
    written.map_err(|error| io_error(Path::new("standard output"), &error))?;
    Ok(end)
}

/// The error with the name of its file, where it has none.
fn named(error: Error, file: &Path) -> Error {
    match error {
        Error::InvalidInput { path, reason } => {
            Error::InvalidInput { path: format!("{}: {path}", articles::name(Some(file)).display()), reason }
        }
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

    /// `file:line:column: why - how to mend it [code]`, columns in code points.
    fn write_text(&self, out: &mut impl Write, checked: &Checked) -> std::io::Result<()> {
        let lang = self.ui(&checked.article);
        checked.findings.iter().try_for_each(|finding| {
            let before = &checked.article.text[..finding.span.start];
            let line_start = before.rfind('\n').map_or(0, |at| at + 1);
            let (line, column) = (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1);
            let (why, mend, code) = (finding.why(lang), finding.mend(lang), finding.rule().code());
            writeln!(out, "{}:{line}:{column}: {why} — {mend} [{code}]", checked.file.display())
        })
    }

    fn object(&self, article: &Article, findings: &[Finding], file: &Path) -> Value {
        let findings = json::findings(article, findings, self.ui(article));
        json!({ "format": json::FORMAT, "file": file.display().to_string(), "lang": article.lang.tag(), "findings": findings })
    }

    /// Checks an article a line.
    fn lines(&self, args: &Args, file: &Path, out: &mut impl Write) -> Result<End> {
        let mut end = End::Nothing;
        for line in BufReader::new(articles::input(Some(file))?).split(b'\n') {
            let line = line.map_err(|error| io_error(&articles::name(Some(file)), &error))?;
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let written = match args.reading.line(&line, &self.options) {
                Ok((id, article)) => {
                    let findings = self.findings(&article);
                    end = end.max(End::of(&findings));
                    let findings = json::findings(&article, &findings, self.ui(&article));
                    write_json(out, &json!({ "id": id, "findings": findings }))
                }
                Err(error) => {
                    end = End::Failed;
                    write_json(out, &Failed::new(articles::id_of(&line), &error))
                }
            };
            written.map_err(|error| io_error(Path::new("standard output"), &error))?;
        }
        Ok(end)
    }
}

/// The profile in `file`.
fn profile(file: &Path) -> Result<Profile> {
    let text = import::decode(&std::fs::read(file).map_err(|error| io_error(file, &error))?)?;
    let json: Value = serde_json::from_str(&text).map_err(|error| Error::InvalidInput {
        path: format!("{}:{}:{}", file.display(), error.line(), error.column()),
        reason: error.to_string(),
    })?;
    Profile::read(&Json::from(json)).map_err(|error| named(error, file))
}
