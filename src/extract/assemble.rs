//! From what a document says to changes of a graph: participants become entities or values, reports of one fact meet.

use std::sync::Arc;

use jiff::civil::Date;

use crate::graph::{Graph, normalised_name};
use crate::model::{
    Article, Change, ContentHash, Document, DocumentId, Entity, EntityId, EntityType, Evidence, Mention, Object,
    Qualifier, Statement, StatementId, Value, ValueType,
};

use crate::extract::extractor::Extraction;
use crate::extract::reference::discourse::{LocalEntity, LocalEntityId, MentionKind};
use crate::extract::reference::link::{Linker, Resolution};
use crate::extract::statement::confidence::{Setting, confidence};
use crate::extract::statement::draft::{Draft, Participant};
use crate::extract::statement::one_event::{self, Known};

/// The changes that put one article into `graph`: the document, its entities with their mentions, its statements.
///
/// `ingested` is the day to record; the library never asks the clock.
pub fn changes(graph: &Graph, article: Article, extraction: &Extraction, ingested: Option<Date>) -> Vec<Change> {
    let document = Document {
        id: graph.next_document_id(),
        content: ContentHash::of(&article.text),
        name: article.name,
        title: article.title,
        published: article.published,
        ingested,
        source: article.source,
        url: article.url,
        text: Arc::from(article.text),
    };
    let (content, published) = (document.content, document.published);
    let mut assembly = Assembly::new(graph, extraction, document.id);
    let mut changes = vec![Change::Document(document)];
    for (index, local) in extraction.discourse.entities.iter().enumerate() {
        if local.named {
            assembly.entity(LocalEntityId(index));
        }
    }
    for draft in &extraction.drafts {
        assembly.statement(draft);
    }
    one_event::meet(&mut assembly.statements, &Known { graph, published });
    assembly.leave_out_rejected(content);
    let mentions = assembly.mentions();
    changes.extend(assembly.entities.into_iter().map(Change::Entity));
    changes.extend(mentions.into_iter().map(Change::Mention));
    changes.extend(assembly.statements.into_iter().map(Change::Statement));
    changes
}

struct Assembly<'a> {
    graph: &'a Graph,
    extraction: &'a Extraction,
    document: DocumentId,
    resolutions: Vec<Resolution>,
    /// For each local entity its entity in the graph, once it is needed.
    known: Vec<Option<EntityId>>,
    /// New entities, and known ones with more aliases.
    entities: Vec<Entity>,
    next_entity: u32,
    /// New statements, and known ones with more evidence.
    statements: Vec<Statement>,
    next_statement: u32,
}

impl<'a> Assembly<'a> {
    fn new(graph: &'a Graph, extraction: &'a Extraction, document: DocumentId) -> Self {
        Assembly {
            graph,
            extraction,
            document,
            resolutions: Linker::resolve(graph, &extraction.discourse),
            known: vec![None; extraction.discourse.entities.len()],
            entities: Vec::new(),
            next_entity: graph.next_entity_id().0,
            statements: Vec::new(),
            next_statement: graph.next_statement_id().0,
        }
    }

