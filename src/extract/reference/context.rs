//! Who else a pronoun could stand for, as far as it tells for or against a candidate; and the speaker of its clause.

use crate::extract::reference::antecedent::told_gender;
use crate::extract::reference::builder::Builder;
use crate::extract::reference::pronoun::Agreement;
use crate::extract::reference::role::{governor, preposition};
use crate::extract::syntax::noun_phrase::subtree;
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

/// "Harrow's rule, including *its* raids": whoever the whole belongs to owns the part.
pub fn owner_of_whole(builder: &Builder<'_>, index: usize, token: usize) -> Option<usize> {
    let sentence = builder.sentence(index);
    let (part, Dependency::NmodPoss) = governor(sentence, token) else { return None };
    let part = part?;
    let given_as_part = preposition(sentence, part).is_some_and(|word| word == "including")
        || sentence.children(part).any(|child| &*sentence.tokens[child].form == "including");
    let (above, _) = governor(sentence, part);
    let above = above.filter(|_| given_as_part)?;
    let of_verb = || sentence.children(above).find(|&child| sentence.tokens[child].relation == Dependency::Obj);
    let whole = if sentence.tokens[above].tag == Tag::Verb { of_verb()? } else { above };
    let mut owners = subtree(sentence, whole).into_iter().filter(|&word| {
        let owns = &sentence.tokens[word];
        word < part && owns.relation == Dependency::NmodPoss && owns.tag != Tag::Pronoun
    });
    builder.draft_at(index, owners.next_back()?)
}

/// "Peru says that it has …", "Harrow's chief, Ana Silva, said it would …": the state or organisation that says what the
/// pronoun is the subject of, or for which somebody says so.
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
    if entry.entity_type == EntityType::Person {
        let acts = sentence.tokens[predicate].tag == Tag::Verb;
        return spoken_for(builder, index, subject).filter(|_| acts);
    }
    (body && entry.named).then_some(draft)
}

/// The one organisation that the words around a person's name tell that the person belongs to.
fn spoken_for(builder: &Builder<'_>, index: usize, person: usize) -> Option<usize> {
    let sentence = builder.sentence(index);
    let mut bodies: Vec<usize> = subtree(sentence, person)
        .into_iter()
        .filter_map(|word| builder.draft_at(index, word))
        .filter(|&draft| {
            let entry = &builder.drafts[draft];
            entry.entity_type == EntityType::Organization || entry.entity_type == EntityType::Group && entry.named
        })
        .collect();
    bodies.sort_unstable();
    bodies.dedup();
    let [body] = *bodies else { return None };
    Some(body)
}

/// "She sent a list of demands. *It* includes …": what the sentence before was about contains something, not who sent it.
pub fn means_collection(builder: &Builder<'_>, index: usize, token: usize) -> bool {
    let sentence = builder.sentence(index);
    let (Some(verb), Dependency::Nsubj) = governor(sentence, token) else { return false };
    let contains = matches!(&*sentence.tokens[verb].lemma, "comprise" | "contain" | "feature" | "include");
    let Some(before) = index.checked_sub(1).filter(|_| contains).map(|before| builder.sentence(before)) else {
        return false;
    };
    before.tokens.iter().any(|word| word.relation == Dependency::Obj && COLLECTIONS.contains(&&*word.lemma))
}

/// What contains single things: lists, texts and plans.
const COLLECTIONS: &[&str] = &[
    "agenda",
    "agreement",
    "album",
    "bill",
    "book",
    "budget",
    "catalogue",
    "collection",
    "deal",
    "document",
    "file",
    "law",
    "list",
    "menu",
    "offer",
    "order",
    "package",
    "plan",
    "programme",
    "proposal",
    "report",
    "request",
    "series",
    "set",
    "shipment",
    "statement",
    "study",
    "treaty",
];

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
    // "It is time for others to act".
    let time = &*token.lemma == "time"
        && sentence.children(predicate).any(|child| sentence.tokens[child].relation == Dependency::Cop);
    impersonal || time || clause && (token.tag != Tag::Verb || passive)
}
