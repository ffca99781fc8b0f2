use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::{Change, DocumentId, Entity, EntityId, Evidence, Object, Statement, StatementId};

use super::names::normalised_name;
use super::relations::RelationId;
use super::statements::Core;
use super::validate::{Validator, circumstances_of};
use super::{Graph, GraphError};

impl Graph {
    /// Applies a list of changes: all of them, or none.
    ///
    /// # Errors
    /// The first change that does not fit the graph (see [`GraphError`]); the graph is then as it was.
    pub fn apply(&mut self, changes: &[Change]) -> Result<(), GraphError> {
        self.check(changes)?;
        self.apply_checked(changes);
        Ok(())
    }

    /// Tells whether [`apply`](Graph::apply) would accept these changes.
    ///
    /// # Errors
    /// The first change that does not fit.
    pub fn check(&self, changes: &[Change]) -> Result<(), GraphError> {
        let mut validator = Validator::new(self);
        changes.iter().try_for_each(|change| validator.check(change))
    }

    /// Applies changes that [`check`](Graph::check) has accepted for this very graph.
    pub(crate) fn apply_checked(&mut self, changes: &[Change]) {
        for change in changes {
            self.apply_valid(change);
        }
        self.consolidate_if_heavy();
    }

    /// From here on every reference is known to hold.
    fn apply_valid(&mut self, change: &Change) {
        match change {
            Change::Document(document) => {
                if let Some(contents) = self.indices.contents.get_mut() {
                    contents.insert(document.content, document.id);
                }
                if let Some(names) = self.indices.document_names.get_mut() {
                    names.insert(&document.name, document.id.0);
                }
                self.documents.set(document.id.0, Some(document.clone()));
            }
            Change::Entity(entity) => self.put_entity(entity),
            Change::Mention(mention) => self.mentions.insert(*mention),
            Change::Statement(statement) => self.put_statement(statement),
            Change::Forget(document) => self.forget(*document),
            Change::Merge { kept, absorbed } => {
                if Arc::make_mut(&mut self.merges).merge(*kept, *absorbed).is_ok() {
                    self.show_again(*absorbed);
                    self.show_merged_entity(*kept);
                }
            }
            Change::Split { kept, absorbed } => {
                let root = self.merges.root(*kept);
                if Arc::make_mut(&mut self.merges).split(*kept, *absorbed).is_ok() {
                    self.show_again(root);
                    self.show_merged_entity(root);
                    self.show_merged_entity(*absorbed);
                }
            }
            Change::NeverMerge(one, other) => {
                // Refused only for entities that are one, which validation has ruled out.
                let _ = Arc::make_mut(&mut self.merges).never_merge(*one, *other);
            }
            Change::Skip { documents, statements } => {
                self.documents.skip(*documents);
                self.statements.skip(*statements);
            }
            Change::Retract(statement) => self.retract(*statement, |evidence| evidence.is_application()),
            Change::Reject(rejection) => self.reject(rejection),
            Change::Reinstate(statement) => self.reinstate(*statement),
            Change::Retracted(statement) => self.remember_retracted(statement.clone()),
        }
    }

    fn put_entity(&mut self, entity: &Entity) {
        let mut recorded = entity.clone();
        if self.merges.root(entity.id) == entity.id && self.merges.has_absorbed(entity.id) {
            // The writer gave the entity as shown: the counts of what it absorbed are not its own.
            for member in self.merges.group(entity.id) {
                if member != entity.id {
                    for (alias, count) in self.recorded_entity(member).iter().flat_map(|entity| &entity.aliases) {
                        reduce(&mut recorded, alias, *count);
                    }
                }
            }
        }
        self.record_entity(recorded);
    }

    /// The entity as it was written, before merges.
    fn recorded_entity(&self, id: EntityId) -> Option<Entity> {
        self.entities.copy(id.0)
    }

    fn record_entity(&mut self, entity: Entity) {
        let id = entity.id;
        if let Some(names) = self.indices.names.get_mut() {
            names.insert_replacing(self.entities.copy(id.0).as_ref(), &entity);
        }
        self.entities.set(id.0, Some(entity));
        self.show_merged_entity(self.merges.root(id));
    }

