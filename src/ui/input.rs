//! What is heard while an article is on the page: pointers, the clock, the ways out of a card, resizing, scrolling, printing. The keys
//! that move among the marks are heard by the button over them.

use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{HtmlElement, KeyboardEvent, ResizeObserver};
use yew::prelude::*;

use super::annotated::State;
use super::stage::Stage;
use crate::dom::Page;
use crate::dom::pointer::{self, Pointed};
use crate::view::Action;
use crate::view::intent::Event as PointerEvent;

/// What is heard while an article is on the page. Dropping it stops listening.
pub struct Listeners {
    _events: Vec<EventListener>,
    observer: Option<ResizeObserver>,
    _on_resize: Closure<dyn FnMut()>,
}

impl Drop for Listeners {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}

/// Hears what the pointer does over the article, and when the page has to be laid out or printed.
pub fn listen(screen: &State, stage: &Rc<Stage>, page: Option<&Page>) -> Option<Listeners> {
    let root = stage.root(page)?;
    let mut events = pointer::listen(&root, {
        let (screen, stage) = (screen.clone(), stage.clone());
        // A fresh handle each time: one that is kept also keeps every state it has ever read.
        move |pointed| on_pointer(&screen.clone(), &stage, pointed)
    });
    if let Some(card) = stage.card.cast::<HtmlElement>() {
        for (name, event) in [("pointerenter", PointerEvent::EnterCard), ("pointerleave", PointerEvent::LeaveCard)] {
            let screen = screen.dispatcher();
            events.push(EventListener::new(&card, name, move |_| screen.dispatch(Action::Pointer(event))));
        }
    }
    let relayout = {
        let (screen, stage) = (screen.clone(), stage.clone());
        move || stage.layout(&screen.clone())
    };
    if let Some(window) = web_sys::window() {
        let relayout = relayout.clone();
        events.push(EventListener::new(&window, "resize", move |_| relayout()));
        for (name, is_print) in [("beforeprint", true), ("afterprint", false)] {
            let (screen, stage) = (screen.clone(), stage.clone());
            events.push(EventListener::new(&window, name, move |_| {
                stage.print(&screen.clone(), is_print);
                screen.dispatch(Action::Print(is_print));
            }));
        }
        let stage = stage.clone();
        // Captured: of an element that scrolls inside the page, the event does not bubble.
        let captured = EventListenerOptions::run_in_capture_phase();
        events.push(EventListener::new_with_options(&window, "scroll", captured, move |event| {
            let is_page = event.target().is_some_and(|target| target.has_type::<web_sys::Document>());
            stage.scrolled(is_page);
        }));
    }
    // Also fires when a web font arrives and the lines of the text change their height.
    let on_resize = Closure::<dyn FnMut()>::new(relayout);
    let observer = ResizeObserver::new(on_resize.as_ref().unchecked_ref()).ok();
    if let Some(observer) = &observer {
        observer.observe(&root);
    }
    Some(Listeners { _events: events, observer, _on_resize: on_resize })
}

fn on_pointer(screen: &State, stage: &Stage, pointed: Pointed) {
    let event = match pointed {
        // The card hears for itself that the pointer has come and gone.
        Pointed::Beside(node) if stage.card_holds(Some(&node)) => return,
        Pointed::Left | Pointed::Beside(_) => PointerEvent::Out,
        Pointed::Moved(x, y) => match stage.hits(screen, (x, y)).first() {
            Some(&mark) => {
                // The card stays where it opened while the pointer wanders over its mark.
                if screen.intent.open() != Some(mark) {
                    stage.point_at(Some((x, y)));
                }
                PointerEvent::Over(mark)
            }
            None => PointerEvent::Out,
        },
        Pointed::Pressed(x, y) => {
            let stack = stage.hits(screen, (x, y));
            match screen.intent.pressed(&stack, stage.is_pressed_again(&stack)) {
                Some(mark) => {
                    stage.point_at(Some((x, y)));
                    PointerEvent::Press(mark)
                }
                None => PointerEvent::Dismiss,
            }
        }
    };
    screen.dispatch(Action::Pointer(event));
}

/// Lets time pass for the hover intent.
#[hook]
pub fn use_clock(screen: &State) {
    let dispatcher = screen.dispatcher();
    use_effect_with(screen.intent, move |intent| {
        let tick = move || dispatcher.dispatch(Action::Pointer(PointerEvent::Elapsed));
        let timeout = intent.delay().map(|delay| Timeout::new(delay.0, tick));
        move || drop(timeout)
    });
}

/// Escape and a press elsewhere close an open card. Listens only while one is open.
#[hook]
pub fn use_ways_out(screen: &State, stage: &Rc<Stage>) {
    let (state, stage) = (screen.clone(), stage.clone());
    use_effect_with(screen.intent.open().is_some(), move |&is_open| {
        let document = web_sys::window().and_then(|window| window.document());
        let listeners = document.filter(|_| is_open).map(|document| {
            let (on_key, on_press) = ((state.clone(), stage.clone()), (state, stage));
            [
                EventListener::new(&document, "keydown", move |event| {
                    if event.unchecked_ref::<KeyboardEvent>().key() == "Escape" {
                        let (state, stage) = &on_key;
                        close(&state.clone(), stage);
                    }
                }),
                EventListener::new(&document, "pointerdown", move |event| {
                    let (state, stage) = &on_press;
                    // The article sees to itself.
                    let target = pointer::target(event);
                    if !stage.card_holds(target.as_ref()) && !stage.text_holds(target.as_ref()) {
                        state.dispatch(Action::Pointer(PointerEvent::Dismiss));
                    }
                }),
            ]
        });
        move || drop(listeners)
    });
}

/// Closes the card. The focus goes back to the mark only if it was here: it may be in a field of the page.
fn close(screen: &State, stage: &Stage) {
    let action = if stage.has_focus() { Action::Close } else { Action::Pointer(PointerEvent::Dismiss) };
    screen.dispatch(action);
}
