use jiff::civil::Date;

use crate::model::{EntityId, Modality, Polarity, Statement, TimeExpression};

use super::adjacency::Edge;
use super::{Graph, StatementView};

/// Which statements to look at; what is `None` or empty does not restrict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatementFilter {
    /// Affirmed or denied.
    pub polarity: Option<Polarity>,
    /// Any of these modalities.
    pub modalities: Vec<Modality>,
    /// Said by this entity.
    pub attributed_to: Option<EntityId>,
    /// In a document of this publisher ([`Document::source`](crate::model::Document)).
    pub publisher: Option<String>,
    /// This relation (`visited`).
    pub relation: Option<String>,
    /// A relation of this family.
    pub family: Option<String>,
    /// Happened in part in these days; a statement whose days are not known does not match.
    pub days: Option<Days>,
}

/// Days in a row, both ends included; an open end is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Days {
    /// First day.
    pub first: Option<Date>,
    /// Last day.
    pub last: Option<Date>,
}

impl Days {
    fn overlap(self, time: &TimeExpression) -> bool {
        let Some(start) = time.start.or(time.end) else { return false };
        let end = time.end.unwrap_or(start);
        self.first.is_none_or(|first| first <= end) && self.last.is_none_or(|last| start <= last)
    }
}

impl StatementFilter {
    /// Statements that are affirmed, whoever says so and how far.
    pub fn affirmed() -> Self {
        StatementFilter { polarity: Some(Polarity::Positive), ..StatementFilter::default() }
    }

    /// True if the statement behind an edge is wanted; looks at the statement only if it has to.
    pub(super) fn admits(&self, graph: &Graph, edge: Edge) -> bool {
        let (polarity, modality) = edge.status();
        self.polarity.is_none_or(|wanted| wanted == polarity)
            && (self.modalities.is_empty() || self.modalities.contains(&modality))
            && (!self.needs_statement()
                || graph.statement(edge.statement()).is_some_and(|statement| self.matches(graph, statement)))
    }

    fn needs_statement(&self) -> bool {
        self.attributed_to.is_some()
            || self.publisher.is_some()
            || self.relation.is_some()
            || self.family.is_some()
            || self.days.is_some()
    }

    /// True if the statement of this graph is wanted.
    pub fn matches(&self, graph: &Graph, statement: &Statement) -> bool {
        self.polarity.is_none_or(|polarity| polarity == statement.polarity)
            && (self.modalities.is_empty() || self.modalities.contains(&statement.modality))
            && self.attributed_to.is_none_or(|source| statement.attributed_to == Some(graph.resolve(source)))
            && self.relation.as_ref().is_none_or(|relation| *relation == statement.relation)
            && self.family.as_ref().is_none_or(|family| Some(family) == statement.family.as_ref())
            && self.days.is_none_or(|days| statement.time.as_ref().is_some_and(|time| days.overlap(time)))
            && self.publisher.as_deref().is_none_or(|publisher| {
                let mut documents = statement.evidence.iter().filter_map(|evidence| graph.document(evidence.document));
                documents.any(|document| document.source.as_deref() == Some(publisher))
            })
    }
}

impl Graph {
    /// The statements that a filter lets through, in order of their numbers.
    pub fn statements_where(&self, filter: &StatementFilter) -> impl Iterator<Item = StatementView<'_>> {
        let (every, of_relation) = match &filter.relation {
            None => (Some(self.statements()), None),
            Some(relation) => (None, Some(self.statements_with_relation(relation))),
        };
        let candidates = every.into_iter().flatten().chain(of_relation.into_iter().flatten());
        candidates
            .filter(move |statement| filter.matches(self, statement))
            .map(move |statement| StatementView::new(self, statement))
    }
}

impl StatementView<'_> {
    /// True if the filter lets this statement through.
    pub fn matches(&self, filter: &StatementFilter) -> bool {
        filter.matches(self.graph(), self.statement())
    }
}
