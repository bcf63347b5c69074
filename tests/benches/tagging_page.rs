//! What `make bench` measures of the tagger in Chromium: the sample of `tagging.rs`, in the build that readers get.

mod sample;

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
