//! Speakers who are not introduced: they say something where the text first mentions them, by one name alone.
//!
//! The engine may have missed the mention that has the full name, so the name must not stand anywhere before; and a title or description
//! may have been missed beside it, so a reporting word has to stand next to it, and on its other side a word that is neither.

use super::beside::Beside;
use super::desk::{self, Word};
use super::spellings::distance;
use super::{Case, Finding};
use crate::lang::normalise::fold;
use crate::lang::{Token, arabic, tokens};
use crate::model::{AnnotationSet, Article, Block, BlockKind, Entity, EntityId, EntityType, Lang, Mark, Span};

/// A first block of no more bytes is a headline, though it may end in a full stop.
const LONGEST_HEADLINE: usize = 120;

/// Speakers whose first mention has neither a full name nor a role.
pub fn unintroduced(article: &Article, set: &AnnotationSet) -> Vec<Finding> {
    let mut last = None;
    let people = set.entities.iter().enumerate().filter(|(_, entity)| entity.kind == EntityType::Per);
    let found = people.filter_map(|(at, entity)| {
        let first = first_mention(article, set, EntityId(at))?;
        // What has to look at all that stands before comes last: most people do not speak where they are first mentioned.
        let speaks = is_short(first.of(&article.text)) && speaks_at(article, set, EntityId(at), first, &mut last);
        let is_told = !speaks || is_introduced(article, set, entity, first);
        let finding = finding(article, entity, first);
        // Of a word that stands there once alone nothing bears out that it is a name: `وقال ملاحظون`.
        let is_sure = finding.case == Case::NamedLater || set.mentions(EntityId(at)).count() > 1;
        (!is_told && is_sure).then_some(finding)
    });
    found.collect()
}

fn finding(article: &Article, entity: &Entity, first: Span) -> Finding {
    let name = first.of(&article.text);
    let later = entity.roles.first().map(|role| role.text.clone());
    let full = Some(&entity.name).filter(|name| name.contains(' ')).cloned();
    match full.or(later) {
        Some(later) => Finding::new(Case::NamedLater, first).with("name", name).with("later", later),
        None => Finding::new(Case::NeverNamed, first).with("name", name),
    }
}

/// Where the running text first mentions somebody; headlines have short names.
fn first_mention(article: &Article, set: &AnnotationSet, id: EntityId) -> Option<Span> {
    let mut spans = set.mentions(id).map(|at| set.annotations[at].span);
    let headline = article.blocks.first().filter(|block| block.span.len() <= LONGEST_HEADLINE);
    let is_told = |span: Span| {
        let block = article.block_at(span.start).filter(|block| block.kind.is_running_text());
        block.is_some_and(|block| headline != Some(block))
    };
    spans.find(|&span| is_told(span))
}

/// Whether a name is of one word.
fn is_short(name: &str) -> bool {
    name.split([' ', '_', '-', '\u{A0}']).filter(|part| !part.is_empty()).count() == 1
}

/// Whether the article says who it is there or before.
fn is_introduced(article: &Article, set: &AnnotationSet, entity: &Entity, first: Span) -> bool {
    let name = first.of(&article.text);
    let before = |span: Span| span.start < first.end;
    let near = article.block_at(first.start).map_or(first.end, |block| block.span.end);
    let has_role = entity.roles.iter().any(|role| role.span.start < near);
    let is_spoken_of = entity.references.iter().any(|&span| before(span));
    let is_named_before = set.annotations.iter().any(|one| {
        matches!(one.mark, Mark::Entity(mention) if mention.kind == EntityType::Per)
            && before(one.span)
            && one.span != first
            && one.span.of(&article.text).contains(name)
    });
    has_role || is_spoken_of || is_named_before || stands_before(article, name, first)
}

/// Whether the word stands anywhere before, the engine's mark or not, in one word or two (`عبد العزيز`), or one that may be another
/// spelling of it.
fn stands_before(article: &Article, name: &str, first: Span) -> bool {
    let key = arabic::without_article(&fold(name)).to_owned();
    let blocks = article.blocks.iter().take_while(|block| block.span.start < first.start);
    blocks.into_iter().any(|block| {
        let mut words = tokens(&article.text, block.span, block.lang);
        words.retain(|token| token.is_word() && token.span.end <= first.start);
        // A headline has the short name of whoever it is about; a long one introduces.
        words.retain(|token| block.kind != BlockKind::Headline || is_in_longer_name(article, block, token));
        let joined: String = words.iter().map(|token| &*token.key).collect();
        joined.contains(&key) || words.iter().any(|token| may_be_spelled(&key, arabic::without_article(&token.key)))
    })
}

