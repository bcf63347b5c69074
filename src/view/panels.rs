//! What the panels beside an article list: its people and places, who said what, where it comes from, and its dates in their order.

use super::card::{Body, Card};
use super::strings::{self, Counted, Word, share_of_words};
use super::{Content, Kind};
use crate::model::{EntityType, Lang, Mark, SourceKind, Value, sorted};

/// A panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panel {
    /// Every person, place and organisation, and what else has a name.
    Names,
    /// Quotes by who said them, with the share of the words.
    Speakers,
    /// Sources by kind, with how many have a name.
    Sources,
    /// Dates that are resolved, in the order of time.
    Timeline,
}

impl Panel {
    /// Every panel, in the order in which they stand.
    pub const ALL: [Panel; 4] = [Panel::Names, Panel::Speakers, Panel::Sources, Panel::Timeline];

    /// What the panel is called.
    pub fn title(self) -> Word {
        match self {
            Panel::Names => Word::WhoIsWho,
            Panel::Speakers => Word::WhoSaidWhat,
            Panel::Sources => Word::WhereFrom,
            Panel::Timeline => Word::Timeline,
        }
    }

    /// Where a mark is listed; none for dates that are not resolved.
    fn of(content: &Content, mark: &Mark) -> Option<Panel> {
        match mark {
            Mark::Quote { .. } => Some(Panel::Speakers),
            Mark::Source { .. } => Some(Panel::Sources),
            Mark::Entity(mention) if mention.kind == EntityType::Date => {
                content.set.entity(mention.entity).value.is_some().then_some(Panel::Timeline)
            }
            Mark::Entity(_) => Some(Panel::Names),
        }
    }

    /// Whether the panel has anything in it.
    pub fn is_filled(self, content: &Content) -> bool {
        content.set.annotations.iter().any(|annotation| Panel::of(content, &annotation.mark) == Some(self))
    }

    /// What stands in the panel, in words of `ui`.
    pub fn sections(self, content: &Content, ui: Lang) -> Vec<Section> {
        let mut sections = Sections(Vec::new());
        // Of an entity, and of a source with its name, the first mark stands for all.
        let mut is_met = vec![false; content.set.entities.len()];
        let mut met: Vec<String> = Vec::new();
        // The words of all quotes, and of those of each section.
        let (mut all, mut words): (usize, Vec<usize>) = (0, Vec::new());
        let mut dates: Vec<(String, usize)> = Vec::new();
        for (mark, annotation) in content.set.annotations.iter().enumerate() {
            if Panel::of(content, &annotation.mark) != Some(self) {
                continue;
            }
            let text = annotation.span.of(&content.article.text);
            let (rank, title, is_first) = match &annotation.mark {
                Mark::Entity(mention) => {
                    let is_first = !std::mem::replace(&mut is_met[mention.entity.0], true);
                    if let Some(Value::Date(edtf)) =
                        content.set.entity(mention.entity).value.as_ref().filter(|_| is_first)
                    {
                        dates.push((edtf.clone(), mark));
                    }
                    let kind = Kind::of(annotation);
                    (kind as usize, kind.plural().in_lang(ui).to_owned(), is_first)
                }
                Mark::Source { kind, names, .. } => {
                    let name = if names.is_empty() { text.to_owned() } else { names.concat() };
                    let source = [kind.as_str(), &name].concat();
                    let is_first = !met.contains(&source);
                    met.extend(is_first.then_some(source));
                    (0, strings::source(*kind).0.in_lang(ui).to_owned(), is_first)
                }
                Mark::Quote { speaker_name, speaker_entity, .. } => {
                    let named = speaker_entity.map(|id| content.set.entity(id).name.clone());
                    match named.or_else(|| speaker_name.clone()) {
                        Some(name) => (0, name, true),
                        None => (1, Word::SpeakerUnknown.in_lang(ui).to_owned(), true),
                    }
                }
            };
            let section = sections.of(rank, title);
            sections.0[section].1.marks.extend(is_first.then_some(mark));
            let count = text.split_whitespace().count();
            all += count;
            words.resize(sections.0.len(), 0);
            words[section] += count;
        }
        match self {
            Panel::Speakers => {
                for ((_, section), words) in sections.0.iter_mut().zip(words) {
                    let quotes = Counted::Quotes.in_lang(section.marks.len(), ui);
                    section.note = Some([&quotes, " · ", &share_of_words(100 * words / all.max(1), ui)].concat());
                }
            }
            Panel::Sources => {
                let (named, unnamed) = named_and_unnamed(content, &sections);
                let note =
                    [&Counted::NamedSources.in_lang(named, ui), " · ", &Counted::UnnamedSources.in_lang(unnamed, ui)];
                let counts = Section { note: Some(note.concat()), ..Section::default() };
                sections.0.insert(0, (0, counts));
            }
            Panel::Timeline => {
                // EDTF begins with the year: what is less exact comes before what it holds.
                let marks = sorted(dates, |left, right| left.cmp(right)).into_iter().map(|(_, mark)| mark).collect();
                return vec![Section { marks, ..Section::default() }];
            }
            Panel::Names => {}
        }
        sorted(sections.0, |left, right| left.0.cmp(&right.0)).into_iter().map(|(_, section)| section).collect()
    }
}

