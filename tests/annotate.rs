//! Many small cases: a text, and what has to be found in it or must not be.
//!
//! In `fixtures/*.txt` a case is a line `# claim`, the text, then one line for each thing that is looked for:
//! `+ PER name`, `+ words is name` for the entity of a mention, `+ role name = role`, `+ former role name = role`,
//! `+ ref name = words`, `+ quote words by speaker` (`?` for none), `+ when words`, `+ where words` and `+ to words` for the context of a quote,
//! `+ source kind name`, `+ reason words` for why a source goes unnamed, `+ DATE words = EDTF` (`?` where it is
//! left open), `+ QUANTITY words = modifier number unit`; with `-` it must not be there. A line `@date` before the text gives the
//! article's date.

mod support;

use hashiya::Engine;
use hashiya::detect::names::TAGGER;
use hashiya::import::{self, Options, plain};
use hashiya::model::{AnnotationSet, Article, Evidence, Lang, Mark, Span, Value};
use hashiya::view::strings::evidence;

struct Case<'t> {
    claim: &'t str,
    date: Option<&'t str>,
    text: String,
    expected: Vec<&'t str>,
}

fn cases(fixture: &str) -> Vec<Case<'_>> {
    let mut cases: Vec<Case> = Vec::new();
    for line in fixture.lines().filter(|line| !line.is_empty()) {
        match (line.strip_prefix("# "), cases.last_mut()) {
            (Some(claim), _) => cases.push(Case { claim, date: None, text: String::new(), expected: Vec::new() }),
            (None, Some(case)) if line.starts_with("@date ") => case.date = line.strip_prefix("@date "),
            (None, Some(case)) if line.starts_with(['+', '-']) => case.expected.push(line),
            (None, Some(case)) => case.text.push_str(&format!("{line}\n")),
            (None, None) => panic!("{line:?} stands before the first case"),
        }
    }
    cases
}

/// Everything found, in the words of the fixtures.
fn found(article: &Article, set: &AnnotationSet) -> Vec<String> {
    let mentions = set.annotations.iter().map(|annotation| {
        let words = annotation.span.of(&article.text);
        match &annotation.mark {
            Mark::Entity(mention) => {
                let value = match (&set.entity(mention.entity).value, mention.kind.as_str()) {
                    (Some(Value::Date(edtf)), _) => format!(" = {edtf}"),
                    (Some(Value::Quantity(quantity)), _) => {
                        let modifier = quantity.modifier.map_or("", |modifier| modifier.as_str());
                        format!(" = {modifier}{} {}", quantity.number, quantity.unit)
                    }
                    (None, "DATE") => " = ?".to_owned(),
                    (None, _) => String::new(),
                };
                format!("{} {words}{value}", mention.kind.as_str())
            }
            Mark::Quote { speaker_name, .. } => format!("quote {words} by {}", speaker_name.as_deref().unwrap_or("?")),
            Mark::Source { kind, .. } => format!("source {} {words}", kind.as_str()),
        }
    });
    let whose = set.annotations.iter().filter_map(|annotation| match &annotation.mark {
        Mark::Entity(mention) => {
            Some(format!("{} is {}", annotation.span.of(&article.text), set.entity(mention.entity).name))
        }
        _ => None,
    });
    let said = set.entities.iter().flat_map(|entity| {
        let roles = entity.roles.iter().map(|role| {
            let former = if role.is_former { "former role" } else { "role" };
            format!("{former} {} = {}", entity.name, role.text)
        });
        let references = entity.references.iter();
        roles.chain(references.map(|span| format!("ref {} = {}", entity.name, span.of(&article.text))))
    });
    let words = |name: &str, span: Option<Span>| span.map(|span| format!("{name} {}", span.of(&article.text)));
    let circumstances = set.annotations.iter().flat_map(|annotation| match &annotation.mark {
        Mark::Quote { context, .. } => {
            vec![words("when", context.when), words("where", context.place), words("to", context.to)]
        }
        Mark::Source { reason, .. } => vec![reason.as_ref().map(|reason| format!("reason {reason}"))],
        Mark::Entity(_) => Vec::new(),
    });
    mentions.chain(whose).chain(said).chain(circumstances.flatten()).collect()
}

fn check(engine: &Engine, fixture: &str) {
    let cases = cases(fixture);
    assert!(!cases.is_empty());
    let mut wrong = Vec::new();
    for case in cases {
        assert!(!case.expected.is_empty(), "{} expects nothing", case.claim);
        let date = case.date.map(|date| import::date(date).expect("a date is YYYY-MM-DD"));
        let article = plain::article(&case.text, &Options { date, ..Options::default() });
        let found = found(&article, &engine.annotate(&article));
        for line in &case.expected {
            let wanted = &line[2..];
            let is_narrow = line.starts_with('-') && wanted.starts_with("quote ") && wanted.ends_with(" by ?");
            assert!(!is_narrow, "{line:?} would hold with any speaker: leave out who");
            // A quote that must not be there must not be there by anybody, a date not with any value.
            let begins = |one: &String| [" by ", " = "].iter().any(|part| one.starts_with(&format!("{wanted}{part}")));
            let is_there = found.iter().any(|one| one == wanted || begins(one));
            if is_there != line.starts_with('+') {
                wrong.push(format!("{}: {line}\n    found {found:#?}", case.claim));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_reason_for_a_mark_has_a_sentence() {
    let engine = support::engine(&Lang::ALL);
    let unknown = |lang| evidence(&Evidence::plain("unheard-of"), lang);
    for case in [include_str!("fixtures/arabic.txt"), include_str!("fixtures/english.txt")].into_iter().flat_map(cases)
    {
        let article = plain::article(&case.text, &Options::default());
        for why in engine.annotate(&article).annotations.iter().flat_map(|annotation| &annotation.why) {
            for lang in Lang::ALL {
                assert_ne!(evidence(why, lang), unknown(lang), "{}: {}", case.claim, why.code);
            }
        }
    }
}

#[test]
fn arabic_cases_hold() {
    check(&support::engine(&Lang::ALL), include_str!("fixtures/arabic.txt"));
}

#[test]
fn english_cases_hold() {
    check(&support::engine(&Lang::ALL), include_str!("fixtures/english.txt"));
}

#[test]
fn a_rehearsal_finds_every_kind_of_mark_by_rules_and_by_the_tagger() {
    let files: [&[u8]; 2] =
        [include_bytes!("../www/packs/rehearsal.ar.pack"), include_bytes!("../www/packs/rehearsal.en.pack")];
    for file in files {
        let pack = support::parse(file);
        let article = plain::article(pack.notice(), &Options::default());
        let mut engine = Engine::new();
        engine.add_pack(pack);
        let set = engine.annotate(&article);
        let rehearsed = found(&article, &set);
        let tagged = set.annotations.iter().any(|mark| mark.why.iter().any(|why| why.code == TAGGER));
        assert!(tagged, "no name by the tagger in {rehearsed:#?}");
        for kind in ["PER", "LOC", "ORG", "role", "quote", "source image-credit", "source agency"] {
            assert!(rehearsed.iter().any(|one| one.starts_with(kind)), "{kind} in {rehearsed:#?}");
        }
    }
}
