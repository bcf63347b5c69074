//! An HTML string natively: a tree as the HTML standard makes it of any bytes, by `html5ever`, asked with CSS selectors.
//!
//! In a page the browser parses, and `www/html.js` finds the story, its language and its day; the same fixtures go through both.

use std::cell::RefCell;

use ego_tree::{NodeId, NodeRef};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use scraper::{ElementRef, Selector};

use super::parse::{Excess, parse};
use super::{HOLDS_DATA, Node, Read, read};
use crate::error::{Error, Result};
use crate::import::{self, Lines, Options};
use crate::model::{Article, TextIndex};

/// Elements that hold a story, where a page has any; some systems have a form around the whole page.
const STORIES: [&str; 3] = ["article,main,[role=main]:not(form)", "body>form:has(h1,table,p~p)", "body"];
/// What says the day of publication in a story, in a page's head, and as data.
const TIMES: &str = "[itemprop=datePublished],time[pubdate]";
const METAS: &str = "meta[property='article:published_time'],meta[itemprop=datePublished]";
const DATA: &str = "script[type='application/ld+json']";

/// The article in a page or a piece of HTML, and the lines that it is from: in the first element that the CSS selector `select` finds,
/// else in its `article` or `main`, else in all of it. What `options` leave open is as the page says. Without text the article has no blocks.
///
/// # Errors
/// [`Error::InvalidInput`] for a selector that cannot be read or finds nothing, and for a page with more elements in elements,
/// or more of them, than anybody writes.
pub fn article(html: &str, select: Option<&str>, options: &Options) -> Result<(Article, Lines)> {
    let invalid = |path: String, reason: &str| Error::InvalidInput { path, reason: reason.to_owned() };
    let parsed = parse(html).map_err(|(line, excess)| {
        let reason = match excess {
            Excess::Depth => "elements are nested deeper than 512; close them",
            Excess::Nodes => "elements begun before are made again in each paragraph; close them",
        };
        invalid(format!("line {line}"), reason)
    })?;
    let page = &parsed.page;
    let root = Element(*page.root_element());
    let found = match select {
        Some(select) => {
            let wrong = |reason| invalid(["the selector \"", select, "\""].concat(), reason);
            let selector =
                Selector::parse(select).map_err(|_| wrong("it cannot be read; write it as in a style sheet"))?;
            Element(*page.select(&selector).next().ok_or_else(|| wrong("it finds no element of the page"))?)
        }
        None => STORIES.iter().find_map(|stories| root.first(stories)).unwrap_or(root),
    };
    let Read { article, nodes, .. } = story(root, found, options);
    let (index, lines) = (TextIndex::new(&article.text), parsed.lines());
    let parts = nodes.iter().filter_map(|(node, start)| {
        let at = index.from_utf16(&article.text, *start);
        Some((at, *lines.get(&node.0.id())?, &**node.0.value().as_text()?))
    });
    let lines = Lines::of_parts(parts);
    Ok((article, lines))
}

fn story<'t>(page: Element<'t>, story: Element<'t>, options: &Options) -> Read<Element<'t>> {
    let lang = || story.closest("[lang]")?.attribute("lang")?.parse().ok();
    let options = Options { lang: options.lang.or_else(lang), date: options.date.or_else(|| published(page, story)) };
    TABLES.with_borrow_mut(FxHashMap::clear);
    let mut at = story;
    let mut step = |is_left_out: bool| {
        at = at.after(is_left_out, story)?;
        Some(at)
    };
    read(&story, &mut step, &options, false)
}

/// The day of publication that the page tells: in the story, else in what it says of itself.
fn published(page: Element, story: Element) -> Option<Date> {
    let said = |element: Element| {
        let attribute = element.attribute("datetime").or_else(|| element.attribute("content"));
        day(&attribute.unwrap_or_else(|| element.text()))
    };
    let inside = story.first(TIMES).and_then(said);
    let meta = || page.first(METAS).and_then(|meta| day(&meta.attribute("content")?));
    let data = || page.all(DATA).find_map(|script| published_in(&serde_json::from_str(&script.text()).ok()?));
    inside.or_else(meta).or_else(data)
}

/// The day at the beginning of `text`: systems write the time behind it in many ways.
fn day(text: &str) -> Option<Date> {
    import::date(text.trim().get(..10)?).ok()
}