/// Whether two words differ in two letters at most, in short ones in one: `منوشين` and `منوتشين`, `بنييت` and `بينيت`.
fn may_be_spelled(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let most = if one.len().min(other.len()) < 5 { 1 } else { 2 };
    one.len().abs_diff(other.len()) <= most && other.len() >= 3 && distance(&one, &other) <= most
}

/// Whether a name may begin before the word: in a headline `جينا هاسبل` introduces, `هاسبل` does not.
fn is_in_longer_name(article: &Article, block: &Block, token: &Token) -> bool {
    let before = article.text[block.span.start..token.span.start].trim_end();
    !before.is_empty() && !before.ends_with([':', '،', ',', '.', '"', '«', '“', '؟', '?', '|', '-'])
}

/// Whether `first` stands between a reporting word and what goes on without introducing anybody.
fn speaks_at<'a>(
    article: &'a Article,
    set: &AnnotationSet,
    id: EntityId,
    first: Span,
    last: &mut Option<Beside<'a>>,
) -> bool {
    let is_speaker = set.quotes_by(id).any(|at| match set.annotations[at].mark {
        Mark::Quote { speaker: Some(speaker), .. } => speaker.overlaps(first),
        _ => false,
    });
    let Some(beside) = Beside::again(article, first, last).filter(|_| is_speaker) else { return false };
    let lang = beside.block.lang;
    // `وأضاف`: somebody who has spoken before goes on, under a name of another spelling or a nickname.
    let reports = |token: Option<&Token>| {
        token.is_some_and(|token| {
            desk::is(Word::Reporting, lang, &token.key) && !desk::is(Word::Continuing, lang, &token.key)
        })
    };
    let is_joint = desk::is(Word::Joint, lang, &fold(first.of(&article.text)));
    let (before, after) = (beside.before(first), beside.after(first));
    !is_joint
        && match lang {
            Lang::Ar => reports(before) && after.is_some_and(|token| goes_on(lang, token)),
            Lang::En => {
                let begins = article.text[..first.start].ends_with(char::is_whitespace);
                begins
                    && after.is_some_and(|token| desk::is(Word::Telling, lang, &token.key))
                    && before.is_none_or(|token| !token.is_word())
            }
        }
}

/// Whether the word or mark after a name goes on without saying who that is.
fn goes_on(lang: Lang, token: &Token) -> bool {
    [":", "\"", "«", "“", "”"].iter().any(|mark| token.is_mark(mark)) || desk::is(Word::AfterName, lang, &token.key)
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use crate::check::Rule;
    use crate::check::example::{found, found_on};
    use crate::model::Lang;

    #[track_caller]
    fn finds(text: &str, expected: &[&str]) {
        assert_eq!(found(Rule::UnintroducedSpeaker, text), expected, "{text}");
    }

    #[test]
    fn a_speaker_by_one_name_alone_is_told() {
        let text = "بدأ الاجتماع صباح الأحد.\nوقال زيلينسكي إن بلاده مستعدة.\nوأضاف الرئيس الأوكراني فولوديمير زيلينسكي أنه متفائل.";
        finds(text, &["زيلينسكي"]);
        let findings = found_on(None, Rule::UnintroducedSpeaker, text);
        assert!(findings[0].1.why(Lang::Ar).contains("فولوديمير زيلينسكي"));
    }

    #[test]
    fn a_full_name_or_a_role_introduces() {
        finds("وقال فولوديمير زيلينسكي إن بلاده مستعدة.", &[]);
        finds("وقال الرئيس زيلينسكي إن بلاده مستعدة.", &[]);
        finds("وقال زيلينسكي، رئيس أوكرانيا، إن بلاده مستعدة.", &[]);
    }

    #[test]
    fn a_name_that_stood_before_is_known() {
        finds("Volodymyr Zelensky arrived on Monday. Zelensky said he was ready.", &[]);
        finds("وصل فولوديمير زيلينسكي الأحد. وقال زيلينسكي إن بلاده مستعدة.", &[]);
    }
}
