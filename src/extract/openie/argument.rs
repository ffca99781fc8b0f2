//! What a clause says beside its subject.

use super::phrase::{
    Marker, clause_words, copula, is_negation, joint_phrase, phrase, predicate_phrase, preposition_words, trim,
};
use super::predicate::is_open_complement;
use crate::extract::Tree;
use crate::extract::syntax::clause::{Clause, Link, PredicateKind, is_relative_pronoun};
use crate::extract::value::time;
use crate::nlp::{Dependency, Tag};

/// How an argument is tied to its predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Object,
    Agent,
    Oblique,
    Time,
    Content,
    Adverbial,
    Complement,
    Adverb,
}

impl Role {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Role::Object => "object",
            Role::Agent => "agent",
            Role::Oblique => "oblique",
            Role::Time => "time",
            Role::Content => "content",
            Role::Adverbial => "adverbial",
            Role::Complement => "complement",
            Role::Adverb => "adverb",
        }
    }
}

/// One argument.
#[derive(Clone, Debug)]
pub(super) struct Argument {
    /// The word that heads it.
    pub head: usize,
    pub role: Role,
    /// What introduces it and goes to the relation if it is its main argument: "to", "that".
    pub introduction: Vec<usize>,
    /// Its words; several where coordinated phrases each make a tuple.
    pub alternatives: Vec<Vec<usize>>,
}

/// The arguments that a clause states, in the order of the sentence. Where the clause begins a longer relation (`last` is
/// not it), its adverbial clauses and adverbs are left out.
pub(super) fn arguments(
    tree: &Tree,
    clauses: &[Clause],
    clause: &Clause,
    is_last: impl Fn(&Clause) -> bool,
) -> Vec<Argument> {
    use Dependency::*;
    let predicate = clause.predicate;
    let last = is_last(clause);
    let mut found = Vec::new();
    if clause.kind != PredicateKind::Verb && last {
        found.push(predicate_argument(tree, predicate));
    }
    for &child in tree.dependents(predicate) {
        if clause.link == Link::Relative && is_relative_pronoun(tree, child) {
            continue;
        }
        let role = match tree.token(child).relation {
            Obj | Iobj => Role::Object,
            OblAgent => Role::Agent,
            Obl | OblUnmarked | NmodUnmarked if is_time(tree, child) => Role::Time,
            Obl | OblUnmarked | NmodUnmarked => Role::Oblique,
            Ccomp => Role::Content,
            Xcomp if !clauses.iter().any(|other| other.predicate == child && is_open_complement(tree, other)) => {
                Role::Complement
            }
            Advcl if last && is_introduced(tree, child) => Role::Adverbial,
            Advmod if last && child > predicate && !is_negation(tree, child) => Role::Adverb,
            _ => continue,
        };
        found.push(argument(tree, child, role));
    }
    if clause.link == Link::Relative {
        found.extend(antecedents(tree, clause));
    }
    found
}

/// What a coordinated verb shares: phrases before the subject of the first verb, as in "*In 1717* she saw … and tried …".
pub(super) fn shared_arguments(tree: &Tree, clauses: &[Clause], clause: &Clause) -> Vec<Argument> {
    let mut at = clause;
    // Bounded, as a damaged tree could hold a cycle.
    for _ in 0..clauses.len() {
        if at.link != Link::Coordinate || at.own_subject {
            break;
        }
        let above = tree.head(at.predicate).and_then(|head| clauses.iter().find(|other| other.predicate == head));
        let Some(above) = above else { break };
        if let Some(subject) = tree.dependent(above.predicate, &[Dependency::Nsubj, Dependency::NsubjPass]) {
            let phrases = tree.dependents_by(above.predicate, &[Dependency::Obl, Dependency::OblUnmarked]);
            let role = |child| if is_time(tree, child) { Role::Time } else { Role::Oblique };
            return phrases.filter(|&child| child < subject).map(|child| argument(tree, child, role(child))).collect();
        }
        at = above;
    }
    Vec::new()
}

