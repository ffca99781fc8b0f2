use crate::graph::{Graph, StatementFilter, StatementView};
use crate::model::EntityId;

/// Which part of a graph to export; the default is all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Only what lies around an entity.
    pub focus: Option<Focus>,
    /// Only these statements.
    pub filter: StatementFilter,
}

/// The surroundings of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Focus {
    /// The entity in the middle.
    pub entity: EntityId,
    /// How many statements away the farthest entity may be.
    pub hops: usize,
}

impl Selection {
    /// The selected statements, in order of their numbers.
    pub fn statements<'g>(&self, graph: &'g Graph) -> Vec<StatementView<'g>> {
        match self.focus {
            None => graph.statements_where(&self.filter).collect(),
            Some(focus) => {
                let around = graph.neighbourhood(focus.entity, focus.hops, &self.filter);
                around.statements.into_iter().filter_map(|id| graph.statement_view(id)).collect()
            }
        }
    }
}
