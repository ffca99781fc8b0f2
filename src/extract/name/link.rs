use crate::extract::name::NameMention;
use crate::extract::name::spelling::{is_acronym_of, is_spelling_variant};
use crate::extract::reference::body::{body_entity, body_in_name};
use crate::extract::reference::builder::Builder;
use crate::extract::reference::discourse::MentionKind;
use crate::extract::reference::role::{acts_as_government, governor};
use crate::extract::reference::war::{states_in_name, with_states};
use crate::graph::normalised_name;
use crate::lexicon::{Body, OrganisationKind, RegionKind, body_of, city, countries, noun_class, organisation, region};
use crate::model::EntityType;
use crate::nlp::{Dependency, PennTag, Sentence};

/// Gathers names into entities: full names of persons first, so that bare surnames find them wherever they stand.
pub fn link(builder: &mut Builder<'_>, names: Vec<NameMention>) {
    let full = |name: &NameMention| name.entity_type == Some(EntityType::Person) && name.tokens.len() > 1;
    let mut drafts: Vec<Option<usize>> = vec![None; names.len()];
    for (index, name) in names.iter().enumerate().filter(|(_, name)| full(name)) {
        drafts[index] = Some(full_person(builder, name));
    }
    for (index, name) in names.iter().enumerate().filter(|(_, name)| !full(name) && name.tokens.len() > 1) {
        drafts[index] = Some(other_name(builder, name));
    }
    for (index, name) in names.iter().enumerate() {
        if drafts[index].is_none() {
            drafts[index] = Some(short_name(builder, name, &names, &drafts, index));
        }
    }
    for (name, draft) in names.iter().zip(&drafts) {
        if let Some(draft) = *draft {
            record(builder, name, draft);
        }
    }
}

/// "The Romans stormed the town": a people that does what soldiers do.
fn fights(sentence: &Sentence, head: usize) -> bool {
    let (Some(verb), Dependency::Nsubj | Dependency::OblAgent) = governor(sentence, head) else { return false };
    let fighting = |word: usize| {
        matches!(
            &*sentence.tokens[word].lemma,
            "attack"
                | "storm"
                | "shell"
                | "bomb"
                | "bombard"
                | "capture"
                | "besiege"
                | "encircle"
                | "retreat"
                | "advance"
                | "invade"
                | "overrun"
        )
    };
    fighting(verb)
        || sentence.children(verb).any(|child| sentence.tokens[child].relation == Dependency::Xcomp && fighting(child))
}

fn record(builder: &mut Builder<'_>, name: &NameMention, draft: usize) {
    builder.add_form(draft, &name.text);
    if let Some(titled) = &name.titled {
        builder.add_other_form(draft, titled);
    }
    if let Some(rest) = without_nationality(name) {
        builder.add_other_form(draft, rest);
    }
    let entry = &mut builder.drafts[draft];
    entry.named = true;
    entry.identifiable = true;
    entry.gender = entry.gender.or(name.gender);
    entry.settled |= name.settled;
    entry.titles.extend(name.titles.iter().cloned());
    builder.mention(draft, name.sentence, name.head, name.tokens.clone(), MentionKind::Name);
    for &head in &name.other_heads {
        builder.alias_head(draft, name.sentence, head, head..head + 1, MentionKind::Nominal);
    }
}

/// "Bundestag" for "German Bundestag": a word that is no common noun needs no adjective of nationality.
fn without_nationality(name: &NameMention) -> Option<&str> {
    let (first, rest) = name.text.split_once(' ')?;
    let word = rest.to_lowercase();
    let proper = !rest.contains(' ') && rest.len() > 3 && noun_class(&word).is_none() && body_of(&word).is_none();
    let organisation = name.entity_type == Some(EntityType::Organization);
    (proper && organisation && countries().of_adjective(first).is_some()).then_some(rest)
}

