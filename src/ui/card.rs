//! The card of a mark: one dialog, always in the page, whose content changes.

use yew::prelude::*;
use yew::virtual_dom::VText;

use super::element::{Element, button, element, line, side_by_side, words};
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
    let content = parts.card.as_ref().map(|card| content(parts, card, title.clone()));
    element("div")
        .found(parts.node)
        .with("id", parts.id.clone())
        .with("class", "hashiya-card")
        .with("part", "card")
        .with("role", "dialog")
        .with("tabindex", "-1")
        .with("aria-labelledby", title)
        .flag("hidden", parts.card.is_none())
        .with_some("data-kind", kind)
        .with("lang", parts.ui.tag())
        .with("dir", parts.ui.dir().as_str())
        .holding_some(content)
        .into()
}

fn content(parts: &Parts, card: &Card, title: String) -> Html {
    let ui = parts.ui;
    let (kind, name, body) = match &card.body {
        Body::Entity(entity) => (entity.entity_type.into(), entity.name.clone(), entity_body(parts, card, entity)),
        Body::Quote(quote) => (Word::Quote, quote_title(quote, ui), quote_body(parts, card.lang, quote)),
        Body::Source(named) => (source(named.kind).0, named.title(), source_body(parts, card.lang, named)),
    };
    let on_close = parts.on_action.reform(|_: MouseEvent| Action::Close);
    let cross = element("span").with("aria-hidden", "true").text("×");
    let close = button("hashiya-close", Some(on_close)).with("aria-label", Word::Close.in_lang(ui)).holding(cross);
    let head = element("div").with("class", "hashiya-card-head").holding(line("hashiya-card-kind", kind.in_lang(ui)));
    let name = words(Some(card.lang.tag()), name);
    side_by_side(vec![
        head.holding(close).into(),
        element("div").with("class", "hashiya-card-title").with("id", title).holding(name).into(),
        body,
        grounds(parts, &card.grounds),
    ])
}

fn entity_body(parts: &Parts, card: &Card, entity: &EntityCard) -> Html {
    let (ui, lang) = (parts.ui, card.lang);
    let translations: Vec<String> = entity.translations.iter().map(|(_, name)| name.clone()).collect();
    let listing = if entity.is_newsrooms { Word::InOtherLanguages } else { Word::InListedLanguages };
    let total = entity.mentions.total;
    let after = entity.days_after.map(|days| days_apart(days, ui));
    let rows = element("dl")
        .holding(roles(parts, card, entity))
        .holding(row(ui, Word::AlsoWritten, Some(lang), &entity.other_forms))
        .holding(row(ui, Word::SpokenOfAs, Some(lang), &entity.spoken_of_as))
        .holding(row(ui, listing, None, &translations))
        .holding(worth(ui, entity))
        .holding(row(ui, Word::FromArticle, Some(ui), after.as_slice()))
        .holding(row(ui, Word::MentionedHere, Some(ui), &[Counted::Times.in_lang(total, ui)]));
    let learned = parts.beyond.filter(|_| entity.subject.is_some());
    let tag = |is_direct: bool| if is_direct { "q" } else { "bdi" };
    let said = entity.said.iter().map(|said| {
        let words = element(tag(said.is_direct)).with("lang", lang.tag()).text(said.first_words.clone());
        (said.mark, words.into())
    });
    side_by_side(vec![
        entity.note.as_ref().map(|note| newsroom(ui, &entity.name, note)).unwrap_or_default(),
        rows.into(),
        if total > 1 { mentions(parts, entity) } else { Html::default() },
        ways(parts, Word::SaidHere, said.collect()),
        learned.map(|learned| beyond(parts, learned)).unwrap_or_default(),
    ])
}

/// Under a label a list of what leads to other marks; nothing where there is none.
fn ways(parts: &Parts, label: Word, ways: Vec<(usize, Html)>) -> Html {
    if ways.is_empty() {
        return Html::default();
    }
    let ways = ways.into_iter().map(|(mark, words)| {
        let onclick = go(parts, Some(mark), Some(Focus::Card));
        element("li").holding(element("button").with("type", "button").on_click(Some(onclick)).holding(words))
    });
    let list = element("ul").with("class", "hashiya-said").holding(Html::from_iter(ways));
    side_by_side(vec![line("hashiya-card-label", label.in_lang(parts.ui)), list.into()])
}