/// The first day of publication of an article in a page's JSON-LD, however deep.
fn published_in(json: &serde_json::Value) -> Option<Date> {
    match json {
        serde_json::Value::Array(items) => items.iter().find_map(published_in),
        serde_json::Value::Object(fields) => {
            let kind = fields.get("@type").map(ToString::to_string).unwrap_or_default();
            let is_story = ["Article", "Posting", "Reportage"].iter().any(|name| kind.contains(name));
            let own = fields.get("datePublished").filter(|_| is_story).and_then(|date| day(date.as_str()?));
            own.or_else(|| fields.values().find_map(published_in))
        }
        _ => None,
    }
}

/// A node of the tree.
#[derive(Clone, Copy, PartialEq)]
struct Element<'t>(NodeRef<'t, scraper::Node>);

thread_local! {
    /// Selectors by what they were read from.
    static SELECTORS: RefCell<FxHashMap<String, Selector>> = RefCell::default();
    /// Which tables of the page that is read hold data.
    static TABLES: RefCell<FxHashMap<NodeId, bool>> = RefCell::default();
}

/// Calls `ask` with the selector that `css` is; one of ours that cannot be read is a mistake in the code, and finds nothing.
fn with_selector<T: Default>(css: &str, ask: impl FnOnce(&Selector) -> T) -> T {
    let known = SELECTORS.with_borrow_mut(|selectors| {
        if !selectors.contains_key(css) {
            let selector = Selector::parse(css);
            debug_assert!(selector.is_ok(), "{css}: {selector:?}");
            selectors.extend(selector.ok().map(|selector| (css.to_owned(), selector)));
        }
        selectors.get(css).cloned()
    });
    known.map(|selector| ask(&selector)).unwrap_or_default()
}

impl<'t> Element<'t> {
    fn element(self) -> Option<ElementRef<'t>> {
        ElementRef::wrap(self.0)
    }

    /// The elements in this one that the selector finds.
    fn all(self, css: &str) -> impl Iterator<Item = Element<'t>> {
        let element = self.element();
        let found =
            |selector: &Selector| element.map(|element| element.select(selector).map(|one| Element(*one)).collect());
        with_selector(css, |selector| found(selector).unwrap_or_else(Vec::new)).into_iter()
    }

    fn first(self, css: &str) -> Option<Element<'t>> {
        with_selector(css, |selector| self.element()?.select(selector).next().map(|one| Element(*one)))
    }

    /// The next element or text in `root`; what this one holds may be left out.
    fn after(self, is_left_out: bool, root: Element<'t>) -> Option<Element<'t>> {
        let beyond = |node: NodeRef<'t, scraper::Node>| {
            let mut around = std::iter::successors(Some(node), |at| at.parent()).take_while(|at| *at != root.0);
            around.find_map(|at| at.next_sibling())
        };
        let inside = if is_left_out { None } else { self.0.first_child() };
        let following = std::iter::successors(inside.or_else(|| beyond(self.0)), |node| beyond(*node));
        following.map(Element).find(|node| node.0.value().is_element() || node.0.value().is_text())
    }

    /// All text in it.
    fn text(self) -> String {
        self.element().map(|element| element.text().collect()).unwrap_or_default()
    }
}

impl Node for Element<'_> {
    fn name(&self) -> String {
        self.element().map(|element| element.value().name().to_owned()).unwrap_or_default()
    }

    fn data(&self) -> Option<String> {
        Some(self.0.value().as_text()?.to_string())
    }

    fn parent(&self) -> Option<Self> {
        self.0.parent().map(Element)
    }

    fn attribute(&self, name: &str) -> Option<String> {
        self.element()?.attr(name).map(str::to_owned)
    }

    fn closest(&self, selector: &str) -> Option<Self> {
        let around = std::iter::successors(Some(*self), |at| at.0.parent().map(Element));
        with_selector(selector, |css| around.filter_map(Element::element).find(|one| css.matches(one)))
            .map(|one| Element(*one))
    }

    fn matches(&self, selector: &str) -> bool {
        with_selector(selector, |css| self.element().is_some_and(|element| css.matches(&element)))
    }

    /// Tables in the cells of others are come back from.
    fn holds_data(&self) -> bool {
        let known = TABLES.with_borrow(|tables| tables.get(&self.0.id()).copied());
        known.unwrap_or_else(|| {
            let holds_data = self.matches(HOLDS_DATA);
            TABLES.with_borrow_mut(|tables| tables.insert(self.0.id(), holds_data));
            holds_data
        })
    }

    fn count(&self, selector: &str) -> u32 {
        with_selector(selector, |css| self.element().map_or(0, |element| element.select(css).count() as u32))
    }

    fn contains(&self, other: &Self) -> bool {
        other == self || other.0.ancestors().any(|around| around == self.0)
    }

    fn is_visible(&self) -> bool {
        true
    }
}
