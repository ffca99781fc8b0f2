//! "Iraq invaded Kuwait" and later "the invasion of Kuwait": a mention that leaves the doer unsaid is evidence for the
//! event whose doer the document names.

use crate::model::Statement;

use crate::extract::assemble::{absorb, times_agree};

/// Lets statements without a doer become evidence of the only one that names him; `first` is the number of the first new
/// statement, and new ones are numbered anew without gaps.
pub fn meet(statements: &mut Vec<Statement>, first: u32) {
    let mut gone = vec![false; statements.len()];
    for index in 0..statements.len() {
        let unsaid = &statements[index];
        let new = unsaid.id.0 >= first;
        let Some(relation) = unsaid.relation.strip_prefix("was_").filter(|_| new && is_bare(unsaid)) else { continue };
        let mut told = (0..statements.len()).filter(|&other| {
            let other = &statements[other];
            other.relation == relation
                && other.object.entity() == Some(unsaid.subject)
                && other.polarity == unsaid.polarity
                && other.modality == unsaid.modality
                && other.attributed_to == unsaid.attributed_to
                && times_agree(other, unsaid)
        });
        if let (Some(event), None) = (told.next(), told.next()) {
            let report = statements[index].clone();
            absorb(&mut statements[event], report);
            gone[index] = true;
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
}

/// True if nothing is told but that it happened.
fn is_bare(statement: &Statement) -> bool {
    statement.object == crate::model::Object::none() && statement.quantity.is_none() && statement.qualifiers.is_empty()
}
