//! Offices and descriptions: "NATO chief Jens Stoltenberg", "Sergei Gadai, governor of Luhansk", "X is a company".

use crate::lexicon::{NounClass, is_abstract, noun_class};
use crate::model::{EntityType, Polarity};
use crate::nlp::{Dependency, NameKind, PennTag, Tag};

use crate::extract::statement::affiliation;
use crate::extract::statement::count;
use crate::extract::statement::draft::Draft;
use crate::extract::statement::home;
use crate::extract::statement::relation::{of_complement, snake};
use crate::extract::statement::scene::{Naming, Scene};
use crate::extract::statement::setting::setting;
use crate::extract::statement::status::Status;
use crate::extract::syntax::clause::{PredicateKind, Voice};
use crate::extract::syntax::phrase::{phrase_words, words_text};
use crate::extract::syntax::repair_subject::described;
use crate::extract::value::time::is_time;

/// Statements on offices, appositions and copulas.
pub fn drafts(scene: &Scene) -> Vec<Draft> {
    let mut found = titles(scene);
    found.extend(appositions(scene));
    found.extend(affiliation::drafts(scene));
    found.extend(taken_up(scene));
    found.extend(copulas(scene));
    found
}

/// An office as the words give it.
struct Office {
    relation: String,
    family: String,
    /// The words of the title.
    words: Vec<usize>,
    /// Head of the phrase that says where the office is held, or the token of an adjective of nationality.
    of: Vec<usize>,
}

/// The longest title that ends at the noun `last`: "prime minister" before "minister".
fn title_words(scene: &Scene, last: usize) -> Option<(String, Vec<usize>)> {
    let first_possible = last.saturating_sub(3);
    (first_possible..=last).find_map(|first| {
        let words: Vec<usize> = (first..=last).collect();
        let joined = |text: fn(&Scene, usize) -> String| {
            words.iter().map(|&word| text(scene, word)).collect::<Vec<_>>().join(" ")
        };
        let form = joined(|scene, word| scene.tree.token(word).form.to_lowercase());
        let lemma = joined(|scene, word| scene.tree.lemma(word));
        let hyphenated = form.replace(" - ", "-");
        let relation = [form, lemma, hyphenated].into_iter().find_map(|title| scene.schema.role(&title))?;
        Some((relation.name.clone(), words))
    })
}

/// The office that the noun phrase headed by `noun` names.
fn office(scene: &Scene, noun: usize) -> Option<Office> {
    use Dependency::*;
    let (name, words) = title_words(scene, noun)?;
    let tree = scene.tree;
    let first = words.first().copied().unwrap_or(noun);
    // "Deputy governor": whoever stands in for the holder is not the holder.
    let deputy = first.checked_sub(1).is_some_and(|before| DEPUTIES.contains(&&*tree.lemma(before)));
    if deputy
        || scene.tree.dependents(noun).iter().any(|&child| child < first && DEPUTIES.contains(&&*tree.lemma(child)))
    {
        return None;
    }
    let relation = scene.schema.relation(&name)?;
    let mut of: Vec<usize> = Vec::new();
    let to = |child: &usize| matches!(tree.preposition(*child).as_deref(), Some("to" | "for" | "at"));
    if let Some(complement) = of_complement(tree, noun).or_else(|| tree.dependents_by(noun, &[Nmod]).find(to)) {
        of = tree.coordinated(complement);
    } else if let Some(possessor) = tree.dependent(noun, &[NmodPoss]) {
        of = tree.coordinated(possessor);
    } else {
        let before = words.first().copied().unwrap_or(noun);
        let modifier = tree.dependents(noun).iter().copied().filter(|&child| child < before).rev().find(|&child| {
            let token = tree.token(child);
            scene.is_demonym(child)
                || (matches!(token.relation, Compound | Amod | Nmod | NmodDesc | Flat) && scene.is_named(child))
        });
        of.extend(modifier.or_else(|| just_before(scene, before)));
    }
    // "The Chilean lawyer": a nationality says for whom somebody holds an office of state, not for whom anybody else works.
    let of_state = NATIONAL.contains(&&*name) || name == "works_for" && tree.lemma(noun) == "official";
    if !of_state {
        let nationality = |of: usize| {
            // "Canadian-US scientist".
            let joined = of < first && of > 0 && tree.token(of - 1).penn == PennTag::Hyph;
            scene.is_demonym(of) || joined && scene.entity_type(of) == Some(EntityType::Country)
        };
        of.retain(|&of| !nationality(of));
    }
    // "Among the witnesses the finance minister Ana Silva": nobody is minister of people.
    if NATIONAL.contains(&&*name) {
        of.retain(|&of| scene.is_named(of) || noun_class(&tree.lemma(of)) != Some(NounClass::Person));
    }
    Some(Office { relation: name, family: relation.family.clone(), words, of })
}

