//! The demo: two stories, and whatever a visitor pastes, opens or drops.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, HtmlInputElement, HtmlTextAreaElement, UrlSearchParams};
use yew::prelude::*;

use super::annotated::Annotated;
use super::stories::{self, SharedEngine, Source};
use crate::Engine;
use crate::dom::PainterChoice;
use crate::model::Lang;
use crate::view::Content;
use crate::view::strings::{self, Word};

/// What the address asks for: `?ui=en&text=en&painter=boxes`.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct Props {
    /// The language of the interface.
    #[prop_or(Lang::Ar)]
    pub ui: Lang,
    /// The language of the first story.
    #[prop_or(Lang::Ar)]
    pub text: Lang,
    #[prop_or_default]
    pub painter: PainterChoice,
}

impl Props {
    /// Reads the address of the page.
    pub fn from_address() -> Props {
        let query = web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default();
        let params = UrlSearchParams::new_with_str(&query).ok();
        let get = |name: &str| params.as_ref().and_then(|params| params.get(name)).unwrap_or_default();
        let lang = |name: &str| get(name).parse().unwrap_or(Lang::Ar);
        Props { ui: lang("ui"), text: lang("text"), painter: PainterChoice::from_name(&get("painter")) }
    }
}

/// What is on the page.
#[derive(Debug, Clone, PartialEq, Default)]
struct Shown {
    content: Option<Content>,
    is_ready: bool,
    /// Where the data of the packs is from, each notice once.
    notices: Vec<String>,
    /// What is said of it: it could not be read, or not be annotated.
    failure: Option<String>,
}

/// The demo page.
#[component]
pub fn Demo(props: &Props) -> Html {
    let ui = use_state(|| props.ui);
    let source = use_state(|| Source::Written(props.text));
    let is_own = use_state(|| false);
    let shown = use_state(Shown::default);
    use_story(&source, &shown, *ui);
    use_page_language(*ui);

    let on_source = {
        let source = source.clone();
        Callback::from(move |chosen: Source| source.set(chosen))
    };
    let main = match &shown.content {
        Some(content) => html! {
            <Annotated content={content.clone()} is_ready={shown.is_ready} ui={*ui} painter={props.painter}
                failure={shown.failure.clone().map(AttrValue::from)} />
        },
        None => html! { <p class="demo-message" role="alert">{ shown.failure.clone().unwrap_or_default() }</p> },
    };
    let drop_zone = drop_zone(&on_source, &is_own);
    html! {
        <div class="demo" ondragover={allow_drop()} ondrop={drop_zone}>
            <a class="demo-skip" href="#article">{ Word::SkipToArticle.in_lang(*ui) }</a>
            <Header ui={*ui} on_ui={{ let ui = ui.clone(); Callback::from(move |lang| ui.set(lang)) }} />
            <Chooser ui={*ui} source={(*source).clone()} is_own={*is_own} on_source={&on_source}
                on_own={{ let is_own = is_own.clone(); Callback::from(move |open| is_own.set(open)) }} />
            <main id="article" tabindex="-1">{ main }</main>
            <footer class="demo-footer">
                if matches!(*source, Source::Written(_)) {
                    <p>{ Word::Invented.in_lang(*ui) }</p>
                }
                { data_notices(*ui, &shown.notices) }
            </footer>
        </div>
    }
}

/// Where the data is from and under which licences: some ask to be named wherever the data is used.
fn data_notices(ui: Lang, notices: &[String]) -> Html {
    if notices.is_empty() {
        return Html::default();
    }
    html! {
        <details class="demo-notices">
            <summary>{ Word::DataNotices.in_lang(ui) }</summary>
            { for notices.iter().map(|notice| html! { <p lang="en" dir="ltr">{ notice }</p> }) }
        </details>
    }
}

/// Loads, shows and annotates the story whenever another one is chosen.
#[hook]
fn use_story(source: &Source, shown: &UseStateHandle<Shown>, ui: Lang) {
    let engine: Rc<SharedEngine> = use_memo((), |()| SharedEngine::new(Engine::new().into()));
    // Names the latest choice: what an earlier one brings late is dropped.
    let latest = use_memo((), |()| Cell::new(0_u32));
    let shown = shown.clone();
    use_effect_with(source.clone(), move |source| {
        let (source, number) = (source.clone(), latest.get() + 1);
        latest.set(number);
        spawn_local(async move {
            let show = |next: Shown| {
                if latest.get() == number {
                    shown.set(next);
                }
            };
            let plain = match stories::article(&source).await {
                Ok(article) => stories::unannotated(article),
                Err(error) => {
                    let failure = Some(strings::error(&error, ui));
                    return show(Shown { failure, ..Shown::default() });
                }
            };
            show(Shown { content: Some(plain.clone()), ..Shown::default() });
            match stories::annotated(&engine, &plain).await {
                Ok(content) => {
                    let notices = stories::notices(&engine);
                    show(Shown { content: Some(content), is_ready: true, notices, failure: None });
                }
                Err(error) => {
                    let failure = Some(format!("{} ({})", Word::NoPack.in_lang(ui), error.code()));
                    show(Shown { content: Some(plain), failure, ..Shown::default() });
                }
            }
        });
    });
}