/// What the article calls somebody; a role that stands beside another mention leads there.
fn roles(parts: &Parts, card: &Card, entity: &EntityCard) -> Html {
    if entity.roles.is_empty() {
        return Html::default();
    }
    let role = |(role, mark): &(String, usize)| {
        let role = words(Some(card.lang.tag()), role.clone());
        let to = (*mark != card.mark).then(|| go(parts, Some(*mark), None));
        element("dd").holding(match to {
            Some(onclick) => button("hashiya-wish", Some(onclick)).holding(role).into(),
            None => role,
        })
    };
    let label = element("dt").text(Word::DescribedHereAs.in_lang(parts.ui));
    element("div").holding(label).holding(Html::from_iter(entity.roles.iter().map(role))).into()
}

/// What a date or a quantity comes to.
fn worth(ui: Lang, entity: &EntityCard) -> Html {
    let label = if entity.entity_type == EntityType::Date { Word::ResolvedDate } else { Word::Amount };
    let worded: Vec<String> = entity.value.iter().map(|known| value(known, ui)).collect();
    row(ui, label, Some(ui), &worded)
}

/// What the newsroom says, and that it is the newsroom who says it. Its addresses are of the web alone: a glossary has no others.
fn newsroom(ui: Lang, name: &str, note: &Note) -> Html {
    let image = note.image.as_ref().map(|image| {
        let image = element("img").with("src", image.clone()).with("alt", picture_of(name, ui));
        image.with("loading", "lazy").with("referrerpolicy", "no-referrer")
    });
    let description = note
        .description
        .as_ref()
        .map(|description| element("p").holding(words(Some(script(description).tag()), description.clone())));
    element("div")
        .with("class", "hashiya-newsroom")
        .holding_some(image)
        .holding_some(description)
        .holding_some(note.link.as_ref().map(|link| read_more(ui, link)))
        .holding(line("hashiya-card-label", Word::FromNewsroom.in_lang(ui)))
        .into()
}

fn read_more(ui: Lang, link: &str) -> Html {
    let host = link.split(['/', '?', '#']).nth(2).unwrap_or_default().to_owned();
    let way = element("a").with("href", link.to_owned()).with("rel", "noopener");
    let way = way.text(Word::ReadMoreAt.in_lang(ui)).text(" ").holding(words(None, host));
    element("p").holding(way).into()
}

/// What Wikipedia says, once the reader has asked. The button stays in place, lest the focus be lost with it.
fn beyond(parts: &Parts, learned: Option<&Learned>) -> Html {
    let ui = parts.ui;
    let is_over = matches!(learned, Some(Learned::Asked | Learned::Told(_) | Learned::Nothing));
    let onclick = (!is_over).then(|| parts.on_action.reform(move |_: MouseEvent| Action::Ask));
    let outcome = match learned {
        None => Html::default(),
        Some(Learned::Asked) => VText::new(Word::Asking.in_lang(ui)).into(),
        Some(Learned::Nothing) => VText::new(Word::NotInWikipedia.in_lang(ui)).into(),
        Some(Learned::Failed) => VText::new(Word::NotAsked.in_lang(ui)).into(),
        Some(Learned::Told(summary)) => side_by_side(vec![
            element("p").holding(element("bdi").with("lang", summary.lang.clone()).text(summary.text.clone())).into(),
            read_more(ui, &summary.link),
            line("hashiya-card-label", Word::FromWikipedia.in_lang(ui)),
        ]),
    };
    let ask = button("hashiya-wish", onclick).says("aria-disabled", is_over).text(Word::AskWikipedia.in_lang(ui));
    let status = element("div").with("role", "status").holding(outcome);
    element("div").with("class", "hashiya-newsroom").holding(ask).holding(status).into()
}

/// Steps to the mentions before and after. At the ends a button stays in place, lest the focus be lost with it.
fn mentions(parts: &Parts, entity: &EntityCard) -> Html {
    let at = entity.mentions;
    let step = |word: Word, to: Option<usize>, class: &'static str| {
        let step = button(class, Some(go(parts, to, None))).says("aria-disabled", to.is_none());
        step.text(word.in_lang(parts.ui))
    };
    element("div")
        .with("class", "hashiya-mentions")
        .holding(step(Word::PreviousMention, at.previous, "hashiya-previous"))
        .holding(element("span").text(of_total(at.position, at.total, parts.ui)))
        .holding(step(Word::NextMention, at.next, "hashiya-next"))
        .into()
}

