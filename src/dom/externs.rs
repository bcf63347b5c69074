//! Browser interfaces that `web-sys` does not have, or has only behind `web_sys_unstable_apis`.

use wasm_bindgen::prelude::*;
use web_sys::{CaretPosition, CssStyleSheet, Range};

#[wasm_bindgen]
extern "C" {
    /// `CSS.highlights`; undefined where custom highlights are missing (before Chromium 105, Safari 17.2, Firefox 140).
    #[wasm_bindgen(thread_local_v2, js_namespace = CSS, js_name = highlights)]
    static HIGHLIGHTS: JsValue;

    /// `navigator.clipboard`; undefined in pages that are not secure.
    #[wasm_bindgen(thread_local_v2, js_namespace = navigator, js_name = clipboard)]
    static CLIPBOARD: JsValue;

    /// What is copied.
    pub type Clipboard;
    #[wasm_bindgen(method, js_name = writeText)]
    pub fn write_text(this: &Clipboard, text: &str) -> js_sys::Promise;

    /// The registry of named highlights of a document.
    pub type HighlightRegistry;
    #[wasm_bindgen(method)]
    pub fn get(this: &HighlightRegistry, name: &str) -> Option<Highlight>;
    #[wasm_bindgen(method)]
    pub fn set(this: &HighlightRegistry, name: &str, highlight: &Highlight);
    #[wasm_bindgen(method)]
    pub fn delete(this: &HighlightRegistry, name: &str) -> bool;

    /// A set of ranges painted alike.
    pub type Highlight;
    #[wasm_bindgen(constructor)]
    pub fn new() -> Highlight;
    #[wasm_bindgen(method)]
    pub fn add(this: &Highlight, range: &Range);
    #[wasm_bindgen(method, js_name = delete)]
    pub fn remove(this: &Highlight, range: &Range) -> bool;
    #[wasm_bindgen(method, getter)]
    pub fn size(this: &Highlight) -> u32;
    #[wasm_bindgen(method, setter)]
    pub fn set_priority(this: &Highlight, priority: i32);

    /// A document or a shadow root, as the place style sheets are adopted into.
    pub type StyleRoot;
    /// A frozen or an observable array, by browser: read it, and set a new one.
    #[wasm_bindgen(method, getter, js_name = adoptedStyleSheets)]
    pub fn adopted_style_sheets(this: &StyleRoot) -> Option<js_sys::Array>;
    #[wasm_bindgen(method, setter, js_name = adoptedStyleSheets)]
    pub fn set_adopted_style_sheets(this: &StyleRoot, sheets: &js_sys::Array);
    #[wasm_bindgen(method, catch, js_name = replaceSync)]
    pub fn replace_sync(this: &ReplaceableSheet, css: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(extends = CssStyleSheet)]
    pub type ReplaceableSheet;

    /// The browser's own inflater.
    pub type DecompressionStream;
    #[wasm_bindgen(catch, constructor)]
    pub fn new(format: &str) -> Result<DecompressionStream, JsValue>;

    /// An element, for whether it can be seen.
    pub type VisibleElement;
    #[wasm_bindgen(method, js_name = checkVisibility)]
    pub fn check_visibility(this: &VisibleElement, options: &JsValue) -> bool;

    /// A document, for the two ways from a point to a place in the text. Each fails where it is missing.
    pub type CaretDocument;
    #[wasm_bindgen(method, catch, js_name = caretPositionFromPoint)]
    pub fn caret_position(
        this: &CaretDocument,
        x: f64,
        y: f64,
        options: &JsValue,
    ) -> Result<Option<CaretPosition>, JsValue>;
    #[wasm_bindgen(method, catch, js_name = caretRangeFromPoint)]
    pub fn caret_range(this: &CaretDocument, x: f64, y: f64) -> Result<Option<Range>, JsValue>;
}

impl Clipboard {
    /// The clipboard, where the page may write to it.
    pub fn of_page() -> Option<Clipboard> {
        CLIPBOARD.with(|value| value.is_object().then(|| value.clone().unchecked_into()))
    }
}

impl HighlightRegistry {
    /// The registry of the window's document, where the browser has one.
    pub fn of_window() -> Option<HighlightRegistry> {
        HIGHLIGHTS.with(|value| value.is_object().then(|| value.clone().unchecked_into()))
    }
}
