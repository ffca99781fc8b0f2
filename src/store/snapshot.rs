use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use crate::graph::Graph;

/// The graph as it was at one moment: whatever is written later does not show in it. Cloning costs nothing, and any
/// thread may read it.
#[derive(Clone, Debug)]
pub struct Snapshot {
    graph: Arc<Graph>,
}

impl Snapshot {
    pub(super) fn new(graph: Arc<Graph>) -> Self {
        Snapshot { graph }
    }
}

impl Deref for Snapshot {
    type Target = Graph;

    fn deref(&self) -> &Graph {
        &self.graph
    }
}

/// Gives snapshots of a store that another thread writes to.
#[derive(Clone, Debug)]
pub struct Reader {
    latest: Arc<Mutex<Arc<Graph>>>,
}

impl Reader {
    /// The graph as it was after the last commit.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot::new(Arc::clone(&self.latest.lock().unwrap_or_else(PoisonError::into_inner)))
    }
}

/// What a store shows to its readers.
#[derive(Default)]
pub(super) struct Publisher {
    latest: Arc<Mutex<Arc<Graph>>>,
    /// Graphs of before that readers held when they were replaced: freed here, so that no reader spends its time on it.
    before: Vec<Arc<Graph>>,
}

impl Publisher {
    pub(super) fn reader(&self, graph: &Arc<Graph>) -> Reader {
        let reader = Reader { latest: Arc::clone(&self.latest) };
        *self.latest.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(graph);
        reader
    }

    /// Shows a graph, if somebody looks.
    pub(super) fn publish(&mut self, graph: &Arc<Graph>) {
        self.before.retain(|old| Arc::strong_count(old) > 1);
        if Arc::strong_count(&self.latest) > 1 {
            let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
            let old = std::mem::replace(&mut *latest, Arc::clone(graph));
            drop(latest);
            self.before.push(old);
        }
    }
}
