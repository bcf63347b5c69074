//! The state of the screen as one reducer: what is displayed, which mark is current, whose card is open.

use std::rc::Rc;

use super::content::Content;
use super::filter::{self, Filter, Intensity, Kind};
use super::intent::{Event, Intent};
use super::panels::Panel;
use super::shown::Shown;
use crate::knowledge::Learned;
use crate::model::Mark;

/// A step of the keyboard among the displayed marks, in the order of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Next,
    Previous,
    First,
    Last,
    /// To the next mark of a kind, and from the last one to the first.
    Kind(Kind),
}

/// Where the keyboard focus is to go after a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// To the button over the current mark.
    Mark,
    /// Into the open card.
    Card,
}

/// What a reader asks of the page about the mark whose card is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// The words of a quote with who said them, for the clipboard.
    Copy,
    /// Something is wrong with the mark: the page is told.
    Report,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Granted {
    Copied,
    /// The reader or the page forbids it.
    NotCopied,
    Reported,
}

/// What is said to a screen reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Announced {
    /// An article has come, with so many marks.
    Loaded(usize),
    /// The reader has come to a mark, and the focus does not say so by itself.
    Mark(usize),
    /// What became of what the reader asked for.
    Granted(Granted),
}

/// What a reader or the page does.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Another article, or the annotations of the present one have come.
    Load(Content),
    /// Switches a kind of mark on or off.
    Toggle(Kind),
    /// Marks all mentions, or the first of a section.
    AllMentions(bool),
    /// Brings the marks out more or less.
    Intensity(Intensity),
    /// A panel was opened or closed.
    Unfold(Panel, bool),
    /// Back to what is displayed at first; how strongly is chosen for the whole site, and stays.
    Unfilter,
    /// What the page wants displayed: marks of these kinds alone, all mentions, how strongly; each where it is given.
    Filter(Option<Vec<Kind>>, Option<bool>, Option<Intensity>),
    /// Asks something of the page; what became of it comes as [`Action::Granted`].
    Wish(Wish),
    /// What became of what was asked about a mark.
    Granted(usize, Granted),
    /// Asks an encyclopedia about the mark whose card is open.
    Ask,
    /// What it said.
    Learned(Learned),
    /// The pointer, a press, or the clock.
    Pointer(Event),
    /// The keyboard moves among the marks.
    Step(Step),
    /// The focus comes to the button over the marks.
    FocusMarks,
    /// The focus has left it.
    BlurMarks,
    /// The card of the current mark, from the keyboard.
    OpenCurrent,
    /// To a mark wherever it is, with its card; from a list or from another card.
    GoTo { mark: usize, focus: Option<Focus> },
    /// The page is about to be printed, or was.
    Print(bool),
    /// The card goes away and the focus returns to its mark.
    Close,
}

/// The state.
#[derive(Debug, Clone, PartialEq)]
pub struct Screen {
    pub content: Content,
    pub filter: Filter,
    /// The marks there are to display, whether their kind is switched on or not.
    candidates: Rc<[usize]>,
    /// How many of them there are of each kind.
    pub counts: [usize; Kind::ALL.len()],
    /// The displayed marks.
    pub shown: Rc<Shown>,
    pub intent: Intent,
    /// The mark the keyboard stands at, or the pointer pressed last.
    pub current: Option<usize>,
    /// Whether the keyboard stands there now, or only will again when the focus comes back.
    pub focused: bool,
    pub announced: Option<Announced>,
    /// Counts the requests to bring the current mark into view. The pointer makes none: what it is on is in view.
    pub reveal: u32,
    /// Where the focus is to go, with a number that tells one request from the next.
    pub focus: Option<(u32, Focus)>,
    /// What became of what was asked of the page about the mark whose card is open.
    pub granted: Option<Granted>,
    /// How far asking an encyclopedia about it has come.
    pub learned: Option<Learned>,
    /// Whether the page is being printed.
    pub printing: bool,
    /// Which of the panels are open.
    pub open_panels: [bool; Panel::ALL.len()],
}

impl Screen {
    /// The screen as it is first seen.
    pub fn new(content: Content) -> Screen {
        Screen::with(content, Filter::default())
    }

