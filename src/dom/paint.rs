//! Paints marks over text without touching it: CSS custom highlights where the browser has them, drawn boxes elsewhere.

use std::cell::Cell;

use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{CssStyleSheet, Element, HtmlElement, Range};

use super::externs::{Highlight, HighlightRegistry, ReplaceableSheet, StyleRoot};
use super::surface;
use super::text_map::TextMap;
use crate::model::Span;
use crate::view::{Intensity, Kind, Rect};

/// The looks of the highlights; the only thing that stands outside the widget's own elements.
///
/// Kinds differ by more than colour: solid, dotted, double, thin, dashed, tinted. Two lines under the same words, as of an agency
/// that is an organisation and a source, stand one under the other. Arabic has its dots below the line: an underline that makes way
/// for them falls to pieces, so it keeps clear instead. (A comment in the sheet would be loaded with every page.)
const SHEET: &str = include_str!("highlights.css");
/// The looks of paler highlights, after the others.
const SUBTLE: &str = include_str!("subtle.css");
/// A mark brought out among the others.
const CURRENT: &str = "current";

/// A mark to paint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stroke {
    /// Its place in the order of the text.
    pub mark: usize,
    pub kind: Kind,
    pub span: Span,
}

/// Which painter to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PainterChoice {
    /// Highlights where the browser has them.
    #[default]
    Auto,
    /// Drawn boxes, whatever the browser has.
    Boxes,
}

impl PainterChoice {
    /// Reads an option: `boxes`, anything else is [`PainterChoice::Auto`].
    pub fn from_name(name: &str) -> PainterChoice {
        if name == "boxes" { PainterChoice::Boxes } else { PainterChoice::Auto }
    }
}

/// Paints ranges of named kinds. Dropping it takes all its paint away.
pub trait Painter {
    /// Paints these, which are in the order of the text, and no others.
    fn paint(&mut self, strokes: &[Stroke], map: &TextMap);
    /// Brings these out and no others.
    fn emphasise(&mut self, ranges: &[Range]);
}

/// The painter for the text under `root`; `boxes` is the element drawn boxes go into.
pub fn painter(choice: PainterChoice, root: &Element, boxes: HtmlElement) -> Box<dyn Painter> {
    let wants_highlights = choice == PainterChoice::Auto && !has_forced_colors();
    match HighlightRegistry::of_window().filter(|_| wants_highlights) {
        Some(registry) => {
            adopt_sheet(root);
            Box::new(HighlightPainter { registry, marks: Vec::new(), current: Vec::new() })
        }
        None => Box::new(BoxPainter { boxes, marks: Vec::new(), current: Vec::new() }),
    }
}

/// Whether the reader's own colours are in force. Chromium then fills every custom highlight as if it were selected, whatever
/// its rule says, and the kinds cannot be told apart.
fn has_forced_colors() -> bool {
    let query = web_sys::window().and_then(|window| window.match_media("(forced-colors: active)").ok().flatten());
    query.is_some_and(|query| query.matches())
}

thread_local! {
    /// What the sheet is written for.
    static WRITTEN: Cell<Intensity> = const { Cell::new(Intensity::Full) };
    /// One sheet for the document of this module.
    static HIGHLIGHT_SHEET: Option<CssStyleSheet> = {
        let sheet = CssStyleSheet::new().ok();
        if let Some(sheet) = &sheet {
            let _ = sheet.unchecked_ref::<ReplaceableSheet>().replace_sync(SHEET);
        }
        sheet
    };
}

/// Brings all highlights of the page out more or less: they share their sheet. It is not written anew for nothing, for the whole page would
/// be styled anew.
pub fn intensify(intensity: Intensity) {
    HIGHLIGHT_SHEET.with(|sheet| {
        let Some(sheet) = sheet.as_ref().filter(|_| WRITTEN.replace(intensity) != intensity) else { return };
        let rules = if intensity == Intensity::Subtle { [SHEET, SUBTLE].concat() } else { SHEET.to_owned() };
        let _ = sheet.unchecked_ref::<ReplaceableSheet>().replace_sync(&rules);
    });
}

/// `::highlight()` rules hold for the tree the text is in, so that is where they have to be.
fn adopt_sheet(root: &Element) {
    let tree: StyleRoot = root.get_root_node().unchecked_into();
    HIGHLIGHT_SHEET.with(|sheet| {
        let (Some(sheet), Some(adopted)) = (sheet, tree.adopted_style_sheets()) else { return };
        if !adopted.includes(sheet, 0) {
            tree.set_adopted_style_sheets(&adopted.concat(&Array::of1(sheet)));
        }
    });
}

/// Adds ranges to highlights of the names `hashiya-*`, which all widgets of a page share.
struct HighlightPainter {
    registry: HighlightRegistry,
    /// What is painted, in the order of the text.
    marks: Vec<(Stroke, Vec<Range>)>,
    current: Vec<Range>,
}

