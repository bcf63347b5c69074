//! Fetches and inflates what the engine needs: language packs.

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::externs::DecompressionStream;
use super::turns;
use crate::error::{Error, Result};
use crate::lang::Pack;
use crate::lang::pack::Header;
use crate::turns::Turns;

/// The bytes at `url`, relative to the document.
///
/// # Errors
/// [`Error::Io`] with the address, for a failed connection and for every status but success.
pub async fn fetch(url: &str) -> Result<Vec<u8>> {
    let failed = |reason: String| Error::Io { path: url.to_owned(), reason };
    let window = web_sys::window().ok_or_else(|| failed("no window to fetch with".to_owned()))?;
    let response = JsFuture::from(window.fetch_with_str(url)).await.map_err(|error| failed(reason(&error)))?;
    let response: Response = response.unchecked_into();
    if !response.ok() {
        return Err(failed(format!("the server answered {}", response.status())));
    }
    bytes(&response).await.map_err(|error| failed(reason(&error)))
}

/// Reads a pack file: its header as it stands, its body through the browser's own inflater.
///
/// # Errors
/// [`Error::InvalidPack`], [`Error::NewerPack`], [`Error::UnknownLanguage`]; [`Error::MissingHost`] without `DecompressionStream`.
pub async fn pack(file: &[u8]) -> Result<Pack> {
    let header = Header::parse(file)?;
    let body = inflate(&file[Header::LEN..]).await?;
    Pack::in_steps(&header, body, Turns::new(&turns::page())).await
}

async fn inflate(deflated: &[u8]) -> Result<Vec<u8>> {
    let stream = DecompressionStream::new("deflate").map_err(|_| Error::MissingHost {
        what: "DecompressionStream".to_owned(),
        remedy: "use a browser of mid-2024 or later".to_owned(),
    })?;
    let invalid = |error: JsValue| Error::InvalidPack { reason: reason(&error) };
    let source = Response::new_with_opt_js_u8_array(Some(&Uint8Array::from(deflated))).map_err(invalid)?;
    let body = source.body().ok_or_else(|| Error::InvalidPack { reason: "it is empty".to_owned() })?;
    let inflated = body.pipe_through(stream.unchecked_ref());
    bytes(&Response::new_with_opt_readable_stream(Some(&inflated)).map_err(invalid)?).await.map_err(invalid)
}

async fn bytes(response: &Response) -> std::result::Result<Vec<u8>, JsValue> {
    let buffer: ArrayBuffer = JsFuture::from(response.array_buffer()?).await?.unchecked_into();
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// The message of something thrown.
fn reason(error: &JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => String::from(error.message()),
        None => "the browser gave no reason".to_owned(),
    }
}
