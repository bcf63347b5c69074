//! What the article says a person is, in the words beside the name: `محمد المنفي، رئيس المجلس الرئاسي،`, `Daniel Montalvo, 19, a
//! member of the group,`. Titles right before a name are found with the name itself; see [`crate::detect::people`].
//!
//! A comma parts a description from its name as well as one name of a list from the next. So words are taken for a description
//! only when they begin as one, hold a noun for people, name nobody else, and are closed by another mark.

use std::ops::Range;

use super::mentions_in;
use crate::detect::reading::{BlockReading, Reading};
use crate::detect::titles;
use crate::lang::{Class, arabic};
use crate::model::{AnnotationSet, EntityId, EntityType, Lang, Role, Span};

/// The most tokens of a description.
const LONGEST: usize = 16;
/// The most tokens before the noun that says what somebody is: `a retired high court judge`.
const LONGEST_BEFORE: usize = 6;

/// Adds to the people of `set` what the words after and before their names say of them. `set` holds mentions alone, in the
/// order of the text.
pub fn annotate(reading: &Reading, set: &mut AnnotationSet) {
    let mut found: Vec<(EntityId, Role)> = Vec::new();
    for block in &reading.blocks {
        let people = mentions_in(set, block.block.span).filter(|(_, mention)| mention.kind == EntityType::Per);
        for (span, mention) in people {
            let name = Beside { block, set, name: block.tokens_touching(span) };
            let roles = name.after().or_else(|| name.before()).into_iter().chain(name.office()).chain(name.capacity());
            found.extend(roles.map(|role| (mention.entity, role)));
        }
    }
    for (entity, role) in found {
        set.entities[entity.0].roles.push(role);
    }
    for entity in &mut set.entities {
        entity.order_roles();
    }
}

/// The words beside a name.
struct Beside<'s, 'b, 'a> {
    block: &'b BlockReading<'a>,
    set: &'s AnnotationSet,
    name: Range<usize>,
}

