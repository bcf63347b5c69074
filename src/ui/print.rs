//! What is printed after an article: the notes that its cards hold on the screen.

use yew::prelude::*;

use crate::model::Lang;
use crate::view::Screen;
use crate::view::notes::{Note, notes};

/// The notes to the marks that are displayed; in the page while it is printed, and seen on paper alone.
pub fn printed(screen: &Screen, ui: Lang) -> Html {
    let notes = notes(&screen.content, &screen.shown, ui).into_iter();
    html! {
        <ul class="hashiya-notes">{ for notes.map(|Note { words, lang, text }| html! {
            <li class={if text.is_empty() { "hashiya-paragraph" } else { "" }}><bdi lang={lang.tag()}>{ words }</bdi>{ text }</li>
        }) }</ul>
    }
}
