//! A widget on somebody's page: mounted, told that a pack has come or the page has changed, and taken away again.

use std::cell::{Cell, RefCell};
use std::convert::Infallible;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::{AppHandle, AttrValue, Renderer};

use super::glossary::NewsGlossary;
use super::{Options, thrown};
use crate::Engine;
use crate::dom::{Page, json, perf, turns};
use crate::engine::Memory;
use crate::error::{Error, Result};
use crate::exchange::{self, anchor};
use crate::import;
use crate::lang::Glossary;
use crate::model::{AnnotationSet, Lang};
use crate::turns::Turns;
use crate::ui::Annotated;
use crate::ui::annotated::{Props, Remote};
use crate::view::intent::Event;
use crate::view::strings::Word;
use crate::view::{Action, Content, Intensity, Kind};

/// A mounted widget.
#[wasm_bindgen]
pub struct Widget {
    engine: Rc<RefCell<Engine>>,
    import: import::Options,
    /// The newsroom's names for this article; the engine is everybody's.
    glossary: RefCell<Option<Rc<Glossary>>>,
    /// What was annotated elsewhere, as it was handed in: it is placed anew whenever the text changes.
    provided: RefCell<Option<exchange::Document>>,
    /// How many of these annotations have no place in the text.
    orphans: Cell<usize>,
    memory: RefCell<Memory>,
    /// Counts what makes an annotation under way one of yesterday.
    turn: Cell<u32>,
    /// The article as it was read last, which may be another one than that on the screen.
    read: RefCell<(Content, Option<Page>)>,
    remote: Remote,
    mounted: RefCell<Option<Mounted>>,
}

struct Mounted {
    app: AppHandle<Annotated>,
    /// The element made for the widget: mounting empties its host, so it gets one of its own.
    element: Element,
    props: Props,
}

thread_local! {
    /// What was taken off the page, to be used again: Yew never lets go of the element of an app, nor of what it hears there.
    static PARKED: RefCell<Vec<Mounted>> = const { RefCell::new(Vec::new()) };
}

impl Mounted {
    fn update(&mut self, props: Props) {
        self.props = props.clone();
        self.app.update(props);
    }

    /// Takes the widget off the page, with its listeners and highlights.
    fn park(mut self) {
        self.element.remove();
        let remote = self.props.remote.clone();
        remote.dispatch(Action::Unfilter);
        self.update(Props { remote, ..Props::new(Content::empty(), Lang::En) });
        PARKED.with_borrow_mut(|parked| parked.push(self));
    }
}

impl Widget {
    /// Mounts a widget at the end of `host`, with the plain article until [`Widget::refresh`] is called.
    pub(super) fn mount(
        engine: Rc<RefCell<Engine>>,
        host: &Element,
        content: Content,
        page: Option<Page>,
        options: Options,
    ) -> Result<Widget> {
        let mut props = Props {
            page: page.clone(),
            painter: options.painter,
            encyclopedia: options.encyclopedia,
            ..Props::new(content.clone(), options.ui.unwrap_or(content.article.lang))
        };
        let parked = PARKED.with_borrow_mut(Vec::pop);
        let element = parked.as_ref().map(|parked| parked.element.clone()).or_else(|| new_element(host));
        let element =
            element.filter(|element| host.append_child(element).is_ok()).ok_or_else(|| Error::MissingHost {
                what: "the host element".to_owned(),
                remedy: "pass an element of this document that takes children".to_owned(),
            })?;
        let mounted = match parked {
            Some(mut parked) => {
                props.remote = parked.props.remote.clone();
                parked.update(props);
                parked
            }
            None => {
                let app = Renderer::<Annotated>::with_root_and_props(element.clone(), props.clone()).render();
                Mounted { app, element, props }
            }
        };
        Ok(Widget {
            engine,
            import: options.import,
            glossary: RefCell::default(),
            provided: RefCell::default(),
            orphans: Cell::default(),
            memory: RefCell::default(),
            turn: Cell::default(),
            read: RefCell::new((content, page)),
            remote: mounted.props.remote.clone(),
            mounted: RefCell::new(Some(mounted)),
        })
    }
}

#[wasm_bindgen]
impl Widget {
    /// The languages of the article's blocks, that of the article itself first: `ar,en`; empty where the page holds no text now.
    #[wasm_bindgen(getter)]
    pub fn langs(&self) -> String {
        super::tags(&self.read.borrow().0)
    }

    /// Sets the newsroom's names and what it wants never marked, for the next [`Widget::refresh`].
    #[wasm_bindgen(js_name = setGlossary)]
    pub fn set_glossary(&self, glossary: &NewsGlossary) {
        self.glossary.replace(Some(glossary.names()));
        self.next_turn();
    }

    /// Sets annotations made elsewhere, an object in the format `hashiya/1` or its JSON text, for the next [`Widget::refresh`].
    /// Returns what of it could not be taken, a line each with its JSON path; the rest counts.
    ///
    /// # Errors
    /// Codes `invalid-input`, `invalid-date`, `unknown-language` where nothing can be read.
    #[wasm_bindgen(js_name = setAnnotations)]
    pub fn set_annotations(&self, source: &JsValue) -> std::result::Result<String, JsValue> {
        let document = super::document(source).map_err(thrown)?;
        let problems = super::lines(&document.problems);
        self.provided.replace(Some(document));
        self.next_turn();
        Ok(problems)
    }