/// Words before a title for those who stand in for its holder or serve below.
const DEPUTIES: &[&str] = &["assistant", "associate", "deputy", "junior", "sub", "under", "vice"];

/// Offices that a nationality before the title ties to its state.
const NATIONAL: &[&str] = &[
    "ambassador_of",
    "chancellor_of",
    "commander_of",
    "leads",
    "legislator_of",
    "minister_of",
    "monarch_of",
    "president_of",
    "prime_minister_of",
    "spokesperson_of",
    "vice_president_of",
];

/// The name or adjective of nationality that stands right before a title, wherever the parse has put it.
fn just_before(scene: &Scene, first: usize) -> Option<usize> {
    let mut at = first.checked_sub(1)?;
    let mark = scene.tree.token(at);
    if mark.tag == Tag::Particle && at > 0 {
        at -= 1;
    }
    // "North Atlantic Treaty Organization (NATO) chief": the short form stands between.
    if &*scene.tree.token(at).form == ")" {
        at = (0..at).rev().take(4).find(|&open| &*scene.tree.token(open).form == "(")?.checked_sub(1)?;
    }
    // "Foreign Minister", "former President": a plain word or two between nationality and title.
    for _ in 0..2 {
        if scene.is_demonym(at) {
            return Some(at);
        }
        let name = scene.tree.names.iter().find(|name| name.tokens.contains(&at) && name.kind != NameKind::Person);
        if let Some(name) = name {
            return name.tokens.clone().rev().find(|&token| scene.is_named(token));
        }
        if scene.tree.token(at).tag != Tag::Adjective {
            return None;
        }
        at = at.checked_sub(1)?;
    }
    None
}

fn office_drafts(scene: &Scene, holder: usize, office: Office, status: Status) -> Vec<Draft> {
    let mut found = Vec::new();
    for &of in office.of.iter().filter(|&&of| of != holder) {
        let naming = Naming {
            name: office.relation.clone(),
            family: Some(office.family.clone()),
            trigger: office.words.clone(),
        };
        found.push(scene.draft(scene.participant(holder), naming, Some(scene.participant(of)), status));
    }
    found
}

/// Titles before names.
fn titles(scene: &Scene) -> Vec<Draft> {
    let mut found = Vec::new();
    for name in scene.tree.names.iter().filter(|name| name.kind == NameKind::Person) {
        // A recognised name may hold the title itself: "President Joe Biden".
        let inside = name.tokens.clone().take(3).take_while(|&token| token + 1 < name.tokens.end);
        let inside = inside.filter(|&token| title_words(scene, token).is_some()).last();
        let before = name.tokens.start.checked_sub(1).filter(|&token| {
            matches!(scene.tree.token(token).tag, Tag::Noun | Tag::ProperNoun) && title_words(scene, token).is_some()
        });
        let Some(title) = inside.or(before) else { continue };
        let Some(holder) = name.tokens.clone().rev().find(|&token| scene.is_named(token)) else { continue };
        if let Some(office) = office(scene, title) {
            let status = scene.judge.background(holder);
            found.extend(home::draft(scene, holder, &office.relation, &office.words).filter(|_| office.of.is_empty()));
            found.extend(office_drafts(scene, holder, office, status));
        }
    }
    found
}

