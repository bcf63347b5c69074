//! The panels beside the article: who and where, who said what, where it comes from, and when. Each row leads to its mark.

use yew::html::ontoggle;
use yew::prelude::*;

use super::element::{button, element, line, words};
use crate::model::Lang;
use crate::view::card::{self, Body, Card};
use crate::view::panels::{Panel, Section, row_note};
use crate::view::state::Focus;
use crate::view::{Action, Content};

/// What the panels are made of.
pub struct Parts<'p> {
    /// The language of the interface.
    pub ui: Lang,
    pub content: &'p Content,
    /// Which of them are open.
    pub open: [bool; Panel::ALL.len()],
    pub on_action: &'p Callback<Action>,
}

/// A disclosure each, those that have nothing left out. Their rows are not in the page until somebody wants them.
pub fn panels(parts: &Parts) -> Html {
    let disclosure = |panel: Panel| {
        let ontoggle = parts.on_action.reform(move |event: Event| {
            Action::Unfold(panel, event.target_unchecked_into::<web_sys::Element>().has_attribute("open"))
        });
        let is_open = parts.open[panel as usize];
        let sections = if is_open { panel.sections(parts.content, parts.ui) } else { Vec::new() };
        let summary = element("summary").text(panel.title().in_lang(parts.ui));
        element("details")
            .with("class", "hashiya-list")
            .on(ontoggle::Wrapper::new(ontoggle))
            .holding(summary)
            .holding(Html::from_iter(sections.into_iter().map(|one| section(parts, one))))
    };
    let filled = Panel::ALL.into_iter().filter(|panel| panel.is_filled(parts.content));
    element("div")
        .with("class", "hashiya-panels")
        .with("part", "panels")
        .holding(Html::from_iter(filled.map(disclosure)))
        .into()
}

fn section(parts: &Parts, section: Section) -> Html {
    let title = section.title.map(|title| element("h3").holding(words(None, title)));
    let note = section.note.map(|note| line("hashiya-note", note));
    let rows = Html::from_iter(section.marks.into_iter().map(|mark| row(parts, mark)));
    element("section").holding_some(title).holding_some(note).holding(element("ul").holding(rows)).into()
}

fn row(parts: &Parts, mark: usize) -> Html {
    let content = parts.content;
    let Some(card) = Card::new(&content.article, &content.set, mark) else { return Html::default() };
    let onclick = parts.on_action.reform(move |_: MouseEvent| Action::GoTo { mark, focus: Some(Focus::Card) });
    let name = match &card.body {
        Body::Entity(entity) => entity.name.clone(),
        Body::Quote(_) => card::first_words(content.set.annotations[mark].span.of(&content.article.text)),
        Body::Source(named) => named.title(),
    };
    let note = row_note(&card, parts.ui).map(|note| element("small").text(note));
    let button = button("hashiya-row", Some(onclick))
        .with("data-mark", mark.to_string())
        .holding(words(Some(card.lang.tag()), name))
        .holding_some(note);
    element("li").holding(button).into()
}
