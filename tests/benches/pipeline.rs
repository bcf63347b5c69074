//! How fast the whole engine is natively on one core, whether it stays so on long texts, and what memory it takes, as ratios of
//! their limits: `make bench`.
//!
//! The way measured is from a text to its annotations: cutting it into blocks is a part of it, loading a pack is not. Memory
//! is all that is allocated at the worst moment, the loaded pack, the text and the annotations among it; its limit is 3 times the
//! pack, which is taken as it is inflated and not as it is stored, and 20 times the text.

mod texts;

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant};

#[path = "../support/mod.rs"]
mod support;

use hashiya::Engine;
use hashiya::import::{Options, plain};
use hashiya::lang::pack::Header;
use hashiya::lang::token;
use hashiya::model::Lang;
use texts::Kind;

/// Tokens in a second that the engine has to read natively.
const LIMIT: f64 = 500_000.0;
const SIZES: [(usize, &str); 5] =
    [(1_000, "1 kB"), (10_000, "10 kB"), (100_000, "100 kB"), (1_000_000, "1 MB"), (10_000_000, "10 MB")];
const KINDS: [Kind; 4] = [Kind::News, Kind::OneBlock, Kind::Names, Kind::Cues];
/// How long a round takes at least, in which a text is read over and over, and how many rounds there are.
const ROUND: Duration = Duration::from_millis(100);
const ROUNDS: usize = 5;

/// How many bytes are allocated, and how many were at most.
struct Counting;

static LIVE: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

/// Nothing else runs, so what is read may be written back: an atomic addition would be felt in the speed.
fn grow(bytes: usize) {
    let live = LIVE.load(Relaxed) + bytes;
    LIVE.store(live, Relaxed);
    if live > PEAK.load(Relaxed) {
        PEAK.store(live, Relaxed);
    }
}

fn shrink(bytes: usize) {
    LIVE.store(LIVE.load(Relaxed).wrapping_sub(bytes), Relaxed);
}