/// "X, governor of Y", "the governor of Y, X", "X, a retailer".
fn appositions(scene: &Scene) -> Vec<Draft> {
    let tree = scene.tree;
    let mut found = Vec::new();
    for beside in 0..tree.tokens.len() {
        let Some(head) = described(tree, beside) else { continue };
        // "works for all — *not* just the people at the top": set against it.
        if tree.dependents_by(beside, &[Dependency::Advmod, Dependency::Cc]).any(|word| tree.lemma(word) == "not") {
            continue;
        }
        let status = scene.judge.background(head);
        for (named, described) in [(head, beside), (beside, head)] {
            if !is_name(scene, named) || is_name(scene, described) {
                continue;
            }
            let person = scene.entity_type(named) == Some(EntityType::Person);
            // "One of the mayor's aides".
            let one = of_complement(tree, described).filter(|_| tree.lemma(described) == "one");
            let described = one.unwrap_or(described);
            match office(scene, described)
                .filter(|office| !office.of.is_empty() && (person || !matches!(&*office.family, "role" | "kinship")))
            {
                Some(office) => found.extend(office_drafts(scene, named, office, status)),
                None if named == beside && person => found.extend(office_behind(scene, named, described, status)),
                None if named == head && one.is_none() => {
                    found.extend(description(scene, named, described, vec![described], status))
                }
                None => {}
            }
            break;
        }
    }
    found.extend(rival_subjects(scene));
    found
}

/// "A spokesman for *the victims' union, Peter Adel*, said": the person set beside the body holds the office before it.
fn office_behind(scene: &Scene, person: usize, body: usize, status: Status) -> Vec<Draft> {
    let tree = scene.tree;
    let holder = tree.head(body).filter(|&head| head < body && tree.token(body).relation == Dependency::Nmod);
    let office = holder.and_then(|holder| office(scene, holder)).filter(|office| office.of.contains(&body));
    let Some(office) = office else { return Vec::new() };
    let naming = Naming { name: office.relation, family: Some(office.family), trigger: office.words };
    // The name beside the body is the person's, not its own.
    let body = scene.participant_in(scene.sentence, body);
    vec![scene.draft(scene.participant(person), naming, Some(body), status)]
}

/// "*A member of Parliament, Ana Silva* said": the office before the name, where the tree gives the verb two subjects.
fn rival_subjects(scene: &Scene) -> Vec<Draft> {
    let tree = scene.tree;
    let mut found = Vec::new();
    for clause in scene.clauses {
        let subjects: Vec<usize> = tree.dependents_by(clause.predicate, &[Dependency::Nsubj]).collect();
        let &[described, named] = subjects.as_slice() else { continue };
        let first = tree.subtree(named, |_| true)[0];
        let parted = first.checked_sub(1).is_some_and(|before| &*tree.token(before).form == ",");
        let beside = tree.subtree(described, |_| true).last().is_some_and(|&last| last + 2 >= first);
        if !parted || !beside || !is_name(scene, named) || scene.entity_type(named) != Some(EntityType::Person) {
            continue;
        }
        if let Some(office) = office(scene, described).filter(|office| !office.of.is_empty()) {
            found.extend(office_drafts(scene, named, office, scene.judge.background(named)));
        }
    }
    found
}

/// "X is the president of Y", "X is a military alliance".
fn copulas(scene: &Scene) -> Vec<Draft> {
    let mut found = Vec::new();
    for clause in scene.clauses.iter().filter(|clause| clause.kind == PredicateKind::Copula) {
        let predicate = clause.predicate;
        let noun = matches!(scene.tree.token(predicate).tag, Tag::Noun | Tag::ProperNoun | Tag::Numeral);
        let status = scene.judge.status(clause);
        for &subject in &clause.subjects {
            let trigger: Vec<usize> = scene.tree.dependents_by(predicate, &[Dependency::Cop]).collect();
            let office = office(scene, predicate).filter(|office| noun && !office.of.is_empty());
            let held =
                || self::office(scene, subject).filter(|office| scene.is_named(predicate) && !office.of.is_empty());
            match office.map(|office| (subject, office)).or_else(|| held().map(|office| (predicate, office))) {
                Some((holder, office)) => found.extend(office_drafts(scene, holder, office, status)),
                None if scene.first_person(subject).is_some() => {}
                None if scene.tree.is_numeral(predicate) && scene.entity_type(subject) == Some(EntityType::Person) => {
                    found.extend(count::years_old(scene, subject, predicate, status));
                }
                None if scene.participant(predicate).quantity.is_some() && measured(scene, subject).is_some() => {
                    found.extend(figure(scene, subject, predicate, trigger, status));
                }
                None if count::whole_of(scene, subject).is_some() => {
                    found.extend(count::part_of_whole(scene, subject, predicate, status).filter(|_| noun));
                }
                None if noun => found.extend(description(scene, subject, predicate, trigger, status)),
                None => found.extend(quality(scene, subject, predicate, trigger, status)),
            }
        }
    }
    found
}

