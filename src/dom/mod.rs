//! Between the pure half and the browser: where text lies on the page, how marks are painted over it, what the pointer and
//! the keyboard mean, what a reader asks of the page. The article's text is never touched.

pub mod encyclopedia;
pub mod externs;
pub mod json;
pub mod keyboard;
pub mod load;
pub mod page;
pub mod paint;
pub mod perf;
pub mod pointer;
pub mod surface;
pub mod text_map;
pub mod turns;
pub mod wishes;

pub use encyclopedia::Encyclopedia;
pub use page::Page;
pub use paint::{PainterChoice, Stroke};
pub use surface::Surface;
pub use text_map::TextMap;
