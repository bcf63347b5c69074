//! An article as semantic HTML, rendered from the model alone. Each block's text is one text node, unchanged.

use std::rc::Rc;

use yew::prelude::*;
use yew::virtual_dom::VText;

use super::element::element;
use crate::model::{Article, Block, BlockKind};

/// Properties of [`ArticleView`].
#[derive(Debug, Clone, Properties)]
pub struct Props {
    pub article: Rc<Article>,
    /// Refers to the `<article>` element.
    #[prop_or_default]
    pub node: NodeRef,
}

/// The same article, not an equal one: a comparison of texts at each render would cost.
impl PartialEq for Props {
    fn eq(&self, other: &Props) -> bool {
        Rc::ptr_eq(&self.article, &other.article) && self.node == other.node
    }
}

/// Renders the blocks of an article.
#[component]
pub fn ArticleView(props: &Props) -> Html {
    let article = &props.article;
    let groups = article.blocks.chunk_by(|a, b| a.kind == BlockKind::ListItem && b.kind == BlockKind::ListItem);
    element("article")
        .found(&props.node)
        .with("class", "hashiya-article")
        .with("lang", article.lang.tag())
        .with("dir", article.dir.as_str())
        .holding(Html::from_iter(groups.map(|group| render_group(article, group))))
        .into()
}

/// A run of list items in their list, any other block by itself.
fn render_group(article: &Article, group: &[Block]) -> Html {
    let first = |tag: &'static str| render(article, &group[0], tag);
    match group[0].kind {
        BlockKind::ListItem => {
            let items = group.iter().map(|item| render(article, item, "li"));
            element("ul").holding(Html::from_iter(items)).into()
        }
        BlockKind::Headline => first("h1"),
        BlockKind::Heading => first("h2"),
        BlockKind::Caption => element("figure").holding(first("figcaption")).into(),
        BlockKind::Quote => element("blockquote").holding(first("p")).into(),
        BlockKind::SourceLine => element("footer").holding(first("p")).into(),
        BlockKind::Table => first("pre"),
        BlockKind::Dateline | BlockKind::Byline | BlockKind::Paragraph => first("p"),
    }
}

/// The element of one block. The attribute `data-hashiya-block` is how the text is found again in the DOM.
fn render(article: &Article, block: &Block, tag: &'static str) -> Html {
    let lang = (block.lang != article.lang).then(|| block.lang.tag());
    let dir = (block.dir != article.dir).then(|| block.dir.as_str());
    element(tag)
        .with("data-hashiya-block", block.kind.as_str())
        .with_some("lang", lang)
        .with_some("dir", dir)
        .holding(VText::new(article.block_text(block).to_owned()))
        .into()
}
