//! What a reader asks of the page or the browser: copied words, a link, a report, and what to remember.

use js_sys::encode_uri_component;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CustomEvent, CustomEventInit, Element, Storage};

use super::externs::Clipboard;
use super::json;
use crate::model::text::replaced;
use crate::view::Intensity;

/// The event by which a page hears that a reader objects to a mark.
pub const REPORT: &str = "hashiya-report";
/// A card has opened.
pub const OPEN: &str = "hashiya-open";
/// The card has closed, or given its place to another one.
pub const CLOSE: &str = "hashiya-close";
/// The reader goes to another mark, or by a link elsewhere.
pub const NAVIGATE: &str = "hashiya-navigate";
/// Where the intensity is remembered.
const INTENSITY: &str = "hashiya-intensity";

/// Puts `quote` on the clipboard with the address it stands at. Whether that was done: reader and page may forbid it.
pub async fn copy(quote: &str) -> bool {
    let Some(clipboard) = Clipboard::of_page() else { return false };
    let text = [quote, "\n", &address().unwrap_or_default()].concat();
    JsFuture::from(clipboard.write_text(&text)).await.is_ok()
}

/// The address of the page, without a fragment.
fn address() -> Option<String> {
    let address = web_sys::window()?.location().href().ok()?;
    Some(address.split('#').next().unwrap_or_default().to_owned())
}

/// Whether anything can be copied.
pub fn can_copy() -> bool {
    Clipboard::of_page().is_some()
}

/// The address of the page with a text fragment (WICG): browsers go to the words, those that know no fragments to the page.
pub fn link_to(start: &str, end: Option<&str>) -> Option<String> {
    let page = address()?;
    // A hyphen would part what comes before and after the words.
    let part = |words: &str| replaced(&String::from(encode_uri_component(words)), "-", "%2D");
    let end = end.map(|end| [",", &part(end)].concat()).unwrap_or_default();
    Some([&*page, "#:~:text=", &part(start), &end].concat())
}

/// Tells the page what happens: an event `name` with what the JSON of `detail` says from `element`, which bubbles and leaves shadow trees. Whether the page lets what it
/// tells of happen: for `hashiya-navigate` it can say no.
pub fn tell(element: &Element, name: &str, detail: &str) -> bool {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_cancelable(name == NAVIGATE);
    init.set_detail(&json::value(detail));
    let event = CustomEvent::new_with_event_init_dict(name, &init);
    event.and_then(|event| element.dispatch_event(&event)).unwrap_or(true)
}

/// The intensity that the reader chose before on this site.
pub fn remembered_intensity() -> Option<Intensity> {
    Intensity::from_name(&storage()?.get_item(INTENSITY).ok()??)
}

/// Remembers the reader's choice.
pub fn remember_intensity(intensity: Intensity) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(INTENSITY, intensity.as_str());
    }
}

/// None where the reader or the page forbids it.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