    fn with(content: Content, filter: Filter) -> Screen {
        let mut screen = Screen {
            content,
            filter,
            candidates: Rc::default(),
            counts: Default::default(),
            shown: Rc::default(),
            intent: Intent::Idle,
            current: None,
            focused: false,
            announced: None,
            reveal: 0,
            focus: None,
            granted: None,
            learned: None,
            printing: false,
            open_panels: Default::default(),
        };
        screen.collect();
        screen.announced = Some(Announced::Loaded(screen.shown.len()));
        screen
    }

    /// A number that changes with what is said in the open card of what was asked there.
    pub fn said(&self) -> usize {
        let learned = match self.learned {
            None => 0,
            Some(Learned::Asked) => 1,
            Some(Learned::Told(_)) => 2,
            Some(Learned::Nothing | Learned::Failed) => 3,
        };
        4 * usize::from(self.granted.is_some()) + learned
    }

    /// The mark the button of the keyboard lies over.
    pub fn at(&self) -> Option<usize> {
        self.current.or_else(|| self.shown.first().copied())
    }

    /// The mark to bring out from among the others.
    pub fn emphasis(&self) -> Option<usize> {
        self.intent.hot().or(self.current.filter(|_| self.focused))
    }

    /// The state after `action`, or none where nothing changes.
    pub fn after(&self, action: Action) -> Option<Screen> {
        let mut next = self.clone();
        next.apply(action);
        (!next.same(self)).then_some(next)
    }

    fn apply(&mut self, action: Action) {
        let before = self.intent.open();
        self.take(action);
        let now = self.intent.open();
        if now != before {
            self.granted = None;
            // Another mention of the same is no other subject.
            let entity = |mark: Option<usize>| match self.content.set.annotations[mark?].mark {
                Mark::Entity(mention) => Some(mention.entity),
                _ => None,
            };
            self.learned = self.learned.take().filter(|_| entity(now).is_some() && entity(now) == entity(before));
        }
    }

    fn take(&mut self, action: Action) {
        match action {
            Action::Load(content) if content != self.content => self.load(content),
            Action::Load(_) => {}
            Action::Toggle(kind) => {
                self.filter.toggle(kind);
                self.refilter();
            }
            Action::AllMentions(all) => {
                self.filter.all_mentions = all;
                self.collect();
            }
            Action::Intensity(intensity) => {
                self.filter.intensity = intensity;
                self.refilter();
            }
            Action::Unfold(panel, is_open) => self.open_panels[panel as usize] = is_open,
            Action::Unfilter => {
                self.filter = Filter::default().at(self.filter.intensity);
                self.collect();
            }
            Action::Filter(kinds, all_mentions, intensity) => {
                kinds.iter().for_each(|kinds| self.filter.only(kinds));
                self.filter.all_mentions = all_mentions.unwrap_or(self.filter.all_mentions);
                self.filter.intensity = intensity.unwrap_or(self.filter.intensity);
                self.collect();
            }
            Action::Granted(mark, granted) if self.intent.open() == Some(mark) => {
                self.granted = Some(granted);
                self.announced = Some(Announced::Granted(granted));
            }
            Action::Ask => self.learned = self.intent.open().map(|_| Learned::Asked),
            // An answer that nobody waits for any more is dropped.
            Action::Learned(learned) if self.learned == Some(Learned::Asked) => self.learned = Some(learned),
            Action::Wish(_) | Action::Granted(..) | Action::Learned(_) => {}
            Action::Pointer(event) => self.point(event),
            Action::Step(step) => self.step(step),
            Action::FocusMarks => {
                self.current = self.at();
                self.focused = true;
            }
            Action::BlurMarks => (self.focused, self.announced) = (false, None),
            Action::OpenCurrent => {
                if let Some(mark) = self.at() {
                    self.go_to(mark, Some(Focus::Card));
                }
            }
            Action::GoTo { mark, focus } => self.go_to(mark, focus),
            Action::Print(printing) => self.printing = printing,
            Action::Close => {
                self.current = self.intent.open().or(self.current);
                self.intent = self.intent.on(Event::Dismiss);
                self.request(Focus::Mark);
            }
        }
    }

