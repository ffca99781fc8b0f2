//! Corrections by hand: merge, split, never-merge, forget, retract.

use std::io::Write;

use newsgraph::graph::{Graph, StatementView};
use newsgraph::model::{Change, EntityId};
use newsgraph::query::Answerer;
use newsgraph::schema::Schema;
use newsgraph::store::{Store, StoreError};

use crate::args::{Forget, Merge, NeverMerge, Retract, Split};
use crate::exit::{Exit, UsageError};
use crate::lookup::{self, described};
use crate::screen::Screen;

/// Two entities turn out to be one.
pub fn merge(mut store: Store, merge: &Merge, screen: &mut Screen) -> anyhow::Result<Exit> {
    let kept = lookup::exact_entity(store.graph(), &merge.kept)?;
    let same = lookup::exact_entity(store.graph(), &merge.same)?;
    let changes = [Change::Merge { kept: kept.id, absorbed: same.id }];
    if merge.dry_run {
        let after = preview(&store, &changes)?;
        writeln!(screen, "{} would become {}", described(&same), described(&kept))?;
        list_statements(store.graph(), same.id, "its statements would move", screen)?;
        if let Some(entity) = after.entity_by_id(kept.id) {
            let names: Vec<&str> = entity.aliases.keys().map(String::as_str).collect();
            writeln!(screen, "its names would be: {}", names.join("; "))?;
        }
        return Ok(Exit::Answered);
    }
    store.commit(&changes)?;
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
    if split.dry_run {
        let after = preview(&store, &changes)?;
        writeln!(screen, "{} would be two again", both(&after, kept, absorbed))?;
        list_statements(&after, absorbed, "statements would go back", screen)?;
        return Ok(Exit::Answered);
    }
    store.commit(&changes)?;
    writeln!(screen, "{} are two again", both(store.graph(), kept, absorbed))?;
    Ok(Exit::Answered)
}

/// Remembers that two entities are different.
pub fn never_merge(mut store: Store, pair: &NeverMerge, screen: &mut Screen) -> anyhow::Result<Exit> {
    let one = lookup::exact_entity(store.graph(), &pair.one)?;
    let other = lookup::exact_entity(store.graph(), &pair.other)?;
    store.commit(&[Change::NeverMerge(one.id, other.id)])?;
    writeln!(screen, "{} and {} will never be merged", described(&one), described(&other))?;
    Ok(Exit::Answered)
}

/// The graph as it would be, or why the changes cannot be made.
fn preview(store: &Store, changes: &[Change]) -> Result<Graph, StoreError> {
    let mut graph = store.graph().clone();
    graph.apply(changes)?;
    Ok(graph)
}

fn both(graph: &Graph, one: EntityId, other: EntityId) -> String {
    let names: Vec<String> = [one, other].iter().filter_map(|id| graph.entity_by_id(*id)).map(described).collect();
    names.join(" and ")
}

/// Takes back a statement.
pub fn retract(mut store: Store, retract: &Retract, screen: &mut Screen) -> anyhow::Result<Exit> {
    if retract.undo {
        return reinstate(store, retract, screen);
    }
    let graph = store.graph();
    let id = Answerer::new(graph, Schema::news()).why(&retract.statement)?.id.parse()?;
    let changes = graph.taking_back(id);
    let words = graph.statement_view(id).map(|view| told(&view)).unwrap_or_default();
    if retract.dry_run {
        let gone = graph.statement_count() - preview(&store, &changes)?.statement_count();
        writeln!(screen, "would retract {words}; statements that would go: {gone}")?;
        return Ok(Exit::Answered);
    }
    store.commit(&changes)?;
    writeln!(screen, "retracted {words}")?;
    anstream::eprintln!("it stays away when its article is read again");
    writeln!(screen, "to take it back: newsgraph retract --undo {id}")?;
    Ok(Exit::Answered)
}

/// Brings back a statement that was taken back.
fn reinstate(mut store: Store, retract: &Retract, screen: &mut Screen) -> anyhow::Result<Exit> {
    let graph = store.graph();
    let number = retract.statement.parse().ok();
    let Some(id) = number.filter(|id| graph.retracted().any(|statement| statement.id == *id)) else {
        let retracted: Vec<String> = graph.retracted().map(|statement| statement.id.to_string()).collect();
        let known = if retracted.is_empty() { "nothing".to_owned() } else { retracted.join(", ") };
        return Err(UsageError(format!("`{}` was not retracted; retracted: {known}", retract.statement)).into());
    };
    let changes = [Change::Reinstate(id)];
    let after = preview(&store, &changes)?;
    let words = after.statement_view(id).map(|view| told(&view)).unwrap_or_default();
    if retract.dry_run {
        writeln!(screen, "would bring back {words}")?;
        return Ok(Exit::Answered);
    }
    store.commit(&changes)?;
    writeln!(screen, "brought back {words}")?;
    Ok(Exit::Answered)
}

/// The statements of an entity as `s3 Daniel Okoro met Luca Ferri`, under a heading with their number.
fn list_statements(graph: &Graph, entity: EntityId, heading: &str, screen: &mut Screen) -> anyhow::Result<()> {
    let statements: Vec<StatementView> = graph.view(entity).into_iter().flat_map(|view| view.statements()).collect();
    writeln!(screen, "{heading}: {}", statements.len())?;
    for view in statements {
        writeln!(screen, "  {}", told(&view))?;
    }
    Ok(())
}

fn told(view: &StatementView) -> String {
    let relation = view.relation().replace('_', " ");
    format!("{} {} {relation} {}", view.id(), view.subject().name(), view.object_text()).trim_end().to_owned()
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
