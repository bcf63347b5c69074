//! What a person sees, as Yew components. They render natively too (`yew/ssr`): the browser is met in effects alone, and in open cards,
//! which only readers open.

pub mod annotated;
pub mod announcer;
pub mod article;
pub mod card;
pub mod demo;
mod element;
mod input;
pub mod legend;
pub mod panels;
mod print;
pub mod rehearsal;
mod stage;
mod stories;

pub use annotated::Annotated;
pub use article::ArticleView;
pub use demo::Demo;
