//! Sources without a name.

use std::cell::OnceCell;

use rustc_hash::FxHashSet;

use super::beside::Beside;
use super::desk::{self, Word};
use super::{Case, Finding};
use crate::lang::normalise::fold;
use crate::lang::{Token, arabic};
use crate::model::{AnnotationSet, Article, Block, EntityType, Lang, Mark, SourceKind, Span};

/// Within so many blocks, its own first, an unnamed person may be named: a lead says `مسؤول`, and the next paragraph who that is.
const NAMED_WITHIN: usize = 4;
/// Within so many blocks, its own first, somebody may be introduced who that is.
const INTRODUCED_WITHIN: usize = 3;
/// How many tokens before or behind the phrase the verb stands at most: `أوضح أمس مصدر`, `officials on Thursday said`.
const BESIDE: usize = 3;

/// What one has said begins so many marks before what it speaks of at most.
const NEAR: usize = 200;

/// Sources whose name would matter, at their first mention, that no reason is given for.
pub fn anonymous(article: &Article, set: &AnnotationSet) -> Vec<Finding> {
    let mut met: FxHashSet<String> = FxHashSet::default();
    let mut last: Option<Beside> = None;
    let first = OnceCell::new();
    let reasoned = OnceCell::new();
    let mut findings = Vec::new();
    for annotation in &set.annotations {
        let Mark::Source { kind: SourceKind::Anonymous, reason, .. } = &annotation.mark else { continue };
        let beside = Beside::again(article, annotation.span, &mut last);
        let Some(beside) = beside.filter(|beside| beside.block.kind.is_running_text()) else { continue };
        let phrase = annotation.span;
        let Some(head) = head(article, beside, phrase).filter(|head| !is_institution(beside, phrase, head)) else {
            continue;
        };
        // What was said of it before counts: the same words again, and `أحد المصدرين` after `مصدران`.
        let is_known = || *first.get_or_init(|| first_unnamed(article)) < phrase.start;
        if met.contains(&head.key) || head.is_of_some && is_known() {
            continue;
        }
        let may_be_named = desk::is(Word::Person, beside.block.lang, &head.key)
            && (is_named_behind(beside, phrase) || is_named_later(article, set, phrase));
        let has_reason = || reasoned.get_or_init(|| with_a_reason(article)).contains(&head.key);
        let is_explained = reason.is_some() || is_told(article, beside, phrase) || has_reason();
        let is_asked_about = !is_explained && !may_be_named && !is_spoken_of(set, phrase);
        if is_asked_about && is_heard(beside, phrase) {
            findings.push(Finding::new(Case::NoReason, phrase));
        }
        met.insert(head.key);
    }
    findings
}

/// Where the text first has a word for people without a name; its end where it has none.
fn first_unnamed(article: &Article) -> usize {
    let is_unnamed = |block: &Block, token: &Token| desk::is(Word::Unnamed, block.lang, &token.key);
    let of_block = |block| {
        let beside = Beside::of(article, block);
        beside.tokens.iter().find(|token| is_unnamed(block, token)).map(|token| token.span.start)
    };
    article.blocks.iter().find_map(of_block).unwrap_or(article.text.len())
}

/// The words for people of whom a sentence anywhere says that they are not to be named: `المسؤول الذي طلب عدم ذكر اسمه`.
fn with_a_reason(article: &Article) -> FxHashSet<String> {
    let mut found = FxHashSet::default();
    for block in article.blocks.iter().filter(|block| block.kind.is_running_text()) {
        let beside = Beside::of(article, block);
        for sentence in beside.sentences() {
            let has = |word: Word| sentence.iter().any(|token| desk::is(word, block.lang, &token.key));
            if has(Word::Withheld) && has(Word::Asking) {
                let keys = sentence.iter().map(|token| arabic::without_article(&token.key));
                found.extend(keys.filter(|key| desk::is(Word::Unnamed, block.lang, key)).map(str::to_owned));
            }
        }
    }
    found
}

/// The word for people, folded and without what is attached to it.
struct Head {
    span: Span,
    key: String,
    /// Whether it is one of `المصادر`, of whom some are meant.
    is_of_some: bool,
}

