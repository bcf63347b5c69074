//! The article as it lies on the screen: its text, the painter over it, and the layer where boxes and cards are placed.

use web_sys::{Element, HtmlElement, Range};

use super::paint::{self, Painter, PainterChoice, Stroke};
use super::text_map::TextMap;
use crate::model::Span;
use crate::view::{Rect, Size};

/// How many viewports above and below the viewport marks are painted. WebKit repaints all ranges whenever one changes, and each
/// drawn box is an element.
const REACH: f64 = 2.0;
/// So few marks are painted wherever they are.
const FEW: usize = 120;

/// One article on the screen.
pub struct Surface {
    root: Element,
    /// An empty element whose corner is the origin of everything laid over the text.
    layer: HtmlElement,
    map: TextMap,
    painter: Box<dyn Painter>,
    /// In the order of the text.
    strokes: Vec<Stroke>,
    current: Vec<Range>,
    /// What of the text lay near the viewport when it was last asked; empty before.
    near: Vec<Span>,
    /// Where in the viewport the layer's corner was then.
    near_at: f64,
}

impl Surface {
    /// Takes charge of the text of `map` under `root`. `layer` is positioned; `boxes` is where drawn boxes go.
    pub fn new(root: Element, layer: HtmlElement, boxes: HtmlElement, map: TextMap, choice: PainterChoice) -> Surface {
        let painter = paint::painter(choice, &root, boxes);
        Surface { root, layer, map, painter, strokes: Vec::new(), current: Vec::new(), near: Vec::new(), near_at: 0.0 }
    }

    /// The element that holds the text.
    pub fn root(&self) -> &Element {
        &self.root
    }

    /// Where the text lies.
    pub fn map(&self) -> &TextMap {
        &self.map
    }

    /// Paints these marks, which are in the order of the text, and no others.
    pub fn paint(&mut self, strokes: Vec<Stroke>) {
        self.strokes = strokes;
        self.paint_near();
    }

    /// Brings out one mark among the others, or none.
    pub fn emphasise(&mut self, span: Option<Span>) {
        self.current = span.map(|span| self.map.ranges(span)).unwrap_or_default();
        self.painter.emphasise(&self.current);
    }

    /// Paints anew after the page has changed its layout.
    pub fn repaint(&mut self) {
        self.near.clear();
        self.paint_near();
        self.painter.emphasise(&self.current);
    }

    /// Paints what has come near the viewport, once the page has moved by a good part of the reach. Where something else has scrolled
    /// than the page, what is near is asked anew with the next painting.
    pub fn scrolled(&mut self, is_page: bool) {
        if !is_page {
            self.near.clear();
        }
        if self.strokes.len() > FEW && self.has_moved() {
            self.paint_near();
        }
    }

    fn has_moved(&self) -> bool {
        (self.origin().1 - self.near_at).abs() > self.viewport().height
    }

    /// Paints every mark, wherever it is.
    pub fn paint_all(&mut self) {
        self.painter.paint(&self.strokes, &self.map);
    }

    fn paint_near(&mut self) {
        // Most articles have few: asking for the layout would take longer than painting them all.
        if self.strokes.len() <= FEW {
            return self.paint_all();
        }
        if self.near.is_empty() || self.has_moved() {
            let height = self.viewport().height;
            self.near = self.map.between(-REACH * height, (1.0 + REACH) * height);
            self.near_at = self.origin().1;
        }
        let before = |byte: usize| self.strokes.partition_point(|stroke| stroke.span.start < byte);
        let near = self.near.iter().flat_map(|span| &self.strokes[before(span.start)..before(span.end)]);
        self.painter.paint(&near.copied().collect::<Vec<_>>(), &self.map);
    }

    /// The line boxes of `span` in the viewport.
    pub fn lines(&self, span: Span) -> Vec<Rect> {
        self.map.ranges(span).iter().flat_map(line_rects).collect()
    }

    /// The corner in the viewport from which things in the layer are placed.
    pub fn origin(&self) -> (f64, f64) {
        origin(&self.layer)
    }

    /// The viewport, without its scroll bars.
    pub fn viewport(&self) -> Size {
        let root = self.map.document().document_element();
        root.map_or(Size::default(), |root| Size {
            width: f64::from(root.client_width()),
            height: f64::from(root.client_height()),
        })
    }
}

/// The corner of `layer` in the viewport.
pub fn origin(layer: &HtmlElement) -> (f64, f64) {
    let rect = layer.get_bounding_client_rect();
    (rect.left(), rect.top())
}

/// The line boxes of a range, without empty ones.
pub fn line_rects(range: &Range) -> Vec<Rect> {
    let Some(rects) = range.get_client_rects() else { return Vec::new() };
    let rects = (0..rects.length()).filter_map(|at| rects.get(at));
    rects
        .filter(|rect| rect.width() >= 1.0 && rect.height() >= 1.0)
        .map(|rect| Rect { x: rect.left(), y: rect.top(), width: rect.width(), height: rect.height() })
        .collect()
}

/// Places `element` in its layer, in CSS pixels. Through the CSSOM: a `style` attribute is against strict policies.
pub fn place(element: &HtmlElement, rect: Rect) {
    let style = element.style();
    for (name, value) in [("left", rect.x), ("top", rect.y), ("width", rect.width), ("height", rect.height)] {
        let _ = style.set_property(name, &pixels(value));
    }
}

/// A length in CSS pixels to a tenth. Not by the formatting of floats, which would weigh more than all of this module.
pub fn pixels(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    format!("{sign}{}.{}px", tenths.abs() / 10, tenths.abs() % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_written_to_a_tenth() {
        assert_eq!([12.0, -0.25, 3.123, -17.96].map(pixels), ["12.0px", "-0.3px", "3.1px", "-18.0px"]);
    }
}
