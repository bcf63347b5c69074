//! A polite live region: what changed, for those who do not see it.

use yew::prelude::*;

/// Properties of [`Announcer`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct Props {
    pub text: AttrValue,
}

/// Speaks `text` when it changes. Always in the page: a region that comes with its text is not read.
#[component]
pub fn Announcer(props: &Props) -> Html {
    html! { <div class="hashiya-unseen" role="status" aria-live="polite">{ &props.text }</div> }
}
