//! The turns of the page while the engine works: it goes on drawing and answering its reader.

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;

use super::perf;
use crate::turns::Turn;

/// How long the engine works at a time, in milliseconds: a step is begun before that is over and may take a few more, and a page that
/// does nothing else for 50 is felt to hang.
const STINT: f64 = 10.0;

/// Gives the page its turn whenever the engine has worked for a while; at first at once, for nobody knows how long the page has waited.
pub fn page() -> impl Fn() -> Option<Turn> {
    let since = Rc::new(Cell::new(0.0));
    move || {
        let since = since.clone();
        (perf::now() - since.get() > STINT).then(|| -> Turn {
            Box::pin(async move {
                pause().await;
                since.set(perf::now());
            })
        })
    }
}

/// Lets everything else have its turn.
pub async fn pause() {
    TimeoutFuture::new(0).await;
}