fn argument(tree: &Tree, head: usize, role: Role) -> Argument {
    use Dependency::{Cc, Conj, Mark, Punct};
    let (introduction, alternatives) = match role {
        Role::Content => {
            let markers = tree.dependents_by(head, &[Mark]).filter(|&mark| mark < head && tree.lemma(mark) != "to");
            (markers.collect(), vec![clause_words(tree, head, Marker::Drop)])
        }
        Role::Adverbial => (Vec::new(), vec![clause_words(tree, head, Marker::Keep)]),
        Role::Adverb => {
            let own = |child: usize| !matches!(tree.token(child).relation, Conj | Cc | Punct);
            (Vec::new(), vec![tree.subtree(head, own)])
        }
        Role::Complement => {
            let each = tree.coordinated(head).into_iter().map(|head| predicate_phrase(tree, head));
            (preposition_words(tree, head), each.collect())
        }
        Role::Object => {
            let each = tree.coordinated(head).into_iter().map(|head| phrase(tree, head, None));
            (preposition_words(tree, head), each.collect())
        }
        Role::Agent | Role::Oblique | Role::Time => (preposition_words(tree, head), vec![joint_phrase(tree, head)]),
    };
    Argument { head, role, introduction, alternatives }
}

/// The noun or adjective of a copular clause, and what is coordinated with it without a clause of its own.
fn predicate_argument(tree: &Tree, predicate: usize) -> Argument {
    let without_clause = |&head: &usize| {
        let subject = tree.dependent(head, &[Dependency::Nsubj, Dependency::NsubjPass]);
        head == predicate || (copula(tree, head).is_none() && subject.is_none() && tree.token(head).tag != Tag::Verb)
    };
    let heads = tree.coordinated(predicate).into_iter().filter(without_clause);
    Argument {
        head: predicate,
        role: Role::Complement,
        introduction: preposition_words(tree, predicate),
        alternatives: heads.map(|head| predicate_phrase(tree, head)).collect(),
    }
}

/// The antecedent of a relative clause where it is object or oblique.
fn antecedents(tree: &Tree, clause: &Clause) -> Vec<Argument> {
    let predicate = clause.predicate;
    let Some(noun) = tree.head(predicate) else { return Vec::new() };
    let words = || vec![phrase(tree, noun, Some(predicate))];
    let mut found = Vec::new();
    if clause.objects.contains(&noun) {
        found.push(Argument { head: noun, role: Role::Object, introduction: Vec::new(), alternatives: words() });
    }
    if clause.obliques.iter().any(|oblique| oblique.head == noun) {
        let pronoun = tree.dependents_by(predicate, &[Dependency::Obl]).find(|&child| is_relative_pronoun(tree, child));
        let introduction = pronoun.map(|pronoun| preposition_words(tree, pronoun)).unwrap_or_default();
        found.push(Argument { head: noun, role: Role::Oblique, introduction, alternatives: words() });
    }
    found
}

/// What is said, where the verb of saying stands behind or within it: "*Prices*, he said, *did not rise*".
pub(super) fn quoted_content(tree: &Tree, clause: &Clause) -> Option<Argument> {
    let predicate = clause.predicate;
    let head = tree.head(predicate)?;
    if !SAYING.contains(&&*tree.lemma(predicate)) || clause.link == Link::Content {
        return None;
    }
    let subject = tree.dependent(predicate, &[Dependency::Nsubj])?;
    let speaker = tree.subtree(subject, |_| true);
    let start = speaker.first().copied()?.min(predicate);
    let before = start.checked_sub(1)?;
    if tree.token(before).tag != Tag::Punctuation {
        return None;
    }
    let said_by = tree.subtree(predicate, |child| child != head);
    let words = (0..tree.tokens.len()).filter(|word| !said_by.contains(word)).collect();
    Some(Argument { head, role: Role::Content, introduction: Vec::new(), alternatives: vec![trim(tree, words)] })
}

/// Verbs that stand beside what is said.
const SAYING: &[&str] = &[
    "acknowledge",
    "add",
    "admit",
    "announce",
    "argue",
    "believe",
    "claim",
    "comment",
    "complain",
    "concede",
    "contend",
    "declare",
    "explain",
    "insist",
    "note",
    "observe",
    "predict",
    "recall",
    "report",
    "say",
    "state",
    "suggest",
    "tell",
    "think",
    "warn",
    "write",
];

/// True if a word before the predicate introduces the clause: "*when* he came", "*to* carry it".
fn is_introduced(tree: &Tree, predicate: usize) -> bool {
    tree.dependent(predicate, &[Dependency::Mark, Dependency::Advmod]).is_some_and(|word| word < predicate)
}

/// True for a phrase of time: a date, a day, a span.
fn is_time(tree: &Tree, head: usize) -> bool {
    let preposition = tree.preposition(head).unwrap_or_default();
    tree.token(head).relation == Dependency::OblUnmarked || time::is_time(tree, head, &preposition)
}
