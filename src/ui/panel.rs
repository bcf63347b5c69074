//! All marks in a list: the way to them beside the text.

use yew::prelude::*;

use crate::model::{Lang, Mark};
use crate::view::card::{self, Body, Card};
use crate::view::state::Focus;
use crate::view::strings::{Counted, Word, quote_title, source, source_title};
use crate::view::{Action, Content, Kind};

/// Properties of [`Panel`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct Props {
    /// The language of the interface.
    pub ui: Lang,
    pub content: Content,
    pub on_action: Callback<Action>,
}

/// A disclosure with every person, place, organisation and date once, and every quote and source.
#[component]
pub fn Panel(props: &Props) -> Html {
    // Long lists are kept out of the page until somebody wants them.
    let open = use_state(|| false);
    let ontoggle = {
        let open = open.clone();
        Callback::from(move |event: Event| {
            open.set(event.target_unchecked_into::<web_sys::Element>().has_attribute("open"));
        })
    };
    html! {
        <details class="hashiya-list" {ontoggle}>
            <summary>{ Word::List.in_lang(props.ui) }</summary>
            if *open {
                { for Kind::ALL.map(|kind| section(props, kind)) }
            }
        </details>
    }
}

fn section(props: &Props, kind: Kind) -> Html {
    let rows = rows(&props.content, kind);
    if rows.is_empty() {
        return Html::default();
    }
    html! {
        <section data-kind={kind.as_str()}>
            <h3>{ kind.plural().in_lang(props.ui) }</h3>
            <ul>{ for rows.into_iter().map(|mark| row(props, mark)) }</ul>
        </section>
    }
}

/// The marks of `kind`, of each entity the first.
fn rows(content: &Content, kind: Kind) -> Vec<usize> {
    let mut seen = vec![false; content.set.entities.len()];
    let mut rows = Vec::new();
    for (mark, annotation) in content.set.annotations.iter().enumerate() {
        let is_new = match annotation.mark {
            Mark::Entity(mention) => !std::mem::replace(&mut seen[mention.entity.0], true),
            _ => true,
        };
        if is_new && Kind::of(annotation) == kind {
            rows.push(mark);
        }
    }
    rows
}

fn row(props: &Props, mark: usize) -> Html {
    let content = &props.content;
    let Some(card) = Card::new(&content.article, &content.set, mark) else { return Html::default() };
    let onclick = props.on_action.reform(move |_: MouseEvent| Action::GoTo { mark, focus: Some(Focus::Card) });
    let (name, note) = match &card.body {
        Body::Entity(entity) => (entity.name.clone(), entity_note(entity, props.ui)),
        Body::Quote(quote) => {
            let words = content.set.annotations[mark].span.of(&content.article.text);
            (card::first_words(words), Some(quote_title(quote, props.ui)))
        }
        Body::Source(named) => (source_title(named), Some(source(named.kind).0.in_lang(props.ui).to_owned())),
    };
    html! {
        <li>
            <button type="button" class="hashiya-row" data-mark={mark.to_string()} {onclick}>
                <bdi lang={card.lang.tag()}>{ name }</bdi>
                if let Some(note) = note {
                    <small>{ note }</small>
                }
            </button>
        </li>
    }
}

fn entity_note(entity: &card::EntityCard, ui: Lang) -> Option<String> {
    (entity.mentions.total > 1).then(|| Counted::Mentions.in_lang(entity.mentions.total, ui))
}
