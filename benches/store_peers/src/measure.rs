//! Times and sizes.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let started = Instant::now();
    let done = work();
    (done, started.elapsed())
}

pub fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

pub fn row(name: &str, time: Duration, count: usize) {
    println!("{name}: {:.2} s, {:.0} statements/s", time.as_secs_f64(), count as f64 / time.as_secs_f64());
}

/// Bytes of a file or of everything in a folder.
pub fn size(path: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(path) else { return path.metadata().map_or(0, |file| file.len()) };
    entries.filter_map(Result::ok).map(|entry| size(&entry.path())).sum()
}

fn status(field: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(field)).unwrap_or_default();
    line.trim().trim_end_matches(" kB").trim().parse::<u64>().unwrap_or(0) << 10
}

/// Seconds that the processors have worked for this process; on a busy machine, less than the time that passed.
pub fn processor() -> f64 {
    const TICKS_PER_SECOND: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(") ").next().unwrap_or_default();
    let ticks = after_name.split(' ').skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok());
    ticks.sum::<f64>() / TICKS_PER_SECOND
}

pub fn resident() -> u64 {
    status("VmRSS:")
}

pub fn peak() -> u64 {
    status("VmHWM:")
}

/// Time that a processor has worked for this thread.
pub fn thread_processor() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// What work gives, and the processor time that it took: on a busy machine others take turns with a thread, the more of
/// them the longer it works.
pub fn worked<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let started = thread_processor();
    let done = work();
    (done, thread_processor() - started)
}

/// The one in the middle; 0 of none.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
