//! How many of something an entity has: "the 31-member alliance", "has 30 members", "with a population of 5 million".

use crate::model::{EntityType, ValueType};
use crate::nlp::{Dependency, Tag};

use crate::extract::statement::draft::{Draft, Participant};
use crate::extract::statement::relation::{of_complement, snake};
use crate::extract::statement::scene::{Naming, Scene};
use crate::extract::statement::setting::setting;
use crate::extract::statement::status::Status;
use crate::extract::syntax::clause::{Clause, PredicateKind, Voice};
use crate::extract::syntax::phrase::words_text;
use crate::extract::value::quantity::{parse_number, quantity};
use crate::extract::value::time::is_time;

/// Statements `has_…_count` and `has_population` of a sentence.
pub fn drafts(scene: &Scene) -> Vec<Draft> {
    let tree = scene.tree;
    let mut found = Vec::new();
    for head in 0..tree.tokens.len() {
        if matches!(tree.token(head).tag, Tag::Noun | Tag::ProperNoun) {
            found.extend(sized(scene, head));
            found.extend(inhabited(scene, head));
        }
        found.extend(aged(scene, head));
        found.extend(described_by_age(scene, head));
    }
    for clause in scene.clauses {
        found.extend(possessed(scene, clause));
        found.extend(at_age(scene, clause));
    }
    found
}

fn draft(
    scene: &Scene,
    subject: Participant,
    name: String,
    trigger: Vec<usize>,
    object: Participant,
    status: Status,
) -> Draft {
    let family = scene.schema.relation(&name).map(|known| known.family.clone());
    let mut draft = scene.draft(subject, Naming { name, family, trigger }, Some(object), status);
    draft.confidence = 0.75;
    draft
}

/// What an organisation with a number of parts consists of: a nation in "the 31-nation alliance" is a member.
fn part(noun: &str) -> Option<&'static str> {
    Some(match noun {
        "member" | "nation" | "country" | "state" => "member",
        "seat" => "seat",
        "strong" | "man" => "member",
        "team" | "club" => "team",
        "storey" | "story" => "storey",
        _ => return None,
    })
}

/// "The 31-member alliance".
fn sized(scene: &Scene, head: usize) -> Option<Draft> {
    let tree = scene.tree;
    let named = |head: usize| scene.is_named(head).then_some(head);
    // "The 31-member NATO" or, set beside a name, "NATO, a 31-member alliance".
    let whole = named(head)
        .or_else(|| tree.head(head).filter(|_| tree.token(head).relation == Dependency::Appos).and_then(named))?;
    if !matches!(scene.entity_type(whole), Some(EntityType::Organization | EntityType::Group | EntityType::Facility)) {
        return None;
    }
    let first = head.saturating_sub(5);
    (first..head).find_map(|index| {
        let form = tree.token(index).form.to_lowercase();
        let (number, noun, last) = match form.rsplit_once('-') {
            Some((number, noun)) if !noun.is_empty() => (number.to_owned(), noun.to_owned(), index),
            // The parts may be words of their own: 31, -, member.
            _ if index + 2 < head && &*tree.token(index + 1).form == "-" => {
                (form, tree.token(index + 2).form.to_lowercase(), index + 2)
            }
            _ => return None,
        };
        let value = parse_number(&number)?;
        let part = part(&noun)?;
        let within = tree.is_under(index, head) || tree.head(index) == Some(head) || last + 1 == head;
        let mut object = scene.participant(last);
        object.value_type = ValueType::Quantity;
        object.text.clone_from(&number);
        object.quantity = Some(crate::model::Quantity {
            text: number,
            number: Some(value),
            unit: part.to_owned(),
            ..Default::default()
        });
        let status = scene.judge.presupposed(head);
        within.then(|| draft(scene, scene.participant(whole), format!("has_{part}_count"), vec![index], object, status))
    })
}