/// The word for people, where the phrase is indefinite: whoever is spoken of as `المصادر` was spoken of before, but for `بعض المصادر`.
fn head(article: &Article, beside: &Beside, phrase: Span) -> Option<Head> {
    let lang = beside.block.lang;
    let words = beside.around(phrase);
    let is_definite = lang == Lang::En && words.iter().any(|token| &*token.key == "the");
    let mut some = false;
    words.iter().filter(|_| !is_definite).find_map(|token| {
        // A clitic in front of the phrase is no part of it: `وفقا لـمسؤولين`.
        let is_cut = token.span.start < phrase.start;
        let key = if is_cut { fold(&article.text[phrase.start..token.span.end]) } else { token.key.to_string() };
        let bare = if some { arabic::without_article(&key) } else { &key };
        some = desk::is(Word::Some, lang, &key);
        let is_of_some = bare.len() < key.len();
        desk::is(Word::Unnamed, lang, bare).then(|| Head { span: token.span, key: bare.to_owned(), is_of_some })
    })
}

/// Whether the words beside the head make of them an institution, the media, or others than some that were spoken of: `مسؤول الشرطة`,
/// `مصادر إعلامية`, `مصدر سعودي مسؤول`, `media sources`.
fn is_institution(beside: &Beside, phrase: Span, head: &Head) -> bool {
    let lang = beside.block.lang;
    let is_such = |token: &Token| [Word::Media, Word::Other].iter().any(|&word| desk::is(word, lang, &token.key));
    let next = beside.after(head.span);
    let is_office = desk::is(Word::Person, lang, &head.key) && lang == Lang::Ar;
    beside.around(phrase).iter().filter(|token| token.span != head.span).chain(next).any(is_such)
        || is_office && next.is_some_and(|token| arabic::is_definite(&token.key))
}

/// Whether the sentence says why there is no name, or the next one, in its block or at the head of the next, that there is to be none:
/// `وطلب عدم نشر اسمه`.
fn is_told(article: &Article, beside: &Beside, phrase: Span) -> bool {
    let lang = beside.block.lang;
    let own = beside.around(phrase).iter().map(|token| &token.key).chain(beside.sentence(phrase));
    let mut following = beside.next_sentence(phrase).peekable();
    let is_last = following.peek().is_none();
    let next = || article.blocks.get(article.blocks.partition_point(|block| block.span.start <= phrase.start));
    let heads_next = |block: &Block| {
        let beside = Beside::of(article, block);
        let first = Span::new(block.span.start, block.span.start);
        beside.sentence(first).any(|key| desk::is(Word::Withheld, block.lang, key))
    };
    own.into_iter().any(|key| desk::is(Word::Secrecy, lang, key) || desk::is(Word::Withheld, lang, key))
        || following.any(|key| desk::is(Word::Withheld, lang, key))
        || is_last && next().is_some_and(heads_next)
}

/// Whether a name that the engine does not know may stand behind a comma: `وقال مسؤول الشرطة، فلان،`, not `أعلن مسؤول، أن`.
fn is_named_behind(beside: &Beside, phrase: Span) -> bool {
    let comma = beside.after(phrase).filter(|token| token.is_mark("،") || token.is_mark(","));
    let next = comma.and_then(|comma| beside.after(comma.span));
    next.is_some_and(|token| !desk::is(Word::AfterName, beside.block.lang, &token.key))
}

/// Whether somebody else speaks of them: `قال المحامون إن مسؤولي الهجرة أبلغوا الآباء`.
fn is_spoken_of(set: &AnnotationSet, phrase: Span) -> bool {
    let before = set.annotations.partition_point(|one| one.span.start <= phrase.start);
    let near = set.annotations[..before].iter().rev().take(NEAR);
    near.into_iter().any(|one| matches!(one.mark, Mark::Quote { .. }) && one.span.contains(phrase))
}

/// Whether they tell something there. What officials condemn or welcome is no information that would have a source.
fn is_heard(beside: &Beside, phrase: Span) -> bool {
    let lang = beside.block.lang;
    let tells = |token: &Token| desk::is(Word::Telling, lang, &token.key);
    let first = beside.tokens.partition_point(|token| token.span.end <= phrase.start);
    let next = beside.tokens.partition_point(|token| token.span.start < phrase.end);
    let (before, after) = (&beside.tokens[first.saturating_sub(BESIDE)..first], &beside.tokens[next..]);
    // `وفق`, `نقلا عن` and the like stand before whom they name.
    let is_phrase = |token: &Token| desk::is(Word::From, lang, &token.key);
    // `نقلت مصادر عن الجيش قوله`: whose words those are is said.
    let is_relayed = before.iter().any(|token| desk::is(Word::Relaying, lang, &token.key))
        && after.iter().take(2 * BESIDE).any(|token| desk::is(Word::RelayedFrom, lang, &token.key));
    !is_relayed && (before.iter().any(|token| tells(token) || is_phrase(token)) || after.iter().take(BESIDE).any(tells))
}