    /// The page has changed, or what is known of it: the reader stays at the mark that is still the same.
    fn load(&mut self, content: Content) {
        let before = std::mem::replace(self, Screen::with(content, self.filter));
        let still = |mark: Option<usize>| before.content.still(mark?, &self.content);
        let (current, open) = (still(before.current), still(before.intent.open()));
        self.current = current;
        self.focused = before.focused && current.is_some();
        self.intent = open.map_or(Intent::Idle, |mark| self.intent.on(Event::Show(mark)));
        if !before.content.set.annotations.is_empty() {
            self.announced = None;
        }
        (self.reveal, self.focus) = (before.reveal, before.focus);
        (self.printing, self.open_panels) = (before.printing, before.open_panels);
    }

    /// The keyboard goes on from where the pointer pressed.
    fn point(&mut self, event: Event) {
        self.intent = self.intent.on(event);
        if let Event::Press(mark) = event {
            self.current = Some(mark);
        }
    }

    fn go_to(&mut self, mark: usize, focus: Option<Focus>) {
        if mark < self.content.set.annotations.len() {
            self.current = Some(mark);
            self.intent = self.intent.on(Event::Show(mark));
            self.reveal = self.reveal.wrapping_add(1);
            // A dialog that gets the focus is read by its title: it is not to be said twice.
            self.announced = focus.is_none().then_some(Announced::Mark(mark));
            if let Some(focus) = focus {
                self.request(focus);
            }
        }
    }

    fn request(&mut self, focus: Focus) {
        self.focus = Some((self.focus.map_or(0, |(number, _)| number.wrapping_add(1)), focus));
    }

    /// Moves the current mark, which need not be among the displayed ones: a card can lead to a hidden mention.
    fn step(&mut self, step: Step) {
        let (Some(&first), Some(&last)) = (self.shown.first(), self.shown.last()) else { return };
        let here = self.at().unwrap_or(first);
        let after = self.shown.partition_point(|&mark| mark <= here);
        let before = self.shown.partition_point(|&mark| mark < here);
        let next = match step {
            Step::First => first,
            Step::Last => last,
            Step::Next => self.shown.get(after).copied().unwrap_or(last),
            Step::Previous => before.checked_sub(1).map_or(first, |place| self.shown[place]),
            Step::Kind(kind) => {
                let is_kind = |&mark: &usize| Kind::of(&self.content.set.annotations[mark]) == kind;
                let mut round = (after..after + self.shown.len()).map(|place| self.shown[place % self.shown.len()]);
                round.find(is_kind).unwrap_or(here)
            }
        };
        if self.current.replace(next) != Some(next) {
            self.reveal = self.reveal.wrapping_add(1);
        }
        self.focused = true;
        self.announced = Some(Announced::Mark(next));
        // A card left open would speak of another mark than the one the keyboard stands at.
        self.intent = Intent::Idle;
    }

    fn collect(&mut self) {
        self.candidates = self.filter.candidates(&self.content).into();
        self.counts = filter::counts(&self.content, &self.candidates);
        self.refilter();
    }

    fn refilter(&mut self) {
        let shown = self.filter.shown(&self.content, &self.candidates);
        self.shown = Rc::new(Shown::new(&self.content.set, shown));
        let gone = |mark: Option<usize>| mark.is_some_and(|mark| self.shown.position(mark).is_none());
        if gone(self.intent.hot()) {
            self.intent = Intent::Idle;
        }
        if gone(self.current) {
            self.current = None;
        }
    }

