//! Many lookups by every engine, in turns, in processor time: none of them uses more than one thread for these.

use std::time::Duration;

use crate::data::Data;
use crate::engine::Engine;
use crate::measure::{median, worked};

/// The longest that one measurement of one engine may take.
const PATIENCE: Duration = Duration::from_secs(4);

/// So many turns at most.
const TURNS: usize = 30;

type Ask = fn(&dyn Engine, (u32, u8, u32)) -> Option<u64>;

struct Question {
    name: &'static str,
    /// How many different lookups make a turn: what an engine has in the cache of the processor when its turn begins
    /// is what the others have left there.
    lookups: usize,
    ask: Ask,
}

fn questions() -> [Question; 7] {
    let question = |name, lookups, ask: Ask| Question { name, lookups, ask };
    [
        question("one hop", 1000, |engine, (s, r, _)| Some(engine.one_hop(s, r) as u64)),
        question("one hop back", 1000, |engine, (_, r, o)| Some(engine.reverse_hop(o, r) as u64)),
        question("two-hop count", 1000, |engine, (s, r, _)| Some(engine.two_hops(s, r) as u64)),
        question("three hops, distinct", 500, |engine, (s, r, _)| Some(engine.three_hops(s, r) as u64)),
        question("shortest path", 1, |engine, (s, _, o)| {
            Some(engine.shortest(s, (o.wrapping_mul(31) + 17) % 200_000).map_or(0, |steps| steps as u64 + 1))
        }),
        question("SPARQL one hop", 200, |engine, (s, r, _)| engine.query_one_hop(s, r).map(|count| count as u64)),
        question("SPARQL two-hop count", 200, |engine, (s, r, _)| {
            engine.query_two_hops(s, r).map(|count| count as u64)
        }),
    ]
}

/// What one engine did.
#[derive(Default)]
struct Told {
    /// Seconds of processor time a lookup, turn by turn.
    turns: Vec<f64>,
    spent: Duration,
    answers: Vec<u64>,
}

pub fn run(engines: &[Box<dyn Engine>], data: &Data) {
    for Question { name, lookups, ask } in questions() {
        println!("\n## {name} ({lookups} different lookups a turn)");
        let samples = data.samples((lookups * TURNS).max(200));
        let mut told: Vec<Told> = engines.iter().map(|_| Told::default()).collect();
        // Indices that an engine makes when it is first asked are made before.
        if lookups > 1 {
            engines.iter().for_each(|engine| {
                std::hint::black_box(ask(&**engine, samples[0]));
            });
        }
        for samples in samples.chunks(lookups) {
            for (engine, told) in engines.iter().zip(&mut told) {
                if told.spent < PATIENCE {
                    turn(&**engine, ask, samples, told);
                }
            }
        }
        report(engines, &told, lookups);
    }
}

fn turn(engine: &dyn Engine, ask: Ask, samples: &[(u32, u8, u32)], told: &mut Told) {
    let before = told.answers.len();
    told.answers.reserve(samples.len());
    let ((), time) = worked(|| told.answers.extend(samples.iter().filter_map(|sample| ask(engine, *sample))));
    if told.answers.len() > before {
        told.spent += time;
        told.turns.push(time.as_secs_f64() / samples.len() as f64);
    }
}

/// The turn in the middle of each, so that one in which the machine did something else counts for nothing; and how much
/// longer an engine took than ours for the same lookups, in the middle of all turns.
fn report(engines: &[Box<dyn Engine>], told: &[Told], lookups: usize) {
    for (engine, one) in engines.iter().zip(told).filter(|(_, one)| !one.turns.is_empty()) {
        let ratios = one.turns.iter().zip(&told[0].turns).map(|(theirs, ours)| theirs / ours).collect();
        println!(
            "{:<12} {:>12.3} µs   {:>9.1} × ours   ({} turns of {lookups})",
            engine.name(),
            median(one.turns.clone()) * 1e6,
            median(ratios),
            one.turns.len()
        );
        let common = one.answers.len().min(told[0].answers.len());
        assert_eq!(one.answers[..common], told[0].answers[..common], "{} disagrees", engine.name());
    }
}
