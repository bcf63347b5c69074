//! A polite live region: what changed, for those who do not see it.

use yew::prelude::*;

use super::element::element;

/// Speaks `text` when it changes. Always in the page: a region that comes with its text is not read.
pub fn announcer(text: String) -> Html {
    element("div").with("class", "hashiya-unseen").with("role", "status").with("aria-live", "polite").text(text).into()
}
