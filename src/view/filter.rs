//! Which marks are displayed: restraint by default, everything on request.

use super::Content;
use crate::model::{Annotation, Article, BlockKind, EntityType, Mark};

/// A kind of mark that readers tell apart by its look and switch on and off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    Person,
    Place,
    Organisation,
    Date,
    Quote,
    Source,
    /// Quantities and names that are nothing of the above. Off unless asked for.
    Other,
}

impl Kind {
    /// Every kind, in the order of the legend.
    pub const ALL: [Kind; 7] =
        [Kind::Person, Kind::Place, Kind::Organisation, Kind::Date, Kind::Quote, Kind::Source, Kind::Other];

    /// The kind of a mark.
    pub fn of(annotation: &Annotation) -> Kind {
        match &annotation.mark {
            Mark::Entity(mention) => Kind::of_entity(mention.kind),
            Mark::Quote { .. } => Kind::Quote,
            Mark::Source { .. } => Kind::Source,
        }
    }

    fn of_entity(kind: EntityType) -> Kind {
        match kind {
            EntityType::Per => Kind::Person,
            EntityType::Loc => Kind::Place,
            EntityType::Org => Kind::Organisation,
            EntityType::Date => Kind::Date,
            EntityType::Misc | EntityType::Quantity => Kind::Other,
        }
    }

    /// The name used in highlight names, CSS custom properties and data attributes: `person`.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Place => "place",
            Kind::Organisation => "organisation",
            Kind::Date => "date",
            Kind::Quote => "quote",
            Kind::Source => "source",
            Kind::Other => "other",
        }
    }
}

/// How strongly marks are brought out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Intensity {
    /// No marks over the text; lists lead to them all the same.
    Off,
    /// Paler lines and tints.
    Subtle,
    #[default]
    Full,
}

impl Intensity {
    /// Every intensity, from none up.
    pub const ALL: [Intensity; 3] = [Intensity::Off, Intensity::Subtle, Intensity::Full];

    /// The name it is remembered by.
    pub fn as_str(self) -> &'static str {
        match self {
            Intensity::Off => "off",
            Intensity::Subtle => "subtle",
            Intensity::Full => "full",
        }
    }

    /// The intensity that is remembered by `name`.
    pub fn from_name(name: &str) -> Option<Intensity> {
        Intensity::ALL.into_iter().find(|intensity| intensity.as_str() == name)
    }
}

/// What the reader has switched on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filter {
    on: [bool; Kind::ALL.len()],
    pub intensity: Intensity,
    /// Whether every mention of an entity is marked, or only the first of a section.
    pub all_mentions: bool,
}

impl Default for Filter {
    fn default() -> Filter {
        Filter { on: Kind::ALL.map(|kind| kind != Kind::Other), intensity: Intensity::default(), all_mentions: false }
    }
}

impl Filter {
    /// The same with marks brought out so.
    pub fn at(self, intensity: Intensity) -> Filter {
        Filter { intensity, ..self }
    }

    /// Has marks of `kinds` displayed and no others.
    pub fn only(&mut self, kinds: &[Kind]) {
        self.on = Kind::ALL.map(|kind| kinds.contains(&kind));
    }

    /// Whether marks of `kind` are displayed.
    pub fn is_on(&self, kind: Kind) -> bool {
        self.on[kind as usize]
    }

    /// Switches `kind` on or off.
    pub fn toggle(&mut self, kind: Kind) {
        self.on[kind as usize] ^= true;
    }

    /// Those of `candidates` to display.
    pub fn shown(&self, content: &Content, candidates: &[usize]) -> Vec<usize> {
        let is_on =
            |&mark: &usize| self.intensity != Intensity::Off && self.is_on(Kind::of(&content.set.annotations[mark]));
        candidates.iter().copied().filter(is_on).collect()
    }

    /// The marks there are to display, whether their kind is switched on or not, as indexes into `annotations` in the order of the text:
    /// all outside the page's links, without the later mentions of a section unless they are wanted.
    ///
    /// Links go first: an entity whose first mention is in a link is marked at the next one.
    pub fn candidates(&self, content: &Content) -> Vec<usize> {
        let mut sections = Sections::new(&content.article);
        // The sections in which each entity was met.
        let mut seen: Vec<Vec<Section>> = vec![Vec::new(); content.set.entities.len()];
        let mut is_first = |annotation: &Annotation| match annotation.mark {
            Mark::Entity(mention) => {
                let (section, before) = (sections.at(annotation.span.start), &mut seen[mention.entity.0]);
                let is_new = !before.contains(&section);
                before.extend(is_new.then_some(section));
                is_new
            }
            _ => true,
        };
        let marks = content.set.annotations.iter().enumerate().filter(|(_, mark)| !content.is_linked(mark.span));
        marks.filter(|(_, mark)| is_first(mark) || self.all_mentions).map(|(index, _)| index).collect()
    }
}

