//! When a card opens and closes: hover intent as a reducer, after the manners of Wikipedia's page previews.
//!
//! A pointer that crosses a mark on its way elsewhere opens nothing; one that rests opens a card; one that leaves has time
//! to come back or to enter the card. A click, a tap and a key open at once and pin the card. Escape closes and the card
//! stays away until the pointer has left the mark (WCAG 1.4.13: dismissible, hoverable, persistent).

/// A span of time with the reason it is that long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delay(pub u32);

/// Pointers that only pass over a mark are gone again by then.
pub const START: Delay = Delay(150);
/// With [`START`] half a second: shorter felt like the page jumping at the reader, longer like nothing would come.
pub const SHOW: Delay = Delay(350);
/// Time to cross the gap between a mark and its card, or to overshoot and come back.
pub const GRACE: Delay = Delay(300);

/// What happened. A mark is named by its index in `annotations`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// A mouse or pen is over a mark.
    Over(usize),
    /// It is over no mark.
    Out,
    EnterCard,
    LeaveCard,
    /// A click, a tap or a key asks for the card of a mark.
    Press(usize),
    /// Another mark takes the place of the one shown, without question.
    Show(usize),
    /// Escape, the close button, or a press outside.
    Dismiss,
    /// The delay of the present state is over.
    Elapsed,
}

/// Where the reader stands between passing by and reading a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Intent {
    #[default]
    Idle,
    /// The pointer has come to a mark.
    Resting(usize),
    /// It stayed; the mark is about to open.
    Coming(usize),
    /// The card is shown.
    Open { mark: usize, pinned: bool },
    /// The pointer has left; `next` is the mark it is over by now.
    Leaving { mark: usize, next: Option<usize> },
    /// The reader sent the card away and the pointer has not moved off since.
    Dismissed(usize),
}

impl Intent {
    /// The mark whose card is shown.
    pub fn open(self) -> Option<usize> {
        match self {
            Intent::Open { mark, .. } | Intent::Leaving { mark, .. } => Some(mark),
            _ => None,
        }
    }

    /// The mark to bring out: its card is shown or about to be.
    pub fn hot(self) -> Option<usize> {
        match self {
            Intent::Coming(mark) => Some(mark),
            _ => self.open(),
        }
    }

    /// Whether only the reader's own act closes the card.
    pub fn is_pinned(self) -> bool {
        matches!(self, Intent::Open { pinned: true, .. })
    }

    /// Which of the marks that lie over one another, the innermost first, a press is on. One `again` on the same words is on the mark
    /// below the one whose card is open, so that each is reached in its turn and the last press closes.
    pub fn pressed(self, stack: &[usize], again: bool) -> Option<usize> {
        let open = self.open().filter(|_| again && self.is_pinned());
        let at = stack.iter().position(|&mark| Some(mark) == open);
        stack.get(at.map_or(0, |at| (at + 1).min(stack.len() - 1))).copied()
    }

    /// After which time [`Event::Elapsed`] is due.
    pub fn delay(self) -> Option<Delay> {
        match self {
            Intent::Resting(_) => Some(START),
            Intent::Coming(_) => Some(SHOW),
            Intent::Leaving { .. } => Some(GRACE),
            _ => None,
        }
    }

    /// The state after `event`.
    pub fn on(self, event: Event) -> Intent {
        match event {
            Event::Press(mark) if self == (Intent::Open { mark, pinned: true }) => Intent::Dismissed(mark),
            Event::Press(mark) => Intent::Open { mark, pinned: true },
            Event::Show(mark) => Intent::Open { mark, pinned: true },
            Event::Dismiss => self.hot().map_or(Intent::Idle, Intent::Dismissed),
            Event::Over(mark) => self.over(mark),
            Event::Out => self.out(),
            Event::EnterCard => self.open().map_or(self, |mark| Intent::Open { mark, pinned: self.is_pinned() }),
            Event::LeaveCard => self.out(),
            Event::Elapsed => self.elapsed(),
        }
    }

    fn over(self, over: usize) -> Intent {
        match self {
            Intent::Resting(mark) | Intent::Coming(mark) | Intent::Dismissed(mark) if mark == over => self,
            Intent::Idle | Intent::Resting(_) | Intent::Coming(_) | Intent::Dismissed(_) => Intent::Resting(over),
            Intent::Open { pinned: true, .. } => self,
            Intent::Open { mark, .. } | Intent::Leaving { mark, .. } if mark == over => {
                Intent::Open { mark, pinned: false }
            }
            Intent::Open { mark, .. } | Intent::Leaving { mark, .. } => Intent::Leaving { mark, next: Some(over) },
        }
    }