/// "A nation with more than 40 million people", "with a population of 5 million".
fn inhabited(scene: &Scene, head: usize) -> Option<Draft> {
    let tree = scene.tree;
    let bearer = Some(head).filter(|&head| scene.is_named(head) && scene.is_place(head)).or_else(|| {
        let above = tree.head(head).filter(|_| tree.token(head).relation == Dependency::Appos)?;
        (scene.is_named(above) && scene.is_place(above)).then_some(above)
    })?;
    let with = tree.dependents_by(head, &[Dependency::Nmod]).find(|&child| {
        matches!(tree.preposition(child).as_deref(), Some("with" | "of")) && is_population(scene, child)
    })?;
    let number = population(scene, with)?;
    let status = scene.judge.presupposed(head);
    Some(draft(
        scene,
        scene.participant(bearer),
        "has_population".to_owned(),
        vec![with],
        scene.participant(number),
        status,
    ))
}

fn is_population(scene: &Scene, noun: usize) -> bool {
    matches!(&*scene.tree.lemma(noun), "population" | "people" | "inhabitant" | "resident")
}

/// The phrase with the number: "40 million people", or what "a population of" leads to.
fn population(scene: &Scene, noun: usize) -> Option<usize> {
    let counted = |head: usize| quantity(scene.tree, head, scene.text).is_some_and(|stated| stated.number.is_some());
    if scene.tree.lemma(noun) == "population" {
        return of_complement(scene.tree, noun).filter(|&number| counted(number));
    }
    counted(noun).then_some(noun)
}

/// "X, 45, said": a number set beside a person's name is an age.
fn aged(scene: &Scene, number: usize) -> Option<Draft> {
    let tree = scene.tree;
    let comma = |index: usize| tree.tokens.get(index).is_some_and(|token| &*token.form == ",");
    let between_commas = number > 0 && comma(number - 1) && comma(number + 1);
    let person = tree.head(number).filter(|&head| head < number && between_commas)?;
    let object = age(scene, number)?;
    let between = (person + 1..number).all(|word| {
        tree.token(word).tag == Tag::Punctuation
            || tree.is_under(word, person) && tree.token(word).tag == Tag::ProperNoun
    });
    let alone = tree.dependents(number).iter().all(|&child| tree.token(child).tag == Tag::Punctuation);
    if !tree.is_numeral(number)
        || !between
        || !alone
        || !scene.is_named(person)
        || scene.entity_type(person) != Some(EntityType::Person)
    {
        return None;
    }
    let status = scene.judge.presupposed(person);
    Some(draft(scene, scene.participant(person), "has_age".to_owned(), vec![number], object, status))
}

/// "Ana Silva, a *43-year-old* judge", "the *29-year-old* striker", "Ana Silva, *aged 78*".
fn described_by_age(scene: &Scene, word: usize) -> Option<Draft> {
    let tree = scene.tree;
    let form = tree.token(word).form.to_lowercase();
    let is = |index: usize, wanted: &str| tree.tokens.get(index).is_some_and(|token| &*token.form == wanted);
    let (number, old) = if form == "aged" {
        let alone = tree.tokens.get(word + 2).is_none_or(|next| next.tag == Tag::Punctuation);
        (Some(word + 1).filter(|&number| number < tree.tokens.len() && alone)?, word)
    } else if is(word + 1, "-") && is(word + 2, "year") && is(word + 3, "-") && is(word + 4, "old") {
        (word, word + 4)
    } else {
        return None;
    };
    let object = age(scene, number).filter(|_| tree.is_numeral(number))?;
    let named = |&head: &usize| scene.is_named(head) && scene.entity_type(head) == Some(EntityType::Person);
    let above = std::iter::successors(tree.head(old), |&head| tree.head(head)).take(3);
    let mut above = above.filter(|&head| tree.is_nominal(head));
    let noun = above.next()?;
    let person = std::iter::once(noun)
        .chain(scene.name_beside(noun))
        .chain(tree.head(noun).filter(|_| tree.token(noun).relation == Dependency::Appos))
        .find(named)?;
    let status = scene.judge.presupposed(person);
    Some(draft(scene, scene.participant(person), "has_age".to_owned(), vec![number], object, status))
}

