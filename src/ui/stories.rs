//! What the demo shows: its two stories, a pasted text, a file; fetched, read and annotated.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::rehearsal;
use crate::Engine;
use crate::dom::{load, perf, turns};
use crate::error::{Error, Result};
use crate::import::{self, plain};
use crate::model::{AnnotationSet, Article, Lang};
use crate::turns::Turns;
use crate::view::Content;

/// Where a story comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// The story written for the demo in this language.
    Written(Lang),
    Pasted(String),
    File(web_sys::File),
}

/// The engine of the page, with the packs fetched so far.
pub type SharedEngine = Rc<RefCell<Engine>>;

/// The plain article of a source.
///
/// # Errors
/// [`Error::Io`] for what cannot be fetched or read, [`Error::InvalidUtf8`] for what is no text.
pub async fn article(source: &Source) -> Result<Article> {
    let text = match source {
        Source::Written(lang) => import::decode(&load::fetch(&format!("demo/{}.txt", lang.tag())).await?)?,
        Source::Pasted(text) => import::decode(text.as_bytes())?,
        Source::File(file) => import::decode(&read(file).await?)?,
    };
    Ok(plain::article(&text, &import::Options::default()))
}

async fn read(file: &web_sys::File) -> Result<Vec<u8>> {
    let failed = |_| Error::Io { path: file.name(), reason: "the browser cannot read it".to_owned() };
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(failed)?;
    Ok(js_sys::Uint8Array::new(buffer.unchecked_ref()).to_vec())
}

/// The article with no annotations: what is shown until they are there, or if they cannot be had.
pub fn unannotated(article: Article) -> Content {
    Content::new(Rc::new(article), Rc::new(AnnotationSet::default()))
}

/// Annotates the article of `content`, with the packs of its languages fetched if they are not there yet.
///
/// # Errors
/// Those of [`load::fetch`] and [`load::pack`] for the article's own language. Without the pack of another one, what is in that
/// language stays plain.
pub async fn annotated(engine: &SharedEngine, content: &Content) -> Result<Content> {
    let article = content.article.clone();
    let langs = content.langs();
    for lang in langs {
        let added = add_pack(engine, lang).await;
        if lang == article.lang {
            added?;
        }
    }
    perf::ready();
    let engine = engine.borrow().clone();
    let set = Rc::new(engine.in_steps(&article, None, Turns::new(&turns::page())).await);
    perf::annotated();
    turns::pause().await;
    Ok(Content::new(article, set))
}

/// The notices of the packs that were loaded, each once: several packs can share their sources.
pub fn notices(engine: &SharedEngine) -> Vec<String> {
    let mut notices: Vec<String> = engine.borrow().notices().map(str::to_owned).collect();
    notices.dedup();
    notices
}

async fn add_pack(engine: &SharedEngine, lang: Lang) -> Result<()> {
    let has_pack = engine.borrow().has_pack(lang);
    if !has_pack {
        spawn_local(rehearse(engine.clone(), lang));
        let pack = load::pack(&load::fetch(&format!("packs/{}.pack", lang.tag())).await?).await?;
        engine.borrow_mut().add_pack(pack);
    }
    Ok(())
}

/// Without it the first marks only take longer.
async fn rehearse(engine: SharedEngine, lang: Lang) {
    if let Ok(file) = load::fetch(&format!("packs/rehearsal.{}.pack", lang.tag())).await {
        rehearsal::begin(&engine, file);
    }
}
