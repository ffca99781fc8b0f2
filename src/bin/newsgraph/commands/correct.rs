//! Corrections by hand: merge, split, forget.

use std::io::Write;

use newsgraph::graph::Graph;
use newsgraph::model::{Change, EntityId};
use newsgraph::store::Store;

use crate::args::{Forget, Merge, Split};
use crate::exit::{Exit, UsageError};
use crate::lookup::{self, described};
use crate::screen::Screen;

/// Two entities turn out to be one.
pub fn merge(mut store: Store, merge: &Merge, screen: &mut Screen) -> anyhow::Result<Exit> {
    let kept = lookup::exact_entity(store.graph(), &merge.kept)?;
    let same = lookup::exact_entity(store.graph(), &merge.same)?;
    store.commit(&[Change::Merge { kept: kept.id, absorbed: same.id }])?;
    writeln!(screen, "{} is now {}", described(&same), described(&kept))?;
    writeln!(screen, "to take it back: newsgraph split {} {}", kept.id, same.id)?;
    Ok(Exit::Answered)
}

/// Takes a merge back.
pub fn split(mut store: Store, split: &Split, screen: &mut Screen) -> anyhow::Result<Exit> {
    let kept = lookup::exact_entity(store.graph(), &split.kept)?.id;
    let absorbed = absorbed(store.graph(), kept, split.absorbed.as_deref())?;
    let mut changes = vec![Change::Split { kept, absorbed }];
    if split.never_merge {
        changes.push(Change::NeverMerge(kept, absorbed));
    }
    store.commit(&changes)?;
    let names: Vec<String> =
        [kept, absorbed].iter().filter_map(|id| store.graph().entity_by_id(*id)).map(described).collect();
    writeln!(screen, "{} are two again", names.join(" and "))?;
    Ok(Exit::Answered)
}

/// The entity to set free: the one named by its number, else the one merged into `kept` last.
fn absorbed(graph: &Graph, kept: EntityId, number: Option<&str>) -> anyhow::Result<EntityId> {
    match number {
        Some(number) => {
            let explain = |_| {
                UsageError(format!("`{number}` is no number of an entity; write it as `merge` printed it, such as e9"))
            };
            Ok(number.parse().map_err(explain)?)
        }
        None => {
            let last = graph.merges().iter().rev().find(|(into, _)| *into == kept).map(|(_, absorbed)| *absorbed);
            Ok(last.ok_or_else(|| UsageError(format!("nothing was merged into {kept}")))?)
        }
    }
}

/// Removes a document with everything that only it says.
pub fn forget(mut store: Store, forget: &Forget, screen: &mut Screen) -> anyhow::Result<Exit> {
    let document = lookup::document(store.graph(), &forget.document)?;
    let (id, name) = (document.id, document.name.clone());
    let before = store.graph().statement_count();
    store.commit(&[Change::Forget(id)])?;
    let gone = before - store.graph().statement_count();
    writeln!(screen, "forgot {name} ({id}) and {gone} statements that only it supported")?;
    anstream::eprintln!("its text leaves the disk with the next compaction; `newsgraph compact` makes one now");
    Ok(Exit::Answered)
}
