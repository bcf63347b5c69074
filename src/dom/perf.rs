//! Performance marks a page can read: from "text and pack are there" to "highlights are registered".

/// Set by whoever begins to annotate; taken by the widget that has painted.
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

/// The marks of a new article are painted: `hashiya:paint` ends here. Later paintings measure nothing.
pub fn painted() {
    measure("hashiya:paint");
    if let Some(performance) = performance() {
        performance.clear_marks_with_mark_name(READY);
    }
}

fn measure(name: &str) {
    if let Some(performance) = performance() {
        // Fails where no start was marked, which is how later paintings are told from the first.
        let _ = performance.measure_with_start_mark(name, READY);
    }
}

fn performance() -> Option<web_sys::Performance> {
    web_sys::window()?.performance()
}
