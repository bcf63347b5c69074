//! What a page's scripts can call. Handles take `&self` alone: a page may call back while a call is under way.
//!
//! Every failure is thrown as an `Error` with a stable `code`; nothing here panics on what a page hands in.

mod glossary;
mod options;
mod widget;

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Error as JsError, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::Engine;
use crate::dom::{Page, load};
use crate::error::Error;
use crate::import::{self, plain};
use crate::model::{AnnotationSet, Lang};
use crate::ui::rehearsal;
use crate::view::Content;
use glossary::NewsGlossary;
use options::Options;
use widget::Widget;

/// The engine of a page, shared by everything on it.
#[wasm_bindgen]
#[derive(Default)]
pub struct Hashiya {
    engine: Rc<RefCell<Engine>>,
}

#[wasm_bindgen]
impl Hashiya {
    /// An engine without languages.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Hashiya {
        Hashiya::default()
    }

    /// Adds the language pack in `file`, the bytes of a `.pack`. Resolves to the pack's language, `ar` or `en`.
    ///
    /// # Errors
    /// Codes `invalid-pack`, `newer-pack`, `unknown-language`, `missing-host`.
    #[wasm_bindgen(js_name = addPack)]
    pub async fn add_pack(&self, file: Uint8Array) -> Result<String, JsValue> {
        let pack = load::pack(&file.to_vec()).await.map_err(thrown)?;
        let lang = pack.lang();
        self.engine.borrow_mut().add_pack(pack);
        Ok(lang.tag().to_owned())
    }

    /// Annotates and paints, unseen, the story in `file`, the bytes of a `rehearsal.….pack`, unless the pack of its language is there
    /// by the time the page has been drawn: so the browser has compiled the engine when it comes. Another file does nothing.
    pub fn rehearse(&self, file: Uint8Array) {
        rehearsal::begin(&self.engine, file.to_vec());
    }

    /// Reads a newsroom's names: the text of a CSV or JSON file, or what JSON.parse makes of one. Given to
    /// [`Widget::set_glossary`] they count for that widget alone.
    ///
    /// # Errors
    /// Code `invalid-glossary` where nothing can be read; what else is wrong is in [`NewsGlossary::problems`].
    #[wasm_bindgen(js_name = readGlossary)]
    pub fn read_glossary(&self, source: &JsValue) -> Result<NewsGlossary, JsValue> {
        NewsGlossary::read(source).map_err(thrown)
    }

    /// Whether the pack of `lang`, a BCP 47 tag, was added.
    #[wasm_bindgen(js_name = hasPack)]
    pub fn has_pack(&self, lang: &str) -> bool {
        lang.parse::<Lang>().is_ok_and(|lang| self.engine.borrow().has_pack(lang))
    }

    /// Renders the article of plain text `text` with its margin into a new element at the end of `host`.
    ///
    /// The plain article is there at once; marks come with [`Widget::refresh`] once the packs of [`Widget::langs`] were added.
    ///
    /// # Errors
    /// Codes `unknown-language`, `invalid-date`, `invalid-input`, `missing-host`.
    pub fn mount(&self, host: &Element, text: &str, options: JsValue) -> Result<Widget, JsValue> {
        let options = Options::read(&options).map_err(thrown)?;
        let article = plain::article(&import::unify(text), &options.import);
        let content = Content::new(Rc::new(article), Rc::new(AnnotationSet::default()));
        Widget::mount(self.engine.clone(), host, content, None, options).map_err(thrown)
    }

    /// Annotates the article that `root` holds where it stands, and puts what goes with it into a new element at the end
    /// of `host`. Nothing under `root` is changed, unless `host` is.
    ///
    /// # Errors
    /// Those of [`Hashiya::mount`]; `missing-host` too where `root` holds no text.
    pub fn attach(&self, root: &Element, host: &Element, options: JsValue) -> Result<Widget, JsValue> {
        let options = Options::read(&options).map_err(thrown)?;
        let page = Page::read(root, &options.import).ok_or_else(|| {
            let remedy = "put the article's text into the element".to_owned();
            thrown(Error::MissingHost { what: "the text".to_owned(), remedy })
        })?;
        let content = Content {
            article: page.article.clone(),
            set: Rc::new(AnnotationSet::default()),
            links: page.links.clone(),
        };
        Widget::mount(self.engine.clone(), host, content, Some(page), options).map_err(thrown)
    }
}

/// `error` as it is thrown to a page: an `Error` with a stable `code`.
fn thrown(error: Error) -> JsValue {
    let thrown = JsError::new(&error.to_string());
    let _ = Reflect::set(&thrown, &"code".into(), &error.code().into());
    thrown.into()
}