/// How many of the marks `candidates` there are of each kind.
pub fn counts(content: &Content, candidates: &[usize]) -> [usize; Kind::ALL.len()] {
    let mut counts = [0; Kind::ALL.len()];
    for &mark in candidates {
        counts[Kind::of(&content.set.annotations[mark]) as usize] += 1;
    }
    counts
}

/// A stretch in which one mention of an entity is enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Section {
    /// Headline, dateline and byline: read by themselves, often far from the text.
    Head,
    /// The words under the pictures.
    Captions,
    /// The running text after so many headings.
    Body(usize),
}

/// Finds the section of ascending offsets.
struct Sections<'a> {
    blocks: std::iter::Peekable<std::slice::Iter<'a, crate::model::Block>>,
    headings: usize,
    here: Section,
}

impl<'a> Sections<'a> {
    fn new(article: &'a Article) -> Sections<'a> {
        Sections { blocks: article.blocks.iter().peekable(), headings: 0, here: Section::Head }
    }

    /// The section at `byte`, which is not before the last one asked for.
    fn at(&mut self, byte: usize) -> Section {
        while let Some(block) = self.blocks.next_if(|block| block.span.start <= byte) {
            self.headings += usize::from(block.kind == BlockKind::Heading);
            self.here = match block.kind {
                BlockKind::Headline | BlockKind::Dateline | BlockKind::Byline => Section::Head,
                BlockKind::Caption => Section::Captions,
                _ => Section::Body(self.headings),
            };
        }
        self.here
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::view::sample;

    fn shown(filter: Filter) -> Vec<String> {
        words(&sample::content(), displayed(filter, &sample::content()))
    }

    fn displayed(filter: Filter, content: &Content) -> Vec<usize> {
        filter.shown(content, &filter.candidates(content))
    }

    fn counted(filter: Filter, content: &Content) -> [usize; Kind::ALL.len()] {
        counts(content, &filter.candidates(content))
    }

    fn words(content: &Content, shown: Vec<usize>) -> Vec<String> {
        let words = |index: usize| content.set.annotations[index].span.of(&content.article.text).to_owned();
        shown.into_iter().map(words).collect()
    }

    #[test]
    fn by_default_a_section_marks_an_entity_once_and_no_quantity() {
        let expected = [
            "Salma Haddad",
            "Amman",
            "Salma Haddad",
            "\"the grid is ready\"",
            "Amman",
            "Haddad",
            "Amman",
            "3 May",
            "Source: Hashiya Wire",
        ];
        assert_eq!(shown(Filter::default()), expected);
    }

    #[test]
    fn all_mentions_can_be_asked_for() {
        let filter = Filter { all_mentions: true, ..Filter::default() };
        assert_eq!(shown(filter).iter().filter(|text| *text == "Haddad").count(), 2);
    }

    #[test]
    fn a_kind_can_be_switched_off_and_quantities_on() {
        let mut filter = Filter::default();
        filter.toggle(Kind::Place);
        filter.toggle(Kind::Other);
        let shown = shown(filter);
        assert!(!shown.contains(&"Amman".to_owned()));
        assert!(shown.contains(&"40 people".to_owned()));
    }

    #[test]
    fn nothing_is_displayed_at_no_intensity_but_counted() {
        let off = Filter { intensity: Intensity::Off, ..Filter::default() };
        assert!(shown(off).is_empty());
        assert_eq!(counted(off, &sample::content()), counted(Filter::default(), &sample::content()));
        assert!(Intensity::ALL.into_iter().all(|one| Intensity::from_name(one.as_str()) == Some(one)));
    }

    #[test]
    fn counts_do_not_change_when_a_kind_is_switched_off() {
        let content = sample::content();
        let mut filter = Filter::default();
        let before = counted(filter, &content);
        filter.toggle(Kind::Person);
        assert_eq!(counted(filter, &content), before);
        assert_eq!(before, [3, 3, 0, 1, 1, 1, 1]);
    }

    #[test]
    fn a_first_mention_inside_a_link_leaves_its_place_to_the_next() {
        let mut content = sample::content();
        let linked = content.set.annotations.iter().rposition(|mark| mark.span.of(&content.article.text) == "Haddad");
        let first = content.set.annotations[linked.unwrap() - 1].span;
        assert_eq!(first.of(&content.article.text), "Haddad");
        content.links = vec![Span::new(first.start - 1, first.end)].into();
        let shown = displayed(Filter::default(), &content);
        assert!(shown.contains(&linked.unwrap()) && !shown.contains(&(linked.unwrap() - 1)));
        assert_eq!(counted(Filter::default(), &content)[Kind::Person as usize], 3);
    }

    #[test]
    fn marks_inside_links_are_not_counted() {
        let mut content = sample::content();
        content.links = vec![Span::new(0, content.article.text.len())].into();
        assert_eq!(counted(Filter::default(), &content), [0; Kind::ALL.len()]);
    }
}
