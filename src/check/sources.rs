//! Sources without a name.

use super::beside::Beside;
use super::desk::{self, Word};
use super::{Case, Finding};
use crate::lang::{Token, arabic};
use crate::model::{AnnotationSet, Article, EntityType, Lang, Mark, SourceKind, Span};

/// Within so many blocks after its own an unnamed person may be named: a lead says `مسؤول`, and the next paragraph who that is.
const NAMED_WITHIN: usize = 4;
/// How many tokens before or behind the phrase the verb stands at most: `أوضح أمس مصدر`, `officials on Thursday said`.
const BESIDE: usize = 3;

/// What one has said begins so many marks before what it speaks of at most.
const NEAR: usize = 200;

/// Sources whose name would matter, at their first mention, that no reason is given for.
pub fn anonymous(article: &Article, set: &AnnotationSet) -> Vec<Finding> {
    let mut met: Vec<String> = Vec::new();
    let mut last: Option<Beside> = None;
    let mut findings = Vec::new();
    for annotation in &set.annotations {
        let Mark::Source { kind: SourceKind::Anonymous, reason: None, .. } = &annotation.mark else { continue };
        let beside = Beside::again(article, annotation.span, &mut last);
        let Some(beside) = beside.filter(|beside| beside.block.kind.is_running_text()) else { continue };
        let lang = beside.block.lang;
        let Some(head) = head(beside, annotation.span).filter(|head| !is_institution(beside, head)) else { continue };
        let key = head.key.to_string();
        // What was said of it before counts: `المصدر`, and the same words again.
        if met.contains(&key) {
            continue;
        }
        let is_told = beside.sentence(annotation.span).any(|key| desk::is(Word::Secrecy, lang, key));
        // `وقال مسؤول الشرطة، فلان،`: after a comma a name may stand that the engine does not know.
        let is_followed = beside.after(annotation.span).is_some_and(|token| token.is_mark("،") || token.is_mark(","));
        let may_be_named =
            desk::is(Word::Person, lang, &key) && (is_followed || is_named_later(article, set, annotation.span));
        if !is_told && !may_be_named && !is_spoken_of(set, annotation.span) && is_heard(beside, annotation.span) {
            findings.push(Finding::new(Case::NoReason, annotation.span));
        }
        met.push(key);
    }
    findings
}

/// The word for people, where the phrase is indefinite: whoever is spoken of as `المصادر` was spoken of before.
fn head<'b>(beside: &'b Beside, phrase: Span) -> Option<&'b Token> {
    let lang = beside.block.lang;
    let words = beside.within(phrase);
    let is_definite = lang == Lang::En && words.iter().any(|token| &*token.key == "the");
    words.iter().find(|token| !is_definite && desk::is(Word::Unnamed, lang, &token.key))
}

/// Whether the word after the head makes of them an institution or the media: `مسؤول الشرطة`, `مصادر إعلامية`, `media sources`.
fn is_institution(beside: &Beside, head: &Token) -> bool {
    let lang = beside.block.lang;
    let is_media = |token: Option<&Token>| token.is_some_and(|token| desk::is(Word::Media, lang, &token.key));
    match lang {
        Lang::Ar => {
            let next = beside.after(head.span);
            let is_office = desk::is(Word::Person, lang, &head.key);
            is_media(next) || is_office && next.is_some_and(|token| arabic::is_definite(&token.key))
        }
        Lang::En => is_media(beside.before(head.span)),
    }
}

/// Whether somebody else speaks of them: `قال المحامون إن مسؤولي الهجرة أبلغوا الآباء`.
fn is_spoken_of(set: &AnnotationSet, phrase: Span) -> bool {
    let before = set.annotations.partition_point(|one| one.span.start <= phrase.start);
    let near = set.annotations[..before].iter().rev().take(NEAR);
    near.into_iter().any(|one| matches!(one.mark, Mark::Quote { .. }) && one.span.contains(phrase))
}

/// Whether they tell something there. What officials condemn or welcome is no information that would have a source.
fn is_heard(beside: &Beside, phrase: Span) -> bool {
    let tells = |token: &Token| desk::is(Word::Telling, beside.block.lang, &token.key);
    let first = beside.tokens.partition_point(|token| token.span.end <= phrase.start);
    let next = beside.tokens.partition_point(|token| token.span.start < phrase.end);
    let (before, after) = (&beside.tokens[first.saturating_sub(BESIDE)..first], &beside.tokens[next..]);
    // `وفق`, `نقلا عن` and the like stand before whom they name.
    let is_phrase = |token: &Token| desk::is(Word::From, beside.block.lang, &token.key);
    // `نقلت مصادر عن الجيش قوله`: whose words those are is said.
    let is_relayed = before.iter().any(|token| ["نقل", "نقلت"].iter().any(|verb| token.key.ends_with(verb)))
        && after.iter().take(2 * BESIDE).any(|token| &*token.key == "عن");
    !is_relayed && (before.iter().any(|token| tells(token) || is_phrase(token)) || after.iter().take(BESIDE).any(tells))
}

/// Whether somebody speaks by name soon after.
fn is_named_later(article: &Article, set: &AnnotationSet, span: Span) -> bool {
    let after = article.blocks.iter().filter(|block| block.span.end > span.end).take(NAMED_WITHIN);
    let Some(end) = after.last().map(|block| block.span.end) else { return false };
    let next = set.annotations.partition_point(|one| one.span.start < span.end);
    set.annotations[next..].iter().take_while(|one| one.span.start < end).any(|one| match &one.mark {
        Mark::Quote { speaker_entity: Some(speaker), .. } => set.entity(*speaker).kind == EntityType::Per,
        _ => false,
    })
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use crate::check::Rule;
    use crate::check::example::found;

    #[track_caller]
    fn finds(text: &str, expected: &[&str]) {
        assert_eq!(found(Rule::AnonymousSource, text), expected, "{text}");
    }

    #[test]
    fn a_source_without_a_name_needs_a_reason() {
        finds("وقالت مصادر أمنية إن الطريق أُغلق منذ الصباح.", &["مصادر أمنية"]);
        finds("Two senior officials said the road had been closed.", &["Two senior officials"]);
    }

    #[test]
    fn a_reason_or_a_word_about_the_name_is_enough() {
        finds("وقال مسؤول طلب عدم الكشف عن هويته إن الطريق أُغلق.", &[]);
        finds("An official who asked not to be named said the road had been closed.", &[]);
    }

    #[test]
    fn an_institution_or_the_media_are_no_source_without_a_name() {
        finds("وقال مسؤول الشرطة إن الطريق أُغلق منذ الصباح.", &[]);
        finds("وكشفت مصادر إعلامية أن الطريق أُغلق منذ الصباح.", &[]);
        finds("Media sources said the road had been closed.", &[]);
    }

    #[test]
    fn witnesses_and_experts_need_none() {
        finds("وقال شهود عيان إنهم سمعوا دوي انفجار.", &[]);
        finds("Witnesses said they had heard an explosion.", &[]);
    }
}
