use std::io::{self, Write};

use comfy_table::{ContentArrangement, Table, presets};

use crate::screen::Screen;

/// A terminal that says it is narrower than this does not know its width.
const NARROWEST: u16 = 20;

/// A table: aligned and with headings on a terminal, tab-separated without them on a pipe.
pub fn table(screen: &mut Screen, headings: &[&str], rows: &[Vec<String>]) -> io::Result<()> {
    if !screen.is_terminal {
        return rows.iter().try_for_each(|row| writeln!(screen, "{}", row.join("\t")));
    }
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    if table.width().is_none_or(|width| width < NARROWEST) {
        table.set_content_arrangement(ContentArrangement::Disabled);
    }
    table.set_header(headings.iter().copied());
    for row in rows {
        table.add_row(row);
    }
    writeln!(screen, "{}", table.trim_fmt())
}
