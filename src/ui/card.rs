//! The card of a mark: one dialog, always in the page, whose content changes.

use yew::prelude::*;

use crate::dom::wishes;
use crate::knowledge::Learned;
use crate::lang::glossary::script;
use crate::model::{EntityType, Lang, Note};
use crate::view::card::{Body, Card, EntityCard, Grounds, QuoteCard, SourceCard};
use crate::view::state::Focus;
use crate::view::strings::{Counted, Word, days_apart, evidence, of_total, picture_of, quote_title, source, value};
use crate::view::{Action, Granted, Wish};

/// What the card is made of.
pub struct Parts<'p> {
    /// The language of the interface.
    pub ui: Lang,
    /// The `id` of the dialog.
    pub id: &'p AttrValue,
    /// What is shown; none hides the dialog.
    pub card: Option<Card>,
    /// What became of what the reader asked of the page.
    pub granted: Option<Granted>,
    /// How far asking an encyclopedia about it has come; none where that is not to be had.
    pub beyond: Option<Option<&'p Learned>>,
    /// Whether the words of the article stand on a page that a link can lead to.
    pub is_linkable: bool,
    pub node: &'p NodeRef,
    pub on_action: &'p Callback<Action>,
}

/// The dialog. Not modal: the article stays readable and reachable beside it.
pub fn card_host(parts: &Parts) -> Html {
    let title = [&**parts.id, "-title"].concat();
    let kind = parts.card.as_ref().map(|card| card.kind.as_str());
    html! {
        <div ref={parts.node} id={parts.id} class="hashiya-card" role="dialog" tabindex="-1" aria-labelledby={title.clone()}
            hidden={parts.card.is_none()} data-kind={kind} lang={parts.ui.tag()} dir={parts.ui.dir().as_str()}>
            if let Some(card) = &parts.card {
                { content(parts, card, title) }
            }
        </div>
    }
}

fn content(parts: &Parts, card: &Card, title: String) -> Html {
    let ui = parts.ui;
    let (kind, name, body) = match &card.body {
        Body::Entity(entity) => (entity.entity_type.into(), entity.name.clone(), entity_body(parts, card, entity)),
        Body::Quote(quote) => (Word::Quote, quote_title(quote, ui), quote_body(parts, card.lang, quote)),
        Body::Source(named) => (source(named.kind).0, named.title(), source_body(parts, card.lang, named)),
    };
    let on_close = parts.on_action.reform(|_: MouseEvent| Action::Close);
    html! {
        <>
            <div class="hashiya-card-head">
                <p class="hashiya-card-kind">{ kind.in_lang(ui) }</p>
                <button type="button" class="hashiya-close" aria-label={Word::Close.in_lang(ui)} onclick={on_close}>
                    <span aria-hidden="true">{ "×" }</span>
                </button>
            </div>
            <p class="hashiya-card-title" id={title}><bdi lang={card.lang.tag()}>{ name }</bdi></p>
            { body }
            { grounds(parts, &card.grounds) }
        </>
    }
}

fn entity_body(parts: &Parts, card: &Card, entity: &EntityCard) -> Html {
    let (ui, lang) = (parts.ui, card.lang);
    let translations: Vec<String> = entity.translations.iter().map(|(_, name)| name.clone()).collect();
    let listing = if entity.is_newsrooms { Word::InOtherLanguages } else { Word::InListedLanguages };
    let total = entity.mentions.total;
    html! {
        <>
            if let Some(note) = &entity.note {
                { newsroom(ui, &entity.name, note) }
            }
            <dl>
                { roles(parts, card, entity) }
                { row(ui, Word::AlsoWritten, Some(lang), &entity.other_forms) }
                { row(ui, Word::SpokenOfAs, Some(lang), &entity.spoken_of_as) }
                { row(ui, listing, None, &translations) }
                { worth(ui, entity) }
                { row(ui, Word::FromArticle, Some(ui), entity.days_after.map(|days| days_apart(days, ui)).as_slice()) }
                { row(ui, Word::MentionedHere, Some(ui), &[Counted::Times.in_lang(total, ui)]) }
            </dl>
            if total > 1 {
                { mentions(parts, entity) }
            }
            if !entity.said.is_empty() {
                <p class="hashiya-card-label">{ Word::SaidHere.in_lang(ui) }</p>
                <ul class="hashiya-said">{ for entity.said.iter().map(|said| {
                    let onclick = go(parts, Some(said.mark), Some(Focus::Card));
                    let tag = if said.is_direct { "q" } else { "bdi" };
                    html! { <li><button type="button" {onclick}><@{tag} lang={lang.tag()}>{ &said.first_words }</@></button></li> }
                }) }</ul>
            }
            if let Some(learned) = parts.beyond.filter(|_| entity.subject.is_some()) {
                { beyond(parts, learned) }
            }
        </>
    }
}