/// "Became president of Y", "served as mayor of Z", "was elected chair of W": offices that a verb gives.
fn taken_up(scene: &Scene) -> Vec<Draft> {
    let tree = scene.tree;
    let mut found = Vec::new();
    for clause in scene.clauses.iter().filter(|clause| clause.kind == PredicateKind::Verb) {
        let lemma = tree.lemma(clause.predicate);
        let gives = matches!(&*lemma, "elect" | "appoint" | "name" | "nominate" | "re-elect" | "make" | "swear");
        let takes = matches!(&*lemma, "become" | "remain" | "serve" | "act");
        let as_office =
            clause.obliques.iter().filter(|oblique| oblique.preposition == "as").map(|oblique| oblique.head);
        let complements = tree
            .dependents_by(clause.predicate, &[Dependency::Xcomp, Dependency::Obj])
            .chain(as_office)
            .filter(|&head| matches!(tree.token(head).tag, Tag::Noun | Tag::ProperNoun));
        let holders = match clause.voice {
            Voice::Passive if gives => &clause.subjects,
            Voice::Active if takes => &clause.subjects,
            Voice::Active if gives => &clause.objects,
            _ => continue,
        };
        let status = scene.judge.status(clause);
        for complement in complements.flat_map(|head| tree.coordinated(head)) {
            let Some(office) = office(scene, complement).filter(|office| office.family == "role") else { continue };
            let person = |head: usize| head != complement && scene.entity_type(head) == Some(EntityType::Person);
            let persons = holders.iter().filter(|&&head| person(head));
            for &holder in persons {
                let office = Office {
                    of: office.of.clone(),
                    words: office.words.clone(),
                    relation: office.relation.clone(),
                    family: office.family.clone(),
                };
                let mut drafts = office_drafts(scene, holder, office, status);
                drafts.iter_mut().for_each(|draft| draft.time = setting(scene, clause, &[holder]).time);
                found.extend(drafts);
            }
        }
    }
    found
}

/// Whose figure the noun names: Apple in "Apple's revenue".
fn measured(scene: &Scene, noun: usize) -> Option<usize> {
    let possessor = scene.tree.dependent(noun, &[Dependency::NmodPoss]).or_else(|| of_complement(scene.tree, noun))?;
    scene.is_named(possessor).then_some(possessor)
}

/// "Apple's revenue was $5 billion", "the country's losses are 300 dead".
fn figure(scene: &Scene, noun: usize, predicate: usize, trigger: Vec<usize>, status: Status) -> Option<Draft> {
    let lemma = scene.tree.lemma(noun);
    let relation = scene.schema.noun_frames(&lemma).first().map(|frame| scene.schema.relation_at(frame.relation));
    let name = relation.map_or_else(|| format!("has_{}", snake(&lemma)), |known| known.name.clone());
    let naming = Naming {
        name,
        family: relation.map(|known| known.family.clone()),
        trigger: trigger.into_iter().chain([noun]).collect(),
    };
    Some(scene.draft(scene.participant(measured(scene, noun)?), naming, Some(scene.participant(predicate)), status))
}

