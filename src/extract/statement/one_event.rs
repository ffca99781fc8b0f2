//! "Iraq invaded Kuwait" and later "the invasion of Kuwait": a mention that leaves the doer unsaid is evidence for the
//! event whose doer the document, or another one of those days, names.

use jiff::civil::Date;

use crate::extract::assemble::{absorb, times_agree};
use crate::graph::Graph;
use crate::model::Statement;

/// Documents so many days apart that neither tells when may still report one event.
const DAYS_OF_ONE_EVENT: i32 = 14;

/// What the graph knows before a document comes in.
pub struct Known<'a> {
    /// The graph.
    pub graph: &'a Graph,
    /// The day of the new document.
    pub published: Option<Date>,
}

/// Lets statements without a doer become evidence of the only one that names him, new ones being numbered anew without
/// gaps: of this document, else of another one.
pub fn meet(statements: &mut Vec<Statement>, known: &Known) {
    let first = known.graph.next_statement_id().0;
    let mut gone = vec![false; statements.len()];
    let mut elsewhere = Vec::new();
    for index in 0..statements.len() {
        let unsaid = &statements[index];
        let new = unsaid.id.0 >= first;
        let Some(relation) = unsaid.relation.strip_prefix("was_").filter(|_| new && is_bare(unsaid)) else { continue };
        let mut told = (0..statements.len()).filter(|&other| tells_of(&statements[other], relation, unsaid));
        match (told.next(), told.next()) {
            (Some(event), None) => {
                let report = statements[index].clone();
                absorb(&mut statements[event], report);
                gone[index] = true;
            }
            (None, _) => {
                if let Some(event) = known.event(relation, unsaid) {
                    elsewhere.push(event);
                    gone[index] = true;
                }
            }
            _ => {}
        }
    }
    let mut index = 0;
    statements.retain(|_| {
        index += 1;
        !gone[index - 1]
    });
    let new = statements.iter_mut().filter(|statement| statement.id.0 >= first);
    for (number, statement) in (first..).zip(new) {
        statement.id.0 = number;
    }
    for event in elsewhere {
        match statements.iter_mut().find(|statement| statement.id == event.id) {
            Some(again) => absorb(again, event),
            None => statements.push(event),
        }
    }
}

impl Known<'_> {
    /// The only event of other documents that the mention can mean, with the mention as further evidence.
    fn event(&self, relation: &str, unsaid: &Statement) -> Option<Statement> {
        let told = self.graph.incoming_by(unsaid.subject, relation);
        let mut told = told.filter(|event| tells_of(event, relation, unsaid) && self.is_of_those_days(event, unsaid));
        let (Some(event), None) = (told.next(), told.next()) else { return None };
        let mut event = event.clone();
        absorb(&mut event, unsaid.clone());
        Some(event)
    }

    /// Both tell when, or stand in documents of the same days: an arrest years later is another one.
    fn is_of_those_days(&self, event: &Statement, unsaid: &Statement) -> bool {
        let dated = |statement: &Statement| statement.time.as_ref().is_some_and(|time| time.start.is_some());
        if dated(event) && dated(unsaid) {
            return true;
        }
        let Some(published) = self.published else { return false };
        let days = event.evidence.iter().filter_map(|evidence| self.graph.document(evidence.document)?.published);
        days.map(|day| (published - day).get_days().abs()).min().is_some_and(|apart| apart <= DAYS_OF_ONE_EVENT)
    }
}

fn tells_of(event: &Statement, relation: &str, unsaid: &Statement) -> bool {
    event.relation == relation
        && event.object.entity() == Some(unsaid.subject)
        && event.polarity == unsaid.polarity
        && event.modality == unsaid.modality
        && event.attributed_to == unsaid.attributed_to
        && times_agree(event, unsaid)
}

/// True if nothing is told but that it happened.
fn is_bare(statement: &Statement) -> bool {
    statement.object == crate::model::Object::none() && statement.quantity.is_none() && statement.qualifiers.is_empty()
}