    /// Reads the page's own article again. Whether it has changed, or stands in other nodes: then [`Widget::refresh`] is due.
    pub fn read(&self) -> bool {
        let mut read = self.read.borrow_mut();
        let (content, Some(page)) = &mut *read else { return false };
        let now = Page::read(&page.root, &self.import);
        let has_changed = !now.is_same(page);
        if has_changed {
            *content = now.content();
            *page = now;
        }
        has_changed
    }

    /// Annotates the article: with `detect` by the packs there are by now, in steps between which the page has its turn, else with
    /// what was set alone. Resolves to whether the pack of its own language was there, without which nothing is detected and nothing
    /// done, and no later call, glossary or annotation has made it meaningless.
    pub async fn refresh(&self, detect: bool) -> bool {
        let (mut content, page) = self.read.borrow().clone();
        let article = content.article.clone();
        let engine = self.engine.borrow().clone();
        if detect && !engine.has_pack(article.lang) {
            return false;
        }
        let turn = self.next_turn();
        perf::ready();
        let mut set = AnnotationSet::default();
        let engine = match self.glossary.borrow().clone() {
            Some(glossary) => engine.with_glossary(glossary),
            None => engine,
        };
        if detect {
            let mut memory = self.memory.take();
            set = engine.in_steps(&article, Some(&mut memory), Turns::new(&turns::page())).await;
            self.memory.replace(memory);
        }
        perf::annotated();
        // The page has its turn before it is painted, too.
        turns::pause().await;
        if self.turn.get() != turn {
            return false;
        }
        if let Some(document) = &*self.provided.borrow() {
            let (provided, orphans) = anchor::onto(&article, document.clone(), None::<Infallible>);
            self.orphans.set(orphans);
            set = engine.withheld(&article, provided).beside(set);
        }
        content.set = Rc::new(set);
        self.change(|props| {
            props.content = content;
            props.page = page;
            props.is_ready = true;
            props.failure = None;
        });
        true
    }

    /// How many of the annotations that were set have no place in the text.
    #[wasm_bindgen(getter)]
    pub fn orphans(&self) -> usize {
        self.orphans.get()
    }

    /// What is on the screen as an object in the format `hashiya/1`.
    pub fn document(&self) -> JsValue {
        let content = self.mounted.borrow().as_ref().map(|mounted| mounted.props.content.clone());
        content
            .map_or(JsValue::NULL, |Content { article, set, .. }| json::value(&exchange::json::write(&article, &set)))
    }

    /// Goes to an annotation, by its place in the list, and opens its card; without one closes the card.
    pub fn select(&self, mark: Option<usize>) {
        self.remote.dispatch(match mark {
            Some(mark) => Action::GoTo { mark, focus: None },
            None => Action::Pointer(Event::Dismiss),
        });
    }

    /// Changes what is displayed: marks of the kinds whose bits are set, in the order of [`Kind::ALL`]; whether all mentions are marked,
    /// by 0 or 1, or the first of a section; how strongly, by the order of [`Intensity::ALL`]. What is beyond these stays as it is.
    /// The script beside this one has the names.
    pub fn filter(&self, kinds: u32, all_mentions: u32, intensity: usize) {
        let has = |kind: &Kind| kinds >> (*kind as u32) & 1 == 1;
        let kinds = (kinds < 1 << Kind::ALL.len()).then(|| Kind::ALL.into_iter().filter(has).collect());
        let all_mentions = (all_mentions < 2).then_some(all_mentions == 1);
        self.remote.dispatch(Action::Filter(kinds, all_mentions, Intensity::ALL.get(intensity).copied()));
    }

    /// Says in the margin that the article could not be annotated. The article stays as it is.
    pub fn fail(&self) {
        self.change(|props| props.failure = Some(AttrValue::from(Word::NoNotes.in_lang(props.ui))));
    }

    /// Takes the widget off the page, with its listeners and highlights. A second call does nothing.
    pub fn destroy(&self) {
        self.next_turn();
        let mounted = self.mounted.try_borrow_mut().ok().and_then(|mut mounted| mounted.take());
        self.memory.take();
        if let Some(mounted) = mounted {
            mounted.park();
        }
    }
}

impl Widget {
    fn next_turn(&self) -> u32 {
        self.turn.replace(self.turn.get() + 1) + 1
    }

    fn change(&self, change: impl FnOnce(&mut Props)) {
        let Ok(mut mounted) = self.mounted.try_borrow_mut() else { return };
        if let Some(mounted) = mounted.as_mut() {
            let mut props = mounted.props.clone();
            change(&mut props);
            mounted.update(props);
        }
    }
}

impl Drop for Widget {
    fn drop(&mut self) {
        self.destroy();
    }
}

fn new_element(host: &Element) -> Option<Element> {
    host.owner_document()?.create_element("div").ok()
}
