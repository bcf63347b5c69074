//! A polite live region: what changed, for those who do not see it.

use yew::prelude::*;

/// Speaks `text` when it changes. Always in the page: a region that comes with its text is not read.
pub fn announcer(text: String) -> Html {
    html! { <div class="hashiya-unseen" role="status" aria-live="polite">{ text }</div> }
}