impl HighlightPainter {
    fn add(&self, kind: &str, ranges: &[Range]) {
        if ranges.is_empty() {
            return;
        }
        let name = name(kind);
        let highlight = self.registry.get(&name).unwrap_or_else(|| {
            let highlight = Highlight::new();
            highlight.set_priority(priority(kind));
            self.registry.set(&name, &highlight);
            highlight
        });
        ranges.iter().for_each(|range| highlight.add(range));
    }

    fn remove(&self, kind: &str, ranges: &[Range]) {
        let name = name(kind);
        let Some(highlight) = self.registry.get(&name) else { return };
        for range in ranges {
            highlight.remove(range);
        }
        if highlight.size() == 0 {
            self.registry.delete(&name);
        }
    }
}

fn name(kind: &str) -> String {
    ["hashiya-", kind].concat()
}

/// Names are painted over the quotes and sources they stand in, the current mark over all.
fn priority(kind: &str) -> i32 {
    match kind {
        "quote" | "source" => 0,
        CURRENT => 2,
        _ => 1,
    }
}

impl Painter for HighlightPainter {
    /// What is painted already is left as it is: the browser paints all lines anew where a range has come or gone.
    fn paint(&mut self, strokes: &[Stroke], map: &TextMap) {
        let mut before = std::mem::take(&mut self.marks).into_iter().peekable();
        let mut marks = Vec::with_capacity(strokes.len());
        for &stroke in strokes {
            while let Some((gone, ranges)) = before.next_if(|(one, _)| *one != stroke && one.mark <= stroke.mark) {
                self.remove(gone.kind.as_str(), &ranges);
            }
            // A host that moves its paragraphs leaves a range of nothing behind.
            let is_there =
                |(one, ranges): &(Stroke, Vec<Range>)| *one == stroke && !ranges.iter().any(Range::collapsed);
            marks.push(before.next_if(is_there).unwrap_or_else(|| {
                let ranges = map.ranges(stroke.span);
                self.add(stroke.kind.as_str(), &ranges);
                (stroke, ranges)
            }));
        }
        before.for_each(|(gone, ranges)| self.remove(gone.kind.as_str(), &ranges));
        self.marks = marks;
    }

    fn emphasise(&mut self, ranges: &[Range]) {
        self.remove(CURRENT, &self.current);
        self.current = ranges.to_vec();
        self.add(CURRENT, ranges);
    }
}

impl Drop for HighlightPainter {
    fn drop(&mut self) {
        self.marks.iter().for_each(|(stroke, ranges)| self.remove(stroke.kind.as_str(), ranges));
        self.remove(CURRENT, &self.current);
    }
}

/// Draws an empty box over each line of each mark, in a layer that neither pointers nor screen readers meet.
struct BoxPainter {
    boxes: HtmlElement,
    /// Those of the current mark, which comes and goes more often than the others.
    current: Vec<Element>,
    marks: Vec<Element>,
}

impl BoxPainter {
    /// All lines are measured before the first box is drawn: taking turns would lay the page out once a line.
    fn draw(&self, ranges: impl Iterator<Item = (&'static str, Range)>) -> Vec<Element> {
        let Some(document) = self.boxes.owner_document() else { return Vec::new() };
        let (left, top) = surface::origin(&self.boxes);
        let lines: Vec<(&str, Rect)> = ranges
            .flat_map(|(kind, range)| surface::line_rects(&range).into_iter().map(move |line| (kind, line)))
            .collect();
        let draw = |(kind, line): (&str, Rect)| {
            let element: HtmlElement = document.create_element("div").ok()?.unchecked_into();
            element.set_class_name("hashiya-box");
            element.set_attribute("data-kind", kind).ok()?;
            surface::place(&element, Rect { x: line.x - left, y: line.y - top, ..line });
            self.boxes.append_child(&element).ok()?;
            Some(element.into())
        };
        lines.into_iter().filter_map(draw).collect()
    }
}

/// Takes the boxes off the page.
fn erase(boxes: &mut Vec<Element>) {
    boxes.drain(..).for_each(|element| element.remove());
}

impl Painter for BoxPainter {
    fn paint(&mut self, strokes: &[Stroke], map: &TextMap) {
        erase(&mut self.marks);
        let ranges = |stroke: &Stroke| {
            let kind = stroke.kind.as_str();
            map.ranges(stroke.span).into_iter().map(move |range| (kind, range))
        };
        self.marks = self.draw(strokes.iter().flat_map(ranges));
    }

    fn emphasise(&mut self, ranges: &[Range]) {
        erase(&mut self.current);
        self.current = self.draw(ranges.iter().map(|range| (CURRENT, range.clone())));
    }
}

impl Drop for BoxPainter {
    fn drop(&mut self) {
        erase(&mut self.marks);
        erase(&mut self.current);
    }
}
