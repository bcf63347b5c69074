//! What is printed after an article: the notes that its cards hold on the screen.

use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

use super::element::{element, words};
use crate::model::Lang;
use crate::view::Screen;
use crate::view::notes::{Note, notes};

/// The notes to the marks that are displayed; in the page while it is printed, and seen on paper alone. Those of a paragraph are under
/// its first words, with its number where the article `is_own` and so has the numbers too.
pub fn printed(screen: &Screen, ui: Lang, is_own: bool) -> Html {
    let mut numbers = 1..;
    let notes = notes(&screen.content, &screen.shown, ui).into_iter();
    let items = notes.map(|Note { words: first, lang, text, block }| {
        let number = block.filter(|_| is_own).and_then(|_| numbers.next()).map(|number: u32| format!("[{number}] "));
        element("li")
            .with_some("class", text.is_empty().then_some("hashiya-paragraph"))
            .text(number.unwrap_or_default())
            .holding(words(Some(lang.tag()), first))
            .text(text)
    });
    element("ul").with("class", "hashiya-notes").holding(Html::from_iter(items)).into()
}

/// Numbers the paragraphs of an article rendered here that have notes, or takes the numbers away. They stand in an attribute, for the
/// text is not to be touched.
pub fn number(article: &Element, screen: &Screen, is_print: bool) -> Option<()> {
    let notes = if is_print { notes(&screen.content, &screen.shown, Lang::En) } else { Vec::new() };
    let mut noted = notes.iter().filter_map(|note| note.block).zip(1..).peekable();
    let blocks = article.query_selector_all("[data-hashiya-block]").ok()?;
    for at in 0..blocks.length() {
        let block: Element = blocks.get(at)?.unchecked_into();
        let _ = match noted.next_if(|(block, _)| *block == at as usize) {
            Some((_, number)) => block.set_attribute("data-hashiya-note", &u32::to_string(&number)),
            None => block.remove_attribute("data-hashiya-note"),
        };
    }
    Some(())
}