fn full_person(builder: &mut Builder<'_>, name: &NameMention) -> usize {
    let key = normalised_name(&name.text);
    if let Some(draft) = builder.find_key(&format!("person:{key}")) {
        return draft;
    }
    let same = (0..builder.drafts.len()).find(|&draft| {
        builder.drafts[draft].entity_type == EntityType::Person
            && builder.drafts[draft]
                .forms
                .keys()
                .chain(builder.drafts[draft].other_forms.keys())
                .any(|form| same_person(&key, &normalised_name(form)))
    });
    let draft = same.unwrap_or_else(|| builder.create(EntityType::Person));
    builder.add_key(format!("person:{key}"), draft);
    builder.add_form(draft, &name.text);
    let count = builder.drafts[draft].forms.get_mut(&name.text);
    if let Some(count) = count {
        *count -= 1;
    }
    draft
}

/// True if two normalised full names are one person's: middle names left out, initials, or another romanisation.
pub fn same_person(left: &str, right: &str) -> bool {
    let (left, right): (Vec<&str>, Vec<&str>) = (left.split(' ').collect(), right.split(' ').collect());
    if left.len() < 2 || right.len() < 2 {
        return false;
    }
    let (first, last) = (left[0], left[left.len() - 1]);
    let (other_first, other_last) = (right[0], right[right.len() - 1]);
    let given = first == other_first
        || is_spelling_variant(first, other_first)
        || (first.len() == 1 || other_first.len() == 1) && first.chars().next() == other_first.chars().next();
    given && (last == other_last || is_spelling_variant(last, other_last))
}

/// Names of several words that are no person's.
fn other_name(builder: &mut Builder<'_>, name: &NameMention) -> usize {
    if let Some(draft) = listed(builder, name) {
        return draft;
    }
    if let Some((owner, body)) = body_in_name(builder, name)
        && let Some(draft) = body_entity(builder, owner, body)
    {
        return draft;
    }
    if let Some(states) = states_in_name(&name.text) {
        return with_states(builder, &states);
    }
    let entity_type = name.entity_type.unwrap_or_default();
    let key = normalised_name(&name.text);
    if let Some(draft) = builder.find_key(&format!("name:{key}")) {
        return draft;
    }
    let bare = without_company_suffix(&key);
    if let Some(draft) = builder.find_key(&format!("name:{bare}")) {
        return draft;
    }
    let draft = builder.keyed(&format!("name:{key}"), entity_type);
    builder.add_key(format!("name:{bare}"), draft);
    draft
}

/// Names that a list knows: countries with their seats and acting capitals, organisations, regions, cities.
fn listed(builder: &mut Builder<'_>, name: &NameMention) -> Option<usize> {
    let text = name.text.as_str();
    let person = name.entity_type == Some(EntityType::Person);
    if !person {
        if let Some(country) = countries().named(text).or_else(|| countries().of_seat(text)) {
            return Some(builder.country(country));
        }
        if let Some(country) = countries().of_capital(text)
            && acts_as_government(builder.sentence(name.sentence), name.head)
        {
            return Some(builder.country(country));
        }
        if let Some(known) = organisation(text) {
            let entity_type =
                if known.kind == OrganisationKind::Group { EntityType::Group } else { EntityType::Organization };
            return Some(builder.keyed(&format!("organisation:{}", known.name), entity_type));
        }
        if let Some(region) = region(text) {
            let bloc = region.kind == RegionKind::Bloc;
            let entity_type = if bloc { EntityType::Group } else { EntityType::Place };
            let draft = builder.keyed(&format!("region:{}", region.name), entity_type);
            if bloc {
                builder.drafts[draft].preferred = Some(region.name.to_owned());
            }
            return Some(draft);
        }
        if let Some(country) = countries().of_people(text) {
            let owner = builder.country(country);
            if fights(builder.sentence(name.sentence), name.head) {
                return body_entity(builder, owner, Body::ArmedForce);
            }
            let draft = builder.keyed(&format!("body:{owner}:people"), EntityType::Group);
            return Some(draft);
        }
    }
    if name.entity_type == Some(EntityType::Place)
        && let Some(city) = city(text)
    {
        return Some(builder.keyed(&format!("city:{}", city.name), EntityType::Place));
    }
    None
}

