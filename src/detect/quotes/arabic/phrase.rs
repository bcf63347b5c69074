//! Noun phrases that stand for a speaker: where they end, and whether they can.

use std::ops::Range;

use super::{Arabic, GOVERNING};
use crate::detect::entities::mentions_in;
use crate::detect::phrases;
use crate::detect::quotes::marks;
use crate::detect::{lookup, titles};
use crate::lang::lexicon::{CueShape, Frame};
use crate::lang::{Class, TokenKind, arabic};
use crate::model::EntityType;

/// The most tokens of a noun phrase that stands for a speaker.
pub(super) const LONGEST_PHRASE: usize = 14;
/// What a definite word in `ين` can be beside the object of the verb.
const NOT_OBJECTS: [Class; 5] = [Class::Adjective, Class::Nationality, Class::Title, Class::TitlePart, Class::Given];
/// What a noun phrase can go on with after a name in it.
const AFTER_NAME: [Class; 3] = [Class::Nationality, Class::Adjective, Class::Former];

impl Arabic<'_, '_, '_> {
    /// What the word at token `at` is beside reporting words.
    pub(super) fn shape_at(&self, at: usize) -> Option<CueShape> {
        let ways = self.quotes.block.ways(at);
        let way = ways.iter().find(|way| way.sense.cue.is_some()).or_else(|| lookup::most_likely(ways))?;
        way.sense.cue.map(|cue| cue.shape)
    }

    pub(super) fn is_occasion(&self, at: usize) -> bool {
        self.is_shape(at, CueShape::Occasion) || self.is_shape(at, CueShape::Document)
    }

    /// Whether the word at token `at` is of `shape`, with the article or a preposition before it (`للقانون`) or without.
    pub(super) fn is_shape(&self, at: usize, shape: CueShape) -> bool {
        let block = self.quotes.block;
        let is_known = |form: &str| block.lexicon.sense(form).cue.is_some_and(|cue| cue.shape == shape);
        block.splits(at).any(|split| {
            let bare = arabic::without_article(&split.stem);
            // `بيانا`
            is_known(bare) || bare.strip_suffix('ا').is_some_and(is_known)
        })
    }

    /// Whether the phrase can stand for somebody who speaks: it begins with a name, a title, unnamed people or a definite noun.
    pub(super) fn is_speaker(&self, tokens: &Range<usize>) -> bool {
        !tokens.is_empty() && (self.is_somebody(tokens) || self.is_plainly_definite(tokens.start))
    }

    /// With the article and no preposition before it.
    pub(super) fn is_plainly_definite(&self, at: usize) -> bool {
        let key = self.quotes.block.key(at);
        key.starts_with("ال") && arabic::is_definite(key)
    }

    /// Likewise, but not merely by a definite noun.
    pub(super) fn is_somebody(&self, tokens: &Range<usize>) -> bool {
        let block = self.quotes.block;
        if tokens.is_empty() {
            return false;
        }
        // `سفيرا مطلعا`: in the accusative, after `لكن` and `إن`.
        let key = &block.tokens[tokens.start].key;
        let accusative = key
            .strip_suffix('ا')
            .filter(|stem| stem.len() > 4)
            .map(|stem| block.lexicon.classes(stem))
            .unwrap_or_default();
        // `مراسلنا`
        let possessed = key.strip_suffix("نا").map(|stem| block.lexicon.classes(stem)).unwrap_or_default();
        self.quotes.mention_at(tokens.start).is_some()
            || self.is_name_ali(tokens.start)
            || accusative.any(&[Class::Title, Class::Unnamed])
            || possessed.has(Class::Title)
            || self.quotes.is_unnamed(tokens.start)
            || self.is_shape(tokens.start, CueShape::Document)
            || self.is_shape(tokens.start, CueShape::Quantifier)
            || self.is_generic(tokens.start)
            || titles::head_at(block, tokens.start).is_some()
            || block.classes(tokens.start).any(&[Class::Generic, Class::Label])
            || self.quotes.person_in(block.span(tokens.clone())).is_some()
    }

    /// `تقديرات وكالة الأناضول`, `شهادة هيئة الدفاع`: something that somebody has said or written, if no object can stand there.
    pub(super) fn is_of_somebody(&self, tokens: &Range<usize>) -> bool {
        let second = tokens.start + 1;
        let is_named = self.quotes.mention_at(second).is_some();
        tokens.len() > 1 && (is_named || self.quotes.block.classes(second).has(Class::Generic))
    }

    /// Where the noun phrase at token `start` ends: before a mark, a particle, a cue, or where another one begins.
    ///
    /// An indefinite noun goes on to what makes it definite (`وزير الدفاع`), and after that only adjectives (`الروسي`) and
    /// the name it announces follow; one more indefinite noun is a new phrase: `أكد وزير الدفاع | أهمية`.
    pub(super) fn noun_phrase(&self, start: usize, limit: usize) -> usize {
        let limit = limit.min(start + LONGEST_PHRASE);
        let mut end = self.core(start, limit);
        if end > start && !self.ends_with_person(end) {
            end = self.complement(start, end, limit);
        }
        self.joint(start, end, limit)
    }

    pub(super) fn ends_with_person(&self, end: usize) -> bool {
        let last = self.quotes.block.tokens[end - 1].span;
        self.quotes.person_in(last).is_some()
    }

    pub(super) fn core(&self, start: usize, limit: usize) -> usize {
        let block = self.quotes.block;
        let mut at = start;
        let (mut is_closed, mut is_named, mut has_pronoun) = (false, false, false);
        while at < limit {
            // `ضابط | لوكالة رويترز`, but `لجنة`
            if at > start && self.is_told_to(at) {
                break;
            }
            if let Some((end, kind)) = self.quotes.mention_at(at) {
                // What is definite already and a name beside it are two things: `طالبت الصين | إسرائيل`.
                // `أبلغ المحققون | ساركوزي`: many people are not announced by one name.
                let are_many = at == start + 1 && self.quotes.block.tokens[start].key.ends_with("ون");
                if is_closed && kind != EntityType::Per || are_many && kind == EntityType::Per {
                    break;
                }
                at = end.min(limit);
                (is_closed, is_named) = (true, true);
                if kind == EntityType::Per {
                    break;
                }
                continue;
            }
            // `ميركل | الخميس`, `بيان | نقلته قناة`
            let is_time = self.quotes.date_at(at).is_some() || self.quotes.block.is_weekday(at);
            if is_time && at > start || at == start + 1 && self.is_issued(start) {
                break;
            }
            // `البيان | رقم 15`
            let is_number = |at: usize| block.token(at).is_some_and(|token| token.kind == TokenKind::Number);
            if at > start && block.key(at) == "رقم" && at + 1 < limit && is_number(at + 1) {
                at += 2;
                continue;
            }
            let classes = self.quotes.block.classes(at);
            let goes_on = classes.has(Class::TitlePart) && !classes.any(&[Class::Generic, Class::Adjective]);
            if is_closed && goes_on && titles::head_at(block, start).is_some() {
                // `المتحدث | باسم الجيش`
                (is_closed, is_named) = (false, false);
            }
            // Not behind a preposition: `الحكومة | بالانسحاب`; after a name no other thing: `روسيا | الحكومة`.
            let key = &self.quotes.block.tokens[at].key;
            let is_definite = arabic::is_definite(key)
                && !key.starts_with(['ب', 'ل', 'ك'])
                && (!is_named || self.describes_holder(at, start) || classes.any(&AFTER_NAME));
            let is_titled = titles::head_at(self.quotes.block, at).is_some()
                || (at == start + 1 && self.quotes.block.classes(start).has(Class::Nationality));
            // `التقرير | إدارة ترامب`
            let announces = is_closed && is_titled && self.is_person(at + 1) && !self.is_generic(at);
            // `دعت النقابات المهنية | الحكومة إلى`, `نصحت الشركة | المستخدمين بـ`
            let is_object = key.ends_with("ين") && key.len() > "العين".len() && !classes.any(&NOT_OBJECTS);
            let begins = is_closed && key.starts_with("ال") && (self.is_generic(at) || is_object);
            // `مسؤولون | السكان`, `ناشطون | مقتل`: with their ن they govern nothing.
            let are_bare = at == start + 1 && self.are_bare(start);
            // `مسؤولون كبار إن`, `مسؤولون رفيعو المستوى`
            let ends = self.closes(at + 1) || self.bounds(at + 1, start);
            let goes_with = key.ends_with(['ن', 'و']) || classes.any(&AFTER_NAME) || ends;
            let begins = begins || are_bare && (is_definite || !goes_with);
            // `أكدت مصادر ميدانية | اندلاع مواجهات`
            let is_described = at == start + 2
                && self.quotes.is_unnamed(start)
                && self.quotes.block.word(start + 1).ends_with("ية")
                && !self.quotes.block.word(at).ends_with(['ة', 'ي', 'ى']);
            let begins = begins || is_described;
            if self.bounds(at, start) || begins || has_pronoun || (is_closed && !is_definite && !announces) {
                break;
            }
            has_pronoun = self.has_pronoun(at);
            is_closed |= is_definite || has_pronoun;
            at += 1;
        }
        at
    }

    /// Whether a name or medium stands at token `at` with an attached ل.
    fn is_told_to(&self, at: usize) -> bool {
        self.quotes.block.word(at).starts_with('ل')
            && (self.media_at(at).is_some() || self.is_shape(at, CueShape::Medium))
    }

    /// An indefinite `مسؤولون`.
    fn are_bare(&self, at: usize) -> bool {
        let key = self.quotes.block.key(at);
        key.ends_with("ون") && !key.starts_with("ال") && self.quotes.is_unnamed(at)
    }

    /// `ممثل السودان | الدائم`: what a title with its place goes on with.
    fn describes_holder(&self, at: usize, start: usize) -> bool {
        let block = self.quotes.block;
        titles::head_at(block, start).is_some_and(|title| title.head.end + 1 == at)
            && titles::head_at(block, at).is_none()
            && !self.is_generic(at)
    }

    /// `جلالته | النظر`: the attached pronoun closes the phrase, but for a name: `وزير خارجيتها سيرغي لافروف`.
    pub(super) fn has_pronoun(&self, at: usize) -> bool {
        self.quotes.block.classes(at).has(Class::Pronoun) || {
            let key = &self.quotes.block.tokens[at].key;
            (key.ends_with("ته") || key.ends_with("ها"))
                && arabic::without_pronoun(key).is_some()
                && !self.quotes.block.word(at).ends_with('ة')
        }
    }

    /// A definite kind of organisation: `الحكومة`.
    pub(super) fn is_generic(&self, at: usize) -> bool {
        let block = self.quotes.block;
        block.lexicon.classes(arabic::without_article(block.key(at))).has(Class::Generic)
    }

    pub(super) fn is_person(&self, at: usize) -> bool {
        self.quotes.mention_at(at).is_some_and(|(_, kind)| kind == EntityType::Per)
    }

    /// `مسؤول | في وزارة الدفاع`, `طفل | من بيتونيا`: what an indefinite noun or a title goes on with, if that is no occasion.
    pub(super) fn complement(&self, start: usize, end: usize, limit: usize) -> usize {
        let block = self.quotes.block;
        let is_definite =
            |at: usize| arabic::is_definite(&block.tokens[at].key) || self.quotes.mention_at(at).is_some();
        let is_open = !is_definite(start) && !is_definite(end - 1);
        // `الهيئة العامة للأرصاد`
        let is_body = self.is_generic(start) && block.word(end).starts_with("لل");
        // `الفصائل الموالية لأنقرة`
        let is_partisan = end > start + 1 && self.is_place_after_preposition(end);
        let is_head = is_partisan
            || self.is_issued_by(end)
            || self.quotes.is_unnamed(start)
            || titles::head_at(block, start).is_some()
            || is_open
            || is_body;
        // `العديد من الشركات`
        let goes_on = is_head && !self.has_pronoun(end - 1) || self.is_shape(start, CueShape::Quantifier);
        if goes_on { self.after(start, end, limit) } else { end }
    }

    /// `بيان صادر | عن الوزارة`
    fn is_issued_by(&self, at: usize) -> bool {
        let block = self.quotes.block;
        let is_issued = |key: &str| matches!(key, "صادر" | "صادره" | "صدر" | "صدرت");
        at > 0 && block.key(at) == "عن" && is_issued(arabic::without_article(block.key(at - 1)))
    }

    fn is_place_after_preposition(&self, at: usize) -> bool {
        let named = self.after_preposition(Frame::LI, at).and_then(|(noun, _)| self.quotes.mention_at(noun));
        named.is_some_and(|(_, kind)| kind == EntityType::Loc)
    }

    /// The end of a preposition with its noun phrase after what ends before token `end`, or `end`.
    pub(super) fn after(&self, start: usize, end: usize, limit: usize) -> usize {
        let block = self.quotes.block;
        let Some(word) = block.token(end).filter(|_| end < limit && end > start) else { return end };
        let is_indefinite = !arabic::is_definite(&block.tokens[start].key);
        let noun = match &*word.key {
            // `المرشد علي خامنئي` has no preposition.
            "علي" if block.word(end).ends_with('ي') => return end,
            "في" | "من" | "علي" | "لدي" => end + 1,
            "عن" if self.is_issued_by(end) => end + 1,
            _ if self.after_preposition(Frame::BI.with(Frame::LI), end).is_some() => end,
            _ => return end,
        };
        // `في أحد لقاءاته`
        let head = noun + usize::from(self.is_shape(noun, CueShape::Quantifier));
        if head >= limit || self.is_occasion(head) || self.complementiser(noun).is_some() {
            return end;
        }
        let word = block.word(noun);
        // `الأمين العام | للأمم المتحدة`, but `قالت المخرجة | لفرانس24`.
        let is_body = block.splits(noun).any(|split| block.lexicon.classes(&split.stem).has(Class::Generic));
        // `للصحافيين`
        let speaks = self.quotes.is_unnamed(start) || titles::head_at(block, start).is_some();
        let is_audience = speaks && word.starts_with("لل") && word.ends_with("ين") || block.key(noun) == "ل";
        let is_medium = self.is_shape(noun, CueShape::Medium)
            || phrases::part_at(block, end).is_some_and(|part| part.is_name && part.cue.shape == CueShape::Medium);
        let is_part = word.starts_with("لل") || is_indefinite || is_body;
        // `تقرير | لمجلة فورين بوليسي` is by it.
        let is_told = is_medium && !self.is_shape(start, CueShape::Document) || is_audience;
        let is_said_to = noun == end && word.starts_with('ل') && (!is_part || is_told);
        if is_said_to {
            return end;
        }
        let is_next_governed = || self.after_preposition(Frame::BI.with(Frame::LI), end + 1).is_some();
        let until = match noun == end {
            true if is_next_governed() => end + 1,
            true => self.core(end + 1, limit).max(end + 1),
            false => self.core(noun, limit),
        };
        if until > noun && self.quotes.date_at(noun).is_none() { until } else { end }
    }

    /// `بوش | وبلير`, `روسيا | والصين`: the end of more names of the kind, or a title, joined to what ends before token `end`.
    pub(super) fn joint(&self, start: usize, end: usize, limit: usize) -> usize {
        let block = self.quotes.block;
        let Some(token) = block.token(end).filter(|_| end < limit) else { return end };
        let is_clitic = lookup::most_likely(block.ways(end)).is_some_and(|way| way.split.at > 0)
            || mentions_in(self.quotes.set, token.span).next().is_some_and(|(span, _)| span.start > token.span.start);
        let is_joined = token.key.starts_with('و') && !block.may_report(end);
        // `كل من بريطانيا وفرنسا`
        let is_listed = self.is_shape(start, CueShape::Quantifier) && self.quotes.mention_at(end).is_some();
        let are_unnamed = self.quotes.is_unnamed(start) && self.quotes.is_unnamed(end);
        let is_like = self.quotes.mention_at(end).is_some_and(|(_, kind)| self.kind_before(end) == Some(kind));
        let somebody = is_clitic && (is_listed || is_like || are_unnamed || self.is_person(end))
            || titles::head_at(block, end).is_some_and(|title| title.clitic > 0);
        let until = if is_joined && somebody { self.core(end, limit).max(end) } else { end };
        let until = if are_unnamed && until > end { self.complement(end, until, limit) } else { until };
        if (is_listed || is_like) && until > end { self.joint(start, until, limit) } else { until }
    }

    /// The type of the name that ends right before token `end`.
    fn kind_before(&self, end: usize) -> Option<EntityType> {
        let last = end.checked_sub(1).and_then(|last| self.quotes.block.token(last))?;
        mentions_in(self.quotes.set, last.span).next().map(|(_, mention)| mention.kind)
    }

    /// `قال علي المنصوري`: the given name, which many write as the preposition على.
    fn is_name_ali(&self, at: usize) -> bool {
        let block = self.quotes.block;
        let next = block.classes(at + 1);
        let is_name = next.any(&[Class::Given, Class::Family])
            || block.token(at + 1).is_some_and(|token| arabic::is_definite(&token.key)) && !next.has(Class::Common);
        block.word(at) == "علي" && block.run_len(at) > 1 && is_name
    }

    /// Whether no noun phrase that began at token `start` goes on with token `at`.
    pub(super) fn bounds(&self, at: usize, start: usize) -> bool {
        let block = self.quotes.block;
        let Some(token) = block.token(at) else { return true };
        let classes = block.classes(at);
        let in_title = classes.has(Class::TitlePart) && at > start;
        let inside = !marks::overlapping(&self.quotes.quoted, token.span).is_empty();
        let is_name = at == start && (self.is_shape(at, CueShape::Quantifier) || self.is_name_ali(at));
        // `منظمات غير حكومية`
        let is_not = &*token.key == "غير" && at > start && block.word(at + 1).ends_with(['ة', 'ي']);
        let particle = classes.any(&[Class::Function, Class::Complementiser]) && !in_title && !is_name && !is_not;
        let is_cue = classes.has(Class::Cue) || (token.key.starts_with(['و', 'ف']) && block.may_report(at));
        let verb = is_cue && at > start && !classes.any(&[Class::TitlePart, Class::Title]);
        let opens = matches!(self.shape_at(at), Some(CueShape::Conjunction | CueShape::Phrase))
            || token.key.strip_prefix('و').is_some_and(|word| GOVERNING.contains(&word));
        inside || particle || opens || token.kind != TokenKind::Word || verb
    }
}
