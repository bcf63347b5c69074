//! The panels beside the article: who and where, who said what, where it comes from, and when. Each row leads to its mark.

use yew::prelude::*;

use crate::model::Lang;
use crate::view::card::{self, Body, Card};
use crate::view::panels::{Panel, Section, row_note};
use crate::view::state::Focus;
use crate::view::{Action, Content};

/// Properties of [`Panels`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct Props {
    /// The language of the interface.
    pub ui: Lang,
    pub content: Content,
    pub on_action: Callback<Action>,
}

/// A disclosure each, those that have nothing left out. Their rows are not in the page until somebody wants them.
#[component]
pub fn Panels(props: &Props) -> Html {
    let open = use_state(|| [false; Panel::ALL.len()]);
    let panel = |panel: Panel| {
        let ontoggle = {
            let open = open.clone();
            Callback::from(move |event: Event| {
                let mut now = *open;
                now[panel as usize] = event.target_unchecked_into::<web_sys::Element>().has_attribute("open");
                open.set(now);
            })
        };
        let is_open = open[panel as usize];
        let sections = if is_open { panel.sections(&props.content, props.ui) } else { Vec::new() };
        html! {
            <details class="hashiya-list" {ontoggle}>
                <summary>{ panel.title().in_lang(props.ui) }</summary>
                { for sections.into_iter().map(|part| section(props, part)) }
            </details>
        }
    };
    let filled = Panel::ALL.into_iter().filter(|panel| panel.is_filled(&props.content));
    html! { <div class="hashiya-panels">{ for filled.map(panel) }</div> }
}

fn section(props: &Props, section: Section) -> Html {
    html! {
        <section>
            if let Some(title) = section.title {
                <h3><bdi>{ title }</bdi></h3>
            }
            if let Some(note) = section.note {
                <p class="hashiya-note">{ note }</p>
            }
            <ul>{ for section.marks.into_iter().map(|mark| row(props, mark)) }</ul>
        </section>
    }
}

fn row(props: &Props, mark: usize) -> Html {
    let content = &props.content;
    let Some(card) = Card::new(&content.article, &content.set, mark) else { return Html::default() };
    let onclick = props.on_action.reform(move |_: MouseEvent| Action::GoTo { mark, focus: Some(Focus::Card) });
    let name = match &card.body {
        Body::Entity(entity) => entity.name.clone(),
        Body::Quote(_) => card::first_words(content.set.annotations[mark].span.of(&content.article.text)),
        Body::Source(named) => named.title(),
    };
    html! {
        <li>
            <button type="button" class="hashiya-row" data-mark={mark.to_string()} {onclick}>
                <bdi lang={card.lang.tag()}>{ name }</bdi>
                if let Some(note) = row_note(&card, props.ui) {
                    <small>{ note }</small>
                }
            </button>
        </li>
    }
}
