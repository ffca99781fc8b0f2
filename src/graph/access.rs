use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    ContentHash, Document, DocumentId, Entity, EntityId, EntityType, Evidence, Mention, Statement, StatementId,
};

#[cfg(feature = "rdf")]
use super::RelationId;
use super::adjacency::Edge;
use super::layered::{Items, Layered};
use super::records::glance;
use super::rows::Columns;
use super::{EntityView, Graph, NameMatch, RelationSummary, StatementView, normalised_name};

impl Graph {
    /// The documents, in order of their numbers.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        (0..self.documents.next()).filter_map(|number| self.documents.get(number))
    }

    /// The entities that are mentioned or take part in a statement, in order of their numbers; an entity that was
    /// merged into another is not among them.
    pub fn entities(&self) -> impl Iterator<Item = &Entity> {
        self.entity_ids().filter_map(|id| self.entity_by_id(id))
    }

    /// The numbers of the [`entities`](Graph::entities).
    pub fn entity_ids(&self) -> impl Iterator<Item = EntityId> + '_ {
        (0..self.entities.next()).map(EntityId).filter(|id| self.is_listed(*id))
    }

    /// The statements, in order of their numbers. Each stays in memory once it was looked at; a scan of a graph of many
    /// millions is better made over [`entity_ids`](Graph::entity_ids) and [`links`](Graph::links).
    pub fn statements(&self) -> impl Iterator<Item = &Statement> {
        (0..self.statements.next()).filter_map(|number| self.statements.get(StatementId(number)))
    }

    /// The document of that number, unless it was forgotten.
    pub fn document(&self, id: DocumentId) -> Option<&Document> {
        self.documents.get(id.0)
    }

    /// The entity of that number; for one that was merged into another, the other.
    pub fn entity_by_id(&self, id: EntityId) -> Option<&Entity> {
        let id = self.merges.root(id);
        match self.merged_entities.get(&id) {
            Some(entity) => Some(entity),
            None => self.entities.get(id.0),
        }
    }

    /// The statement of that number, unless it went with its last document.
    pub fn statement(&self, id: StatementId) -> Option<&Statement> {
        self.statements.get(id)
    }

    /// The documents of exactly this name, in order of their numbers.
    pub fn documents_named(&self, name: &str) -> Vec<DocumentId> {
        self.document_names().exact(name).into_iter().map(|number| DocumentId(number.0)).collect()
    }

    /// True if a statement is known to have no participants but subject and object.
    pub(crate) fn is_plain(&self, id: StatementId) -> bool {
        self.statements.row(id).is_some_and(|(rows, row)| rows.details_of(row).is_empty())
    }

    /// The names of relations that are or were in use.
    #[cfg(feature = "rdf")]
    pub(crate) fn relation_names(&self) -> impl Iterator<Item = (&str, RelationId)> {
        self.relations.iter().map(|(name, id)| (&**name, id))
    }

    /// The statements of a relation, ascending.
    #[cfg(feature = "rdf")]
    pub(crate) fn statement_ids_with_relation(&self, relation: &str) -> impl Iterator<Item = StatementId> + use<'_> {
        self.relations.id(relation).map(|id| self.by_relation().of(id.0)).into_iter().flatten().map(StatementId)
    }

    /// The statements that a document is evidence of, ascending.
    #[cfg(feature = "rdf")]
    pub(crate) fn statement_ids_in(&self, document: DocumentId) -> impl Iterator<Item = StatementId> + use<'_> {
        self.reported_in().of(document.0).map(StatementId)
    }

    /// The statements in which this entity is the place, the source or a qualifier, ascending.
    pub(crate) fn circumstantial_ids(&self, entity: EntityId) -> impl Iterator<Item = StatementId> + use<'_> {
        self.circumstances().of(self.merges.root(entity).0).map(StatementId)
    }

    /// A copy of a statement that leaves nothing behind in memory, for scans.
    pub(crate) fn statement_copy(&self, id: StatementId) -> Option<Statement> {
        self.statements.copy(id)
    }

    /// The document with that text.
    pub fn document_by_content(&self, content: &ContentHash) -> Option<&Document> {
        self.document(*self.contents().get(content)?)
    }

    /// The number that the next new document takes.
    pub fn next_document_id(&self) -> DocumentId {
        DocumentId(self.documents.next())
    }

    /// The number that the next new entity takes.
    pub fn next_entity_id(&self) -> EntityId {
        EntityId(self.entities.next())
    }

    /// The number that the next new statement takes.
    pub fn next_statement_id(&self) -> StatementId {
        StatementId(self.statements.next())
    }

    /// The entity that stands for `id`: itself, or the one it was merged into.
    pub fn resolve(&self, id: EntityId) -> EntityId {
        self.merges.root(id)
    }

    /// True if the two were marked as different, so that a merge is refused.
    pub fn known_different(&self, one: EntityId, other: EntityId) -> bool {
        self.merges.known_different(one, other)
    }

    /// The merges that hold, as (kept, absorbed), in the order in which they were made.
    pub fn merges(&self) -> &[(EntityId, EntityId)] {
        self.merges.made()
    }

    /// The pairs that must never be merged, in ascending order.
    pub fn never_merged(&self) -> impl Iterator<Item = (EntityId, EntityId)> + '_ {
        self.merges.different()
    }

    /// True if `id` stands for itself and is mentioned or takes part in a statement.
    pub(crate) fn is_listed(&self, id: EntityId) -> bool {
        self.merges.root(id) == id
            && (self.edges_around(id).next().is_some()
                || self.mentions.has(id)
                || (self.merges.has_absorbed(id)
                    && self.merges.group(id).into_iter().any(|member| self.mentions.has(member)))
                || self.circumstances().of(id.0).next().is_some())
    }

    /// The entities that have this name or alias, after [normalisation](normalised_name), in order of their numbers.
    pub fn entities_named(&self, name: &str) -> Vec<EntityId> {
        let entities: BTreeSet<EntityId> =
            self.names().exact(&normalised_name(name)).into_iter().map(|entity| self.merges.root(entity)).collect();
        entities.into_iter().filter(|entity| self.is_listed(*entity)).collect()
    }

    /// Entities whose name or alias resembles `name`, best first, then in order of their numbers; at most `limit`.
    /// Names that share less than a score of 0.7 are left out.
    pub fn similar_names(&self, name: &str, limit: usize) -> Vec<NameMatch> {
        const LEAST: f64 = 0.7;
        let wanted = normalised_name(name);
        let mut best: BTreeMap<EntityId, (f64, &str)> = BTreeMap::new();
        for (candidate, entities) in self.names().all() {
            let score = strsim::jaro_winkler(&wanted, candidate);
            if score < LEAST {
                continue;
            }
            for entity in entities {
                let entry = best.entry(self.merges.root(entity)).or_insert((score, candidate));
                if score > entry.0 {
                    *entry = (score, candidate);
                }
            }
        }
        let mut matches: Vec<NameMatch> = best
            .into_iter()
            .filter(|(entity, _)| self.is_listed(*entity))
            .map(|(entity, (score, name))| NameMatch { entity, name: name.to_owned(), score })
            .collect();
        matches.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.entity.cmp(&b.entity)));
        matches.truncate(limit);
        matches
    }

    /// The entities with a name or alias that starts with `prefix` after [normalisation](normalised_name), in
    /// alphabetical order of the name found; each entity once.
    pub fn names_with_prefix(&self, prefix: &str) -> Vec<&Entity> {
        let mut seen = BTreeSet::new();
        self.names()
            .with_prefix(&normalised_name(prefix))
            .flat_map(|(_, entities)| entities)
            .map(|entity| self.merges.root(entity))
            .filter(|entity| self.is_listed(*entity) && seen.insert(*entity))
            .filter_map(|entity| self.entity_by_id(entity))
            .collect()
    }

    /// The entities of a type, in order of their numbers.
    pub fn entities_of_type(&self, entity_type: EntityType) -> impl Iterator<Item = EntityId> + '_ {
        self.entity_ids().filter(move |id| self.entity_type(*id) == Some(entity_type))
    }

    /// Statements with this entity as subject, sorted by (relation in order of first use, object, number).
    pub fn outgoing(&self, entity: EntityId) -> impl Iterator<Item = &Statement> {
        self.behind(self.edges().outgoing.of(self.merges.root(entity).0))
    }

    /// Statements with this entity as object, sorted by (relation in order of first use, subject, number).
    pub fn incoming(&self, entity: EntityId) -> impl Iterator<Item = &Statement> {
        self.behind(self.edges().incoming.of(self.merges.root(entity).0))
    }

    /// Outgoing statements of one relation, sorted by (object, number).
    pub fn outgoing_by(&self, entity: EntityId, relation: &str) -> impl Iterator<Item = &Statement> {
        self.behind(self.under(&self.edges().outgoing, entity, relation))
    }

    /// Incoming statements of one relation, sorted by (subject, number).
    pub fn incoming_by(&self, entity: EntityId, relation: &str) -> impl Iterator<Item = &Statement> {
        self.behind(self.under(&self.edges().incoming, entity, relation))
    }

    /// Statements in which this entity is the place, the source or a qualifier, in order of their numbers.
    pub fn circumstantial(&self, entity: EntityId) -> impl Iterator<Item = &Statement> {
        let statements = self.circumstances().of(self.merges.root(entity).0);
        statements.filter_map(|id| self.statement(StatementId(id)))
    }

    /// The edges of one relation.
    pub(super) fn under<'g>(&self, side: &'g Layered<Edge>, entity: EntityId, relation: &str) -> Items<'g, Edge> {
        match self.relations.id(relation) {
            Some(relation) => side.under(self.merges.root(entity), relation),
            None => Items::none(),
        }
    }

    fn behind<'g>(&'g self, edges: Items<'g, Edge>) -> impl Iterator<Item = &'g Statement> {
        edges.filter_map(|edge| self.statement(edge.statement()))
    }

    /// The statements of a relation, in order of their numbers.
    pub fn statements_with_relation(&self, relation: &str) -> impl Iterator<Item = &Statement> {
        let statements = self.relations.id(relation).map(|id| self.by_relation().of(id.0));
        statements.into_iter().flatten().filter_map(|id| self.statement(StatementId(id)))
    }

    /// The statements that a document is evidence of, in order of their numbers.
    pub fn statements_in(&self, document: DocumentId) -> impl Iterator<Item = &Statement> {
        self.reported_in().of(document.0).filter_map(|id| self.statement(StatementId(id)))
    }

    /// The relations in use, in alphabetical order.
    pub fn relations(&self) -> Vec<RelationSummary<'_>> {
        self.relations
            .iter()
            .map(|(name, id)| RelationSummary {
                name,
                family: self.by_relation().of(id.0).find_map(|id| self.family(StatementId(id))),
                count: self.by_relation().of(id.0).length(),
            })
            .filter(|relation| relation.count > 0)
            .collect()
    }

    /// Where the documents speak of an entity (or of one merged into it), sorted by (document, span).
    pub fn mentions_of(&self, entity: EntityId) -> Vec<Mention> {
        let root = self.merges.root(entity);
        let mut mentions: Vec<Mention> = Vec::new();
        for member in self.merges.group(root) {
            let told = self.mentions.of(member).filter(|mention| mention.document != DocumentId::APPLICATION);
            mentions.extend(told.map(|mention| Mention { entity: root, ..mention }));
        }
        mentions.sort_by_key(|mention| (mention.document, mention.span, mention.sentence));
        mentions
    }

    /// The mentions in a document, sorted by span.
    pub fn mentions_in(&self, document: DocumentId) -> impl Iterator<Item = Mention> + '_ {
        let mentions = self.mentions.within(document);
        mentions.map(|mention| Mention { entity: self.merges.root(mention.entity), ..mention })
    }

    /// How many mentions there are.
    pub fn mention_count(&self) -> usize {
        self.mentions.count()
    }

    /// The sentence of a piece of evidence; empty if its document was forgotten.
    pub fn sentence_text(&self, evidence: &Evidence) -> &str {
        self.document(evidence.document).map_or("", |document| evidence.sentence.of(&document.text))
    }

    /// The entity of that name, ready to be walked from. If several are called so, the one whose best name it is, then
    /// the one with the most statements, then the one with the most mentions, then the first.
    ///
    /// ```
    /// # let graph = newsgraph::graph::Graph::new();
    /// if let Some(kyiv) = graph.entity("Kyiv") {
    ///     for visit in kyiv.incoming("visited") {
    ///         println!("{}", visit.subject().name());
    ///     }
    /// }
    /// ```
    pub fn entity(&self, name: &str) -> Option<EntityView<'_>> {
        let wanted = normalised_name(name);
        let named = self.entities_named(name);
        if let [only] = named[..] {
            return self.view(only);
        }
        let best = named.into_iter().max_by_key(|id| {
            let is_best_name = self.name(*id).is_some_and(|name| normalised_name(name) == wanted);
            let statements = self.degree(*id);
            (is_best_name, statements, self.mentions_of(*id).len(), std::cmp::Reverse(*id))
        });
        self.view(best?)
    }

    /// The best name of an entity, without a look at its other names.
    pub fn name(&self, id: EntityId) -> Option<&str> {
        self.look(id).map(|(name, _)| name)
    }

    /// The type of an entity, without a look at its names.
    pub fn entity_type(&self, id: EntityId) -> Option<EntityType> {
        self.look(id).map(|(_, entity_type)| entity_type)
    }

    fn look(&self, id: EntityId) -> Option<(&str, EntityType)> {
        let id = self.merges.root(id);
        match self.merged_entities.get(&id) {
            Some(entity) => Some((&entity.name, entity.entity_type)),
            None => self.entities.look(id.0, |entity| Some((&*entity.name, entity.entity_type)), glance),
        }
    }

    /// In how many statements an entity is the subject or an object; one about itself counts twice.
    pub fn degree(&self, entity: EntityId) -> usize {
        let (entity, edges) = (self.merges.root(entity).0, self.edges());
        edges.outgoing.of(entity).length() + edges.incoming.of(entity).length()
    }

    fn family(&self, id: StatementId) -> Option<&str> {
        match self.statements.form(id) {
            Some(form) => form.family.as_deref(),
            None => self.statement(id)?.family.as_deref(),
        }
    }

    /// The view of an entity given by its number.
    pub fn view(&self, entity: EntityId) -> Option<EntityView<'_>> {
        self.entity_by_id(entity).map(|entity| EntityView::new(self, entity))
    }

    /// The view of a statement given by its number.
    pub fn statement_view(&self, statement: StatementId) -> Option<StatementView<'_>> {
        self.statement(statement).map(|statement| StatementView::new(self, statement))
    }
}
