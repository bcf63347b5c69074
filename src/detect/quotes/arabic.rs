//! What an Arabic reporting word reports, and where its subject stands.

use super::Report;
use super::block::BlockQuotes;

/// The reports of an Arabic block. `expected` says that the block before announced a quotation.
pub fn reports(quotes: &BlockQuotes, expected: bool) -> Vec<Report> {
    let _ = (quotes, expected);
    Vec::new()
}