    fn local(&self, id: LocalEntityId) -> &'a LocalEntity {
        self.extraction.discourse.entity(id)
    }

    /// The graph's entity for one of the document, which comes into being when first asked for.
    fn entity(&mut self, local: LocalEntityId) -> EntityId {
        if let Some(known) = self.known[local.0] {
            return known;
        }
        let found = self.local(local);
        let existing = match self.resolutions.get(local.0) {
            Some(Resolution::Existing(id)) => self.graph.entity_by_id(*id),
            _ => None,
        };
        let entity = match existing {
            Some(existing) => Linker::enriched(existing, found),
            None => {
                let id = EntityId(self.next_entity);
                self.next_entity += 1;
                let mut aliases = found.aliases.clone();
                aliases.entry(found.name.clone()).or_insert(1);
                Entity { id, name: found.name.clone(), entity_type: found.entity_type, aliases }
            }
        };
        let id = entity.id;
        self.known[local.0] = Some(id);
        self.entities.push(entity);
        id
    }

    fn local_of(&self, participant: &Participant) -> Option<LocalEntityId> {
        let discourse = &self.extraction.discourse;
        discourse
            .entity_at(participant.sentence, participant.head)
            .or_else(|| discourse.demonym_country(participant.sentence, participant.head))
    }

    /// A participant that must be an entity: subjects, sources.
    fn as_entity(&mut self, participant: &Participant) -> Option<EntityId> {
        let local = self.local_of(participant)?;
        (!self.local(local).name.is_empty()).then(|| self.entity(local))
    }

    /// An object: an entity if it is named, or described so that it can be known again; else its words.
    fn as_object(&mut self, participant: &Participant) -> Option<Object> {
        let value = || Object::Value(Value { text: participant.text.clone(), value_type: participant.value_type });
        if matches!(participant.value_type, ValueType::Clause | ValueType::Date | ValueType::Money) {
            return Some(value());
        }
        match self.local_of(participant) {
            Some(local) if self.stands_for_itself(local, participant) => Some(Object::Entity(self.entity(local))),
            _ if self.is_pronoun(participant) => None,
            _ if participant.text.is_empty() => None,
            _ => Some(value()),
        }
    }

    fn stands_for_itself(&self, local: LocalEntityId, participant: &Participant) -> bool {
        let entity = self.local(local);
        let animate = matches!(
            entity.entity_type,
            EntityType::Person
                | EntityType::Group
                | EntityType::Organization
                | EntityType::Country
                | EntityType::Place
                | EntityType::Facility
        );
        let told_apart = matches!(entity.entity_type, EntityType::Event | EntityType::Law) && entity.identifiable;
        let again = entity.mentions.len() > 1;
        let counted = participant.quantity.as_ref().is_some_and(|quantity| quantity.number.is_some());
        !entity.name.is_empty()
            && (entity.named || (!counted && (told_apart || animate && (entity.identifiable || again))))
    }

    fn is_pronoun(&self, participant: &Participant) -> bool {
        let token = self
            .extraction
            .analysis
            .sentences
            .get(participant.sentence)
            .and_then(|sentence| sentence.tokens.get(participant.head));
        token.is_some_and(|token| matches!(token.tag, crate::nlp::Tag::Pronoun | crate::nlp::Tag::Determiner))
    }

    fn statement(&mut self, draft: &Draft) {
        let Some(subject) = self.as_entity(&draft.subject) else { return };
        let object = match &draft.object {
            Some(object) => match self.as_object(object) {
                Some(object) => object,
                None => return,
            },
            None => Object::none(),
        };
        if object.entity() == Some(subject) {
            return;
        }
        let qualifiers = draft.qualifiers.iter();
        let qualifiers = qualifiers
            .filter_map(|(role, participant)| {
                Some(Qualifier { role: role.clone(), value: self.as_object(participant)? })
            })
            .collect();
        let sentence = self.extraction.analysis.sentences[draft.sentence].span;
        let subject_type = self.local_of(&draft.subject).map(|local| self.local(local).entity_type);
        let setting =
            Setting { subject: subject_type.unwrap_or_default(), object: &object, sentence_bytes: sentence.len() };
        let confidence = confidence(draft, &setting);
        let statement = Statement {
            id: StatementId(self.next_statement),
            subject,
            relation: draft.relation.clone(),
            family: draft.family.clone(),
            trigger: draft.trigger.clone(),
            object,
            polarity: draft.polarity,
            modality: draft.modality,
            attributed_to: draft.attributed_to.as_ref().and_then(|source| self.as_entity(source)),
            time: draft.time.clone(),
            place: draft.place.as_ref().and_then(|place| self.as_entity(place)),
            quantity: draft.quantity.clone(),
            qualifiers,
            confidence,
            evidence: vec![Evidence { document: self.document, sentence, words: draft.words }],
        };
        self.add(statement);
    }

    /// Adds a statement, or its evidence to the one that says the same.
    fn add(&mut self, statement: Statement) {
        if let Some(own) = self.statements.iter_mut().find(|own| same_fact(own, &statement)) {
            absorb(own, statement);
            return;
        }
        let known =
            self.graph.outgoing_by(statement.subject, &statement.relation).find(|known| same_fact(known, &statement));
        match known {
            Some(known) => {
                let mut known = known.clone();
                absorb(&mut known, statement);
                self.statements.push(known);
            }
            None => {
                self.next_statement += 1;
                self.statements.push(statement);
            }
        }
    }

    /// Leaves out what was taken back when the article was in the graph before.
    fn leave_out_rejected(&mut self, content: ContentHash) {
        let Assembly { graph, document, entities, .. } = self;
        let names = |id: EntityId| {
            let new = entities.iter().filter(|entity| entity.id == id).flat_map(|entity| entity.aliases.keys());
            new.map(|alias| normalised_name(alias)).chain(graph.normalised_names(id)).collect()
        };
        for statement in &mut self.statements {
            let mut evidence = std::mem::take(&mut statement.evidence);
            evidence.retain(|one| one.document != *document || !graph.is_rejected(content, statement, one, &names));
            statement.evidence = evidence;
        }
        self.statements.retain(|statement| !statement.evidence.is_empty());
        // New statements are numbered in a row.
        let first = graph.next_statement_id().0;
        let new = self.statements.iter_mut().filter(|statement| statement.id.0 >= first);
        new.zip(first..).for_each(|(statement, number)| statement.id = StatementId(number));
    }

    /// Every mention of the entities that are in the graph now.
    fn mentions(&self) -> Vec<Mention> {
        let mut mentions = Vec::new();
        for (local, entity) in self.extraction.discourse.entities.iter().zip(&self.known) {
            let Some(entity) = *entity else { continue };
            for mention in local.mentions.iter().filter(|mention| mention.kind != MentionKind::Pronoun || local.named) {
                let sentence = self.extraction.analysis.sentences[mention.sentence].span;
                mentions.push(Mention { entity, document: self.document, span: mention.span, sentence });
            }
        }
        mentions.sort_by_key(|mention| (mention.span, mention.entity));
        mentions.dedup();
        mentions
    }
}

