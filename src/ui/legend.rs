//! The legend: which kinds of mark there are, how many of each, and switches for them.

use yew::prelude::*;

use super::element::{button, element, line};
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
    let kinds = element("div")
        .with("class", "hashiya-kinds")
        .holding(Html::from_iter(Kind::ALL.map(|kind| kind_button(parts, kind))));
    let all_mentions =
        button("hashiya-all", Some(on_all)).says("aria-pressed", all).text(Word::AllMentions.in_lang(ui));
    let intensity = element("div")
        .with("class", "hashiya-intensity")
        .with("role", "group")
        .with("aria-label", Word::Intensity.in_lang(ui));
    let intensities = Intensity::ALL.map(|intensity| intensity_button(parts, intensity));
    let status = parts.status.clone().unwrap_or(AttrValue::Static(Word::MadeByMachine.in_lang(ui)));
    let legend = element("section")
        .with("class", "hashiya-legend")
        .with("part", "legend")
        .with("aria-label", Word::Legend.in_lang(ui));
    legend
        .holding(kinds)
        .holding(all_mentions)
        .holding(intensity.holding(Html::from_iter(intensities)))
        .holding(line("hashiya-note", status))
        .into()
}

fn kind_button(parts: &Parts, kind: Kind) -> Html {
    let count = parts.counts.map(|counts| counts[kind as usize]);
    let onclick = parts.on_action.reform(move |_: MouseEvent| Action::Toggle(kind));
    let part = |class: &'static str, text: AttrValue| element("span").with("class", class).text(text);
    button("hashiya-kind", Some(onclick))
        .with("data-kind", kind.as_str())
        .says("aria-pressed", parts.filter.is_on(kind))
        .flag("disabled", count == Some(0))
        .holding(part("hashiya-swatch", kind.plural().in_lang(parts.ui).into()))
        .holding(part("hashiya-count", count.map_or("–".into(), |count| count.to_string().into())))
        .into()
}

fn intensity_button(parts: &Parts, intensity: Intensity) -> Html {
    let onclick = parts.on_action.reform(move |_: MouseEvent| Action::Intensity(intensity));
    let is_chosen = parts.filter.intensity == intensity;
    element("button")
        .with("type", "button")
        .says("aria-pressed", is_chosen)
        .on_click(Some(onclick))
        .text(Word::from(intensity).in_lang(parts.ui))
        .into()
}
