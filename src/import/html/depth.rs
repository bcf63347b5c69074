//! How deep the elements of an HTML string are nested, before a tree is made of it: the standard's algorithm takes a time that grows with
//! the square of the depth. Browsers nest no deeper than 512 elements, and put the rest beside each other.

use std::cell::RefCell;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// What browsers nest at most.
const DEEPEST: usize = 512;
/// Elements without an end, and those whose end another tag of their kind is: old pages open hundreds and close none.
const SELF_ENDING: [&str; 30] = [
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "optgroup", "option",
    "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr", "colgroup",
    "body",
];

/// The line in which elements are nested too deep.
pub fn too_deep(html: &str) -> Option<u64> {
    let input = BufferQueue::default();
    input.push_back(html.into());
    let tokens = Tokenizer::new(Depth::default(), TokenizerOpts::default());
    let _ = tokens.feed(&input);
    tokens.sink.0.take().line
}

#[derive(Default)]
struct Depth(RefCell<Count>);

#[derive(Default)]
struct Count {
    open: usize,
    line: Option<u64>,
}

impl TokenSink for Depth {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut count = self.0.borrow_mut();
        match token {
            Token::TagToken(Tag { name, .. }) if SELF_ENDING.contains(&&*name) => {}
            Token::TagToken(Tag { kind: TagKind::StartTag, .. }) => count.open += 1,
            Token::TagToken(Tag { kind: TagKind::EndTag, .. }) => count.open = count.open.saturating_sub(1),
            _ => {}
        }
        if count.open > DEEPEST {
            count.line.get_or_insert(line);
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_told_by_its_line_and_breadth_is_not() {
        assert_eq!(too_deep(&"<div>\n".repeat(600)), Some(513));
        assert_eq!(too_deep(&"<b>".repeat(600)), Some(1));
        assert_eq!(too_deep(&"<p>a<br>".repeat(6000)), None);
        assert_eq!(too_deep(&"<div><b>a</b></div>".repeat(6000)), None);
    }
}
