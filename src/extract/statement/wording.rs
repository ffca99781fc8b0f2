//! Words beside the verb that belong to its relation: "formerly known as", "formed to counter".

use crate::nlp::{Dependency, PennTag, Tag};

use crate::extract::statement::relation::{Relation, snake};
use crate::extract::statement::scene::Scene;
use crate::extract::statement::verbal::content;
use crate::extract::syntax::clause::{Clause, Link, Voice};
use crate::extract::syntax::word_classes::DESCRIBING;

/// The relation with the words that complete it.
pub fn complete(scene: &Scene, clause: &Clause, relation: Relation) -> Relation {
    let relation = with_purpose(scene, clause, with_adverb(scene, clause, relation));
    with_result(scene, clause, as_spoken(scene, clause, as_described(scene, clause, relation)))
}

/// "Left her *helpless*", "was pronounced *dead*": the verb means it only together with what it makes of somebody.
fn with_result(scene: &Scene, clause: &Clause, relation: Relation) -> Relation {
    let tree = scene.tree;
    let lemma = tree.lemma(clause.predicate);
    let undergoer = match clause.voice {
        Voice::Active => relation.objects.iter().copied().max().filter(|&object| object > clause.predicate),
        Voice::Passive => Some(clause.predicate),
    };
    let open = relation.family.is_none() || lemma == "leave" && relation.name == "left";
    let Some(undergoer) = undergoer.filter(|_| open && relation.direct && relation.trigger.len() == 1) else {
        return relation;
    };
    let result = (undergoer + 1..tree.tokens.len()).find(|&word| {
        let token = tree.token(word);
        !(tree.is_under(word, undergoer) && undergoer != clause.predicate && token.relation != Dependency::Acl)
            && token.tag != Tag::Adverb
    });
    let result = result.filter(|&word| {
        let hung = matches!(tree.token(word).relation, Dependency::Xcomp | Dependency::Acl | Dependency::Advcl);
        let bare = tree.dependent(word, &[Dependency::Mark, Dependency::Case, Dependency::Cop]).is_none();
        tree.token(word).tag == Tag::Adjective && hung && bare
    });
    let Some(result) = result else { return relation };
    let name = format!("{}_{}", snake(&lemma), snake(&tree.lemma(result)));
    Relation { name, family: None, trigger: vec![clause.predicate, result], ..relation }
}

/// "Formed to counter", "designed to increase": the clause that tells the making for whose purpose this one stands.
pub fn made_for<'s>(scene: &Scene<'s>, clause: &Clause) -> Option<&'s Clause> {
    let purpose = clause.marker.as_deref() == Some("to")
        && !clause.own_subject
        && matches!(clause.link, Link::Adverbial | Link::Content);
    scene.clauses.iter().find(|other| {
        purpose
            && Some(other.predicate) == clause.governor
            && other.voice == Voice::Passive
            && MAKING.contains(&scene.tree.lemma(other.predicate).as_str())
    })
}

/// What something is made for is told with its making.
fn with_purpose(scene: &Scene, clause: &Clause, relation: Relation) -> Relation {
    let tree = scene.tree;
    let told = relation.direct && !relation.objects.is_empty();
    let Some(made) = made_for(scene, clause).filter(|_| told) else { return relation };
    let name = format!("{}_to_{}", snake(&tree.lemma(made.predicate)), snake(&tree.lemma(clause.predicate)));
    let mut trigger = vec![made.predicate];
    trigger.extend(relation.trigger.iter().copied());
    trigger.sort_unstable();
    Relation { name, family: None, trigger, ..relation }
}

/// Verbs after which an infinitive says what the thing made is for.
const MAKING: &[&str] = &["build", "create", "design", "establish", "form", "found", "use"];

