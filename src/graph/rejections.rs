//! What articles were wrongly taken to say, so that reading them again does not bring it back; and how it is brought
//! back on demand.

use std::sync::Arc;

use crate::model::{Change, ContentHash, DocumentId, EntityId, Evidence, Object, Rejection, Statement, StatementId};

use super::Graph;
use super::name_index::normalised_forms;
use super::names::normalised_name;

/// So many statements that were taken back can be brought back: memory shall follow the graph, not its history.
const MOST_RETRACTED: usize = 1000;

impl Graph {
    /// The changes that take a statement back, whoever says it: the articles, the application, or both. Empty if there
    /// is no such statement.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # use newsgraph::{model::{EntityType, StatementId}, store::Store};
    /// # let mut store = Store::temporary();
    /// # let mut batch = store.batch();
    /// # let (ada, ben) = (batch.entity("Ada", EntityType::Person), batch.entity("Ben", EntityType::Person));
    /// # let trusts = batch.relation("trusts");
    /// # let wrong = batch.link(ada, trusts, ben);
    /// # store.write(batch)?;
    /// let changes = store.graph().taking_back(wrong);
    /// store.commit(&changes)?;
    /// assert_eq!(store.graph().statement(wrong), None);
    /// # Ok(())
    /// # }
    /// ```
    pub fn taking_back(&self, id: StatementId) -> Vec<Change> {
        let Some(statement) = self.statement(id) else { return Vec::new() };
        let told = statement.evidence.iter().filter_map(|evidence| self.rejection(statement, evidence));
        let mut changes: Vec<Change> = told.map(Change::Reject).collect();
        if statement.evidence.iter().any(Evidence::is_application) {
            // First, while the statement is sure to be there.
            changes.insert(0, Change::Retract(id));
        }
        changes
    }

    /// What was taken back of what articles say, in order.
    pub fn rejections(&self) -> impl Iterator<Item = &Rejection> {
        self.rejections.iter()
    }

    /// True if it was taken back that the article of this content says so in this sentence.
    pub(crate) fn is_rejected(
        &self,
        content: ContentHash,
        statement: &Statement,
        evidence: &Evidence,
        names: &dyn Fn(EntityId) -> Vec<String>,
    ) -> bool {
        self.rejections.iter().any(|rejection| speaks_of(rejection, content, statement, evidence, names))
    }

    /// What can be [reinstated](Change::Reinstate), as it was before it was taken back: the latest thousand statements,
    /// in that order.
    pub fn retracted(&self) -> impl Iterator<Item = &Statement> {
        self.retracted.iter().map(|statement| &**statement)
    }

    pub(super) fn is_retracted(&self, id: StatementId) -> bool {
        self.retracted().any(|statement| statement.id == id)
    }

    /// Takes evidence back, and remembers the statement as it was.
    pub(super) fn retract(&mut self, id: StatementId, is_gone: impl Fn(&Evidence) -> bool) {
        let Some(mut before) = self.recorded(id) else { return };
        if let Some(earlier) = self.take_retracted(id) {
            before.evidence = united(&earlier.evidence, &before.evidence);
        }
        self.remember_retracted(before);
        self.without_evidence(id, is_gone);
    }

    pub(super) fn remember_retracted(&mut self, before: Statement) {
        self.take_retracted(before.id);
        self.retracted.push_back(Arc::new(before));
        if self.retracted.len() > MOST_RETRACTED {
            self.retracted.pop_front();
        }
    }

    fn take_retracted(&mut self, id: StatementId) -> Option<Statement> {
        let place = self.retracted().position(|statement| statement.id == id)?;
        Some(Arc::unwrap_or_clone(self.retracted.remove(place)))
    }