    /// Computes what is shown of an entity that may have absorbed others.
    pub(super) fn show_merged_entity(&mut self, entity: EntityId) {
        self.merged_entities.remove(&entity);
        if self.merges.root(entity) != entity || !self.merges.has_absorbed(entity) {
            return;
        }
        let Some(mut shown) = self.recorded_entity(entity) else { return };
        for member in self.merges.group(entity) {
            self.merged_entities.remove(&member);
            if member != entity {
                for (alias, count) in self.recorded_entity(member).iter().flat_map(|entity| &entity.aliases) {
                    *shown.aliases.entry(alias.clone()).or_default() += count;
                }
            }
        }
        self.merged_entities.insert(entity, Arc::new(shown));
    }

    fn put_statement(&mut self, statement: &Statement) {
        let mut recorded = statement.clone();
        if let Some(old) = self.recorded(statement.id) {
            self.keep_recorded_entities(&old, &mut recorded);
            self.unlink(statement.id);
        }
        self.link(recorded);
    }

    /// The statement as it was written, before merges.
    pub(super) fn recorded(&self, id: StatementId) -> Option<Statement> {
        let recorded = self.recorded_statements.get(&id).map(|recorded| Statement::clone(recorded));
        recorded.or_else(|| self.statements.copy(id))
    }

    /// A new version comes with the entities as shown; where they still stand for what was recorded, that is kept, so
    /// that a split finds it again.
    fn keep_recorded_entities(&self, old: &Statement, new: &mut Statement) {
        let keep = |old: Option<EntityId>, new: &mut EntityId| {
            if let Some(old) = old.filter(|old| self.merges.root(*old) == self.merges.root(*new)) {
                *new = old;
            }
        };
        keep(Some(old.subject), &mut new.subject);
        if let Object::Entity(object) = &mut new.object {
            keep(old.object.entity(), object);
        }
        if let Some(source) = &mut new.attributed_to {
            keep(old.attributed_to, source);
        }
        if let Some(place) = &mut new.place {
            keep(old.place, place);
        }
        for qualifier in &mut new.qualifiers {
            if let Object::Entity(entity) = &mut qualifier.value {
                let same_role = old.qualifiers.iter().filter(|other| other.role == qualifier.role);
                let recorded = same_role.filter_map(|other| other.value.entity());
                let root = self.merges.root(*entity);
                keep(recorded.into_iter().find(|other| self.merges.root(*other) == root), entity);
            }
        }
    }

    /// Puts a statement into the table and every index.
    pub(super) fn link(&mut self, recorded: Statement) {
        let id = recorded.id;
        let mut shown = recorded.clone();
        shown.subject = self.merges.root(shown.subject);
        shown.attributed_to = shown.attributed_to.map(|source| self.merges.root(source));
        shown.place = shown.place.map(|place| self.merges.root(place));
        let qualifiers = shown.qualifiers.iter_mut().map(|qualifier| &mut qualifier.value);
        for object in qualifiers.chain([&mut shown.object]) {
            if let Object::Entity(entity) = object {
                *entity = self.merges.root(*entity);
            }
        }
        if shown != recorded {
            self.recorded_statements.insert(id, Arc::new(recorded));
        }

        let relation = self.relations.intern(&shown.relation);
        self.index(&shown, relation);
        self.statements.set(id, Some(shown), relation);
    }

    /// Puts a statement into the indices that there are.
    pub(super) fn index(&mut self, shown: &Statement, relation: RelationId) {
        let (id, indices) = (shown.id, &mut self.indices);
        if let Some(edges) = indices.edges.get_mut() {
            edges.put(id, Core::of(shown, relation));
        }
        if let Some(by_relation) = indices.by_relation.get_mut() {
            by_relation.insert(relation.0, id.0);
        }
        indices.count_relation(relation, 1);
        if let Some(circumstances) = indices.circumstances.get_mut() {
            circumstances_of(shown).for_each(|entity| circumstances.insert(entity.0, id.0));
        }
        if let Some(reported_in) = indices.reported_in.get_mut() {
            let documents = shown.evidence.iter().filter(|evidence| !evidence.is_application());
            documents.for_each(|evidence| reported_in.insert(evidence.document.0, id.0));
        }
    }

