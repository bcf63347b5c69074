//! The walk over a tree: its text, put together to an article, with what its elements say of the blocks.

use super::Node;
use crate::import::furniture::{self, Hint, Named};
use crate::import::{Options, plain};
use crate::model::text::has;
use crate::model::{Article, Block, BlockKind, Dir, Span};

/// Elements that are a block of a news story.
const BLOCKS: &str = "h1,h2,h3,h4,h5,h6,p,li,blockquote,figcaption,dt,dd,td,th,caption,pre,div,section,article,header,footer,address,figure,main";
/// Elements that nothing may be marked in, nor over.
const KEPT_CLEAR: &str = "[data-hashiya-ignore]";
/// Elements that name who wrote the story.
const SIGNED: &str = "address,[rel=author],[itemprop=author]";
/// So many paragraphs are the story, whatever the element around them is called.
const PARAGRAPHS: u32 = 4;

/// What a tree holds.
pub struct Read<N> {
    pub article: Article,
    /// The text of links, where nothing is marked.
    pub links: Vec<Span>,
    /// Text nodes with the UTF-16 offsets they begin at.
    pub nodes: Vec<(N, usize)>,
}

/// Goes to the next element or text in document order, or, if it is told to leave out what it stands at, to the next that is not in that;
/// the first time to the first in the root.
pub type Step<'s, N> = dyn FnMut(bool) -> Option<N> + 's;

/// Reads the article that `root` holds; one without a block where there is no text in it. `is_shown` says whether what is hidden can be
/// told: of what is on no page everything is.
pub fn read<N: Node>(root: &N, step: &mut Step<N>, options: &Options, is_shown: bool) -> Read<N> {
    let mut reader = Reader {
        root,
        is_shown,
        is_plain: root.count("*") == 0,
        table: None,
        text: String::new(),
        utf16: 0,
        nodes: Vec::new(),
        hints: Vec::new(),
        links: Vec::new(),
        link: None,
        block: None,
        breaks: 0,
        is_parted: false,
    };
    reader.walk(step, &furniture::never_read());
    let mut article = plain::article(&reader.text, options);
    let hints: Vec<Hint> = article.blocks.iter_mut().map(|block| reader.hint(block)).collect();
    furniture::clear(&mut article, &hints, &reader.links);
    Read { article, links: reader.links, nodes: reader.nodes }
}

/// A text as it is put together from text nodes.
struct Reader<'r, N> {
    root: &'r N,
    is_shown: bool,
    /// Whether there is no element in it.
    is_plain: bool,
    /// The table around the last cell that was asked for one, and whether it holds data: others lay pages out.
    table: Option<(N, bool)>,
    text: String,
    utf16: usize,
    nodes: Vec<(N, usize)>,
    /// Byte offsets where elements begin, with what these say of a block, and the direction that the page gives it.
    hints: Vec<(usize, Hint, Option<Dir>)>,
    links: Vec<Span>,
    /// The link the last text was in.
    link: Option<N>,
    block: Option<N>,
    /// How many line breaks there were since the last word.
    breaks: u32,
    /// Whether something lies between the last text and the next that no mark may run over.
    is_parted: bool,
}