/// "Called the crisis a disgrace", "labelled him a liar": describing, where a word for the object follows.
fn as_described(scene: &Scene, clause: &Clause, relation: Relation) -> Relation {
    let tree = scene.tree;
    // "found guilty" is no discovery.
    let guilty = tree.dependents_by(clause.predicate, &[Dependency::Xcomp]).any(|child| tree.lemma(child) == "guilty");
    if guilty && let Some(convicted) = scene.schema.relation("convicted") {
        return Relation { name: convicted.name.clone(), family: Some(convicted.family.clone()), ..relation };
    }
    // "Were confirmed killed".
    let established = clause.voice == Voice::Passive && tree.lemma(clause.predicate) == "confirm";
    // "left nine people dead": killing them.
    let acts = matches!(&*tree.lemma(clause.predicate), "beat" | "hack" | "leave" | "shoot" | "stab" | "strike");
    if (acts || established)
        && let Some(name) = tree
            .dependents_by(clause.predicate, &[Dependency::Xcomp])
            .find_map(|child| outcome(&tree.token(child).form))
        && let Some(known) = scene.schema.relation(name)
    {
        return Relation { name: known.name.clone(), family: Some(known.family.clone()), ..relation };
    }
    let lemma = tree.lemma(clause.predicate);
    let calls = DESCRIBING.contains(&&*lemma) && !matches!(&*lemma, "consider" | "name");
    // "identified him as the gunman" is no discovery.
    let as_role = tree.lemma(clause.predicate) == "identify"
        && (clause.obliques.iter().any(|oblique| oblique.preposition == "as")
            || relation.objects.iter().any(|&object| {
                let behind = tree.subtree(object, |_| true).into_iter().filter(|&word| word > object);
                behind.take(1).any(|word| tree.lemma(word) == "as")
            }));
    // "was pronounced dead" describes nobody.
    let judges = matches!(&*lemma, "call" | "brand" | "label" | "deem" | "term");
    let described = |head: usize| judges || scene.tree.token(head).tag != Tag::Adjective;
    let calls = as_role || calls && description(scene, clause).is_some_and(described);
    let described = scene.schema.relation("described").filter(|_| calls);
    match described {
        Some(described) if !relation.objects.is_empty() && relation.direct => {
            Relation { name: described.name.clone(), family: Some(described.family.clone()), ..relation }
        }
        _ => relation,
    }
}

/// The act that leaves people in this state.
fn outcome(state: &str) -> Option<&'static str> {
    Some(match state.to_lowercase().as_str() {
        "dead" | "killed" => "killed",
        "hurt" | "injured" | "wounded" => "wounded",
        "displaced" | "homeless" => "displaced",
        _ => return None,
    })
}

/// "Maintained strong ties" claims nothing; "the figures suggest that X fell" proposes nothing.
fn as_spoken(scene: &Scene, clause: &Clause, relation: Relation) -> Relation {
    let tree = scene.tree;
    let lemma = tree.lemma(clause.predicate);
    // "Added a third goal", "explained the decision": nothing is said in so many words.
    let thing = relation.objects.iter().all(|&object| matches!(tree.token(object).tag, Tag::Noun | Tag::ProperNoun));
    let speech = relation.family.as_deref() == Some("say") && !matches!(&*lemma, "comment" | "reply" | "say" | "tweet");
    if speech && thing && !relation.objects.is_empty() && content(scene, clause).is_none() {
        return Relation { name: lemma, family: None, ..relation };
    }
    // "replaced the pump with a new one": whoever does so succeeds nobody.
    let exchanged = lemma == "replace"
        && clause.voice == Voice::Active
        && clause.obliques.iter().any(|oblique| oblique.preposition == "with");
    if (lemma == "maintain" || exchanged) && !relation.objects.is_empty() {
        return Relation { name: lemma, family: None, ..relation };
    }
    // "found success", "found it hard": nothing is discovered; "ran a marathon" leads nothing.
    let figurative = relation.objects.iter().any(|&object| scene.schema.is_idiom(&lemma, &tree.lemma(object)));
    if figurative && relation.family.is_some() && clause.particles.is_empty() {
        return Relation { name: lemma, family: None, ..relation };
    }
    let told = content(scene, clause).filter(|content| content.own_subject && relation.objects.is_empty());
    let comment = lemma == "suggest" && clause.link == Link::Beside && relation.objects.is_empty();
    let Some(told) = told.or(comment.then_some(clause)).filter(|_| lemma == "suggest") else { return relation };
    let advised = !comment
        && tree.token(told.predicate).penn == PennTag::Vb
        && told.auxiliaries.iter().all(|&word| matches!(&*tree.lemma(word), "should" | "be"));
    match scene.schema.relation("claimed").filter(|_| !advised) {
        Some(claimed) => Relation { name: claimed.name.clone(), family: Some(claimed.family.clone()), ..relation },
        None => relation,
    }
}

/// What the object is called: the complement of a describing verb.
pub fn description(scene: &Scene, clause: &Clause) -> Option<usize> {
    let tree = scene.tree;
    let calls = DESCRIBING.contains(&&*tree.lemma(clause.predicate));
    let complement = tree.dependents_by(clause.predicate, &[Dependency::Xcomp]).find(|&child| {
        matches!(tree.token(child).tag, Tag::Noun | Tag::ProperNoun | Tag::Adjective | Tag::Numeral)
            && child > clause.predicate
    });
    complement.filter(|_| calls)
}

/// "Formerly known as": the adverb belongs to how something is called.
fn with_adverb(scene: &Scene, clause: &Clause, mut relation: Relation) -> Relation {
    if relation.family.as_deref() == Some("name") {
        let adverbs = scene.tree.dependents_by(clause.predicate, &[Dependency::Advmod]);
        relation.trigger.extend(
            adverbs.filter(|&adverb| {
                matches!(&*scene.tree.lemma(adverb), "formerly" | "previously" | "originally" | "also")
            }),
        );
        relation.trigger.sort_unstable();
    }
    relation
}
