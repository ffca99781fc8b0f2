use std::io::Write;

use newsgraph::store::Store;

use crate::exit::Exit;
use crate::render::table;
use crate::screen::Screen;

/// Reads the whole database again and compares it with what answers.
pub fn run(store: &Store, screen: &mut Screen) -> anyhow::Result<Exit> {
    let report = store.check()?;
    let counts = [
        ("batches", report.batches),
        ("bytes", report.bytes),
        ("documents", report.documents as u64),
        ("entities", report.entities as u64),
        ("mentions", report.mentions as u64),
        ("statements", report.statements as u64),
    ];
    let rows: Vec<Vec<String>> =
        counts.iter().map(|(name, count)| vec![(*name).to_owned(), count.to_string()]).collect();
    table(screen, &["", "count"], &rows)?;
    writeln!(screen, "ok")?;
    Ok(Exit::Answered)
}
