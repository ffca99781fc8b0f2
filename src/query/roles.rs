//! The roles of a schema: who fills them in a statement, and which relations have a role of some name.

use crate::graph::Graph;
use crate::model::{EntityType, Statement};
use crate::schema::{RelationType, Schema};

use super::bind::Node;
use super::relation::{RelationTest, Shape, Turn, is_preposition};
use super::text::stem;

/// The roles of a statement with those who fill them, as far as the schema names them.
pub(crate) fn filled(graph: &Graph, schema: &Schema, statement: &Statement) -> Vec<(String, String)> {
    let Some(reading) = Reading::of(schema, &statement.relation) else { return Vec::new() };
    let known = reading.relation;
    let kind = |node: &Node| -> Option<EntityType> {
        match node {
            Node::Entity(id) => graph.entity_by_id(*id).map(|entity| entity.entity_type),
            Node::Text(_) => None,
        }
    };
    let (doer, undergoer) = (known.subject.role.as_deref(), known.object.role.as_deref());
    let subject = Node::Entity(statement.subject);
    let mut roles = vec![(if reading.passive { undergoer } else { doer }, Some(subject))];
    let object = Node::of(&statement.object);
    let object_role = match (reading.preposition, &object) {
        (Some(preposition), Some(node)) => known.role_after(preposition, kind(node)),
        (None, _) if !reading.passive => undergoer,
        _ => None,
    };
    roles.push((object_role, object));
    for qualifier in &statement.qualifiers {
        let node = Node::of(&qualifier.value);
        let role = node.as_ref().and_then(|node| known.role_after(&qualifier.role, kind(node)));
        roles.push((role, node));
    }
    let named = roles.into_iter().filter_map(|(role, node)| Some((role?.to_owned(), node?)));
    named.map(|(role, node)| (role, node.text(graph).to_owned())).filter(|(_, text)| !text.is_empty()).collect()
}

/// The name of a statement's relation, taken apart by what the schema knows: `was_killed_in` is `killed`.
struct Reading<'s, 'r> {
    relation: &'s RelationType,
    /// True where the undergoer is the subject.
    passive: bool,
    /// The preposition before the object, where that is no undergoer.
    preposition: Option<&'r str>,
}

impl<'s, 'r> Reading<'s, 'r> {
    fn of(schema: &'s Schema, name: &'r str) -> Option<Reading<'s, 'r>> {
        if let Some(relation) = schema.relation(name) {
            return Some(Reading { relation, passive: false, preposition: None });
        }
        let Shape { passive, base } = Shape::of(name);
        if let Some(relation) = schema.relation(base) {
            return Some(Reading { relation, passive, preposition: None });
        }
        let (verb, preposition) = base.rsplit_once('_').filter(|(_, last)| is_preposition(last))?;
        let relation = schema.relation(verb)?;
        Some(Reading { relation, passive, preposition: Some(preposition) })
    }
}

/// At which end of its relations a role stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Subject,
    Object,
}

/// The relations that have a role of this name ("buyer", "victims") and the end at which it stands; `None` if none has.
pub(crate) fn relations_with(schema: &Schema, noun: &str) -> Option<(RelationTest, End)> {
    let wanted = stem(&noun.to_lowercase()).replace(' ', "_");
    let at = |end: End| -> Vec<&RelationType> {
        let role = |relation: &&RelationType| {
            let participant = if end == End::Subject { &relation.subject } else { &relation.object };
            participant.role.as_deref() == Some(wanted.as_str())
        };
        schema.relations().iter().filter(role).collect()
    };
    let (subjects, objects) = (at(End::Subject), at(End::Object));
    let (found, end) = if subjects.iter().any(|one| objects_beside(one)) || objects.is_empty() {
        (subjects, End::Subject)
    } else {
        (objects, End::Object)
    };
    let mut test = RelationTest { text: noun.to_owned(), ..RelationTest::default() };
    for relation in &found {
        test.admit(schema, &relation.name, 0, Turn::Straight);
    }
    (!found.is_empty()).then_some((test, end))
}

/// "The victim of X" asks for whom X killed, not for whoever died: a relation without an object tells of nothing else.
fn objects_beside(relation: &RelationType) -> bool {
    relation.object.role.is_some()
}