    /// Brings back what was taken back of a statement.
    pub(super) fn reinstate(&mut self, id: StatementId) {
        let Some(mut statement) = self.take_retracted(id) else { return };
        if let Some(left) = self.unlink(id) {
            statement.evidence = united(&statement.evidence, &left.evidence);
        }
        self.link(statement);
        let Some(shown) = self.statement(id) else { return };
        let names = |id| self.normalised_names(id);
        let is_told = |rejection: &Rejection| {
            shown.evidence.iter().any(|evidence| {
                let content = self.document(evidence.document).map(|document| document.content);
                content.is_some_and(|content| speaks_of(rejection, content, shown, evidence, &names))
            })
        };
        let left = self.rejections.iter().filter(|rejection| !is_told(rejection)).cloned().collect();
        self.rejections = Arc::new(left);
    }

    /// What a document that is forgotten has said cannot be reinstated.
    pub(super) fn forget_retracted(&mut self, document: DocumentId) {
        let of_it = |evidence: &Evidence| evidence.document == document;
        if !self.retracted().any(|statement| statement.evidence.iter().any(of_it)) {
            return;
        }
        for mut statement in std::mem::take(&mut self.retracted) {
            if statement.evidence.iter().any(of_it) {
                Arc::make_mut(&mut statement).evidence.retain(|evidence| !of_it(evidence));
            }
            if !statement.evidence.is_empty() {
                self.retracted.push_back(statement);
            }
        }
    }

    fn rejection(&self, statement: &Statement, evidence: &Evidence) -> Option<Rejection> {
        let name = |id| self.name(id).map(normalised_name);
        Some(Rejection {
            content: self.document(evidence.document)?.content,
            sentence: evidence.sentence,
            subject: name(statement.subject)?,
            relation: statement.relation.clone(),
            object: match &statement.object {
                Object::Entity(object) => name(*object)?,
                Object::Value(value) => normalised_name(&value.text),
            },
            polarity: statement.polarity,
            modality: statement.modality,
        })
    }

    /// Remembers a rejection, and takes the evidence away that it speaks of.
    pub(super) fn reject(&mut self, rejection: &Rejection) {
        Arc::make_mut(&mut self.rejections).insert(rejection.clone());
        let Some(document) = self.contents().get(&rejection.content).copied() else { return };
        let wrong: Vec<StatementId> = {
            let names = |id| self.normalised_names(id);
            let told = self.statements_in(document).filter(|statement| {
                let here = |evidence: &&Evidence| evidence.document == document;
                let mut evidence = statement.evidence.iter().filter(here);
                evidence.any(|evidence| self.is_rejected(rejection.content, statement, evidence, &names))
            });
            told.map(|statement| statement.id).collect()
        };
        for id in wrong {
            self.retract(id, |evidence| is_of(evidence, document, rejection));
        }
    }

    /// Every name of an entity, normalised.
    pub(crate) fn normalised_names(&self, id: EntityId) -> Vec<String> {
        self.entity_by_id(id).into_iter().flat_map(normalised_forms).collect()
    }
}

/// True if this is what the article of this content was wrongly taken to say.
fn speaks_of(
    rejection: &Rejection,
    content: ContentHash,
    statement: &Statement,
    evidence: &Evidence,
    names: &dyn Fn(EntityId) -> Vec<String>,
) -> bool {
    rejection.content == content
        && rejection.sentence == evidence.sentence
        && rejection.relation == statement.relation
        && rejection.polarity == statement.polarity
        && rejection.modality == statement.modality
        && names(statement.subject).contains(&rejection.subject)
        && match &statement.object {
            Object::Entity(object) => names(*object).contains(&rejection.object),
            Object::Value(value) => normalised_name(&value.text) == rejection.object,
        }
}

fn is_of(evidence: &Evidence, document: DocumentId, rejection: &Rejection) -> bool {
    evidence.document == document && evidence.sentence == rejection.sentence
}

/// All evidence of both, each once.
fn united(one: &[Evidence], other: &[Evidence]) -> Vec<Evidence> {
    let mut all = one.to_vec();
    all.extend(other.iter().filter(|evidence| !one.contains(evidence)));
    all
}