    /// Takes a statement out of the table and every index; returns it as recorded.
    pub(super) fn unlink(&mut self, id: StatementId) -> Option<Statement> {
        let core = self.statements.core(id)?;
        let shown = self.statements.take(id)?;
        let indices = &mut self.indices;
        if let Some(edges) = indices.edges.get_mut() {
            edges.take(id, core);
        }
        if let Some(by_relation) = indices.by_relation.get_mut() {
            by_relation.remove(core.relation.0, id.0);
        }
        indices.count_relation(core.relation, -1);
        if let Some(circumstances) = indices.circumstances.get_mut() {
            circumstances_of(&shown).for_each(|entity| circumstances.remove(entity.0, id.0));
        }
        if let Some(reported_in) = indices.reported_in.get_mut() {
            shown.evidence.iter().for_each(|evidence| reported_in.remove(evidence.document.0, id.0));
        }
        Some(self.recorded_statements.remove(&id).map_or(shown, Arc::unwrap_or_clone))
    }

    /// Links the statements around `entity` again, after the merges have changed.
    fn show_again(&mut self, entity: EntityId) {
        self.prepare_for_corrections();
        let edges = self.edges_around(entity).map(|edge| edge.statement());
        let circumstances = self.circumstances().of(entity.0).map(StatementId);
        let statements: BTreeSet<StatementId> = edges.chain(circumstances).collect();
        for id in statements {
            if let Some(recorded) = self.unlink(id) {
                self.link(recorded);
            }
        }
    }

    /// Takes evidence from a statement, and the statement itself if none is left.
    pub(super) fn without_evidence(&mut self, id: StatementId, is_gone: impl Fn(&Evidence) -> bool) {
        if let Some(mut recorded) = self.unlink(id) {
            recorded.evidence.retain(|evidence| !is_gone(evidence));
            if !recorded.evidence.is_empty() {
                self.link(recorded);
            }
        }
    }

    fn forget(&mut self, id: DocumentId) {
        let Some(document) = self.documents.copy(id.0) else { return };
        self.documents.set(id.0, None);
        if let Some(contents) = self.indices.contents.get_mut() {
            contents.remove(&document.content);
        }
        if let Some(names) = self.indices.document_names.get_mut() {
            names.remove(&document.name, id.0);
        }
        let statements: Vec<u32> = self.reported_in().of(id.0).collect();
        for statement in statements {
            self.without_evidence(StatementId(statement), |evidence| evidence.document == id);
        }
        self.forget_retracted(id);
        for mention in self.mentions.remove_document(id) {
            let Some(mut entity) = self.recorded_entity(mention.entity) else { continue };
            if forget_alias(&mut entity, mention.span.of(&document.text)) {
                self.record_entity(entity);
            }
        }
    }
}

fn reduce(entity: &mut Entity, alias: &str, by: u32) {
    if let Some(count) = entity.aliases.get_mut(alias) {
        *count = count.saturating_sub(by);
        if *count == 0 {
            entity.aliases.remove(alias);
        }
    }
}

/// Counts one mention less of the alias that stands in the text; true if the entity has changed.
fn forget_alias(entity: &mut Entity, surface: &str) -> bool {
    let alias = if entity.aliases.contains_key(surface) {
        surface.to_owned()
    } else {
        let normalised = normalised_name(surface);
        match entity.aliases.keys().find(|alias| normalised_name(alias) == normalised) {
            Some(alias) => alias.clone(),
            None => return false,
        }
    };
    reduce(entity, &alias, 1);
    if !entity.aliases.contains_key(&entity.name) {
        // The best form went with its last mention; the most frequent one that is left follows it.
        let next = entity.aliases.iter().max_by_key(|(alias, count)| (**count, alias.len(), std::cmp::Reverse(*alias)));
        if let Some((alias, _)) = next {
            entity.name = alias.clone();
        }
    }
    true
}
