//! The imperative half of the widget: what effects do to the page after Yew has rendered it.

use std::cell::{Cell, Ref, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, Node, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::NodeRef;

use super::print;
use crate::dom::{Page, PainterChoice, Stroke, Surface, TextMap, paint, pointer, surface, wishes};
use crate::exchange::json;
use crate::model::{AnnotationSet, Span};
use crate::view::placement::{self, Placement, Rect, Size};
use crate::view::state::Focus;
use crate::view::{Content, Intensity, Kind, Screen};

/// The elements of one widget and the surface made of them.
#[derive(Default)]
pub struct Stage {
    /// The rendered article; unbound where the page's own text is annotated.
    pub article: NodeRef,
    /// What things over the text are placed in.
    pub layer: NodeRef,
    /// Where drawn boxes go.
    pub boxes: NodeRef,
    /// The button over the current mark.
    pub button: NodeRef,
    pub card: NodeRef,
    surface: RefCell<Option<Surface>>,
    /// Whose marks were painted last.
    painted: Cell<*const AnnotationSet>,
    /// What the page was told of the card that is open.
    told: RefCell<Option<String>>,
    /// Where the pointer was last; none after the keyboard was used.
    point: Cell<Option<(f64, f64)>>,
    /// The innermost mark of the last press; none after the keyboard was used.
    pressed: Cell<Option<usize>>,
}

impl Stage {
    /// The element that holds the article's text.
    pub fn root(&self, page: Option<&Page>) -> Option<Element> {
        page.map(|page| page.root.clone()).or_else(|| self.article.cast())
    }

    /// Takes the text of `content`, just rendered or the page's own, in charge.
    pub fn mount(&self, content: &Content, page: Option<&Page>, choice: PainterChoice) {
        // The old one first: it takes its paint away when it is dropped.
        self.surface.replace(None);
        let (Some(root), Some(layer), Some(boxes)) = (self.root(page), self.layer.cast(), self.boxes.cast()) else {
            return;
        };
        let map = match page {
            Some(page) => page.text_map(),
            None => TextMap::of_rendered(content.article.clone(), &root),
        };
        self.surface.replace(map.map(|map| Surface::new(root, layer, boxes, map, choice)));
    }

    /// Takes all paint away.
    pub fn unmount(&self) {
        self.surface.replace(None);
    }

    /// Whether the text stands on the page: that of a rehearsal does not.
    pub fn is_on_page(&self) -> bool {
        self.surface().is_some_and(|surface| surface.root().is_connected())
    }

    /// Whether the marks of `content` are painted for the first time.
    pub fn is_first_of(&self, content: &Content) -> bool {
        let set = Rc::as_ptr(&content.set);
        self.painted.replace(set) != set
    }

    fn surface(&self) -> Option<Ref<'_, Surface>> {
        Ref::filter_map(self.surface.try_borrow().ok()?, Option::as_ref).ok()
    }

    fn with_surface(&self, change: impl FnOnce(&mut Surface)) {
        if let Ok(mut surface) = self.surface.try_borrow_mut() {
            surface.as_mut().map(change);
        }
    }

    /// Paints the displayed marks.
    pub fn paint(&self, screen: &Screen) {
        let annotations = &screen.content.set.annotations;
        let strokes: Vec<Stroke> = screen
            .shown
            .iter()
            .map(|&mark| Stroke { mark, kind: Kind::of(&annotations[mark]), span: annotations[mark].span })
            .collect();
        self.with_surface(|surface| surface.paint(strokes));
    }

    /// Brings all marks out more or less.
    pub fn intensify(&self, intensity: Intensity) {
        paint::intensify(intensity);
        if let Some(boxes) = self.boxes.cast::<Element>() {
            let _ = boxes.set_attribute("data-intensity", intensity.as_str());
        }
    }

    /// Tells the page of something that happens with a mark. Whether the page lets it.
    pub fn tell(&self, name: &str, detail: &str) -> bool {
        self.layer.cast::<Element>().is_none_or(|layer| wishes::tell(&layer, name, detail))
    }

    /// Tells the page that a card has opened or closed.
    pub fn tell_card(&self, screen: &Screen) {
        let open = screen.intent.open().map(|mark| detail(screen, mark));
        if let Some(before) = self.told.replace(open.clone()) {
            self.tell(wishes::CLOSE, &before);
        }
        if let Some(open) = open {
            self.tell(wishes::OPEN, &open);
        }
    }

    /// Brings out the mark that is open, about to be, or current.
    pub fn emphasise(&self, screen: &Screen) {
        let span = screen.emphasis().map(|mark| span(screen, mark));
        self.with_surface(|surface| surface.emphasise(span));
    }

    /// The displayed marks at a point of the viewport, the innermost first.
    pub fn hits(&self, screen: &Screen, point: (f64, f64)) -> Vec<usize> {
        let hits = |surface: Ref<Surface>| pointer::hits(&surface, &screen.content.set, &screen.shown, point);
        self.surface().and_then(hits).unwrap_or_default()
    }

    /// Remembers where the pointer acted, or that it was not the pointer.
    pub fn point_at(&self, point: Option<(f64, f64)>) {
        self.point.set(point);
        if point.is_none() {
            self.pressed.set(None);
        }
    }

    /// Whether a press on these marks, the innermost first, is on the same words as the last one.
    pub fn is_pressed_again(&self, stack: &[usize]) -> bool {
        let innermost = stack.first().copied();
        self.pressed.replace(innermost) == innermost
    }

    /// Lays everything over the text out again.
    pub fn layout(&self, screen: &Screen) {
        self.with_surface(Surface::repaint);
        self.place_button(screen);
        self.place_card(screen);
    }

    /// Lays the button over the first line of its mark.
    pub fn place_button(&self, screen: &Screen) -> Option<()> {
        let button = self.button.cast::<HtmlElement>()?;
        let surface = self.surface()?;
        let line = *surface.lines(span(screen, screen.at()?)).first()?;
        let (left, top) = surface.origin();
        surface::place(&button, Rect { x: line.x - left, y: line.y - top, ..line });
        Some(())
    }

    /// Brings the button's mark into the viewport if it is outside.
    pub fn reveal(&self, screen: &Screen) {
        self.place_button(screen);
        if let Some(button) = self.button.cast::<HtmlElement>() {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            // A card is placed right after: it must not be placed for where the page is still scrolling from.
            options.set_behavior(ScrollBehavior::Instant);
            button.scroll_into_view_with_scroll_into_view_options(&options);
        }
    }

    /// Paints all marks for paper, which has them all before the eyes, or again those near the viewport.
    pub fn print(&self, screen: &Screen, is_print: bool) {
        self.with_surface(|surface| if is_print { surface.paint_all() } else { surface.repaint() });
        self.article.cast().and_then(|article| print::number(&article, screen, is_print));
    }

    /// Paints what has come near the viewport by scrolling the page, or something in it.
    pub fn scrolled(&self, is_page: bool) {
        self.with_surface(|surface| surface.scrolled(is_page));
    }

    /// Places the open card beside its mark, or along the lower edge of a narrow screen.
    pub fn place_card(&self, screen: &Screen) -> Option<()> {
        let mark = screen.intent.open()?;
        let card = self.card.cast::<HtmlElement>()?;
        let surface = self.surface()?;
        let lines = surface.lines(span(screen, mark));
        let line = placement::nearest_line(&lines, self.point.get())?;
        // Measured as it stands beside a line, not as the sheet it may have been on a narrower screen.
        if !placement::is_for_sheets(surface.viewport()) {
            let _ = card.remove_attribute("data-placement");
        }
        let size = Size { width: f64::from(card.offset_width()), height: f64::from(card.offset_height()) };
        let dir = screen.content.article.block_at(span(screen, mark).start)?.dir;
        let place = placement::place(line, self.point.get(), size, surface.viewport(), dir);
        let (left, top) = surface.origin();
        let style = card.style();
        let (name, x, y) = match place {
            Placement::Sheet => ("sheet", String::new(), String::new()),
            Placement::Beside { x, y, above } => {
                (if above { "above" } else { "below" }, surface::pixels(x - left), surface::pixels(y - top))
            }
        };
        let _ = style.set_property("left", &x);
        let _ = style.set_property("top", &y);
        let _ = card.set_attribute("data-placement", name);
        if place == Placement::Sheet {
            uncover(&card, line);
        }
        Some(())
    }

    /// Moves the focus; the page does not scroll for it.
    pub fn focus(&self, focus: Focus) {
        let target = match focus {
            Focus::Mark => &self.button,
            Focus::Card => &self.card,
        };
        if let Some(element) = target.cast::<HtmlElement>() {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = element.focus_with_options(&options);
        }
    }

    /// Takes the focus off the button: the way out of the marks.
    pub fn leave(&self) {
        if let Some(button) = self.button.cast::<HtmlElement>() {
            let _ = button.blur();
        }
    }

    /// Whether the focus is inside the card or on the button.
    pub fn has_focus(&self) -> bool {
        [&self.card, &self.button].into_iter().filter_map(NodeRef::get).any(|node| is_focused_in(&node))
    }

    /// Whether `node` lies in the article's text.
    pub fn text_holds(&self, node: Option<&Node>) -> bool {
        self.surface().is_some_and(|surface| surface.root().contains(node))
    }

    /// Whether `node` lies in the card.
    pub fn card_holds(&self, node: Option<&Node>) -> bool {
        self.card.get().is_some_and(|card| card.contains(node))
    }
}

/// What the page is told of a mark, as JSON.
pub fn detail(screen: &Screen, mark: usize) -> String {
    let Content { article, set, .. } = &screen.content;
    // What the page asks for may be of yesterday's annotations.
    if mark < set.annotations.len() { json::mark(article, set, mark) } else { "null".to_owned() }
}

fn span(screen: &Screen, mark: usize) -> Span {
    screen.content.set.annotations[mark].span
}

/// Whether the focused element of the node's tree is in `node`.
fn is_focused_in(node: &Node) -> bool {
    node.dyn_ref::<Element>().is_some_and(|element| element.matches(":focus-within").unwrap_or(false))
}

/// Scrolls the page so far that a sheet does not cover the line it speaks of.
fn uncover(sheet: &HtmlElement, line: Rect) {
    let covered = line.y + line.height - sheet.get_bounding_client_rect().top() + 16.0;
    if covered > 0.0
        && let Some(window) = web_sys::window()
    {
        window.scroll_by_with_x_and_y(0.0, covered);
    }
}