/// What the article calls somebody; a role that stands beside another mention leads there.
fn roles(parts: &Parts, card: &Card, entity: &EntityCard) -> Html {
    if entity.roles.is_empty() {
        return Html::default();
    }
    let role = |(role, mark): &(String, usize)| {
        let role = html! { <bdi lang={card.lang.tag()}>{ role }</bdi> };
        let onclick = go(parts, Some(*mark), None);
        html! {
            <dd>
                if *mark == card.mark {
                    { role }
                } else {
                    <button type="button" class="hashiya-wish" {onclick}>{ role }</button>
                }
            </dd>
        }
    };
    html! {
        <div><dt>{ Word::DescribedHereAs.in_lang(parts.ui) }</dt>{ for entity.roles.iter().map(role) }</div>
    }
}

/// What a date or a quantity comes to.
fn worth(ui: Lang, entity: &EntityCard) -> Html {
    let label = if entity.entity_type == EntityType::Date { Word::ResolvedDate } else { Word::Amount };
    let worded: Vec<String> = entity.value.iter().map(|known| value(known, ui)).collect();
    row(ui, label, Some(ui), &worded)
}

/// What the newsroom says, and that it is the newsroom who says it. Its addresses are of the web alone: a glossary has no others.
fn newsroom(ui: Lang, name: &str, note: &Note) -> Html {
    html! {
        <div class="hashiya-newsroom">
            if let Some(image) = &note.image {
                <img src={image.clone()} alt={picture_of(name, ui)} loading="lazy" referrerpolicy="no-referrer" />
            }
            if let Some(description) = &note.description {
                <p><bdi lang={script(description).tag()}>{ description }</bdi></p>
            }
            if let Some(link) = &note.link {
                { read_more(ui, link) }
            }
            <p class="hashiya-card-label">{ Word::FromGlossary.in_lang(ui) }</p>
        </div>
    }
}

fn read_more(ui: Lang, link: &str) -> Html {
    let host = link.split('/').nth(2).unwrap_or_default().to_owned();
    html! {
        <p><a href={link.to_owned()} rel="noopener">{ Word::ReadMoreAt.in_lang(ui) }{ " " }<bdi>{ host }</bdi></a></p>
    }
}

/// What Wikipedia says, once the reader has asked. The button stays in place, lest the focus be lost with it.
fn beyond(parts: &Parts, learned: Option<&Learned>) -> Html {
    let ui = parts.ui;
    let is_over = matches!(learned, Some(Learned::Asked | Learned::Told(_) | Learned::Nothing));
    let onclick = (!is_over).then(|| parts.on_action.reform(move |_: MouseEvent| Action::Ask));
    let outcome = match learned {
        None => Html::default(),
        Some(Learned::Asked) => Word::Asking.in_lang(ui).into(),
        Some(Learned::Nothing) => Word::NotInWikipedia.in_lang(ui).into(),
        Some(Learned::Failed) => Word::NotAsked.in_lang(ui).into(),
        Some(Learned::Told(summary)) => html! {
            <>
                <p><bdi lang={summary.lang.clone()}>{ &summary.text }</bdi></p>
                { read_more(ui, &summary.link) }
                <p class="hashiya-card-label">{ Word::FromWikipedia.in_lang(ui) }</p>
            </>
        },
    };
    html! {
        <div class="hashiya-newsroom">
            <button type="button" class="hashiya-wish" aria-disabled={is_over.to_string()} {onclick}>
                { Word::AskWikipedia.in_lang(ui) }
            </button>
            <div role="status">{ outcome }</div>
        </div>
    }
}

/// Steps to the mentions before and after. At the ends a button stays in place, lest the focus be lost with it.
fn mentions(parts: &Parts, entity: &EntityCard) -> Html {
    let at = entity.mentions;
    let button = |word: Word, to: Option<usize>, class: &'static str| {
        html! {
            <button type="button" class={class} aria-disabled={to.is_none().to_string()} onclick={go(parts, to, None)}>
                { word.in_lang(parts.ui) }
            </button>
        }
    };
    html! {
        <div class="hashiya-mentions">
            { button(Word::PreviousMention, at.previous, "hashiya-previous") }
            <span>{ of_total(at.position, at.total, parts.ui) }</span>
            { button(Word::NextMention, at.next, "hashiya-next") }
        </div>
    }
}

