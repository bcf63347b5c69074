//! Performance marks a page can read: from "text and pack are there" to "highlights are registered".

/// Set by whoever begins to annotate.
const READY: &str = "hashiya:ready";

/// Text and pack are there: annotating begins.
pub fn ready() {
    if let Some(performance) = performance() {
        let _ = performance.mark(READY);
    }
}

/// The engine is done: `hashiya:annotate` ends here.
pub fn annotated() {
    measure("hashiya:annotate");
}

/// The marks of a new article are painted: `hashiya:paint` ends here. Where articles are annotated at the same time, both count from
/// the last one that began.
pub fn painted() {
    measure("hashiya:paint");
}

fn measure(name: &str) {
    if let Some(performance) = performance() {
        // Fails where no start was marked: the article of a rehearsal is nobody's.
        let _ = performance.measure_with_start_mark(name, READY);
    }
}

/// Milliseconds since the page began.
pub fn now() -> f64 {
    performance().map_or(0.0, |performance| performance.now())
}

fn performance() -> Option<web_sys::Performance> {
    web_sys::window()?.performance()
}