impl Beside<'_, '_, '_> {
    /// The description between the name and the next mark that closes it.
    fn after(&self) -> Option<Role> {
        let sentence = self.block.sentence_of(self.name.start);
        let opening = self.name.end;
        let (from, close) = match &*self.block.token(opening)?.key {
            "," | "،" => (opening + if self.block.is_age(opening + 1) { 3 } else { 1 }, None),
            "(" => (opening + 1, Some(")")),
            // `قال يحيى رسول المتحدث باسم الجيش إن`: without a mark it is a description only as long as a report follows.
            _ if self.is_speaking() => return self.unmarked(sentence.end),
            _ => return None,
        };
        let from = self.past_is(from);
        let mut depth = 0;
        let mut closes = |at: usize| {
            // `رئيس مجموعة واي سي (YC Group)`: brackets that open in it close in it.
            let inner = depth > 0;
            depth += usize::from(self.is_mark(at, &["("]));
            depth -= usize::from(inner && self.is_mark(at, &[")"]));
            match close {
                _ if inner => false,
                Some(mark) => self.is_mark(at, &[mark]),
                None => at == sentence.end || self.is_closing(at),
            }
        };
        let end = (from..sentence.end.min(from + LONGEST) + 1).find(|&at| closes(at))?;
        self.description(from..end)
    }

    /// The token after `وهو` or `who is` at `at`.
    fn past_is(&self, at: usize) -> usize {
        let word = |at: usize| self.block.token(at).map_or("", |token| &*token.key);
        match (word(at), word(at + 1)) {
            ("وهو" | "وهي" | "هو" | "هي", _) => at + 1,
            ("who", "is" | "was") => at + 2,
            _ => at,
        }
    }

    /// Whether the mark at `at` closes a description; a hyphen between two words does not.
    fn is_closing(&self, at: usize) -> bool {
        let glued = |at: usize| self.block.tokens[at - 1].span.end == self.block.tokens[at].span.start;
        let dash = self.is_mark(at, &["-", "–", "—"]) && !glued(at);
        dash || self.is_mark(at, &[",", "،", ".", ";", "؛", ":", ")", "!", "\"", "”", "»"])
    }

    fn is_mark(&self, at: usize, marks: &[&str]) -> bool {
        self.block.token(at).is_some_and(|token| marks.iter().any(|mark| token.is_mark(mark)))
    }

    /// The description that `tokens` are from end to end.
    fn description(&self, tokens: Range<usize>) -> Option<Role> {
        let is_one = !tokens.is_empty()
            && match self.block.lang() {
                Lang::Ar => self.is_arabic(&tokens),
                Lang::En => self.is_english(&tokens),
            };
        (is_one && !self.names_another(&tokens)).then(|| self.role(tokens))
    }

    fn role(&self, tokens: Range<usize>) -> Role {
        let span = self.block.span(tokens.clone());
        titles::role(self.block, tokens, span)
    }

    /// `المتحدث باسم الجيش العراقي`, `رئيس المجلس الرئاسي`, `مدير مركز الأبحاث في جامعة تونس`: a title with what completes it, and no
    /// verb, relative pronoun or report in it.
    fn is_arabic(&self, tokens: &Range<usize>) -> bool {
        let Some(title) = titles::head_at(self.block, tokens.start).filter(|title| title.clitic == 0) else {
            return false;
        };
        let ends = titles::arabic_ends(self.block, &title);
        let rest = || title.head.end..tokens.end;
        let bad = [Class::Complementiser, Class::Subordinator, Class::Pronoun];
        let breaks = |at: usize| {
            let key = &*self.block.tokens[at].key;
            let classes = self.block.classes(at);
            let verb =
                classes.has(Class::Cue) && !arabic::is_definite(key) && !classes.any(&[Class::TitlePart, Class::Title]);
            classes.any(&bad)
                || verb
                || matches!(key, "الذي" | "التي" | "الذين" | "ان" | "قد" | "كان" | "كانت" | "لم" | "لن" | "لا")
        };
        let whole = ends.contains(&tokens.end) || title.head.end == tokens.end;
        // `رئيس مكتب`, `نائب رئيس`: of what is not said.
        let open = [Class::TitlePart, Class::Generic, Class::Title];
        let is_cut = tokens.len() > 1
            && !titles::is_closed(self.block, tokens.end)
            && self.block.classes(tokens.end - 1).any(&open);
        let prepositional = ends.last().is_some_and(|&end| {
            let key = self.block.token(end).map_or("", |token| &*token.key);
            end < tokens.end && (matches!(key, "في" | "لدي" | "من" | "بين" | "عن") || key.starts_with(['و', 'ب', 'ل']))
        });
        let one_word = tokens.len() == 1 && !title.bare && !self.block.classes(tokens.start).has(Class::Title);
        (whole || prepositional) && !one_word && !is_cut && !rest().any(breaks)
    }

    /// `a retired judge from Leeds`, `chief executive of the company`: a noun for people that is followed by a preposition or by
    /// nothing.
    fn is_english(&self, tokens: &Range<usize>) -> bool {
        let heads = [Class::Title, Class::BareTitle];
        let start = tokens.start + usize::from(self.is_determiner(tokens.start));
        let head = (start..tokens.end.min(start + LONGEST_BEFORE)).rev().find_map(|at| {
            let title = titles::head_at(self.block, at).filter(|title| title.head.end <= tokens.end)?;
            let goes_on = self.block.token(title.head.end).filter(|_| title.head.end < tokens.end);
            let follows = goes_on.is_none_or(|next| {
                matches!(
                    &*next.key,
                    "of" | "for" | "at" | "in" | "from" | "to" | "with" | "on" | "and" | "since" | "who" | "until"
                )
            });
            follows.then_some(title.head)
        });
        let Some(head) = head.filter(|head| self.block.classes(head.start).any(&heads) || head.len() > 1) else {
            return false;
        };
        let before = (start..head.start).all(|at| self.is_english_modifier(at));
        let after = (head.end..tokens.end)
            .all(|at| !self.block.classes(at).any(&[Class::Cue, Class::Pronoun, Class::Complementiser]));
        before && after
    }

    fn is_determiner(&self, at: usize) -> bool {
        matches!(&*self.block.tokens[at].key, "a" | "an" | "the" | "his" | "her" | "their" | "its" | "one")
    }

    /// Whether the word can stand between the article and the noun for people: no verb, preposition or pronoun.
    fn is_english_modifier(&self, at: usize) -> bool {
        let token = &self.block.tokens[at];
        let classes = self.block.classes(at);
        let joins = matches!(&*token.key, "and" | "'s") || token.is_mark("-") || token.is_mark(".");
        let breaks = [Class::Function, Class::Complementiser, Class::Pronoun, Class::Cue, Class::Bound];
        joins || (token.is_word() && (!classes.any(&breaks) || classes.any(&[Class::TitlePart, Class::Title])))
    }

    /// Whether the words name somebody else who has this title: `وزير الخارجية سامي الحداد`; after a preposition the person
    /// belongs to the description: `a lawyer for Montalvo`.
    fn names_another(&self, tokens: &Range<usize>) -> bool {
        let span = self.block.span(tokens.clone());
        let people = mentions_in(self.set, span).filter(|(_, mention)| mention.kind == EntityType::Per);
        people.map(|(person, _)| self.block.tokens_touching(person).start).any(|first| {
            let before = first.checked_sub(1).map_or("", |at| &*self.block.tokens[at].key);
            !matches!(before, "of" | "for" | "to" | "with" | "from" | "باسم" | "لدي")
        })
    }

    // --- Without a mark ---

    /// Whether the name is the subject of a reporting verb right before it or before its title: `قال الوزير سامي الحداد`.
    fn is_speaking(&self) -> bool {
        self.block.lang() == Lang::Ar && self.name.start > 0 && self.block.may_report(self.name.start - 1)
    }

    /// The title that follows the name at once and that a report follows.
    fn unmarked(&self, sentence_end: usize) -> Option<Role> {
        let title = titles::head_at(self.block, self.name.end).filter(|title| title.clitic == 0)?;
        let mut ends = titles::arabic_ends(self.block, &title).into_iter();
        let end = ends.find(|&end| {
            let report = self.block.token(end).filter(|_| end < sentence_end);
            let opens = self.block.classes(end).has(Class::Complementiser) || self.is_mark(end, &[":", "\"", "«", "“"]);
            report.is_some() && opens
        })?;
        self.description(self.name.end..end)
    }

    // --- Before the name ---

    /// `the team's coach, Alireza Mehraban,`, `رئيسة وزراء بريطانيا، تيريزا ماي،`: a description before the name, between marks.
    fn before(&self) -> Option<Role> {
        let comma = self.name.start.checked_sub(1).filter(|&at| self.is_mark(at, &[",", "،"]))?;
        let is_closed = self.name.end == self.block.sentence_of(comma).end || self.is_closing(self.name.end);
        match self.block.lang() {
            Lang::Ar if is_closed || self.block.classes(self.name.end).has(Class::Complementiser) => {
                self.arabic_before(comma)
            }
            Lang::En if self.is_mark(self.name.end, &[",", "."]) => self.english_before(comma),
            _ => None,
        }
    }

    /// A title of one office that ends at the comma.
    fn arabic_before(&self, comma: usize) -> Option<Role> {
        let from = comma.saturating_sub(LONGEST).max(self.block.sentence_of(comma).start);
        let is_apart = |at: usize| self.is_mark(at, &["،", ",", "(", ")", "\"", "«", "»", ":"]);
        let from = (from..comma).rev().find(|&at| is_apart(at)).map_or(from, |mark| mark + 1);
        let mut titles = (from..comma).filter_map(|at| titles::head_at(self.block, at));
        let title = titles.find(|title| titles::arabic_ends(self.block, title).contains(&comma))?;
        let is_whole = titles::is_closed(self.block, comma) && !self.names_another(&(title.head.start..comma));
        let span = self.block.span(title.head.start..comma);
        let span = Span::new(span.start + title.clitic, span.end);
        is_whole.then(|| titles::role(self.block, title.head.start..comma, span))
    }

    fn english_before(&self, comma: usize) -> Option<Role> {
        let sentence = self.block.sentence_of(comma);
        let from = comma.saturating_sub(LONGEST - LONGEST_BEFORE).max(sentence.start);
        let head = (from..comma).rev().find_map(|at| {
            let head = titles::head_at(self.block, at)?.head;
            (head.end == comma || matches!(&*self.block.token(head.end)?.key, "of" | "for" | "at")).then_some(head)
        })?;
        let start = titles::english_start(self.block, &head);
        let determined = start > 0 && (self.is_determiner(start - 1) || &*self.block.tokens[start - 1].key == "'s");
        let breaks = [Class::Cue, Class::Pronoun, Class::Complementiser];
        let whole =
            (head.end..comma).all(|at| !self.block.classes(at).any(&breaks) && !self.block.tokens[at].is_mark(","));
        (determined && whole && !self.names_another(&(start..comma))).then(|| self.role(start..comma))
    }

    /// `CEO of the Refugee Council Enver Solomon`: an English title whose complement is a name that ends right before the name.
    fn office(&self) -> Option<Role> {
        let last =
            self.name.start.checked_sub(1).filter(|&at| self.block.lang() == Lang::En && self.block.run_len(at) > 1)?;
        let (span, mention) = mentions_in(self.set, self.block.tokens[last].span).last()?;
        let whole = self.block.tokens_touching(span);
        let article = usize::from(whole.start > 0 && self.is_determiner(whole.start - 1));
        let of = whole.start.checked_sub(1 + article)?;
        let joins = matches!(&*self.block.tokens[of].key, "of" | "for" | "at" | "to");
        let closed = joins && whole.end == self.name.start && mention.kind != EntityType::Per && of > 0;
        let head =
            titles::head_at(self.block, of - usize::from(closed)).filter(|title| closed && title.head.end == of)?.head;
        Some(self.role(titles::english_start(self.block, &head)..self.name.start))
    }

    // --- In a capacity ---

    /// `-بصفته وزيرا للدفاع في حكومته-`: the office somebody acts in, named after the name.
    fn capacity(&self) -> Option<Role> {
        let sentence = self.block.sentence_of(self.name.start);
        let skip = usize::from(self.is_mark(self.name.end, &["-", "–", "—", ",", "،"]));
        let at = self.name.end + skip;
        if at >= sentence.end {
            return None;
        }
        let phrase = self.block.splits(at).find_map(|split| self.block.phrase_of(at, split, &[Class::Capacity]))?;
        let from = at + phrase.found.tokens;
        let closes = |at: usize| {
            self.is_mark(at, &["-", "–", "—", ",", "،", ".", "؛"]) || self.block.classes(at).has(Class::Complementiser)
        };
        let end = (from..sentence.end.min(from + LONGEST)).find(|&at| closes(at))?;
        (end > from && !self.names_another(&(from..end))).then(|| self.role(from..end))
    }
}
