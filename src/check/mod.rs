//! The desk's checks: what a careful copy desk asks of an article before it goes out.
//!
//! A check reads the article with its annotations, of this engine or of an editor, and needs no language pack. It speaks up only where it is
//! sure: an alarm that is wrong costs more trust than one that is missing. [`Rule`] says what there is, the newsroom's [`Profile`] which
//! of it counts, and [`Finding`] where, why and how to mend it.

mod beside;
mod desk;
mod house;
#[cfg(feature = "formats")]
pub mod json;
mod marks;
mod profile;
mod quotations;
mod rule;
mod sources;
mod speakers;
mod spellings;
mod weekdays;
mod words;

pub use profile::Profile;
pub use rule::{Level, Rule};
pub use words::Case;

use crate::model::text::shows_nothing;
use crate::model::{AnnotationSet, Article, Lang, Span, sorted};

/// One thing that the desk would ask about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What has to be mended: bytes of the article.
    pub span: Span,
    pub level: Level,
    case: Case,
    /// What the words of the case name, in the order of their parameters.
    params: Vec<(&'static str, String)>,
}

impl Finding {
    fn new(case: Case, span: Span) -> Finding {
        Finding { span, level: case.rule().level(), case, params: Vec::new() }
    }

    /// The same with a parameter. What shows nothing is left out of it: words of the article must not turn those around them.
    fn with(mut self, name: &'static str, value: impl Into<String>) -> Finding {
        let mut value = value.into();
        value.retain(|letter| !shows_nothing(letter) && !letter.is_control());
        self.params.push((name, value));
        self
    }

    pub fn rule(&self) -> Rule {
        self.case.rule()
    }

    /// What is wrong there, in a sentence.
    pub fn why(&self, lang: Lang) -> String {
        self.case.why(lang, &self.params)
    }

    /// How to mend it, in a sentence.
    pub fn mend(&self, lang: Lang) -> String {
        self.case.mend(lang, &self.params)
    }
}

/// What the desk would ask about `article`, in the order of the text. `profile` says which rules count, and how much.
pub fn check(article: &Article, set: &AnnotationSet, profile: &Profile) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in Rule::ALL {
        let Some(level) = profile.level(rule) else { continue };
        let found = match rule {
            Rule::UnattributedQuote => quotations::unattributed(article, set),
            Rule::UnintroducedSpeaker => speakers::unintroduced(article, set),
            Rule::SpelledTwoWays => spellings::of_people(article, set),
            Rule::AnonymousSource => sources::anonymous(article, set),
            Rule::Weekday => weekdays::misfits(article, set),
            Rule::QuotationMarks => marks::unbalanced(article),
            Rule::SourceLine => house::source_line(article, set),
            Rule::SecondSource => house::second_source(article, set),
            Rule::ImageCredit => house::image_credit(article, set),
        };
        findings.extend(found.into_iter().map(|finding| Finding { level, ..finding }));
    }
    sorted(findings, |left, right| left.span.cmp(&right.span))
}

/// Articles as the tests of the checks have them: read with the packs in the repository, and so with the command line.
#[cfg(all(test, feature = "cli"))]
mod example {
    use super::{AnnotationSet, Article, Finding, Profile, Rule, check};
    use crate::Engine;
    use crate::import::{Options, plain};

    /// The article and what the engine says of it with the pack of its language.
    pub fn annotated(text: &str, date: Option<&str>) -> (Article, AnnotationSet) {
        let date = date.map(|date| crate::model::date(date).expect("a date"));
        let article = plain::article(text, &Options { lang: None, date });
        let file = format!("{}/www/packs/{}.pack", env!("CARGO_MANIFEST_DIR"), article.lang.tag());
        let mut engine = Engine::new();
        engine.add_pack(crate::cli::packs::read(file.as_ref()).expect("a pack"));
        let set = engine.annotate(&article);
        (article, set)
    }

    /// What `rule` alone finds in `text`, in an article of that date.
    pub fn found_on(date: Option<&str>, rule: Rule, text: &str) -> Vec<(String, Finding)> {
        let (article, set) = annotated(text, date);
        let findings = check(&article, &set, &Profile::only(rule));
        findings.into_iter().map(|finding| (finding.span.of(text).to_owned(), finding)).collect()
    }

    /// The words that `rule` points to in `text`.
    pub fn found(rule: Rule, text: &str) -> Vec<String> {
        found_on(None, rule, text).into_iter().map(|(words, _)| words).collect()
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;
    use crate::exchange::json;
    use crate::model::Json;

    const STORY: &str = "Road closed\n\nThe road was closed. Libyan leader Muammar Gaddafi met the envoy. \
        Qaddafi said: \u{201C}We wait.";

    fn codes(findings: &[Finding]) -> Vec<&'static str> {
        findings.iter().map(|finding| finding.rule().code()).collect()
    }

    #[test]
    fn annotations_from_a_file_are_checked_as_those_of_the_engine() {
        let (article, set) = example::annotated(STORY, None);
        let findings = check(&article, &set, &Profile::default());
        let text: serde_json::Value = serde_json::from_str(&json::write(&article, &set)).expect("JSON");
        let read = json::read(&Json::from(text)).expect("a document");
        assert_eq!(check(&read.article, &read.set, &Profile::default()), findings);
        assert_eq!(codes(&findings), ["spelled-two-ways", "quotation-marks"]);
    }

    #[test]
    fn words_of_the_article_turn_none_of_those_around_them() {
        let finding = Finding::new(Case::NeverNamed, Span::new(0, 1)).with("name", "a\u{202E}b\u{1b}c");
        assert!(finding.why(Lang::En).starts_with("“abc” speaks"), "{}", finding.why(Lang::En));
    }
}
