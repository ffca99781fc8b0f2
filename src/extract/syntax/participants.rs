//! Which of the phrases that the tree ties to a verb take part, and what two halves of a sentence share.

use crate::nlp::{Dependency, NameKind, PennTag, Tag};

use crate::extract::syntax::clause::{AUXILIARIES, Clause, Link, OBLIQUES, Voice};
use crate::extract::syntax::tree::Tree;
use crate::extract::value::time::is_time;

/// "Ten were killed and four wounded *by the blast*": what stands behind a passive without auxiliary
/// holds for both; so does what stands behind the first: "28 were killed *by the storm* and 57 injured".
pub(super) fn share_agents(tree: &Tree, found: &mut [Clause], position: usize) {
    let clause = &found[position];
    let gapped = clause.link == Link::Coordinate && clause.voice == Voice::Passive && !clause.agents.is_empty();
    let without = tree.dependent(clause.predicate, AUXILIARIES).is_none();
    let (agents, governor) = (clause.agents.clone(), clause.governor);
    let obliques = clause.obliques.clone();
    let undone = clause.link == Link::Coordinate && clause.voice == Voice::Passive && clause.agents.is_empty();
    if undone && without && clause.own_subject {
        let first = found.iter().find(|other| Some(other.predicate) == governor && other.voice == Voice::Passive);
        let agents = first.map(|first| first.agents.clone()).unwrap_or_default();
        found[position].agents = agents;
        return;
    }
    if !gapped || !without {
        return;
    }
    if let Some(first) = found.iter_mut().find(|other| Some(other.predicate) == governor)
        && first.voice == Voice::Passive
        && first.agents.is_empty()
    {
        first.agents = agents;
        if first.obliques.is_empty() {
            first.obliques = obliques;
        }
    }
}

/// "From March 15 *to 17*": the second half of a time phrase is no phrase of its own.
pub(super) fn ends_period(tree: &Tree, predicate: usize, head: usize, preposition: &str) -> bool {
    let begins = |other: usize| {
        tree.preposition(other).as_deref() == Some("from")
            && is_time(tree, other, "from")
            && tree
                .subtree(other, |_| true)
                .last()
                .is_some_and(|&last| tree.dependent(head, &[Dependency::Case]) == Some(last + 1))
    };
    matches!(preposition, "to" | "until" | "till" | "through")
        && (tree.is_numeral(head) || is_time(tree, head, ""))
        && tree.dependents_by(predicate, OBLIQUES).any(begins)
}

/// "Singer, actor and activist *Ana Silva*": nouns without article joined to a person's name behind them are that person.
pub(super) fn describes_later(tree: &Tree, head: usize, subjects: &[usize]) -> bool {
    let person =
        |word: usize| tree.names.iter().any(|name| name.kind == NameKind::Person && name.tokens.contains(&word));
    let bare = tree.token(head).penn == PennTag::Nn
        && !person(head)
        && tree
            .dependent(head, &[Dependency::Det, Dependency::NmodPoss, Dependency::Nummod, Dependency::Case])
            .is_none();
    let joined = subjects.iter().copied().find(|&later| later > head && person(later));
    // The tree may set the name beside the first of the nouns, which then stands for the person.
    let beside = || {
        let first = subjects.first().copied().filter(|&first| first < head)?;
        tree.dependents_by(first, &[Dependency::Appos]).find(|&name| name > head && person(name))
    };
    let Some(name) = joined.or_else(beside).filter(|_| bare) else { return false };
    // The last of the nouns stands right before the name.
    let first = tree.names.iter().find(|known| known.tokens.contains(&name)).map_or(name, |known| known.tokens.start);
    first.checked_sub(1).is_some_and(|last| tree.token(last).penn == PennTag::Nn && subjects.contains(&last))
}

/// "Defeated the Ethiopian runner Abel Tadesse" read as two objects: the name is the object.
pub(super) fn with_names(tree: &Tree, mut objects: Vec<usize>) -> Vec<usize> {
    let named: Vec<usize> =
        objects.iter().copied().filter(|&object| tree.token(object).tag == Tag::ProperNoun).collect();
    objects.retain(|&object| tree.token(object).tag != Tag::Noun || !named.contains(&(object + 1)));
    objects
}

/// Governors before what they govern.
pub(super) fn by_depth(tree: &Tree, found: &[Clause]) -> Vec<usize> {
    let depth = |mut index: usize| {
        let mut depth = 0;
        while let Some(head) = tree.head(index)
            && depth <= tree.tokens.len()
        {
            index = head;
            depth += 1;
        }
        depth
    };
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&position| (depth(found[position].predicate), found[position].predicate));
    order
}

/// "Taken there *by car*": how something goes, not who takes it.
pub(super) fn is_means(tree: &Tree, head: usize) -> bool {
    let means = matches!(
        &*tree.lemma(head),
        "air"
            | "ambulance"
            | "bicycle"
            | "boat"
            | "bus"
            | "car"
            | "email"
            | "hand"
            | "helicopter"
            | "land"
            | "lorry"
            | "mail"
            | "phone"
            | "plane"
            | "post"
            | "rail"
            | "road"
            | "sea"
            | "ship"
            | "taxi"
            | "telephone"
            | "train"
            | "truck"
    );
    means
        && tree.token(head).penn == PennTag::Nn
        && tree.dependent(head, &[Dependency::Det, Dependency::NmodPoss]).is_none()
}
