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
use crate::dom::{Page, json, load, turns};
use crate::error::Error;
use crate::exchange;
use crate::import::{self, plain};
use crate::lang::Glossary;
use crate::model::Article;
use crate::turns::Turns;
use crate::view::Content;
use glossary::NewsGlossary;
use options::Options;
use widget::Widget;

/// The engine of a page, shared by everything on it.
#[wasm_bindgen]
#[derive(Default)]
pub struct Hashiya {
    engine: Rc<RefCell<Engine>>,
    glossary: Option<Rc<Glossary>>,
}

#[wasm_bindgen]
impl Hashiya {
    /// An engine without languages.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Hashiya {
        Hashiya::default()
    }

    /// Adds the language pack in `file`, the bytes of a `.pack`. Resolves to its notice: where its data is from, or, of a
    /// `rehearsal.….pack`, the story that it was made for.
    ///
    /// # Errors
    /// Codes `invalid-pack`, `newer-pack`, `unknown-language`, `missing-host`.
    #[wasm_bindgen(js_name = addPack)]
    pub async fn add_pack(&self, file: Uint8Array) -> Result<String, JsValue> {
        let pack = load::pack(&file.to_vec()).await.map_err(thrown)?;
        let notice = pack.notice().to_owned();
        self.engine.borrow_mut().add_pack(pack);
        Ok(notice)
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

    /// Renders an article with its margin into a new element at the end of `host`: plain text, what an element of another document
    /// holds, or an object in the format `hashiya/1`, whose annotations are for [`Widget::set_annotations`].
    ///
    /// The plain article is there at once; marks come with [`Widget::refresh`] once the packs of [`Widget::langs`] were added.
    ///
    /// # Errors
    /// Codes `unknown-language`, `invalid-date`, `invalid-input`, `missing-host`.
    pub fn mount(&self, host: &Element, source: &JsValue, options: JsValue) -> Result<Widget, JsValue> {
        let options = Options::read(&options).map_err(thrown)?;
        let unannotated = |article| Content::new(Rc::new(article), Rc::default());
        let mount = |content| Widget::mount(self.engine.clone(), host, content, None, options.clone()).map_err(thrown);
        if let Some(text) = source.as_string() {
            mount(unannotated(plain::article(&import::unify(&text), &options.import)))
        } else if let Some(element) = source.dyn_ref::<Element>() {
            mount(Content { links: Rc::default(), ..Page::read(element, &options.import).content() })
        } else {
            let mut article = document(source).map_err(thrown)?.article;
            if article.blocks.is_empty() {
                article =
                    plain::article(&article.text, &import::Options { lang: Some(article.lang), date: article.date });
            }
            mount(unannotated(article))
        }
    }

    /// Annotates the article that `root` holds where it stands, and puts what goes with it into a new element at the end
    /// of `host`. Nothing under `root` is changed, unless `host` is.
    ///
    /// # Errors
    /// Those of [`Hashiya::mount`]; `missing-host` too where `root` holds no text.
    pub fn attach(&self, root: &Element, host: &Element, options: JsValue) -> Result<Widget, JsValue> {
        let options = Options::read(&options).map_err(thrown)?;
        let page = Page::read(root, &options.import);
        if page.article.blocks.is_empty() {
            let remedy = "put the article's text into the element".to_owned();
            return Err(thrown(Error::MissingHost { what: "the text".to_owned(), remedy }));
        }
        Widget::mount(self.engine.clone(), host, page.content(), Some(page), options).map_err(thrown)
    }

    /// The same engine, with the languages it knows and will, reading with a newsroom's names: for [`Hashiya::annotate`].
    #[wasm_bindgen(js_name = withGlossary)]
    pub fn with_glossary(&self, glossary: &NewsGlossary) -> Hashiya {
        Hashiya { engine: self.engine.clone(), glossary: Some(glossary.names()) }
    }

    /// The languages of plain text `text`, its own first: those whose packs [`Hashiya::annotate`] needs; `ar,en`.
    ///
    /// # Errors
    /// Those of [`Hashiya::mount`].
    pub fn langs(&self, text: &str, options: JsValue) -> Result<String, JsValue> {
        Ok(tags(&Content::new(Rc::new(article(text, &options)?), Rc::default())))
    }

    /// Annotates plain text without any page. Resolves to an object in the format `hashiya/1`.
    ///
    /// # Errors
    /// Those of [`Hashiya::mount`].
    pub async fn annotate(&self, text: String, options: JsValue) -> Result<JsValue, JsValue> {
        let article = article(&text, &options)?;
        let mut engine = self.engine.borrow().clone();
        if let Some(glossary) = &self.glossary {
            engine = engine.with_glossary(glossary.clone());
        }
        let set = engine.in_steps(&article, None, Turns::new(&turns::page())).await;
        Ok(json::value(&exchange::json::write(&article, &set)))
    }
}

/// The version of this module, which the script beside it has to be of too.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// What is wrong with a file, a line each.
fn lines(problems: &[impl ToString]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// The languages of an article's blocks, that of the article itself first: `ar,en`. A list would be kilobytes of a page.
fn tags(content: &Content) -> String {
    if content.article.blocks.is_empty() {
        return String::new();
    }
    content.langs().iter().map(|lang| lang.tag()).collect::<Vec<_>>().join(",")
}

fn article(text: &str, options: &JsValue) -> Result<Article, JsValue> {
    let options = Options::read(options).map_err(thrown)?;
    Ok(plain::article(&import::unify(text), &options.import))
}

/// An object in the format `hashiya/1`, or its JSON text.
fn document(source: &JsValue) -> crate::Result<exchange::Document> {
    let json = match source.as_string() {
        Some(text) => json::parse(&text).map_err(|reason| Error::InvalidInput {
            path: "$".to_owned(),
            reason: ["it is no JSON: ", &reason].concat(),
        })?,
        None => json::read(source),
    };
    exchange::json::read(&json)
}

/// `error` as it is thrown to a page: an `Error` with a stable `code`.
fn thrown(error: Error) -> JsValue {
    let thrown = JsError::new(&error.to_string());
    let _ = Reflect::set(&thrown, &"code".into(), &error.code().into());
    thrown.into()
}
