//! Who else a pronoun could stand for, as far as it tells for or against a candidate; and the speaker of its clause.

use crate::extract::reference::antecedent::told_gender;
use crate::extract::reference::builder::Builder;
use crate::extract::reference::pronoun::Agreement;
use crate::extract::reference::role::governor;
use crate::model::EntityType;
use crate::nlp::{Dependency, Sentence, Tag};

/// The candidates for one pronoun, seen together.
#[derive(Debug)]
pub struct Rivals {
    /// How many candidates are persons with a name.
    named_persons: usize,
    /// How many candidates are known to be of the pronoun's gender.
    of_gender: usize,
}

impl Rivals {
    /// Looks over the candidates for a pronoun.
    pub fn of(builder: &Builder<'_>, wanted: Agreement, candidates: &[usize]) -> Rivals {
        let is_named_person = |draft: &&usize| {
            let entry = &builder.drafts[**draft];
            entry.named && entry.entity_type == EntityType::Person
        };
        Rivals {
            named_persons: candidates.iter().filter(is_named_person).count(),
            of_gender: candidates.iter().filter(|&&draft| is_of_gender(builder, draft, wanted)).count(),
        }
    }

    /// What they tell of one of them, the `rank`th from the pronoun, mentioned last in words of that `kind`.
    pub fn features(
        &self,
        builder: &Builder<'_>,
        wanted: Agreement,
        draft: usize,
        rank: usize,
        kind: &str,
    ) -> Vec<String> {
        let Agreement::Person(_) = wanted else { return Vec::new() };
        let told = match (is_of_gender(builder, draft, wanted), self.of_gender) {
            (true, 1) => "only this",
            (true, _) => "this",
            (false, 0) => "nobody",
            (false, _) => "another",
        };
        vec![
            format!("he named rivals {} {}", self.named_persons.min(4), rank.min(2)),
            format!("he gender known of {told}"),
            format!("he gender known of {told} {kind}"),
        ]
    }
}

fn is_of_gender(builder: &Builder<'_>, draft: usize, wanted: Agreement) -> bool {
    matches!(wanted, Agreement::Person(gender) if told_gender(&builder.drafts[draft]) == Some(gender))
}

/// "Peru says that it has …": the state or organisation that says what the pronoun is the subject of.
pub fn speaker(builder: &Builder<'_>, index: usize, token: usize, wanted: Agreement) -> Option<usize> {
    let sentence = builder.sentence(index);
    let (Some(mut predicate), Dependency::Nsubj | Dependency::NsubjPass) = governor(sentence, token) else {
        return None;
    };
    if wanted != Agreement::Singular || is_empty_subject(sentence, predicate) {
        return None;
    }
    while sentence.tokens[predicate].relation == Dependency::Conj {
        predicate = sentence.tokens[predicate].head? as usize;
    }
    let clause = &sentence.tokens[predicate];
    let verb = clause.head.filter(|_| clause.relation == Dependency::Ccomp)? as usize;
    let says = matches!(
        &*sentence.tokens[verb].lemma,
        "say"
            | "claim"
            | "announce"
            | "deny"
            | "insist"
            | "warn"
            | "confirm"
            | "state"
            | "argue"
            | "admit"
            | "add"
            | "report"
            | "stress"
            | "promise"
            | "declare"
            | "estimate"
            | "maintain"
            | "pledge"
            | "believe"
            | "hope"
    );
    let subject = sentence.children(verb).find(|&child| sentence.tokens[child].relation == Dependency::Nsubj)?;
    let draft = builder.draft_at(index, subject).filter(|_| says && subject < token)?;
    let entry = &builder.drafts[draft];
    let body = matches!(entry.entity_type, EntityType::Country | EntityType::Organization)
        || entry.entity_type == EntityType::Group && entry.named;
    (body && entry.named).then_some(draft)
}

/// "It is clear that …", "it was decided to …", "it seems that …": a subject that stands for a clause.
fn is_empty_subject(sentence: &Sentence, predicate: usize) -> bool {
    let token = &sentence.tokens[predicate];
    let clause = sentence.children(predicate).any(|child| {
        child > predicate
            && matches!(
                sentence.tokens[child].relation,
                Dependency::Csubj | Dependency::CsubjPass | Dependency::Ccomp | Dependency::Advcl | Dependency::Xcomp
            )
    });
    let passive = sentence.children(predicate).any(|child| sentence.tokens[child].relation == Dependency::NsubjPass);
    let impersonal =
        matches!(&*token.lemma, "seem" | "appear" | "happen" | "turn" | "rain" | "snow" | "take" | "matter");
    impersonal || clause && (token.tag != Tag::Verb || passive)
}