/// Gives the document the language and direction of the interface.
#[hook]
fn use_page_language(ui: Lang) {
    use_effect_with(ui, |ui| {
        let root = web_sys::window().and_then(|window| window.document()?.document_element());
        if let Some(root) = root {
            let _ = root.set_attribute("lang", ui.tag());
            let _ = root.set_attribute("dir", ui.dir().as_str());
        }
    });
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct HeaderProps {
    ui: Lang,
    on_ui: Callback<Lang>,
}

/// The name of the project, what it is, and the switch to the other language of the interface.
#[component]
fn Header(props: &HeaderProps) -> Html {
    let (other, name) = match props.ui {
        Lang::Ar => (Lang::En, "English"),
        Lang::En => (Lang::Ar, "العربية"),
    };
    let onclick = props.on_ui.reform(move |_: MouseEvent| other);
    html! {
        <header class="demo-header">
            <p class="demo-name">{ Word::Name.in_lang(props.ui) }</p>
            <p class="demo-tagline">{ Word::Tagline.in_lang(props.ui) }</p>
            <button type="button" class="demo-language" lang={other.tag()} {onclick}>{ name }</button>
        </header>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct ChooserProps {
    ui: Lang,
    source: Source,
    /// Whether the form for one's own text is open.
    is_own: bool,
    on_source: Callback<Source>,
    on_own: Callback<bool>,
}

/// The choice between the stories and one's own text.
#[component]
fn Chooser(props: &ChooserProps) -> Html {
    let written = |lang: Lang, word: Word| {
        let is_chosen = props.source == Source::Written(lang);
        let (on_source, on_own) = (props.on_source.clone(), props.on_own.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            on_own.emit(false);
            on_source.emit(Source::Written(lang));
        });
        html! {
            <button type="button" aria-pressed={is_chosen.to_string()} data-story={lang.tag()} {onclick}>{ word.in_lang(props.ui) }</button>
        }
    };
    let is_own = props.is_own;
    let own = props.on_own.reform(move |_: MouseEvent| !is_own);
    html! {
        <nav class="demo-chooser" aria-label={Word::ChooseText.in_lang(props.ui)}>
            <div class="demo-choices">
                { written(Lang::Ar, Word::ArabicStory) }
                { written(Lang::En, Word::EnglishStory) }
                <button type="button" aria-expanded={is_own.to_string()} aria-controls="own-text" data-story="own" onclick={own}>
                    { Word::OwnText.in_lang(props.ui) }
                </button>
            </div>
            <div id="own-text" hidden={!is_own}><OwnText ui={props.ui} on_source={&props.on_source} /></div>
        </nav>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct OwnTextProps {
    ui: Lang,
    on_source: Callback<Source>,
}

/// Paste, open or drop.
#[component]
fn OwnText(props: &OwnTextProps) -> Html {
    let ui = props.ui;
    let text = use_node_ref();
    let onsubmit = {
        let (text, on_source) = (text.clone(), props.on_source.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(field) = text.cast::<HtmlTextAreaElement>() {
                on_source.emit(Source::Pasted(field.value()));
            }
        })
    };
    let onchange = {
        let on_source = props.on_source.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                on_source.emit(Source::File(file));
            }
            // The same file again, after it was edited, is a change too.
            input.set_value("");
        })
    };
    html! {
        <form class="demo-own" {onsubmit}>
            <label for="own-field">{ Word::PasteHere.in_lang(ui) }</label>
            <textarea id="own-field" ref={text} rows="6" dir="auto" required=true />
            <div class="demo-own-ways">
                <button type="submit">{ Word::Annotate.in_lang(ui) }</button>
                <label class="demo-file">
                    <input type="file" accept=".txt,.md,text/plain" {onchange} />
                    <span>{ Word::OpenFile.in_lang(ui) }{ " " }<small>{ Word::DropFile.in_lang(ui) }</small></span>
                </label>
            </div>
            <p class="demo-note">{ Word::StaysHere.in_lang(ui) }</p>
        </form>
    }
}

/// Lets the page take files. Dragged text stays the browser's affair: it belongs into the field.
fn allow_drop() -> Callback<DragEvent> {
    Callback::from(|event: DragEvent| {
        if holds_files(&event) {
            event.prevent_default();
        }
    })
}

fn holds_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0))
}

/// Takes the first file dropped anywhere on the page.
fn drop_zone(on_source: &Callback<Source>, is_own: &UseStateHandle<bool>) -> Callback<DragEvent> {
    let (on_source, is_own) = (on_source.clone(), is_own.clone());
    Callback::from(move |event: DragEvent| {
        if !holds_files(&event) {
            return;
        }
        event.prevent_default();
        let files = event.data_transfer().and_then(|transfer| transfer.files());
        if let Some(file) = files.and_then(|files| files.get(0)) {
            is_own.set(true);
            on_source.emit(Source::File(file));
        }
    })
}