/// A part of a panel.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// A speaker's name, or what the marks are; none where the panel says enough.
    pub title: Option<String>,
    pub note: Option<String>,
    /// Indexes into `annotations`.
    pub marks: Vec<usize>,
}

/// Sections with their rank: those of a higher rank come later, those of one in the order in which they are met.
struct Sections(Vec<(usize, Section)>);

impl Sections {
    fn of(&mut self, rank: usize, title: String) -> usize {
        let known = self.0.iter().position(|(_, section)| section.title.as_deref() == Some(&title));
        known.unwrap_or_else(|| {
            self.0.push((rank, Section { title: Some(title), ..Section::default() }));
            self.0.len() - 1
        })
    }
}

/// How many sources with and without a name there are. Who wrote the report and who took its picture vouch for nothing it says.
fn named_and_unnamed(content: &Content, sections: &Sections) -> (usize, usize) {
    let (mut named, mut unnamed) = (0, 0);
    for &mark in sections.0.iter().flat_map(|(_, section)| &section.marks) {
        match content.set.annotations[mark].mark {
            Mark::Source { kind: SourceKind::Byline | SourceKind::ImageCredit, .. } => {}
            Mark::Source { kind: SourceKind::Anonymous, .. } => unnamed += 1,
            _ => named += 1,
        }
    }
    (named, unnamed)
}

/// What a row of a panel says beside the name: the day that is meant, or how often somebody is mentioned.
pub fn row_note(card: &Card, ui: Lang) -> Option<String> {
    let Body::Entity(entity) = &card.body else { return None };
    let day = entity.value.as_ref().map(|known| strings::value(known, ui)).filter(|day| *day != entity.name);
    day.or_else(|| (entity.mentions.total > 1).then(|| Counted::Mentions.in_lang(entity.mentions.total, ui)))
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::view::sample;

    fn told(panel: Panel, content: &Content) -> Vec<(Option<String>, Option<String>, usize)> {
        let sections = panel.sections(content, Lang::En).into_iter();
        sections.map(|section| (section.title, section.note, section.marks.len())).collect()
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn each_entity_is_listed_once_under_its_kind() {
        let expected = [(some("People"), None, 1), (some("Places"), None, 1), (some("Other"), None, 1)];
        assert_eq!(told(Panel::Names, &sample::content()), expected);
    }

    #[test]
    fn speakers_have_their_share_of_the_words_and_the_unknown_come_last() {
        let content = sample::content();
        let mut set = (*content.set).clone();
        let mut other = set.annotations.iter().find(|mark| Kind::of(mark) == Kind::Quote).unwrap().clone();
        other.span.end = other.span.start + "\"the".len();
        if let Mark::Quote { speaker_name, speaker_entity, .. } = &mut other.mark {
            (*speaker_name, *speaker_entity) = (None, None);
        }
        set.annotations.insert(0, other);
        let expected = [
            (some("Salma Haddad"), some("1 quote · 80% of the words reported"), 1),
            (some("Speaker not given"), some("1 quote · 20% of the words reported"), 1),
        ];
        assert_eq!(told(Panel::Speakers, &Content { set: Rc::new(set), ..content }), expected);
    }

    #[test]
    fn sources_are_counted_by_whether_they_have_a_name() {
        let expected = [(None, some("1 named source · none unnamed"), 0), (some("Publisher"), None, 1)];
        let content = sample::content();
        assert_eq!(told(Panel::Sources, &content), expected);
        let mut set = (*content.set).clone();
        let sources = set.annotations.iter_mut().map(|annotation| &mut annotation.mark);
        sources
            .filter_map(|mark| if let Mark::Source { kind, .. } = mark { Some(kind) } else { None })
            .for_each(|kind| *kind = SourceKind::Byline);
        let expected = [(None, some("no named source · none unnamed"), 0), (some("Byline"), None, 1)];
        assert_eq!(told(Panel::Sources, &Content { set: Rc::new(set), ..content }), expected);
    }

    #[test]
    fn the_timeline_has_resolved_dates_once_in_their_order() {
        let content = sample::content();
        assert!(!Panel::Timeline.is_filled(&content));
        let mut set = (*content.set).clone();
        let date = set.annotations.iter().find(|mark| Kind::of(mark) == Kind::Date).unwrap().clone();
        set.entities[2].value = Some(Value::Date("2026-05-03".to_owned()));
        let mut earlier = set.entities[2].clone();
        earlier.value = Some(Value::Date("2026".to_owned()));
        set.entities.push(earlier);
        let mut other = date.clone();
        if let Mark::Entity(mention) = &mut other.mark {
            mention.entity.0 = set.entities.len() - 1;
        }
        set.annotations.extend([date, other]);
        let last = set.annotations.len() - 1;
        let content = Content { set: Rc::new(set), ..content };
        let sections = Panel::Timeline.sections(&content, Lang::En);
        assert_eq!((sections.len(), sections[0].marks.len(), sections[0].marks[0]), (1, 2, last));
        assert!(Panel::Timeline.is_filled(&content));
    }
}
