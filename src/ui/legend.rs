//! The legend: which kinds of mark there are, how many of each, and switches for them.

use yew::prelude::*;

use crate::model::Lang;
use crate::view::strings::Word;
use crate::view::{Action, Filter, Intensity, Kind};

/// What the legend tells.
pub struct Parts<'p> {
    /// The language of the interface.
    pub ui: Lang,
    pub filter: Filter,
    /// Marks of each kind, in the order of [`Kind::ALL`]; none until the article is annotated.
    pub counts: Option<[usize; Kind::ALL.len()]>,
    /// What there is to say before there are marks, or instead of them.
    pub status: Option<AttrValue>,
    pub on_action: &'p Callback<Action>,
}

/// Buttons that show or hide a kind each, the switch for all mentions, how strongly marks are brought out, and the note that a machine
/// made the marks. The status stands where the note will: nothing moves when the one takes the place of the other.
///
/// Kinds without marks stay where they are, so that nothing moves when the counts arrive.
pub fn legend(parts: &Parts) -> Html {
    let ui = parts.ui;
    let all = parts.filter.all_mentions;
    let on_all = parts.on_action.reform(move |_: MouseEvent| Action::AllMentions(!all));
    html! {
        <section class="hashiya-legend" aria-label={Word::Legend.in_lang(ui)}>
            <div class="hashiya-kinds">{ for Kind::ALL.map(|kind| kind_button(parts, kind)) }</div>
            <button type="button" class="hashiya-all" aria-pressed={all.to_string()} onclick={on_all}>
                { Word::AllMentions.in_lang(ui) }
            </button>
            <div class="hashiya-intensity" role="group" aria-label={Word::Intensity.in_lang(ui)}>
                { for Intensity::ALL.map(|intensity| intensity_button(parts, intensity)) }
            </div>
            <p class="hashiya-note">{ parts.status.clone().unwrap_or(AttrValue::Static(Word::MadeByMachine.in_lang(ui))) }</p>
        </section>
    }
}

fn kind_button(parts: &Parts, kind: Kind) -> Html {
    let count = parts.counts.map(|counts| counts[kind as usize]);
    let onclick = parts.on_action.reform(move |_: MouseEvent| Action::Toggle(kind));
    html! {
        <button type="button" class="hashiya-kind" data-kind={kind.as_str()} {onclick}
            aria-pressed={parts.filter.is_on(kind).to_string()} disabled={count == Some(0)}>
            <span class="hashiya-swatch">{ kind.plural().in_lang(parts.ui) }</span>
            <span class="hashiya-count">{ count.map_or("–".to_owned(), |count| count.to_string()) }</span>
        </button>
    }
}

fn intensity_button(parts: &Parts, intensity: Intensity) -> Html {
    let onclick = parts.on_action.reform(move |_: MouseEvent| Action::Intensity(intensity));
    html! {
        <button type="button" aria-pressed={(parts.filter.intensity == intensity).to_string()} {onclick}>
            { Word::from(intensity).in_lang(parts.ui) }
        </button>
    }
}
