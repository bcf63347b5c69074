//! From a point on the screen to the mark under it.

use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, Node, PointerEvent, ShadowRoot};

use super::externs::CaretDocument;
use super::surface::Surface;
use crate::model::AnnotationSet;
use crate::view::Shown;

/// How far beside the glyphs of a mark a point may lie, in CSS pixels.
const SLACK: f64 = 2.0;
/// A pointer that moved further between press and release was selecting, not clicking.
const CLICK_TRAVEL: f64 = 6.0;
/// What has a meaning of its own when pressed.
const INTERACTIVE: &str = "a[href],button,input,select,textarea,summary,label,[contenteditable]";

/// What the pointer does over the article, in viewport coordinates.
#[derive(Debug, Clone, PartialEq)]
pub enum Pointed {
    /// A mouse or pen moves.
    Moved(f64, f64),
    Left,
    /// A mouse or pen moves over this node of another tree, which the text's element hosts: it is over the element, but not
    /// over the text.
    Beside(Node),
    /// A click or a tap that selected nothing.
    Pressed(f64, f64),
}

/// Listens to the pointer over `root` until the listeners are dropped.
pub fn listen(root: &Element, act: impl Fn(Pointed) + Clone + 'static) -> Vec<EventListener> {
    let (moved, left, pressed) = (act.clone(), act.clone(), act);
    let down = std::rc::Rc::new(std::cell::Cell::new((0.0, 0.0)));
    let up = down.clone();
    let (tree_moved, tree_pressed) = (root.get_root_node(), root.get_root_node());
    vec![
        EventListener::new(root, "pointermove", move |event| {
            let (Some(event), Some(target)) = (hovering(event), target(event)) else { return };
            if is_in(&target, &tree_moved) {
                moved(Pointed::Moved(f64::from(event.client_x()), f64::from(event.client_y())));
            } else {
                moved(Pointed::Beside(target));
            }
        }),
        EventListener::new(root, "pointerleave", move |event| {
            if hovering(event).is_some() {
                left(Pointed::Left);
            }
        }),
        EventListener::new(root, "pointerdown", move |event| {
            let event: &PointerEvent = event.unchecked_ref();
            down.set((f64::from(event.client_x()), f64::from(event.client_y())));
        }),
        EventListener::new(root, "click", move |event| {
            let event: &PointerEvent = event.unchecked_ref();
            let at = (f64::from(event.client_x()), f64::from(event.client_y()));
            let travel = (at.0 - up.get().0).hypot(at.1 - up.get().1);
            let is_click = event.button() == 0 && travel < CLICK_TRAVEL;
            let on_text = target(event).is_some_and(|target| is_in(&target, &tree_pressed) && !is_interactive(&target));
            if is_click && on_text && !has_selection() {
                pressed(Pointed::Pressed(at.0, at.1));
            }
        }),
    ]
}

/// The event, if its pointer can hover and no button is held (a held button is a selection under way).
fn hovering(event: &Event) -> Option<&PointerEvent> {
    let event: &PointerEvent = event.unchecked_ref();
    (event.pointer_type() != "touch" && event.buttons() == 0).then_some(event)
}

/// Where the event began: in a shadow tree its own target is the host.
pub fn target(event: &Event) -> Option<Node> {
    event.composed_path().get(0).dyn_into().ok()
}

/// Whether `target` is in the tree of the text: a card in a shadow tree under the text's element is another matter.
fn is_in(target: &Node, tree: &Node) -> bool {
    target.get_root_node().is_same_node(Some(tree))
}

fn is_interactive(target: &Node) -> bool {
    let element = target.dyn_ref::<Element>().cloned().or_else(|| target.parent_element());
    element.is_some_and(|element| element.closest(INTERACTIVE).ok().flatten().is_some())
}

fn has_selection() -> bool {
    let selection = web_sys::window().and_then(|window| window.get_selection().ok().flatten());
    selection.is_some_and(|selection| !selection.is_collapsed())
}

/// The displayed marks at the point, the innermost first.
///
/// The browser gives the nearest caret position even for points beside the text, so the mark's line boxes have the last
/// word. A caret stands between two characters; the point can be over either.
pub fn hits(surface: &Surface, set: &AnnotationSet, shown: &Shown, point: (f64, f64)) -> Option<Vec<usize>> {
    let (node, offset) = caret(surface, point)?;
    let byte = surface.map().byte_at(&node, offset)?;
    let before = offset.checked_sub(1).and_then(|offset| surface.map().byte_at(&node, offset));
    let span = |mark: usize| set.annotations[mark].span;
    let mut marks = shown.at(set, before.unwrap_or(byte)..=byte);
    marks.retain(|&mark| surface.lines(span(mark)).iter().any(|line| line.holds(point, SLACK)));
    Some(marks)
}

/// The place in the text nearest to the point.
fn caret(surface: &Surface, (x, y): (f64, f64)) -> Option<(Node, u32)> {
    let document: &CaretDocument = surface.map().document().unchecked_ref();
    if let Ok(position) = document.caret_position(x, y, &shadow_options(surface.root())) {
        let position = position?;
        return Some((position.offset_node()?, position.offset()));
    }
    let range = document.caret_range(x, y).ok()??;
    Some((range.start_container().ok()?, range.start_offset().ok()?))
}

/// `{ shadowRoots: [...] }` for text in a shadow tree: without it the browser answers with the host.
fn shadow_options(root: &Element) -> JsValue {
    let options = js_sys::Object::new();
    if let Ok(shadow) = root.get_root_node().dyn_into::<ShadowRoot>() {
        let _ = js_sys::Reflect::set(&options, &"shadowRoots".into(), &js_sys::Array::of1(&shadow));
    }
    options.into()
}
