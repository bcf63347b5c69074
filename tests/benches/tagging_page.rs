//! What `make bench` measures in Chromium, in the build that readers get: the tagger on the sample of `tagging.rs`, and the whole
//! engine.

mod sample;

use hashiya::Engine;
use hashiya::import::{Options, plain};
use hashiya::lang::token;
use sample::Sample;
use wasm_bindgen::prelude::wasm_bindgen;

/// A pack and a text, ready to be tagged over and over.
#[wasm_bindgen]
pub struct Tagging(Sample);

#[wasm_bindgen]
impl Tagging {
    /// The file of a pack, and rows `token<TAB>tag` or an article.
    ///
    /// # Errors
    /// One sentence for a pack that cannot be read or has no weights.
    #[wasm_bindgen(constructor)]
    pub fn new(pack: &[u8], text: &str, is_rows: bool) -> Result<Tagging, String> {
        Sample::new(pack, text, is_rows).map(Tagging)
    }

    /// How many tokens the text has.
    #[wasm_bindgen(getter)]
    pub fn tokens(&self) -> usize {
        self.0.tokens()
    }

    /// Tags the text `passes` times, given its tokens; how many names were found.
    pub fn tag(&self, passes: usize) -> usize {
        (0..passes).map(|_| self.0.tag()).sum()
    }

    /// Likewise, given its letters alone.
    pub fn read_and_tag(&self, passes: usize) -> usize {
        (0..passes).map(|_| self.0.read_and_tag()).sum()
    }
}

/// An engine with one pack, and an article as it is delivered.
#[wasm_bindgen]
pub struct Annotating {
    engine: Engine,
    text: String,
    options: Options,
}

#[wasm_bindgen]
impl Annotating {
    /// The file of a pack, and an article in its language.
    ///
    /// # Errors
    /// One sentence for a pack that cannot be read.
    #[wasm_bindgen(constructor)]
    pub fn new(pack: &[u8], text: String) -> Result<Annotating, String> {
        let pack = sample::inflated(pack).map_err(|error| error.to_string())?;
        let options = Options { lang: Some(pack.lang()), date: None };
        let mut engine = Engine::new();
        engine.add_pack(pack);
        Ok(Annotating { engine, text, options })
    }

    /// How many tokens of the text are in the language of the pack.
    #[wasm_bindgen(getter)]
    pub fn tokens(&self) -> usize {
        let article = plain::article(&self.text, &self.options);
        let blocks = article.blocks.iter().filter(|block| Some(block.lang) == self.options.lang);
        blocks.map(|block| token::tokens(&self.text, block.span, block.lang).len()).sum()
    }

    /// Annotates the text `passes` times, from cutting it into blocks on; how many marks there are.
    pub fn annotate(&self, passes: usize) -> usize {
        let marks = || self.engine.annotate(&plain::article(&self.text, &self.options)).annotations.len();
        (0..passes).map(|_| marks()).sum()
    }

    /// Bytes of the memory of this module.
    #[wasm_bindgen(getter)]
    pub fn memory(&self) -> usize {
        #[cfg(target_arch = "wasm32")]
        let pages = core::arch::wasm32::memory_size(0);
        // Built natively it is linted alone.
        #[cfg(not(target_arch = "wasm32"))]
        let pages = 0;
        pages << 16
    }
}
