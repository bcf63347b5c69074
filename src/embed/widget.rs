//! A widget on somebody's page: mounted, told that a pack has come, and taken away again.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::{AppHandle, AttrValue, Renderer};

use super::Options;
use super::glossary::NewsGlossary;
use crate::Engine;
use crate::dom::{Page, perf, turns};
use crate::error::{Error, Result};
use crate::lang::Glossary;
use crate::model::{Article, Lang};
use crate::turns::Turns;
use crate::ui::Annotated;
use crate::ui::annotated::Props;
use crate::view::Content;
use crate::view::strings::Word;

/// A mounted widget.
#[wasm_bindgen]
pub struct Widget {
    engine: Rc<RefCell<Engine>>,
    /// The languages whose packs are wanted, the article's own first.
    langs: Vec<Lang>,
    /// The newsroom's names for this article; the engine is everybody's.
    glossary: RefCell<Option<Rc<Glossary>>>,
    /// Counts what makes an annotation under way one of yesterday.
    turn: Cell<u32>,
    mounted: RefCell<Option<Mounted>>,
}

struct Mounted {
    app: AppHandle<Annotated>,
    /// The element made for the widget: mounting empties its host, so it gets one of its own.
    element: Element,
    props: Props,
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
        let element = new_child(host).ok_or_else(|| Error::MissingHost {
            what: "the host element".to_owned(),
            remedy: "pass an element of this document that takes children".to_owned(),
        })?;
        let langs = content.langs();
        let ui = options.ui.unwrap_or(content.article.lang);
        let props = Props {
            content,
            is_ready: false,
            ui,
            page,
            painter: options.painter,
            encyclopedia: options.encyclopedia,
            failure: None,
        };
        let app = Renderer::<Annotated>::with_root_and_props(element.clone(), props.clone()).render();
        Ok(Widget {
            engine,
            langs,
            glossary: RefCell::default(),
            turn: Cell::default(),
            mounted: RefCell::new(Some(Mounted { app, element, props })),
        })
    }
}

#[wasm_bindgen]
impl Widget {
    /// The languages of the article's blocks, `ar` or `en`, that of the article itself first.
    #[wasm_bindgen(getter)]
    pub fn langs(&self) -> Vec<String> {
        self.langs.iter().map(|lang| lang.tag().to_owned()).collect()
    }

    /// Sets the newsroom's names and what it wants never marked, for the next [`Widget::refresh`].
    #[wasm_bindgen(js_name = setGlossary)]
    pub fn set_glossary(&self, glossary: &NewsGlossary) {
        self.glossary.replace(Some(glossary.names()));
        self.next_turn();
    }

    /// Annotates the article with the packs there are by now, in steps between which the page has its turn. Resolves to whether that
    /// of its own language was among them, without which nothing is done, and neither a later call nor another glossary has made it
    /// meaningless.
    pub async fn refresh(&self) -> bool {
        let engine = self.engine.borrow().clone();
        let has_pack = engine.has_pack(self.langs[0]);
        let Some(article) = self.article().filter(|_| has_pack) else { return has_pack };
        let engine = match self.glossary.borrow().clone() {
            Some(glossary) => engine.with_glossary(glossary),
            None => engine,
        };
        let turn = self.next_turn();
        perf::ready();
        let set = engine.in_steps(&article, Turns::new(&turns::page())).await;
        perf::annotated();
        // The page has its turn before it is painted, too.
        turns::pause().await;
        if self.turn.get() != turn {
            return false;
        }
        self.change(|props| {
            props.content.set = Rc::new(set);
            props.is_ready = true;
            props.failure = None;
        });
        true
    }

    /// Says in the margin that the article could not be annotated. The article stays as it is.
    pub fn fail(&self) {
        self.change(|props| props.failure = Some(AttrValue::from(Word::NoNotes.in_lang(props.ui))));
    }

    /// Takes the widget off the page, with its listeners and highlights. A second call does nothing.
    pub fn destroy(&self) {
        let mounted = self.mounted.try_borrow_mut().ok().and_then(|mut mounted| mounted.take());
        if let Some(mounted) = mounted {
            mounted.app.destroy();
            mounted.element.remove();
        }
    }
}

impl Widget {
    fn next_turn(&self) -> u32 {
        self.turn.replace(self.turn.get() + 1) + 1
    }

    fn article(&self) -> Option<Rc<Article>> {
        Some(self.mounted.try_borrow().ok()?.as_ref()?.props.content.article.clone())
    }

    fn change(&self, change: impl FnOnce(&mut Props)) {
        let Ok(mut mounted) = self.mounted.try_borrow_mut() else { return };
        if let Some(mounted) = mounted.as_mut() {
            change(&mut mounted.props);
            mounted.app.update(mounted.props.clone());
        }
    }
}

impl Drop for Widget {
    fn drop(&mut self) {
        self.destroy();
    }
}

fn new_child(host: &Element) -> Option<Element> {
    let element = host.owner_document()?.create_element("div").ok()?;
    host.append_child(&element).ok()?;
    Some(element)
}
