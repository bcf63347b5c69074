//! Titles and offices: how far `وزير الدفاع الروسي` or `Prime Minister` reaches.

use std::ops::Range;
use std::rc::Rc;

use super::lookup;
use super::reading::BlockReading;
use crate::lang::{Class, arabic};
use crate::model::text::has;
use crate::model::{Lang, Role, Span};

/// The most tokens of a title after its head.
const LONGEST_COMPLEMENT: usize = 9;
/// The most words before the head of an English title.
const LONGEST_MODIFIERS: usize = 5;
/// The most tokens of a known name that ends a title.
const LONGEST_KNOWN_NAME: usize = 4;

/// A title at a place of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// The tokens of its head, which may be several words (`Prime Minister`).
    pub head: Range<usize>,
    /// Bytes of the first token that are clitics: the ل of `لرئيس الحكومة`.
    pub clitic: usize,
    /// The first word of the head, folded, without clitics.
    pub stem: Rc<str>,
    /// Whether a name may follow the head at once (`الشيخ`, `President`).
    pub bare: bool,
}

impl Title {
    /// The roles from the title's head to token `end`: one for each title of a chain, as in `القائد الأعلى للجيش رئيس المجلس
    /// الرئاسي`. None where the title is somebody else's: `مستشار الرئيس`, `المتحدث باسم`.
    ///
    /// A verb stands before its subject and object alike: in `يلتقي الوزير الأميركي العاهل الأردني الملك عبد الله` the minister is
    /// not the king. So earlier titles of a chain are believed where no verb can stand before them, or before a mere rank.
    pub fn roles(&self, block: &BlockReading, end: usize) -> Vec<Role> {
        let mut chain = vec![self.clone()];
        for at in self.head.end..end {
            chain.extend(head_at(block, at).filter(|next| begins_anew(block, next)));
        }
        let is_safe = self.clitic > 0 || is_no_object(block, self.head.start);
        let mut roles = Vec::new();
        let mut until = end;
        for title in chain.iter().rev() {
            if until == end && leads_to_another(block, title, end) {
                break;
            }
            let joined = roles.is_empty() || is_safe || chain_goes_on(block, title, until, &roles);
            if !joined || !roles.iter().all(|role| is_of_one_country(block, role, title.head.start..until)) {
                break;
            }
            roles.extend(title.role(block, until));
            until = title.head.start;
        }
        roles.reverse();
        roles
    }

    /// The words of the title, when it ends before token `end`.
    pub fn words(&self, block: &BlockReading, end: usize) -> String {
        block.written_alone(self.span(block, end))
    }

    fn span(&self, block: &BlockReading, end: usize) -> Span {
        let whole = block.span(self.head.start..end);
        Span::new((whole.start + self.clitic).min(whole.end), whole.end)
    }

    /// The title as one role, when it ends before token `end`; a form of address is none.
    fn role(&self, block: &BlockReading, end: usize) -> Option<Role> {
        let span = self.span(block, end);
        let is_address = (self.head.start..end).all(|at| is_address(block, at));
        (!span.is_empty() && !is_address).then(|| role(block, self.head.start..end, span))
    }
}

/// Whether the word is a form of address: `السيدة`, `Mr` with its stop.
fn is_address(block: &BlockReading, at: usize) -> bool {
    block.classes(at).has(Class::Bound) || block.tokens[at].is_mark(".")
}

/// The roles that the English title is whose first word is at token `start`, and which ends before token `end`: what somebody
/// does comes before the honour, as in `lead author | Associate Professor`.
pub fn english_roles(block: &BlockReading, title: &Title, start: usize, end: usize) -> Vec<Role> {
    let before = block.classes(title.head.start.saturating_sub(1));
    let is_honour = title.bare && before.has(Class::Title) && !before.has(Class::BareTitle);
    let cut = if is_honour && start < title.head.start { title.head.start } else { start };
    let parts = [start..cut, cut..end].into_iter().filter(|part| !part.is_empty());
    let parts = parts.filter(|part| !part.clone().all(|at| is_address(block, at)));
    parts.map(|part| role(block, part.clone(), block.span(part))).collect()
}

/// The role that the tokens are, written in `span`.
pub fn role(block: &BlockReading, tokens: Range<usize>, span: Span) -> Role {
    let is_former = tokens.into_iter().any(|at| block.classes(at).has(Class::Former));
    Role { text: block.written_alone(span), span, is_former }
}

