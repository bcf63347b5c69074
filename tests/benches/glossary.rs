//! How long a newsroom's glossary of 50,000 names takes to load, and what it costs the engine for one article, as ratios of their
//! limits: `make bench`. The best of many rounds counts, which is the least disturbed by what else the machine does.

use std::path::Path;
use std::rc::Rc;
use std::time::{Duration, Instant};

#[path = "../support/mod.rs"]
mod support;

use hashiya::import::{Options, plain};
use hashiya::lang::Glossary;
use hashiya::model::Lang;

const NAMES: usize = 50_000;
/// What loading may take natively.
const LOAD_LIMIT: Duration = Duration::from_millis(100);
/// What annotating may take longer.
const COST_LIMIT: f64 = 0.1;
const ROUNDS: usize = 400;

/// Names as a newsroom has them: many begin with the same given names, which stand in the stories too.
fn csv() -> String {
    const GIVEN: [[&str; 8]; 2] = [
        ["محمد", "ياسين", "أحمد", "سامي", "ليلى", "كريم", "عبد الله", "نادية"],
        ["Daniel", "Grace", "Nora", "Peter", "Helen", "Emmanuel", "Ada", "Tom"],
    ];
    const PARTS: [[&str; 12]; 2] = [
        ["با", "حسن", "نور", "دين", "سعد", "رام", "زيد", "قاس", "مال", "كي", "لط", "في"],
        ["Bar", "wick", "hol", "stead", "mor", "lin", "cas", "tel", "ros", "den", "fair", "low"],
    ];
    let mut csv = "name,spellings,type,description,link,image,lang,never\n".to_owned();
    for number in 0..NAMES {
        let part = |at: usize| PARTS[number % 2][number / 12usize.pow(at as u32) % 12];
        let given = GIVEN[number % 2][number / 7 % 8];
        let article = ["ال", "B"][number % 2];
        let family = format!("{article}{}{}{}{}{}", part(0), part(1), part(2), part(3), part(4));
        let never = if number % 100 == 0 { "yes" } else { "" };
        let kind = ["PER", "ORG", "LOC", "MISC"][number / 2 % 4];
        let line = format!(
            "{given} {family},{family} {number}|{given} {} {family},{kind},\"Known, for number {number}\",https://example.org/people/{number},,,{never}\n",
            part(1)
        );
        csv.push_str(&line);
    }
    csv
}

/// Measures the time that this thread has the processor, where the system tells (Linux, to some milliseconds), or else the time that
/// goes by: what else the machine does is not the glossary's.
struct Clock(Instant, Option<Duration>);

impl Clock {
    fn start() -> Clock {
        Clock(Instant::now(), Clock::on_processor())
    }

    fn elapsed(&self) -> Duration {
        Clock::on_processor().zip(self.1).map_or_else(|| self.0.elapsed(), |(now, start)| now - start)
    }

    fn on_processor() -> Option<Duration> {
        let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        told.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
    }
}

fn main() {
    let text = csv();
    let loads = (0..21).map(|_| {
        let start = Clock::start();
        let mut glossary = Glossary::default();
        std::hint::black_box(glossary.add_csv(&text).expect("a glossary"));
        start.elapsed()
    });
    let load = loads.min().unwrap_or_default();
    let mut glossary = Glossary::default();
    assert!(glossary.add_csv(&text).expect("a glossary").is_empty());
    println!(
        "glossary of {} names ({:.1} MB): loaded in {load:?}, {:.2} of the limit of {LOAD_LIMIT:?}",
        glossary.len(),
        text.len() as f64 / 1e6,
        load.as_secs_f64() / LOAD_LIMIT.as_secs_f64()
    );
    let without = support::engine(&Lang::ALL);
    let with = without.with_glossary(Rc::new(glossary));
    for story in ["www/demo/ar.txt", "www/demo/en.txt"] {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(story)).expect("a story");
        let article = plain::article(&text, &Options::default());
        let mut rounds = [Vec::new(), Vec::new()];
        // In turn, so that what else the machine does falls on both.
        for _ in 0..ROUNDS {
            for (engine, rounds) in [&without, &with].into_iter().zip(&mut rounds) {
                let start = Instant::now();
                std::hint::black_box(engine.annotate(&article));
                rounds.push(start.elapsed());
            }
        }
        let [without, with] = rounds.map(|rounds| rounds.into_iter().min().unwrap_or_default());
        let cost = with.as_secs_f64() / without.as_secs_f64() - 1.0;
        println!(
            "annotate {story}: {without:?} without and {with:?} with it, {:.1} % more, {:.2} of the limit of {:.0} %",
            cost * 100.0,
            cost / COST_LIMIT,
            COST_LIMIT * 100.0
        );
    }
}
