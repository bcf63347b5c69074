//! Long work in steps, between which others have their turn: a page must go on answering its reader.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// A turn of somebody else's.
pub type Turn = Pin<Box<dyn Future<Output = ()>>>;

/// What long work asks after each step: whether others are to have their turn before the next one.
#[derive(Clone, Copy)]
pub struct Turns<'t>(Option<&'t dyn Fn() -> Option<Turn>>);

impl<'t> Turns<'t> {
    /// Nobody waits for a turn.
    pub const NONE: Turns<'static> = Turns(None);

    /// `due` gives the turn that is to be waited for, if one is due.
    pub fn new(due: &'t dyn Fn() -> Option<Turn>) -> Turns<'t> {
        Turns(Some(due))
    }

    /// Called between two steps.
    pub async fn next(&self) {
        if let Some(turn) = self.0.and_then(|due| due()) {
            turn.await;
        }
    }
}

/// The outcome of work that is done with [`Turns::NONE`], and so without waiting.
pub fn at_once<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    loop {
        if let Poll::Ready(outcome) = work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return outcome;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use super::*;

    #[test]
    fn a_turn_that_is_due_is_had_between_two_steps() {
        let had = Rc::new(Cell::new(0));
        let due = || {
            let had = had.clone();
            (had.get() == 0).then(|| Box::pin(async move { had.set(had.get() + 1) }) as Turn)
        };
        let turns = Turns::new(&due);
        at_once(async {
            turns.next().await;
            turns.next().await;
        });
        assert_eq!(had.get(), 1);
    }
}