    /// Cheap equality: pointer equality where a full comparison would read the whole article.
    fn same(&self, other: &Screen) -> bool {
        self.content == other.content
            && self.filter == other.filter
            && Rc::ptr_eq(&self.shown, &other.shown)
            && self.intent == other.intent
            && self.current == other.current
            && self.focused == other.focused
            && self.announced == other.announced
            && self.reveal == other.reveal
            && self.focus == other.focus
            && self.granted == other.granted
            && self.learned == other.learned
            && self.printing == other.printing
            && self.open_panels == other.open_panels
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::card::{Body, Card};
    use crate::view::sample;

    fn screen() -> Screen {
        Screen::new(sample::content())
    }

    fn after(actions: &[Action]) -> Screen {
        actions.iter().fold(screen(), |screen, action| screen.after(action.clone()).unwrap_or(screen))
    }

    #[test]
    fn the_keyboard_walks_all_displayed_marks_and_stops_at_the_ends() {
        let mut screen = after(&[Action::FocusMarks]);
        let mut walked = vec![screen.current.unwrap()];
        while let Some(next) = screen.after(Action::Step(Step::Next)) {
            screen = next;
            walked.push(screen.current.unwrap());
        }
        assert_eq!(walked, &**screen.shown);
        let back = after(&[Action::Step(Step::Last), Action::Step(Step::First), Action::Step(Step::Previous)]);
        assert_eq!(back.current, back.shown.first().copied());
    }

    #[test]
    fn a_letter_goes_round_the_marks_of_its_kind() {
        let kind_of = |screen: &Screen| Kind::of(&screen.content.set.annotations[screen.current.unwrap()]);
        let place = Action::Step(Step::Kind(Kind::Place));
        let first = after(&[Action::FocusMarks, place.clone()]);
        let second = first.after(place.clone()).unwrap();
        let third = second.after(place.clone()).unwrap();
        assert_eq!([&first, &second, &third].map(kind_of), [Kind::Place; 3]);
        assert!(first.current < second.current && second.current < third.current);
        assert_eq!(third.after(place).unwrap().current, first.current);
        assert_eq!(after(&[Action::FocusMarks, Action::Step(Step::Kind(Kind::Organisation))]).current, Some(0));
    }

    #[test]
    fn what_was_asked_of_a_card_is_forgotten_with_it() {
        let open = Action::GoTo { mark: 0, focus: None };
        let granted = Action::Granted(0, Granted::Reported);
        let asked = after(&[open, granted.clone()]);
        let said = (Some(Granted::Reported), Some(Announced::Granted(Granted::Reported)));
        assert_eq!((asked.granted, asked.announced), said);
        let elsewhere = asked.after(Action::GoTo { mark: 3, focus: None }).unwrap();
        assert_eq!(elsewhere.granted, None);
        assert!(elsewhere.after(granted).is_none());
    }

    #[test]
    fn what_comes_too_late_for_a_card_is_dropped() {
        let asked = after(&[Action::GoTo { mark: 0, focus: None }, Action::Ask]);
        assert_eq!(asked.learned, Some(Learned::Asked));
        let told = asked.after(Action::Learned(Learned::Failed)).unwrap();
        let Body::Entity(person) = Card::new(&told.content.article, &told.content.set, 0).unwrap().body else {
            panic!()
        };
        let mention = Action::GoTo { mark: person.mentions.next.unwrap(), focus: None };
        assert_eq!(told.after(mention).unwrap().learned, Some(Learned::Failed));
        let place = (1..).find(|&mark| Kind::of(&told.content.set.annotations[mark]) == Kind::Place).unwrap();
        let elsewhere = asked.after(Action::GoTo { mark: place, focus: None }).unwrap();
        assert_eq!(elsewhere.learned, None);
        assert!(elsewhere.after(Action::Learned(Learned::Failed)).is_none());
        let loaded = asked.after(Action::Load(sample::content())).unwrap();
        assert_eq!(loaded.after(Action::Learned(Learned::Nothing)), None);
    }

    #[test]
    fn at_no_intensity_lists_still_lead_to_marks() {
        let off = after(&[Action::Intensity(Intensity::Off)]);
        assert!(off.shown.is_empty());
        assert_eq!(off.after(Action::GoTo { mark: 3, focus: None }).unwrap().intent.open(), Some(3));
    }

    #[test]
    fn stepping_from_a_hidden_mention_goes_to_its_neighbour() {
        let screen = screen();
        let hidden =
            (0..screen.content.set.annotations.len()).find(|mark| screen.shown.position(*mark).is_none()).unwrap();
        let at = screen.after(Action::GoTo { mark: hidden, focus: Some(Focus::Mark) }).unwrap();
        assert!(at.after(Action::Step(Step::Next)).unwrap().current.unwrap() > hidden);
        assert!(at.after(Action::Step(Step::Previous)).unwrap().current.unwrap() < hidden);
    }

    #[test]
    fn switching_a_kind_off_closes_its_card_and_keeps_others() {
        let person = Action::GoTo { mark: 0, focus: Some(Focus::Card) };
        assert_eq!(after(&[person.clone(), Action::Toggle(Kind::Person)]).intent, Intent::Idle);
        assert_eq!(after(&[person, Action::Toggle(Kind::Place)]).intent.open(), Some(0));
    }

    #[test]
    fn closing_returns_the_focus_to_the_mark_of_the_card() {
        let closed = after(&[Action::Pointer(Event::Press(3)), Action::Close]);
        assert_eq!((closed.intent.open(), closed.current), (None, Some(3)));
        assert_eq!(closed.focus, Some((0, Focus::Mark)));
    }

    #[test]
    fn only_the_keyboard_and_lists_bring_marks_into_view() {
        let reveals = |actions: &[Action]| after(actions).reveal;
        assert_eq!(reveals(&[Action::Step(Step::Next), Action::Step(Step::Next)]), 2);
        assert_eq!(reveals(&[Action::GoTo { mark: 3, focus: None }, Action::GoTo { mark: 3, focus: None }]), 2);
        let pressed =
            [Action::Pointer(Event::Press(3)), Action::Close, Action::FocusMarks, Action::Pointer(Event::Over(1))];
        assert_eq!(reveals(&pressed), 0);
    }

    #[test]
    fn the_keyboard_goes_on_from_where_the_pointer_pressed() {
        let stepped = after(&[Action::Step(Step::Last), Action::Pointer(Event::Press(0)), Action::Step(Step::Next)]);
        assert_eq!(stepped.shown.position(stepped.current.unwrap()), Some(1));
    }

    #[test]
    fn the_number_of_marks_is_announced_once() {
        let announced = |actions: &[Action]| after(actions).announced;
        assert_eq!(announced(&[]), Some(Announced::Loaded(screen().shown.len())));
        assert_eq!(announced(&[Action::Toggle(Kind::Place)]), announced(&[]));
        assert_eq!(announced(&[Action::Step(Step::First), Action::OpenCurrent, Action::BlurMarks]), None);
    }

    #[test]
    fn another_mention_is_announced_while_the_focus_stays() {
        assert_eq!(after(&[Action::GoTo { mark: 5, focus: None }]).announced, Some(Announced::Mark(5)));
        assert_eq!(after(&[Action::GoTo { mark: 5, focus: Some(Focus::Card) }]).announced, None);
    }

    #[test]
    fn what_changes_nothing_says_so() {
        let screen = screen();
        assert!(screen.after(Action::Pointer(Event::Out)).is_none());
        assert!(screen.after(Action::Load(screen.content.clone())).is_none());
        assert!(screen.after(Action::GoTo { mark: 999, focus: Some(Focus::Mark) }).is_none());
    }

    #[test]
    fn nothing_is_marked_inside_a_link() {
        let mut content = screen().content;
        let first = content.set.annotations[0].span;
        content.links = vec![first].into();
        assert_eq!(Screen::new(content).shown.position(0), None);
    }

    #[test]
    fn a_new_article_keeps_what_the_reader_switched() {
        let off = after(&[Action::Toggle(Kind::Person), Action::FocusMarks]);
        let loaded = off.after(Action::Load(Content::empty())).unwrap();
        assert!(!loaded.filter.is_on(Kind::Person));
        assert_eq!(loaded.current, None);
    }

    #[test]
    fn an_article_that_was_changed_elsewhere_leaves_the_reader_where_he_is() {
        let open = after(&[Action::FocusMarks, Action::OpenCurrent]);
        let mark = open.intent.open();
        let loaded = open.after(Action::Load(sample::content())).unwrap();
        assert!(mark.is_some());
        assert_eq!((loaded.intent.open(), loaded.current, loaded.focused), (mark, mark, true));
        // What is said is not said again.
        assert_eq!(loaded.announced, None);
        // Where its words have gone, the card goes.
        let start = open.content.set.annotations[mark.unwrap()].span.start;
        let mut content = sample::content();
        let mut article = (*content.article).clone();
        article.text.replace_range(start..=start, "!");
        content.article = Rc::new(article);
        assert_eq!(open.after(Action::Load(content)).unwrap().intent.open(), None);
    }
}
