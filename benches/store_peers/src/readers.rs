//! One reader beside a writer, and beside a thread that only computes: two processors of a machine may share a core.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use newsgraph::model::{EntityId, EntityType};
use newsgraph::store::{Reader, Store};

use crate::data::Data;
use crate::engine::Engine;
use crate::measure::{median, thread_processor};
use crate::ours::Ours;

const ROUNDS: usize = 9;
const ROUND: Duration = Duration::from_millis(700);

/// Hops in a second by the clock, and in a second of the reader's own processor time.
struct Speed {
    clock: f64,
    processor: f64,
}

pub fn run(path: &Path, data: &Data) {
    println!("\n## one reader beside a writer");
    let mut store = Store::open(path).expect("it was just closed");
    let reader = store.reader();
    let samples = data.samples(1000);
    let (mut by_clock, mut by_processor, mut commits) = (Vec::new(), Vec::new(), 0);
    let mut beside_nothing = Vec::new();
    let mut alone_speed = Vec::new();
    // Alone and beside in turns, so that a busy machine is busy for both.
    for _ in 0..ROUNDS {
        let alone = read(&reader, &samples);
        let done = AtomicBool::new(false);
        let beside = std::thread::scope(|scope| {
            let writer = scope.spawn(|| write(&mut store, &samples, &done));
            let beside = read(&reader, &samples);
            done.store(true, Ordering::Relaxed);
            commits += writer.join().expect("the writer does not panic");
            beside
        });
        let done = AtomicBool::new(false);
        let beside_sums = std::thread::scope(|scope| {
            scope.spawn(|| compute(&done));
            let beside = read(&reader, &samples);
            done.store(true, Ordering::Relaxed);
            beside
        });
        beside_nothing.push(beside_sums.clock / alone.clock);
        by_clock.push(beside.clock / alone.clock);
        by_processor.push(beside.processor / alone.processor);
        alone_speed.push(alone.processor);
    }
    let seconds = ROUND.as_secs_f64() * ROUNDS as f64;
    println!(
        "alone {:.0} hops/s; beside {:.0} commits/s of 50 statements: {:.2} of that by the clock, {:.2} by the reader's \
         processor time; beside a thread that only computes: {:.2} by the clock (medians of {ROUNDS} rounds)",
        median(alone_speed),
        f64::from(commits) / seconds,
        median(by_clock),
        median(by_processor),
        median(beside_nothing)
    );
}

fn read(reader: &Reader, samples: &[(u32, u8, u32)]) -> Speed {
    let (started, worked) = (Instant::now(), thread_processor());
    let mut hops = 0u64;
    while started.elapsed() < ROUND {
        let ours = Ours::of(reader.snapshot());
        for (subject, relation, _) in samples {
            std::hint::black_box(ours.one_hop(*subject, *relation));
        }
        hops += samples.len() as u64;
    }
    let hops = hops as f64;
    Speed {
        clock: hops / started.elapsed().as_secs_f64(),
        processor: hops / (thread_processor() - worked).as_secs_f64(),
    }
}

fn write(store: &mut Store, samples: &[(u32, u8, u32)], done: &AtomicBool) -> u32 {
    let mut commits = 0;
    while !done.load(Ordering::Relaxed) {
        let mut batch = store.batch();
        let new = batch.entity("Newcomer", EntityType::Thing);
        let relation = batch.relation(&Data::relation(0));
        for (subject, ..) in &samples[..50] {
            batch.link(new, relation, EntityId(*subject));
        }
        store.write(batch).expect("room on the disk");
        commits += 1;
    }
    commits
}

/// Walks over half a megabyte again and again, which is nobody's store.
fn compute(done: &AtomicBool) {
    let mut words: Vec<u64> = (0..1 << 16).collect();
    while !done.load(Ordering::Relaxed) {
        for at in 1..words.len() {
            words[at] = words[at].wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(words[at - 1]);
        }
        std::hint::black_box(&words);
    }
}