/// Whether an Arabic title begins a new one in a chain: what stands before it is closed, as in `وزير الدفاع | الفريق أول`, and
/// not in the construct state, as in `نائب رئيس`.
fn begins_anew(block: &BlockReading, title: &Title) -> bool {
    let at = title.head.start;
    let joined = title.clitic > 0 && block.word(at).starts_with('و');
    (title.clitic == 0 || joined) && is_closed(block, at)
}

/// Whether no verb stands before token `at` whose subject and object could both follow it, as far as it is known: a preposition,
/// a mark, a verb of speaking, nothing.
fn is_no_object(block: &BlockReading, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|_| at > block.sentence_of(at).start) else { return true };
    block.may_report(before)
        || !block.tokens[before].is_word()
        || block.classes(before).any(&[Class::Function, Class::Locative])
}

/// Whether the title that follows `title` at token `next` is a mere rank or address: `العاهل الأردني | الملك`.
fn chain_goes_on(block: &BlockReading, title: &Title, next: usize, roles: &[Role]) -> bool {
    let after = head_at(block, next).filter(|after| after.bare && after.head.start > title.head.start);
    let last = roles.last().map(|role| block.tokens_in(role.span));
    after.is_some_and(|after| last.is_some_and(|last| last.end <= after.head.end))
}

/// Whether a role and the title at `tokens` can be one person's, as far as nationalities tell.
fn is_of_one_country(block: &BlockReading, role: &Role, tokens: Range<usize>) -> bool {
    let of = |tokens: Range<usize>| {
        tokens.filter(|&at| block.classes(at).has(Class::Nationality)).map(|at| &*block.tokens[at].key)
    };
    let mut others = of(block.tokens_in(role.span)).peekable();
    let own: Vec<&str> = of(tokens).collect();
    own.is_empty() || others.peek().is_none() || others.any(|other| own.contains(&other))
}

/// Whether the noun phrase that ends before token `end` needs no more: its last word has the article, is an adjective, or
/// ends the name of a place or an organisation.
pub fn is_closed(block: &BlockReading, end: usize) -> bool {
    let Some(last) = end.checked_sub(1) else { return false };
    let classes = block.classes(last);
    let adjective = classes.any(&[Class::Nationality, Class::Former, Class::Adjective]);
    let definite = arabic::is_definite(&block.tokens[last].key) && !classes.has(Class::Connector);
    adjective || definite || ends_known_name(block, last)
}

/// Whether the token at `last` is the end of a place or an organisation of the lexicon: `لدى ليبيا`, `شركة كوكا كولا`.
pub fn ends_known_name(block: &BlockReading, last: usize) -> bool {
    let names = [Class::Territory, Class::City, Class::Organisation];
    (last.saturating_sub(LONGEST_KNOWN_NAME - 1)..=last).any(|start| {
        // Without the clitics that it more likely has: وكيل is no و + كيل (Kiel).
        let way = lookup::most_likely(block.ways(start)).filter(|way| way.begins.any(&names));
        let phrase = way.and_then(|way| block.phrase_of(start, &way.split, &names));
        phrase.is_some_and(|phrase| start + phrase.found.tokens == last + 1)
    })
}

/// Whether what follows token `end` is not the holder of `title` but whom it is about: `مدير مكتب نتنياهو`, or may be so:
/// `مستشار الرئيس الأميركي جون بولتون` and `مستشار الرئيس الأميركي دونالد ترامب` are built alike.
fn leads_to_another(block: &BlockReading, title: &Title, end: usize) -> bool {
    if block.lang() != Lang::Ar {
        return false;
    }
    let head_alone = title.bare && end == title.head.end;
    let deputy = block.lexicon.classes(&title.stem).has(Class::Deputy);
    let inner = (title.head.end..end).any(|at| {
        // `مساعد لرئيس الوزراء السابق`: whose assistant, or who?
        let inner =
            head_at(block, at).filter(|inner| inner.bare || block.word(at).starts_with('ل') && inner.clitic > 0);
        inner.is_some_and(|inner| !begins_anew(block, &inner))
    });
    !head_alone && (!is_closed(block, end) || (inner && !deputy))
}