// SAFETY: the system's allocator does all the work.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        grow(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        shrink(layout.size());
        unsafe { System.dealloc(place, layout) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        shrink(layout.size());
        grow(size);
        unsafe { System.realloc(place, layout, size) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

fn main() {
    // `cargo bench --bench pipeline -- ar names` measures those lines alone.
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let is_wanted = |line: &str| wanted.iter().all(|word| line.contains(word.as_str()));
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for lang in Lang::ALL {
        let reader = Reader::new(root, lang);
        for story in stories(root, lang) {
            let Ok(text) = std::fs::read_to_string(&story) else { continue };
            let name = story.strip_prefix(root).unwrap_or(&story).display().to_string();
            if is_wanted(&name) {
                println!("annotate {name}: {}", reader.measure(&text).told());
            }
        }
        for kind in KINDS {
            let sizes = SIZES.iter().filter_map(|&(bytes, size)| {
                let line = format!("{} {}, {size}", lang.tag(), kind.name());
                let measured = is_wanted(&line).then(|| reader.measure(&texts::text(root, lang, kind, bytes)))?;
                println!("annotate {line}: {}", measured.told());
                Some((bytes, measured))
            });
            let sizes: Vec<(usize, Measured)> = sizes.collect();
            let of =
                |bytes: usize| sizes.iter().find(|(size, _)| *size == bytes).map(|(_, measured)| measured.per_byte());
            if let (Some(short), Some(long)) = (of(10_000), of(10_000_000)) {
                println!(
                    "annotate {} {}: a byte of 10 MB takes {:.2} times as long as one of 10 kB",
                    lang.tag(),
                    kind.name(),
                    long / short
                );
            }
        }
    }
}

fn stories(root: &Path, lang: Lang) -> Vec<std::path::PathBuf> {
    let mut stories = vec![root.join(format!("www/demo/{}.txt", lang.tag()))];
    if lang == Lang::Ar {
        let corpora = std::env::var_os("CORPORA").unwrap_or_else(|| "../shared/corpora".into());
        stories.push(root.join(corpora).join("../articles/libya-russia-nato.ar.txt"));
    }
    stories
}

/// An engine with one pack.
struct Reader {
    engine: Engine,
    lang: Lang,
    /// Bytes of the pack, inflated.
    pack: usize,
}

impl Reader {
    fn new(root: &Path, lang: Lang) -> Reader {
        let before = restart();
        let engine = support::engine(&[lang]);
        let (peak, after) = (PEAK.load(Relaxed) - before, LIVE.load(Relaxed) - before);
        let file =
            std::fs::read(root.join(format!("www/packs/{}.pack", lang.tag()))).expect("a committed pack is there");
        let pack = Header::parse(&file).expect("a pack begins with its header").body_len as usize;
        let times = |bytes: usize| bytes as f64 / pack as f64;
        println!(
            "load {}.pack: {:.2} times its {pack} inflated bytes in memory, {:.2} times while it is read",
            lang.tag(),
            times(after),
            times(peak)
        );
        Reader { engine, lang, pack }
    }

    fn measure(&self, text: &str) -> Measured {
        let options = Options { lang: Some(self.lang), date: None };
        let article = plain::article(text, &options);
        let blocks = article.blocks.iter().filter(|block| block.lang == self.lang);
        let tokens = blocks.map(|block| token::tokens(text, block.span, block.lang).len()).sum();
        drop(article);
        // What is live here is the pack, the text and some file names.
        restart();
        let import = || drop(black_box(plain::article(text, &options)));
        let whole = || drop(black_box(self.engine.annotate(&plain::article(text, &options))));
        whole();
        let memory = PEAK.load(Relaxed);
        let entities = || drop(black_box(self.engine.entities(&plain::article(text, &options))));
        let (time, import, entities) = (median(whole), median(import), median(entities));
        Measured { bytes: text.len(), tokens, time, import, entities, memory, most: 3 * self.pack + 20 * text.len() }
    }
}

/// The median of the times that `work` takes.
fn median(work: impl Fn()) -> Duration {
    let of = |passes: u32| {
        let start = spent();
        (0..passes).for_each(|_| work());
        (spent() - start) / passes
    };
    let mut passes = 1;
    while of(passes) * passes < ROUND {
        passes *= 2;
    }
    let mut rounds: Vec<Duration> = (0..ROUNDS).map(|_| of(passes)).collect();
    rounds.sort();
    rounds[ROUNDS / 2]
}

/// The time that this thread has spent on its core, where the system tells: what else runs is not counted.
fn spent() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// Counts from here on; how many bytes are allocated now.
fn restart() -> usize {
    let live = LIVE.load(Relaxed);
    PEAK.store(live, Relaxed);
    live
}

struct Measured {
    bytes: usize,
    tokens: usize,
    /// The median of the rounds, and how much of it the cutting into blocks took.
    time: Duration,
    import: Duration,
    /// The time without quotes and sources.
    entities: Duration,
    /// Bytes at the worst moment, and how many may be.
    memory: usize,
    most: usize,
}

impl Measured {
    fn per_byte(&self) -> f64 {
        self.time.as_secs_f64() / self.bytes as f64
    }

    fn told(&self) -> String {
        let speed = self.tokens as f64 / self.time.as_secs_f64();
        format!(
            "{} tokens in {:.2?} ({:.0} % of it for the blocks; {:.2} times the time of the entities alone, of at most 2), {:.0} thousand tokens/s, {:.2} of the limit of {:.0} thousand; \
             memory {:.1} MB, {:.2} of the limit of 3 times the pack inflated and 20 times the text",
            self.tokens,
            self.time,
            100.0 * self.import.as_secs_f64() / self.time.as_secs_f64(),
            self.time.as_secs_f64() / self.entities.as_secs_f64(),
            speed / 1e3,
            speed / LIMIT,
            LIMIT / 1e3,
            self.memory as f64 / 1e6,
            self.memory as f64 / self.most as f64,
        )
    }
}