/// Names of one word: a surname, an acronym, a part of a longer name, a variant, or a name of its own.
fn short_name(
    builder: &mut Builder<'_>,
    name: &NameMention,
    names: &[NameMention],
    drafts: &[Option<usize>],
    index: usize,
) -> usize {
    let key = normalised_name(&name.text);
    let person = name.entity_type == Some(EntityType::Person);
    if !person && let Some(draft) = listed(builder, name) {
        return draft;
    }
    if let Some(draft) = named_storm(builder, &key, names, drafts) {
        return draft;
    }
    // "Claire Beaumont … Beaumont said", whatever the tagger takes the second for.
    let guessed = !name.settled
        && name.tokens.len() == 1
        && matches!(name.entity_type, Some(EntityType::Organization | EntityType::Product | EntityType::Thing))
        && builder.find_key(&format!("name:{key}")).is_none();
    if (person || guessed || name.entity_type.is_none())
        && let Some(draft) = bearer_of_surname(builder, &key, names, drafts, index, person)
    {
        return draft;
    }
    if !person {
        let long = (0..builder.drafts.len()).find(|&draft| {
            builder.drafts[draft].entity_type != EntityType::Person
                && names
                    .iter()
                    .zip(drafts)
                    .any(|(other, other_draft)| *other_draft == Some(draft) && is_acronym_of(&name.text, &other.text))
        });
        if let Some(draft) = long {
            return draft;
        }
        if name.entity_type != Some(EntityType::Place)
            && let Some(draft) = part_of_longer_name(builder, name, names, drafts)
        {
            return draft;
        }
    }
    if let Some(draft) = builder.find_key(&format!("name:{key}")) {
        return draft;
    }
    if let Some(draft) = variant(builder, &key, name, names, drafts) {
        return draft;
    }
    builder.keyed(&format!("name:{key}"), name.entity_type.unwrap_or_default())
}

/// "Dorian" after "Hurricane Dorian".
fn named_storm(builder: &Builder<'_>, key: &str, names: &[NameMention], drafts: &[Option<usize>]) -> Option<usize> {
    names.iter().zip(drafts).find_map(|(other, draft)| {
        let draft = (*draft)?;
        let full = normalised_name(&other.text);
        let (kind, rest) = full.split_once(' ')?;
        let storm = matches!(kind, "hurricane" | "storm" | "typhoon" | "cyclone");
        (storm && rest == key && builder.drafts[draft].entity_type == EntityType::Event).then_some(draft)
    })
}

/// The person whose surname (or, for a name that the tagger calls a person's, given name) is the word: of several the one named most
/// often before it, and of those the first.
fn bearer_of_surname(
    builder: &Builder<'_>,
    key: &str,
    names: &[NameMention],
    drafts: &[Option<usize>],
    index: usize,
    person: bool,
) -> Option<usize> {
    let matches = |other: &NameMention, given: bool| {
        let full = normalised_name(&other.text);
        let words: Vec<&str> = full.split(' ').collect();
        let fits = |word: &str| word == key || key.len() >= 6 && is_spelling_variant(word, key);
        words.len() > 1
            && if given {
                fits(words[0])
            } else {
                words.last().is_some_and(|last| fits(last)) || words[1..].join(" ") == key
            }
    };
    let full_names = |given: bool| {
        let after = index + 1..names.len();
        let fits = |&other: &usize| {
            names[other].entity_type == Some(EntityType::Person)
                && drafts[other].is_some()
                && matches(&names[other], given)
                && compatible_gender(names, other, index)
                && !owns(builder, &names[index], &names[other])
        };
        let mentions = |other: usize| drafts[..index].iter().filter(|draft| **draft == drafts[other]).count();
        let most = (0..index).filter(fits).map(mentions).max();
        let mut first = (0..index).filter(|&other| most == Some(mentions(other)));
        first.find(fits).or_else(|| after.clone().find(fits))
    };
    let found = full_names(false).or_else(|| if person { full_names(true) } else { None })?;
    drafts[found]
}

