//! A rehearsal: while a language pack is on its way, a short story with a pack of its own goes the whole way to painted
//! marks in an element that stands nowhere on the page, and is thrown away.
//!
//! Browsers compile a function of a wasm module when it is first called. Of the time from a first pack to its painted marks
//! most would be compiling; the reader waits for the network anyway, and this is what can be done meanwhile.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;
use yew::Renderer;

use super::annotated::{Annotated, Props};
use super::stories::SharedEngine;
use crate::Engine;
use crate::dom::load;
use crate::dom::turns::{self, pause};
use crate::import::{self, plain};
use crate::lang::Pack;
use crate::lang::pack::Header;
use crate::model::{AnnotationSet, Lang};
use crate::turns::Turns;
use crate::view::Content;

thread_local! {
    /// Which languages had their turn, in the order of [`Lang::ALL`].
    static DONE: Cell<[bool; Lang::ALL.len()]> = const { Cell::new([false; Lang::ALL.len()]) };
}

/// Whether `lang` was not rehearsed yet; from now on it was.
fn is_first(lang: Lang) -> bool {
    let mut done = DONE.get();
    let is_first = !std::mem::replace(&mut done[lang as usize], true);
    DONE.set(done);
    is_first
}

/// Rehearses the story of `file`, a pack that has no more than that story needs and the story in place of its notice
/// (`hashiya pack --words-of`), once the page has shown what it has: if `engine` is still without that language by then, and
/// no language twice.
pub fn begin(engine: &SharedEngine, file: Vec<u8>) {
    let engine = engine.clone();
    spawn_local(async move {
        shown().await;
        let Ok(header) = Header::parse(&file) else { return };
        let is_waiting = || !engine.borrow().has_pack(header.lang);
        if is_waiting()
            && is_first(header.lang)
            && let Ok(pack) = load::pack(&file).await
        {
            rehearse(pack, is_waiting).await;
        }
    });
}

/// Each step is a task of its own: the page answers its reader between them, and goes on with the pack when that is there.
async fn rehearse(pack: Pack, is_waiting: impl Fn() -> bool) -> Option<()> {
    let article = Rc::new(plain::article(pack.notice(), &import::Options::default()));
    let mut engine = Engine::new();
    engine.add_pack(pack);
    let set = engine.in_steps(&article, None, Turns::new(&turns::page())).await;
    pause().await;
    if is_waiting() {
        let element = web_sys::window()?.document()?.create_element("div").ok()?;
        perform(element, Content::new(article, Rc::new(set))).await;
    }
    Some(())
}

/// The way of a widget: first the plain article, then its marks.
async fn perform(element: Element, content: Content) {
    let plain = Content { set: Rc::new(AnnotationSet::default()), ..content.clone() };
    let ui = content.article.lang;
    let props = Props::new(plain, ui);
    let mut app = Renderer::<Annotated>::with_root_and_props(element.clone(), props.clone()).render();
    rendered(&element, "[data-ready=false]").await;
    app.update(Props { content, is_ready: true, ..props });
    rendered(&element, "[data-ready=true]").await;
    // The marks are painted after they were rendered, when Yew has its next turn.
    pause().await;
    app.destroy();
}

/// Waits until Yew has rendered `selector` into `element`: mostly at once, but when it has much to do it takes turns with the
/// browser. A widget that is destroyed before it was rendered would be rendered afterwards, and stay.
async fn rendered(element: &Element, selector: &str) {
    let _ = JsFuture::from(Promise::resolve(&JsValue::UNDEFINED)).await;
    while element.query_selector(selector).is_ok_and(|found| found.is_none()) {
        pause().await;
    }
}

/// Waits until the browser has drawn the page as it is. In a hidden tab that is not before the reader comes to it.
async fn shown() {
    let frame = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.request_animation_frame(&resolve);
        }
    });
    let _ = JsFuture::from(frame).await;
    pause().await;
}
