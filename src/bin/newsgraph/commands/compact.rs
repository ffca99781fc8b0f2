use std::io::Write;

use newsgraph::store::Store;

use crate::exit::Exit;
use crate::progress;
use crate::screen::Screen;

/// Writes the log anew: what was forgotten leaves the disk.
pub fn run(mut store: Store, screen: &mut Screen) -> anyhow::Result<Exit> {
    let bar = progress::statements();
    let report = store.compact(&mut |progress| {
        bar.set_length(progress.total as u64);
        bar.set_position(progress.written as u64);
    })?;
    bar.finish_and_clear();
    writeln!(screen, "the log had {} bytes, and has {} now", report.before, report.after)?;
    Ok(Exit::Answered)
}