    fn out(self) -> Intent {
        match self {
            Intent::Open { pinned: true, .. } => self,
            Intent::Open { mark, .. } | Intent::Leaving { mark, .. } => Intent::Leaving { mark, next: None },
            _ => Intent::Idle,
        }
    }

    fn elapsed(self) -> Intent {
        match self {
            Intent::Resting(mark) => Intent::Coming(mark),
            Intent::Coming(mark) => Intent::Open { mark, pinned: false },
            // The pointer has rested on the next mark for the grace already: no second start delay.
            Intent::Leaving { next: Some(next), .. } => Intent::Coming(next),
            Intent::Leaving { next: None, .. } => Intent::Idle,
            _ => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn after(events: &[Event]) -> Intent {
        events.iter().fold(Intent::Idle, |intent, &event| intent.on(event))
    }

    use Event::{Dismiss, Elapsed, EnterCard, LeaveCard, Out, Over, Press};

    #[test]
    fn each_of_the_marks_at_a_place_is_reached_by_another_press() {
        let press = |intent: Intent| intent.on(Press(intent.pressed(&[7, 3, 1], true).unwrap()));
        let presses = std::iter::successors(Some(after(&[Over(7), Elapsed, Elapsed])), |&intent| Some(press(intent)));
        let open: Vec<_> = presses.skip(1).take(4).map(Intent::open).collect();
        assert_eq!(open, [Some(7), Some(3), Some(1), None]);
        assert_eq!(after(&[Press(5)]).pressed(&[7, 3], true), Some(7));
        // A name in the quote whose card is open.
        assert_eq!(after(&[Press(3)]).pressed(&[7, 3], false), Some(7));
        assert_eq!(after(&[Press(5)]).pressed(&[], true), None);
    }

    #[test]
    fn passing_over_a_mark_opens_nothing() {
        assert_eq!(after(&[Over(1), Out]), Intent::Idle);
        assert_eq!(after(&[Over(1), Elapsed, Out]), Intent::Idle);
        assert_eq!(after(&[Over(1), Over(2)]), Intent::Resting(2));
    }

    #[test]
    fn resting_half_a_second_opens() {
        assert_eq!(START.0 + SHOW.0, 500);
        assert_eq!(after(&[Over(1), Over(1), Elapsed, Elapsed]).open(), Some(1));
    }

    #[test]
    fn entering_the_card_keeps_it_and_leaving_it_closes_after_the_grace() {
        let inside = after(&[Over(1), Elapsed, Elapsed, Out, EnterCard]);
        assert_eq!(inside, Intent::Open { mark: 1, pinned: false });
        assert_eq!(inside.delay(), None);
        assert_eq!(inside.on(LeaveCard).delay(), Some(GRACE));
        assert_eq!(inside.on(LeaveCard).on(Elapsed), Intent::Idle);
    }

    #[test]
    fn coming_back_within_the_grace_keeps_the_card() {
        assert_eq!(after(&[Over(1), Elapsed, Elapsed, Out, Over(1)]), Intent::Open { mark: 1, pinned: false });
    }

    #[test]
    fn a_press_opens_at_once_pins_and_closes_again() {
        let pinned = after(&[Press(4)]);
        assert_eq!(pinned, Intent::Open { mark: 4, pinned: true });
        for event in [Out, Over(9), LeaveCard, Elapsed, EnterCard] {
            assert_eq!(pinned.on(event), pinned);
        }
        assert_eq!(pinned.on(Press(4)).open(), None);
        assert_eq!(pinned.on(Press(5)).open(), Some(5));
    }

    #[test]
    fn a_dismissed_card_stays_away_until_the_pointer_has_left() {
        let away = after(&[Over(1), Elapsed, Elapsed, Dismiss]);
        assert_eq!(away.on(Over(1)), away);
        assert_eq!(away.on(Out).on(Over(1)), Intent::Resting(1));
        assert_eq!(away.on(Over(2)), Intent::Resting(2));
    }

    #[test]
    fn moving_to_the_next_mark_hands_over() {
        let moved = after(&[Over(1), Elapsed, Elapsed, Out, Over(2)]);
        assert_eq!(moved.open(), Some(1));
        assert_eq!(moved.on(Elapsed).on(Elapsed).open(), Some(2));
    }
}