/// A statement `is_a` with the words of the description.
fn description(scene: &Scene, subject: usize, described: usize, trigger: Vec<usize>, status: Status) -> Option<Draft> {
    // "Peter's conquest" is no apposition.
    let owned = subject < described
        && (subject + 1..described)
            .any(|word| scene.tree.token(word).penn == PennTag::Pos && scene.tree.head(word) == Some(subject));
    if owned {
        return None;
    }
    let named = scene.is_named(described);
    let text_only = phrase_words(scene.tree, described).len() > 14;
    let beside = trigger == [described];
    // "Green Party - 3 seats": a row of a table.
    let row = beside
        && scene.tree.dependent(described, &[Dependency::Nummod]).is_some()
        && scene.tree.tokens.iter().all(|token| !matches!(token.tag, Tag::Verb | Tag::Auxiliary));
    // "told Ana Silva, *a choice* that cost him dear": a deed, a thought are nobody.
    let known = scene.entity_type(subject);
    let somebody = matches!(
        known,
        Some(
            EntityType::Person | EntityType::Organization | EntityType::Country | EntityType::Place | EntityType::Group
        )
    );
    if beside && somebody && scene.is_named(subject) && is_abstract(&scene.tree.lemma(described)) {
        return None;
    }
    let bare_number = beside && scene.tree.is_numeral(described);
    if named && beside || bare_number || row || text_only || scene.tree.token(described).tag == Tag::Pronoun {
        return None;
    }
    let naming = Naming { name: "is_a".to_owned(), family: None, trigger };
    Some(scene.draft(scene.participant(subject), naming, Some(scene.participant(described)), status))
}

/// "the bridge is damaged", "X is responsible for Y".
fn quality(scene: &Scene, subject: usize, predicate: usize, trigger: Vec<usize>, status: Status) -> Option<Draft> {
    let tree = scene.tree;
    let token = tree.token(predicate);
    // "is ready to leave": the clause under the adjective is what is said.
    if token.tag != Tag::Adjective
        || scene.schema.adjective_effect(&tree.lemma(predicate)).is_some()
        || tree.dependent(predicate, &[Dependency::Xcomp, Dependency::Ccomp, Dependency::Csubj]).is_some()
    {
        return None;
    }
    let lemma = snake(&token.lemma);
    let oblique = tree.dependents_by(predicate, &[Dependency::Obl]).find(|&head| {
        !matches!(
            tree.preposition(head).as_deref(),
            Some(
                "including"
                    | "according to"
                    | "despite"
                    | "during"
                    | "since"
                    | "without"
                    | "because of"
                    | "like"
                    | "among"
            )
        )
    });
    let mut draft = match oblique.and_then(|head| Some((head, tree.preposition(head)?))) {
        Some((head, preposition)) if !is_time(tree, head, &preposition) => {
            let name = format!("be_{lemma}_{}", snake(&preposition));
            let trigger = trigger.into_iter().chain([predicate]).collect();
            scene.draft(
                scene.participant(subject),
                Naming { name, family: None, trigger },
                Some(scene.participant(head)),
                status,
            )
        }
        _ => {
            let mut object = scene.participant(predicate);
            let degree: Vec<usize> = tree
                .dependents_by(predicate, &[Dependency::Advmod])
                .filter(|&child| {
                    child + 2 > predicate
                        && child < predicate
                        && !matches!(&*tree.lemma(child), "not" | "n't" | "never")
                })
                .chain(
                    tree.dependents_by(predicate, &[Dependency::OblUnmarked, Dependency::NmodUnmarked])
                        .filter(|&child| child < predicate)
                        .flat_map(|child| tree.subtree(child, |_| true)),
                )
                .chain([predicate])
                .collect();
            let mut degree = degree;
            degree.sort_unstable();
            object.text = words_text(tree, &degree, scene.text);
            scene.draft(
                scene.participant(subject),
                Naming { name: "is".to_owned(), family: None, trigger },
                Some(object),
                status,
            )
        }
    };
    if draft.polarity == Polarity::Positive && !scene.is_named(subject) {
        draft.confidence -= 0.2;
    }
    Some(draft)
}

fn is_name(scene: &Scene, head: usize) -> bool {
    scene.tree.names.iter().any(|name| name.tokens.contains(&head))
}