fn quote_body(parts: &Parts, lang: Lang, quote: &QuoteCard) -> Html {
    let ui = parts.ui;
    let speaker = quote.speaker.as_ref();
    let role: Vec<String> = speaker.and_then(|speaker| speaker.role.clone()).into_iter().collect();
    let mention = speaker.and_then(|speaker| speaker.mention);
    let context = &quote.context;
    html! {
        <>
            <p class="hashiya-card-lede">{ Word::from(quote.kind).in_lang(ui) }</p>
            <dl>
                { row(ui, Word::DescribedHereAs, Some(lang), &role) }
                { row(ui, Word::ReportedAs, Some(ui), &[Word::from(quote.stance).in_lang(ui).to_owned()]) }
                { row(ui, Word::CueWord, Some(lang), quote.cue.as_slice()) }
                { row(ui, Word::When, Some(lang), context.when.as_slice()) }
                { row(ui, Word::Where, Some(lang), context.place.as_slice()) }
                { row(ui, Word::ToWhom, Some(lang), context.to.as_slice()) }
            </dl>
            <div class="hashiya-takings">
                if mention.is_some() {
                    <button type="button" class="hashiya-wish" onclick={go(parts, mention, Some(Focus::Card))}>
                        { Word::MoreOnSpeaker.in_lang(ui) }
                    </button>
                }
                { wish(parts, Wish::Copy, Word::CopyQuote) }
                if let Some(link) = link(parts, quote) {
                    <a href={link}>{ Word::LinkToQuote.in_lang(ui) }</a>
                }
            </div>
        </>
    }
}

/// Where the words stand on the page, with a fragment that browsers go to.
fn link(parts: &Parts, quote: &QuoteCard) -> Option<String> {
    let (start, end) = quote.fragment.as_ref().filter(|_| parts.is_linkable)?;
    wishes::link_to(start, end.as_deref())
}

/// A button that asks something of the page, with a word beside it when it was done.
fn wish(parts: &Parts, wish: Wish, label: Word) -> Html {
    // In a page that cannot copy there is nothing to press.
    if wish == Wish::Copy && !wishes::can_copy() {
        return Html::default();
    }
    let granted = parts.granted.filter(|granted| (*granted == Granted::Reported) == (wish == Wish::Report));
    let onclick = parts.on_action.reform(move |_: MouseEvent| Action::Wish(wish));
    html! {
        <>
            <button type="button" class="hashiya-wish" {onclick}>{ label.in_lang(parts.ui) }</button>
            if let Some(granted) = granted {
                <span class="hashiya-done">{ Word::from(granted).in_lang(parts.ui) }</span>
            }
        </>
    }
}

fn source_body(parts: &Parts, lang: Lang, named: &SourceCard) -> Html {
    let ui = parts.ui;
    html! {
        <>
            <p class="hashiya-card-lede">{ source(named.kind).1.in_lang(ui) }</p>
            <dl>{ row(ui, Word::ReasonGiven, Some(lang), named.reason.as_slice()) }</dl>
            if !named.others.is_empty() {
                <p class="hashiya-card-label">{ Word::OtherSources.in_lang(ui) }</p>
                <ul class="hashiya-said">{ for named.others.iter().map(|(mark, name)| {
                    let onclick = go(parts, Some(*mark), Some(Focus::Card));
                    html! { <li><button type="button" {onclick}><bdi lang={lang.tag()}>{ name }</bdi></button></li> }
                }) }</ul>
            }
        </>
    }
}

/// Why the mark is there, how sure that is, who made it, and a way to object: in every card.
fn grounds(parts: &Parts, grounds: &Grounds) -> Html {
    let ui = parts.ui;
    html! {
        <div class="hashiya-grounds">
            <p class="hashiya-card-label">{ Word::Why.in_lang(ui) }</p>
            <p>
                { for grounds.why.iter().map(|why| html! { <>{ evidence(why, ui) }{ " " }</> }) }
                { Word::from(grounds.sureness).in_lang(ui) }{ ". " }
                { Word::from(grounds.origin).in_lang(ui) }
            </p>
            <p>{ wish(parts, Wish::Report, Word::Report) }</p>
        </div>
    }
}

/// A label with its values; nothing where there are none. `lang` is the language of the values, if it is known.
fn row(ui: Lang, label: Word, lang: Option<Lang>, values: &[String]) -> Html {
    if values.is_empty() {
        return Html::default();
    }
    html! {
        <div>
            <dt>{ label.in_lang(ui) }</dt>
            { for values.iter().map(|value| html! { <dd><bdi lang={lang.map(Lang::tag)}>{ value }</bdi></dd> }) }
        </div>
    }
}

fn go(parts: &Parts, to: Option<usize>, focus: Option<Focus>) -> Callback<MouseEvent> {
    let on_action = parts.on_action.clone();
    Callback::from(move |_| {
        if let Some(mark) = to {
            on_action.emit(Action::GoTo { mark, focus });
        }
    })
}
