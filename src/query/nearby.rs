//! Statements that tell what a relation tells in another way: "X is a critic of Y" says that X criticized Y, "X beat Y in
//! the final" that X won the final; and those that say the contrary.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::graph::Graph;
use crate::model::Statement;
use crate::schema::{RelationType, Schema};

use super::bind::{Node, Roles, beside};
use super::text::{content_words, stem};

/// What else tells of the relations of a test, as the schema has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nearby {
    /// Nouns for their subjects: "critic".
    pub agents: BTreeSet<String>,
    /// Relations that, with an occasion beside them, tell of these: beating somebody in a final.
    pub occasions: BTreeSet<String>,
    /// Relations that say the contrary, each with the noun for its subject.
    pub contraries: BTreeMap<String, Option<String>>,
}

impl Nearby {
    /// Adds what the schema says of a relation.
    pub(crate) fn add(&mut self, schema: &Schema, relation: &RelationType) {
        self.agents.extend(agent(schema, relation));
        self.occasions.extend(relation.occasions.iter().cloned());
        for name in &relation.contrary {
            self.contraries.insert(name.clone(), schema.relation(name).and_then(|other| agent(schema, other)));
        }
    }

    /// How a statement of another relation tells it; `None` if it does not.
    pub(crate) fn roles(&self, graph: &Graph, statement: &Statement) -> Option<Roles> {
        let doer = Some(Node::Entity(statement.subject));
        let mut others = beside(statement);
        if statement.relation == "is_a" {
            let object = Node::of(&statement.object)?;
            let text = object.text(graph);
            let (noun, of) = text.split_once(" of ").or_else(|| text.split_once(" to "))?;
            let agent = content_words(noun).pop()?;
            let of = of.trim_start_matches("the ");
            let undergoer = Some(Node::Text(of.to_owned()));
            return self.agents.contains(&agent).then_some(Roles { doer, undergoer, others });
        }
        if !self.occasions.contains(&statement.relation) {
            return None;
        }
        let occasion = others.iter().position(|(role, _)| matches!(role.as_str(), "in" | "at"))?;
        let (_, undergoer) = others.remove(occasion);
        Some(Roles { doer, undergoer: Some(undergoer), others })
    }

    /// True if statements of a relation may tell it.
    pub(crate) fn reaches(&self, relation: &str) -> bool {
        relation == "is_a" && !self.agents.is_empty() || self.occasions.contains(relation)
    }
}

/// The noun for the subject of a relation, unless it is that of an office ("speaker").
fn agent(schema: &Schema, relation: &RelationType) -> Option<String> {
    let role = relation.subject.role.as_deref().filter(|role| !role.contains('_'))?;
    (relation.family != "role" && relation.family != "membership" && schema.role(role).is_none()).then(|| stem(role))
}
