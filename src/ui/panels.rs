//! The panels beside the article: who and where, who said what, where it comes from, and when. Each row leads to its mark.

use yew::html::ontoggle;
use yew::prelude::*;

use super::element::{button, element, line, words};
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
        let summary = element("summary").text(panel.title().in_lang(props.ui));
        element("details")
            .with("class", "hashiya-list")
            .on(ontoggle::Wrapper::new(ontoggle))
            .holding(summary)
            .holding(Html::from_iter(sections.into_iter().map(|part| section(props, part))))
    };
    let filled = Panel::ALL.into_iter().filter(|panel| panel.is_filled(&props.content));
    element("div")
        .with("class", "hashiya-panels")
        .with("part", "panels")
        .holding(Html::from_iter(filled.map(panel)))
        .into()
}

fn section(props: &Props, section: Section) -> Html {
    let title = section.title.map(|title| element("h3").holding(words(None, title)));
    let note = section.note.map(|note| line("hashiya-note", note));
    let rows = Html::from_iter(section.marks.into_iter().map(|mark| row(props, mark)));
    element("section").holding_some(title).holding_some(note).holding(element("ul").holding(rows)).into()
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
    let note = row_note(&card, props.ui).map(|note| element("small").text(note));
    let button = button("hashiya-row", Some(onclick))
        .with("data-mark", mark.to_string())
        .holding(words(Some(card.lang.tag()), name))
        .holding_some(note);
    element("li").holding(button).into()
}
