use newsgraph::export::{Focus, Format, Selection};
use newsgraph::graph::Graph;

use super::write_output;
use crate::args::{Export, ExportFormat};
use crate::exit::Exit;
use crate::lookup;
use crate::screen::Screen;

/// The graph, or the surroundings of an entity, for other programs.
pub fn run(graph: &Graph, export: &Export, screen: &mut Screen) -> anyhow::Result<Exit> {
    let format = match export.format {
        ExportFormat::Jsonl => Format::Jsonl,
        ExportFormat::Dot => Format::Dot,
    };
    let mut selection = Selection::default();
    if let Some(name) = &export.focus {
        selection.focus = Some(Focus { entity: lookup::entity(graph, name)?.parse()?, hops: export.hops });
    }
    let output = &export.output;
    write_output(output, screen, |out| Ok(format.exporter().write(graph, &selection, out)?))?;
    Ok(Exit::Answered)
}