/// "Died *at the age of 91*".
fn at_age(scene: &Scene, clause: &Clause) -> Option<Draft> {
    let tree = scene.tree;
    let age_noun =
        clause.obliques.iter().find(|oblique| oblique.preposition == "at" && tree.lemma(oblique.head) == "age")?;
    let number = of_complement(tree, age_noun.head).or_else(|| tree.dependent(age_noun.head, &[Dependency::Nummod]))?;
    let object = age(scene, number).filter(|_| tree.is_numeral(number))?;
    let died = matches!(&*tree.lemma(clause.predicate), "die" | "retire" | "pass");
    let person = clause.subjects.first().copied().filter(|&head| scene.is_named(head) && died)?;
    (scene.entity_type(person) == Some(EntityType::Person)).then(|| {
        let status = scene.judge.status(clause);
        draft(scene, scene.participant(person), "has_age".to_owned(), vec![age_noun.head, number], object, status)
    })
}

/// "She was 79": how old a person is.
pub fn years_old(scene: &Scene, person: usize, number: usize, status: Status) -> Option<Draft> {
    let years = age(scene, number).filter(|_| scene.is_named(person))?;
    Some(draft(scene, scene.participant(person), "has_age".to_owned(), vec![number], years, status))
}

/// A bare number that can be an age, as an object.
fn age(scene: &Scene, number: usize) -> Option<Participant> {
    let years = parse_number(&scene.tree.token(number).form)
        .filter(|years| (1.0..120.0).contains(years) && years.fract() == 0.0)?;
    let mut object = scene.participant(number);
    object.value_type = ValueType::Quantity;
    object.quantity = Some(crate::model::Quantity {
        text: object.text.clone(),
        number: Some(years),
        unit: "years".to_owned(),
        ..Default::default()
    });
    Some(object)
}

/// "*Forty of the passengers*", "most of them": the whole of which a number or a share is told.
pub fn whole_of(scene: &Scene, part: usize) -> Option<usize> {
    let tree = scene.tree;
    let some = tree.is_numeral(part)
        || matches!(
            &*tree.lemma(part),
            "%" | "half" | "majority" | "many" | "most" | "number" | "percent" | "several" | "some"
        );
    of_complement(tree, part).filter(|_| some)
}

/// "*Forty of the passengers* were children": what some are, all of them are not.
pub fn part_of_whole(scene: &Scene, part: usize, described: usize, status: Status) -> Option<Draft> {
    let tree = scene.tree;
    let whole = whole_of(scene, part)?;
    let number: Vec<usize> = tree.subtree(part, |child| child != whole);
    let mut object = scene.participant(described);
    object.quantity = scene.participant(part).quantity;
    let one = parse_number(&tree.token(part).form) == Some(1.0);
    if object.quantity.is_some() && !one {
        object.text = format!("{} {}", words_text(tree, &number, scene.text).to_lowercase(), object.text);
    }
    let trigger = tree.dependents_by(described, &[Dependency::Cop]).collect();
    Some(draft(scene, scene.participant(whole), "include".to_owned(), trigger, object, status))
}

/// "NATO has 30 members", "the bloc comprises 27 states", "the city has a population of 5 million".
fn possessed(scene: &Scene, clause: &Clause) -> Vec<Draft> {
    let tree = scene.tree;
    let has = matches!(&*tree.lemma(clause.predicate), "have" | "comprise" | "employ" | "number");
    if clause.kind != PredicateKind::Verb || clause.voice == Voice::Passive || !has {
        return Vec::new();
    }
    let status = scene.judge.status(clause);
    let mut found = Vec::new();
    for &object in &clause.objects {
        let (name, number) = if is_population(scene, object) {
            let Some(number) = population(scene, object) else { continue };
            ("has_population".to_owned(), number)
        } else {
            let stated = quantity(tree, object, scene.text);
            let lemma = tree.lemma(object);
            let plain = tree.token(object).tag == Tag::Noun && !is_time(tree, object, "");
            if !plain || lemma == "%" || stated.is_none_or(|stated| stated.number.is_none()) {
                continue;
            }
            (format!("has_{}_count", snake(part(&lemma).unwrap_or(&lemma))), object)
        };
        for &subject in clause.subjects.iter().filter(|&&subject| scene.is_named(subject)) {
            let object = Participant { value_type: ValueType::Quantity, ..scene.participant(number) };
            let mut told =
                draft(scene, scene.participant(subject), name.clone(), vec![clause.predicate], object, status);
            told.time = setting(scene, clause, &[subject, number]).time;
            found.push(told);
        }
    }
    found
}