/// Where so many blocks end, that around `span` first.
fn reach(article: &Article, span: Span, blocks: usize) -> usize {
    let own = article.blocks.partition_point(|block| block.span.end <= span.start);
    article.blocks[own..].iter().take(blocks).next_back().map_or(span.end, |block| block.span.end)
}

/// Whether somebody speaks by name soon after, or one of the next blocks introduces somebody.
fn is_named_later(article: &Article, set: &AnnotationSet, span: Span) -> bool {
    let end = reach(article, span, NAMED_WITHIN);
    let (own, last) = (reach(article, span, 1), reach(article, span, INTRODUCED_WITHIN));
    let introduces = |role: Span| own <= role.start && role.end <= last;
    let next = set.annotations.partition_point(|one| one.span.start < span.end);
    set.annotations[next..].iter().take_while(|one| one.span.start < end).any(|one| match &one.mark {
        Mark::Quote { speaker_entity: Some(speaker), .. } => set.entity(*speaker).kind == EntityType::Per,
        Mark::Entity(mention) if mention.kind == EntityType::Per => {
            set.entity(mention.entity).roles.iter().any(|role| introduces(role.span))
        }
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
    fn a_reason_may_stand_in_the_next_sentence() {
        finds("وقال مسؤول أمني إن الطريق أُغلق. وطلب المسؤول عدم نشر اسمه.", &[]);
        finds("وقال مسؤول أمني إن الطريق أُغلق.\nوقال مسؤول طلب عدم نشر اسمه إنه سيُفتح غدا.", &[]);
        let later = "وتوقفت الحافلات.\nوأضاف المسؤول الذي طلب عدم ذكر اسمه أنه سيُفتح غدا.";
        finds(&format!("وقال مسؤول أمني إن الطريق أُغلق.\nوعاد الهدوء.\n{later}"), &[]);
        finds("وقال مسؤول أمني إن الطريق أُغلق. وأصدرت البلدية بيانا.", &["مسؤول أمني"]);
    }

    #[test]
    fn a_lead_may_leave_it_to_the_next_paragraph_who_that_is() {
        let lead = "وقال مسؤول أمني إن الطريق أُغلق منذ الصباح.";
        finds(&format!("{lead}\nونقلت الوكالة عن قائد الشرطة العميد سامي الكيلاني خلال جولة: سيُفتح الطريق غدا."), &[]);
        finds(&format!("{lead}\nونقلت الوكالة عن السكان خلال جولة: سيُفتح الطريق غدا."), &["مسؤول أمني"]);
    }

    #[test]
    fn what_is_attached_or_stands_between_hides_no_source() {
        finds("وأُغلق الطريق وفقا لمسؤولين في المدينة.", &["مسؤولين في المدينة"]);
        finds("أعلن مسؤول أمني، أن الطريق أُغلق.", &["مسؤول أمني"]);
        finds("وقالت بعض المصادر إن الطريق أُغلق.", &["بعض المصادر"]);
        finds("وقال مصدران طلبا عدم ذكر اسميهما إن الطريق أُغلق. وأضاف أحد المصدرين أنه سيُفتح غدا.", &[]);
        finds("وذكر مصدر أمني أن الطريق أُغلق.", &["مصدر أمني"]);
    }

    #[test]
    fn an_institution_or_the_media_are_no_source_without_a_name() {
        finds("وقال مسؤول الشرطة إن الطريق أُغلق منذ الصباح.", &[]);
        finds("وكشفت مصادر إعلامية أن الطريق أُغلق منذ الصباح.", &[]);
        finds("وقال مصدر سعودي مسؤول إن الطريق أُغلق منذ الصباح.", &[]);
        finds("وقال مسؤولون آخرون إن الطريق أُغلق منذ الصباح.", &[]);
        finds("وقال مسؤولون أمنيون على شاشة التلفزيون إن الطريق أُغلق منذ الصباح.", &[]);
        finds("Media sources said the road had been closed.", &[]);
    }

    #[test]
    fn witnesses_and_experts_need_none() {
        finds("وقال شهود عيان إنهم سمعوا دوي انفجار.", &[]);
        finds("Witnesses said they had heard an explosion.", &[]);
    }
}