fn quote_body(parts: &Parts, lang: Lang, quote: &QuoteCard) -> Html {
    let ui = parts.ui;
    let speaker = quote.speaker.as_ref();
    let role: Vec<String> = speaker.and_then(|speaker| speaker.role.clone()).into_iter().collect();
    let mention = speaker.and_then(|speaker| speaker.mention);
    let context = &quote.context;
    let rows = element("dl")
        .holding(row(ui, Word::DescribedHereAs, Some(lang), &role))
        .holding(row(ui, Word::ReportedAs, Some(ui), &[Word::from(quote.stance).in_lang(ui).to_owned()]))
        .holding(row(ui, Word::CueWord, Some(lang), quote.cue.as_slice()))
        .holding(row(ui, Word::When, Some(lang), context.when.as_slice()))
        .holding(row(ui, Word::Where, Some(lang), context.place.as_slice()))
        .holding(row(ui, Word::ToWhom, Some(lang), context.to.as_slice()));
    let more = mention.map(|mention| {
        let onclick = go(parts, Some(mention), Some(Focus::Card));
        button("hashiya-wish", Some(onclick)).text(Word::MoreOnSpeaker.in_lang(ui))
    });
    let link = link(parts, quote).map(|link| element("a").with("href", link).text(Word::LinkToQuote.in_lang(ui)));
    let takings = element("div")
        .with("class", "hashiya-takings")
        .holding_some(more)
        .holding(wish(parts, Wish::Copy, Word::CopyQuote))
        .holding_some(link);
    let lede = line("hashiya-card-lede", Word::from(quote.kind).in_lang(ui));
    side_by_side(vec![lede, rows.into(), takings.into()])
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
    let done = granted.map(|granted| {
        element("span").with("class", "hashiya-done").text(Word::from(granted).in_lang(parts.ui)).into()
    });
    let button = button("hashiya-wish", Some(onclick)).text(label.in_lang(parts.ui));
    side_by_side(vec![button.into(), done.unwrap_or_default()])
}

fn source_body(parts: &Parts, lang: Lang, named: &SourceCard) -> Html {
    let ui = parts.ui;
    let others = named.others.iter().map(|(mark, name)| (*mark, words(Some(lang.tag()), name.clone())));
    side_by_side(vec![
        line("hashiya-card-lede", source(named.kind).1.in_lang(ui)),
        element("dl").holding(row(ui, Word::ReasonGiven, Some(lang), named.reason.as_slice())).into(),
        ways(parts, Word::OtherSources, others.collect()),
    ])
}

/// Why the mark is there, how sure that is, who made it, and a way to object: in every card.
fn grounds(parts: &Parts, grounds: &Grounds) -> Html {
    let ui = parts.ui;
    let why = grounds.why.iter().fold(element("p"), |line, why| line.text(evidence(why, ui)).text(" "));
    let why =
        why.text(Word::from(grounds.sureness).in_lang(ui)).text(". ").text(Word::from(grounds.origin).in_lang(ui));
    element("div")
        .with("class", "hashiya-grounds")
        .holding(line("hashiya-card-label", Word::Why.in_lang(ui)))
        .holding(why)
        .holding(element("p").holding(wish(parts, Wish::Report, Word::Report)))
        .into()
}

/// A label with its values; nothing where there are none. `lang` is the language of the values, if it is known.
fn row(ui: Lang, label: Word, lang: Option<Lang>, values: &[String]) -> Html {
    if values.is_empty() {
        return Html::default();
    }
    let row = element("div").holding(element("dt").text(label.in_lang(ui)));
    let value =
        |row: Element, value: &String| row.holding(element("dd").holding(words(lang.map(Lang::tag), value.clone())));
    values.iter().fold(row, value).into()
}

fn go(parts: &Parts, to: Option<usize>, focus: Option<Focus>) -> Callback<MouseEvent> {
    let on_action = parts.on_action.clone();
    Callback::from(move |_| {
        if let Some(mark) = to {
            on_action.emit(Action::GoTo { mark, focus });
        }
    })
}