/// True if two statements report one fact: the same words for the same participants, and no time that tells them apart.
fn same_fact(one: &Statement, other: &Statement) -> bool {
    let same_object = match (&one.object, &other.object) {
        (Object::Value(one), Object::Value(other)) => one.text.eq_ignore_ascii_case(&other.text),
        (one, other) => one == other,
    };
    one.subject == other.subject
        && one.relation == other.relation
        && same_object
        && one.polarity == other.polarity
        && one.modality == other.modality
        && one.attributed_to == other.attributed_to
        && number(one) == number(other)
        && times_agree(one, other)
}

/// True if no time tells two statements apart.
pub fn times_agree(one: &Statement, other: &Statement) -> bool {
    match (&one.time, &other.time) {
        (Some(one), Some(other)) => match (one.start.zip(one.end), other.start.zip(other.end)) {
            (Some((first, last)), Some((start, end))) => first <= end && start <= last,
            _ => one.text.eq_ignore_ascii_case(&other.text),
        },
        _ => true,
    }
}

fn number(statement: &Statement) -> Option<f64> {
    statement.quantity.as_ref().and_then(|quantity| quantity.number)
}

/// Adds what a further report says to a statement.
pub fn absorb(known: &mut Statement, report: Statement) {
    for evidence in report.evidence {
        let again =
            known.evidence.iter().any(|own| own.document == evidence.document && own.sentence == evidence.sentence);
        if !again {
            known.evidence.push(evidence);
        }
    }
    known.time = known.time.take().or(report.time);
    known.place = known.place.or(report.place);
    known.confidence = known.confidence.max(report.confidence);
}
