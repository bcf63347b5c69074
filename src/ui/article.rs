//! An article as semantic HTML, rendered from the model alone. Each block's text is one text node, unchanged.

use std::rc::Rc;

use yew::prelude::*;

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
    html! {
        <article ref={&props.node} class="hashiya-article" lang={article.lang.tag()} dir={article.dir.as_str()}>
            { for groups.map(|group| render_group(article, group)) }
        </article>
    }
}

/// A run of list items in their list, any other block by itself.
fn render_group(article: &Article, group: &[Block]) -> Html {
    match group[0].kind {
        BlockKind::ListItem => html! { <ul>{ for group.iter().map(|item| render(article, item, "li")) }</ul> },
        BlockKind::Headline => render(article, &group[0], "h1"),
        BlockKind::Heading => render(article, &group[0], "h2"),
        BlockKind::Caption => html! { <figure>{ render(article, &group[0], "figcaption") }</figure> },
        BlockKind::Quote => html! { <blockquote>{ render(article, &group[0], "p") }</blockquote> },
        BlockKind::SourceLine => html! { <footer>{ render(article, &group[0], "p") }</footer> },
        BlockKind::Table => render(article, &group[0], "pre"),
        BlockKind::Dateline | BlockKind::Byline | BlockKind::Paragraph => render(article, &group[0], "p"),
    }
}

/// The element of one block. The attribute `data-hashiya-block` is how the text is found again in the DOM.
fn render(article: &Article, block: &Block, tag: &'static str) -> Html {
    let lang = (block.lang != article.lang).then(|| block.lang.tag());
    let dir = (block.dir != article.dir).then(|| block.dir.as_str());
    html! {
        <@{tag} data-hashiya-block={block.kind.as_str()} {lang} {dir}>
            { AttrValue::from(article.block_text(block).to_owned()) }
        </@>
    }
}