/// "*Silva's* wife Ana Silva": whoever has a wife is another.
fn owns(builder: &Builder<'_>, short: &NameMention, full: &NameMention) -> bool {
    let mark = builder.sentence(short.sentence).tokens.get(short.tokens.end);
    let possessive = mark.is_some_and(|mark| mark.penn == PennTag::Pos);
    possessive
        && short.sentence == full.sentence
        && (1..=4).contains(&full.tokens.start.saturating_sub(short.tokens.end))
}

/// "Laura Benton" may be "Benton", whatever given name that also is; "Mr Benton" she is not.
fn compatible_gender(names: &[NameMention], full: usize, short: usize) -> bool {
    let told = names[short].gender.filter(|_| names[short].titled.is_some());
    match (names[full].gender, told) {
        (Some(left), Some(right)) => left == right,
        _ => true,
    }
}

/// "Boeing" for "Boeing Company", "the Commission" for "European Commission", where only one name fits.
fn part_of_longer_name(
    builder: &Builder<'_>,
    name: &NameMention,
    names: &[NameMention],
    drafts: &[Option<usize>],
) -> Option<usize> {
    let key = normalised_name(&name.text);
    let sentence = builder.sentence(name.sentence);
    let with_article = name.tokens.start > 0 && sentence.tokens[name.tokens.start - 1].form.eq_ignore_ascii_case("the");
    let mut found = None;
    for (other, draft) in names.iter().zip(drafts) {
        let Some(draft) = *draft else { continue };
        if builder.drafts[draft].entity_type != EntityType::Organization || other.tokens.len() < 2 {
            continue;
        }
        let long = normalised_name(&other.text);
        let words: Vec<&str> = long.split(' ').collect();
        let company = without_company_suffix(&long) == key && long != key;
        let fits = company
            || with_article && words.last() == Some(&key.as_str()) && name.entity_type != Some(EntityType::Country);
        if fits && found.is_some_and(|earlier| earlier != draft) {
            return None;
        }
        if fits {
            found = Some(draft);
        }
    }
    found
}

fn without_company_suffix(key: &str) -> String {
    const SUFFIXES: [&str; 16] = [
        "inc",
        "corp",
        "corporation",
        "co",
        "company",
        "ltd",
        "limited",
        "llc",
        "plc",
        "group",
        "ag",
        "gmbh",
        "sa",
        "nv",
        "holdings",
        "se",
    ];
    let mut words: Vec<&str> = key.split(' ').collect();
    while words.len() > 1 && words.last().is_some_and(|last| SUFFIXES.contains(last)) {
        words.pop();
    }
    words.join(" ").trim_end_matches(',').to_owned()
}

/// Another spelling of a name of the same type, unless lists know the two as different.
fn variant(
    builder: &Builder<'_>,
    key: &str,
    name: &NameMention,
    names: &[NameMention],
    drafts: &[Option<usize>],
) -> Option<usize> {
    names.iter().zip(drafts).find_map(|(other, draft)| {
        let draft = (*draft)?;
        let other_key = normalised_name(&other.text);
        let same_type = name.entity_type.is_none() || name.entity_type == Some(builder.drafts[draft].entity_type);
        let known_apart = is_known(&name.text) && is_known(&other.text);
        (same_type && !known_apart && !other_key.contains(' ') && is_spelling_variant(key, &other_key)).then_some(draft)
    })
}

/// True if a list has the name: two listed names are never spellings of one another.
pub fn is_known(name: &str) -> bool {
    countries().named(name).is_some()
        || countries().of_seat(name).is_some()
        || city(name).is_some()
        || region(name).is_some()
        || organisation(name).is_some()
}