/// The head of a title at token `at`.
pub fn head_at(block: &BlockReading, at: usize) -> Option<Title> {
    if !block.may_begin(at, &[Class::Title, Class::BareTitle]) || is_particle(block, at) || is_adjective(block, at) {
        return None;
    }
    let mut heads = block.splits(at).filter_map(|split| {
        let phrase = block.phrase_of(at, split, &[Class::Title, Class::BareTitle])?;
        let bare = phrase.found.sense.classes.has(Class::BareTitle);
        let head = at..at + phrase.found.tokens;
        // English titles that stand right before a name are written with a capital.
        let bare = bare && (block.lang() == Lang::Ar || block.tokens[at].capital);
        Some(Title { head, clitic: split.at, stem: split.stem.clone(), bare })
    });
    heads.next()
}

/// Whether the word is more likely a preposition: `أمام` and not the imam, `وإلى` and not the governor, والي.
fn is_particle(block: &BlockReading, at: usize) -> bool {
    block.lang() == Lang::Ar && block.ways(at).iter().any(|way| way.sense.classes.has(Class::Function))
}

/// Whether the word is the adjective of the noun before it: `الائتلاف الحاكم`, `الحزب المعارض`.
fn is_adjective(block: &BlockReading, at: usize) -> bool {
    let after_noun = || at > 0 && block.run_len(at - 1) > 1 && arabic::is_definite(&block.tokens[at - 1].key);
    block.lang() == Lang::Ar && is_adjectival(block, &block.tokens[at].key) && after_noun()
}

/// Whether a word with the article is an adjective without it.
fn is_adjectival(block: &BlockReading, word: &str) -> bool {
    let bare = arabic::without_article(word);
    let masculine = bare.strip_suffix('ه').unwrap_or(bare);
    arabic::is_definite(word) && [bare, masculine].iter().any(|word| block.lexicon.classes(word).has(Class::Adjective))
}

/// The ends that the Arabic title whose head ends before token `from` can have, nearest first: after each run of words
/// that can complement it. Its own head is the first end if `bare`.
///
/// `وزير الدفاع الروسي` takes definite nouns and adjectives, `أمين عام حلف الناتو` nouns in the construct state, `السفير
/// الروسي لدى ليبيا` a preposition with a place.
pub fn arabic_ends(block: &BlockReading, title: &Title) -> Vec<usize> {
    let from = title.head.end;
    let mut ends = Vec::new();
    if title.bare {
        ends.push(from);
    }
    let run = block.run_len(from - 1).min(LONGEST_COMPLEMENT + 1);
    let mut at = from;
    while at < from + run - 1 {
        let Some(taken) = complement(block, at, is_closed(block, at)) else { break };
        at += taken;
        ends.push(at);
    }
    ends
}

/// How many tokens at `at` go on with a title; None where nothing of a title can stand. After a phrase that is closed only an
/// adjective or a preposition can: `النجم السويدي قوته` is the star and his strength.
fn complement(block: &BlockReading, at: usize, is_closed: bool) -> Option<usize> {
    let token = block.token(at).filter(|token| token.is_word())?;
    let classes = block.classes(at);
    let known = block.splits(at).find_map(|split| {
        block
            .phrase_of(at, split, &[Class::Territory, Class::City, Class::Organisation])
            .map(|phrase| phrase.found.tokens)
    });
    // `الحاكم الذي يتزعمه`: a relative pronoun has an article and is no part of a title.
    if classes.has(Class::Function) && !classes.has(Class::TitlePart) && known.is_none() {
        return None;
    }
    // `قال المتحدث للصحفيين`: whom he told is no part of his title.
    if classes.has(Class::Bound) {
        return None;
    }
    if classes.any(&[Class::Complementiser, Class::Cue]) && !arabic::is_definite(&token.key) && known.is_none() {
        return None;
    }
    // `وعبر`, `وقال`: a particle or verb behind its conjunction ends the title like one without.
    let closing = [Class::Function, Class::Complementiser, Class::Cue];
    let joined = token.key.strip_prefix(['و', 'ف']).filter(|rest| !rest.starts_with("ال"));
    if joined.is_some_and(|rest| block.lexicon.classes(rest).any(&closing)) {
        return None;
    }
    if let Some(tokens) = known.filter(|_| !classes.any(&[Class::Given, Class::Family])) {
        return Some(tokens);
    }
    // `العقيد الركن تركي المالكي`: an adjective of a definite noun has the article, so this one is a name.
    let is_name = is_closed && classes.has(Class::Nationality) && !arabic::is_definite(&token.key);
    if is_name && arabic::is_definite(&block.tokens[at - 1].key) {
        return None;
    }
    let part = classes.any(&[Class::Nationality, Class::TitlePart, Class::Title, Class::BareTitle]);
    let opens = !is_closed || token.key.starts_with(['ل', 'و']);
    let ordinary = classes.has(Class::Common) && !classes.any(&[Class::Function, Class::Cue]) && opens;
    // `شعر النجم بالمسؤولية`: what goes with the verb.
    if token.key.starts_with("بال") || token.key.starts_with("كال") {
        return None;
    }
    (arabic::is_definite(&token.key) || part || ordinary).then_some(1)
}