impl<N: Node> Reader<'_, N> {
    /// Goes over all nodes but those of elements that are no part of the story; `never` selects some.
    fn walk(&mut self, step: &mut Step<N>, never: &str) {
        let mut is_left_out = false;
        while let Some(node) = step(is_left_out) {
            is_left_out = match node.data() {
                Some(data) => {
                    self.add(node, &data);
                    false
                }
                None => self.leaves_out(&node, never),
            };
        }
    }

    /// The nearest element at or above `element` and below the root that `selector` finds.
    fn inside(&self, element: &N, selector: &str) -> Option<N> {
        element.closest(selector).filter(|found| found != self.root && self.root.contains(found))
    }

    /// Whether nothing of what `element` holds is a part of the story, or can be seen.
    fn leaves_out(&mut self, element: &N, never: &str) -> bool {
        // Before this a form is not asked for anything: what it holds may be called as what it is asked for.
        if element.matches(never) {
            // Nor what nobody is to mark in may be marked over.
            self.is_parted |= element.matches(KEPT_CLEAR) || element.count(KEPT_CLEAR) > 0;
            return true;
        }
        let name = element.name();
        if name == "br" {
            self.break_line(element);
            return false;
        }
        if self.is_shown && !element.is_visible() {
            return true;
        }
        match furniture::named(&names(element, &name)) {
            Named::Furniture => element.count("h1") == 0,
            Named::FurnitureIfShort => element.count("h1") == 0 && element.count("p") < PARAGRAPHS,
            _ => false,
        }
    }

    /// What the tree's elements say of `block`, which gets the direction it has there.
    fn hint(&self, block: &mut Block) -> Hint {
        let before = self.hints.partition_point(|(start, ..)| *start <= block.span.start);
        let Some(&(_, hint, dir)) = before.checked_sub(1).map(|at| &self.hints[at]) else {
            return Hint { kind: None, is_byline: false };
        };
        block.dir = dir.unwrap_or(block.dir);
        hint
    }

    /// Adds the text `data` of `node`.
    fn add(&mut self, node: N, data: &str) {
        let Some(parent) = node.parent() else { return };
        let block = self.inside(&parent, BLOCKS);
        if block != self.block || self.text.is_empty() || self.is_parted {
            if data.trim().is_empty() {
                return;
            }
            self.begin(block);
        }
        if !data.trim().is_empty() {
            self.breaks = 0;
        }
        let start = self.text.len();
        let is_plain = match &self.block {
            Some(block) => block.name() == "pre",
            None => self.is_plain,
        };
        // Line breaks in the source of a paragraph are no line breaks on the page. One unit stands for one unit.
        let white = |char: char| if !is_plain && matches!(char, '\n' | '\r' | '\t') { ' ' } else { char };
        self.text.extend(data.chars().map(white));
        self.follow_link(parent.closest("a[href]"), start);
        self.nodes.push((node, self.utf16));
        self.utf16 += data.encode_utf16().count();
    }

    /// A line break is white space of the text, two are the end of a paragraph; before the first word of a block they are nothing.
    fn break_line(&mut self, element: &N) {
        if self.inside(element, BLOCKS) == self.block && !self.text.is_empty() {
            self.text.push(if self.breaks > 0 { '\n' } else { ' ' });
            self.utf16 += 1;
            self.breaks += 1;
        }
    }

    /// A link is one span, whatever elements its words are in, and so are links without a word between them.
    fn follow_link(&mut self, link: Option<N>, start: usize) {
        let end = self.text.len();
        match self.links.last_mut() {
            Some(last) if link.is_some() && (link == self.link || last.end == start) => last.end = end,
            _ if link.is_some() => self.links.push(Span::new(start, end)),
            _ => {}
        }
        self.link = link;
    }

    fn begin(&mut self, block: Option<N>) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
            self.utf16 += 2;
        }
        let within = block.as_ref().unwrap_or(self.root);
        let name = within.name();
        let kind = block.as_ref().and_then(|block| self.kind_of(block, &name));
        let is_any = kind.is_none_or(|kind| kind == BlockKind::Paragraph);
        let named = if is_any { furniture::named(&names(within, &name)) } else { Named::Story };
        let kind = if named == Named::Caption { Some(BlockKind::Caption) } else { kind };
        let is_byline = is_any && (named == Named::Byline || within.matches(SIGNED));
        self.hints.push((self.text.len(), Hint { kind, is_byline }, dir_of(within)));
        self.block = block;
        self.is_parted = false;
    }

    /// The kind that an element's name says; none where only the text can tell.
    fn kind_of(&mut self, block: &N, tag: &str) -> Option<BlockKind> {
        match tag {
            "h1" => Some(BlockKind::Headline),
            "h2" | "h3" | "h4" | "h5" | "h6" => Some(BlockKind::Heading),
            "li" | "dd" | "dt" => Some(BlockKind::ListItem),
            "caption" => Some(BlockKind::Caption),
            "td" | "th" => self.is_data(block).then_some(BlockKind::Table),
            tag => {
                match block.closest("blockquote,figcaption,li,[role=heading]").map(|around| around.name()).as_deref() {
                    Some("blockquote") => Some(BlockKind::Quote),
                    Some("figcaption") => Some(BlockKind::Caption),
                    Some("li") => Some(BlockKind::ListItem),
                    Some(_) => Some(BlockKind::Heading),
                    None => (tag == "p").then_some(BlockKind::Paragraph),
                }
            }
        }
    }

    /// Whether a cell is one of a table of data. All of a table is looked at for that, so not for each of its cells.
    fn is_data(&mut self, cell: &N) -> bool {
        let Some(table) = cell.closest("table,[role=table]") else { return false };
        let known = self.table.take().filter(|(known, _)| *known == table);
        let holds_data = known.map_or_else(|| table.holds_data(), |(_, holds_data)| holds_data);
        self.table = Some((table, holds_data));
        holds_data
    }
}

/// The classes and the id of `element`, and its tag where that is not one of HTML.
fn names<N: Node>(element: &N, tag: &str) -> String {
    let attribute = |name| element.attribute(name).unwrap_or_default();
    let own = if has(tag, '-') { tag } else { "" };
    [&attribute("class"), " ", &attribute("id"), " ", own].concat()
}

/// The direction that the page gives a block, whatever it is written in.
fn dir_of<N: Node>(block: &N) -> Option<Dir> {
    match block.closest("[dir=rtl i],[dir=ltr i]")?.attribute("dir")?.as_bytes() {
        [b'r' | b'R', ..] => Some(Dir::Rtl),
        _ => Some(Dir::Ltr),
    }
}