/// The beginning of the English title that ends with `head`: nationality, organisation, or words like `former` before it
/// are a part of it (`Afghan Ambassador`, `immigration barrister`, `France's interior and overseas minister`).
pub fn english_start(block: &BlockReading, head: &Range<usize>) -> usize {
    let sentence = block.sentence_of(head.start);
    let mut start = head.start;
    while head.start - start < LONGEST_MODIFIERS {
        match modifier_before(block, head, start) {
            Some(before) if before >= sentence.start => start = before,
            _ => break,
        }
    }
    // `Department of Environment ecologist Dan Harley`: what ends another phrase is no part of the title.
    let ends_another = start > sentence.start && matches!(&*block.tokens[start - 1].key, "of" | "for" | "the" | "and");
    let is_lower = !block.tokens[head.start].capital;
    match (start..head.start).find(|&at| !block.tokens[at].capital) {
        _ if !ends_another || !is_lower || !block.tokens[start].capital => start,
        first => first.unwrap_or(head.start),
    }
}

/// Where the word begins that stands before token `start` of an English title and belongs to it.
fn modifier_before(block: &BlockReading, head: &Range<usize>, start: usize) -> Option<usize> {
    let at = start.checked_sub(1).filter(|&at| block.run_len(at) > 1)?;
    let (before, classes) = (&block.tokens[at], block.classes(at));
    let is_glued = |at: usize| block.tokens[at].span.end == block.tokens[at + 1].span.start;
    let earlier = at.checked_sub(1).filter(|&earlier| block.run_len(earlier) > 1);
    if before.is_mark(".") {
        // The stop of `U.S.` is a token of its own.
        let dotted = earlier.filter(|&earlier| has(block.word(earlier), '.'));
        return dotted.filter(|&earlier| block.classes(earlier).any(&[Class::Territory, Class::Organisation]));
    }
    if before.is_mark("-") && is_glued(at) {
        // `co-author`, `Under-Secretary`.
        return earlier.filter(|&earlier| is_glued(earlier));
    }
    match &*before.key {
        "'s" => return earlier.filter(|&earlier| block.classes(earlier).any(&[Class::Territory, Class::City])),
        "and" => {
            let part = |at: usize| block.classes(at).any(&[Class::TitlePart, Class::Adjective]);
            return earlier.filter(|&earlier| part(earlier) && start < head.start && part(start));
        }
        _ if classes.has(Class::Bound) => return None,
        _ => {}
    }
    let part = classes.any(&[
        Class::Nationality,
        Class::TitlePart,
        Class::Title,
        Class::BareTitle,
        Class::Former,
        Class::Adjective,
    ]);
    let acronym = before.all_caps && classes.any(&[Class::Territory, Class::Organisation]);
    // `Environment Minister`, `immigration barrister`: capitals throughout or none.
    let noun = before.capital == block.tokens[head.start].capital
        && before.is_word()
        && classes.has(Class::Common)
        && is_plain_noun(block, at);
    (part || acronym || noun).then_some(at)
}

/// Whether a lower-case word before a title can be a noun that belongs to it, as far as its classes tell.
fn is_plain_noun(block: &BlockReading, at: usize) -> bool {
    let token = &block.tokens[at];
    let particle = [Class::Function, Class::Cue, Class::Complementiser, Class::Pronoun, Class::Connector];
    !block.classes(at).any(&particle)
        && !token.key.ends_with("ing")
        && !token.key.ends_with("ed")
        && !token.key.ends_with("ly")
}
