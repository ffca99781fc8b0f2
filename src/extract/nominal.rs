use super::builder::Builder;
use super::discourse::MentionKind;
use super::name::NameMention;
use super::noun_phrase::{NounPhrase, words_of};
use super::role::preposition;
use crate::graph::normalised_name;
use crate::lexicon::{
    Body, NounClass, antecedent_of, body_of, countries, is_calendar_word, noun_class, region, region_of_adjective,
};
use crate::model::EntityType;
use crate::nlp::{Dependency, PennTag, Sentence, Tag};

/// Gives every noun phrase without a name its entity, and every adjective of nationality its country.
pub fn add_phrases(builder: &mut Builder<'_>) {
    for index in 0..builder.analysis.sentences.len() {
        add_demonyms(builder, index);
    }
    for index in 0..builder.analysis.sentences.len() {
        let sentence = builder.sentence(index);
        for head in 0..sentence.tokens.len() {
            if is_phrase_head(sentence, head) && builder.draft_at(index, head).is_none() {
                add_phrase(builder, index, head);
            }
        }
    }
}

fn add_demonyms(builder: &mut Builder<'_>, index: usize) {
    let sentence = builder.sentence(index);
    for (position, token) in sentence.tokens.iter().enumerate() {
        let adjective = token.tag == Tag::Adjective
            || matches!(token.relation, Dependency::Amod | Dependency::Compound | Dependency::NmodDesc);
        if !adjective || builder.draft_at(index, position).is_some() {
            continue;
        }
        let draft = if let Some(country) = countries().of_adjective(&token.form) {
            builder.country(country)
        } else if let Some(region) = region_of_adjective(&token.form) {
            let draft = builder.keyed(&format!("region:{}", region.name), EntityType::Place);
            let entry = &mut builder.drafts[draft];
            entry.named = true;
            entry.preferred.get_or_insert_with(|| region.name.to_owned());
            draft
        } else {
            continue;
        };
        builder.demonym(index, position, draft);
    }
}

/// True for a noun that heads a phrase of its own, rather than modifying another noun or belonging to a name.
pub fn is_phrase_head(sentence: &Sentence, index: usize) -> bool {
    let token = &sentence.tokens[index];
    if !matches!(token.tag, Tag::Noun | Tag::ProperNoun) || is_calendar_word(&token.form) {
        return false;
    }
    let inside_name = sentence.names.iter().any(|name| name.tokens.contains(&index) && name.tokens.len() > 1);
    let modifies = matches!(
        token.relation,
        Dependency::Compound | Dependency::Flat | Dependency::Goeswith | Dependency::Fixed | Dependency::NmodDesc
    );
    if inside_name || modifies {
        return false;
    }
    !matches!(noun_class(&token.lemma.to_lowercase()), Some(NounClass::Time | NounClass::Money))
}

fn add_phrase(builder: &mut Builder<'_>, index: usize, head: usize) {
    let sentence = builder.sentence(index);
    let phrase = NounPhrase::of(sentence, head);
    let found = same_as_name(builder, index, &phrase).or_else(|| body_of_owner(builder, index, &phrase));
    if let Some(draft) = found {
        builder.mention(draft, index, head, phrase.tokens.clone(), MentionKind::Nominal);
        return;
    }
    if is_deferred(sentence, &phrase) {
        return;
    }
    add_description(builder, index, &phrase);
}

/// True for "the alliance", "the city": a phrase that may take up somebody named, decided once all names are known.
pub fn is_deferred(sentence: &Sentence, phrase: &NounPhrase) -> bool {
    phrase.is_definite(sentence) && phrase.possessor.is_none() && phrase.complements.is_empty() && !phrase.restricted
}

/// Makes an entity of a description ("fierce fighting"); one that contains a name is the same wherever it recurs.
pub fn add_description(builder: &mut Builder<'_>, index: usize, phrase: &NounPhrase) -> usize {
    let sentence = builder.sentence(index);
    let token = &sentence.tokens[phrase.head];
    let name = words_of(sentence, &phrase.words);
    let plural = matches!(token.penn, PennTag::Nns | PennTag::Nnps);
    let entity_type = match noun_class(&token.lemma.to_lowercase()).map(NounClass::entity_type) {
        Some(EntityType::Person) if plural => EntityType::Group,
        Some(entity_type) => entity_type,
        None => EntityType::Thing,
    };
    let identifiable = phrase
        .words
        .iter()
        .any(|&word| sentence.tokens[word].tag == Tag::ProperNoun || builder.demonym_at(index, word).is_some());
    let single_person = entity_type == EntityType::Person;
    let draft = if identifiable && !single_person {
        builder.keyed(&format!("phrase:{}", normalised_name(&name)), entity_type)
    } else {
        builder.create(entity_type)
    };
    builder.drafts[draft].identifiable = identifiable && !single_person;
    builder.drafts[draft].plural = plural;
    builder.add_form(draft, &name);
    builder.mention(draft, index, phrase.head, phrase.tokens.clone(), MentionKind::Nominal);
    draft
}

/// "The town of Avdiivka", "Bakhmut town", "the besieged capital, Kyiv", "Stoltenberg, head of NATO": the same as the name.
fn same_as_name(builder: &mut Builder<'_>, index: usize, phrase: &NounPhrase) -> Option<usize> {
    let sentence = builder.sentence(index);
    let token = &sentence.tokens[phrase.head];
    let lemma = token.lemma.to_lowercase();
    let class = noun_class(&lemma);
    if class == Some(NounClass::Place)
        || antecedent_of(&lemma).is_some_and(|noun| noun.entity_type == EntityType::Place)
    {
        for &complement in &phrase.complements {
            if preposition(sentence, complement).as_deref() == Some("of")
                && let Some(draft) = builder.draft_at(index, complement)
                && builder.drafts[draft].named
                && builder.drafts[draft].entity_type == EntityType::Place
                && antecedent_of(&lemma).is_some()
            {
                return Some(draft);
            }
        }
    }
    if let Some(noun) = antecedent_of(&lemma) {
        for &modifier in &phrase.modifiers {
            let Some(draft) = builder.draft_at(index, modifier) else { continue };
            let entry = &builder.drafts[draft];
            if !entry.named {
                continue;
            }
            let modifier_name = words_of(sentence, &[modifier]);
            let place = noun.entity_type == EntityType::Place
                && entry.entity_type == EntityType::Place
                && (noun.kind == "city" || noun.kind == "region" && region(&modifier_name).is_some());
            let organisation = noun.entity_type == EntityType::Organization
                && entry.entity_type == EntityType::Organization
                && matches!(
                    lemma.as_str(),
                    "alliance" | "bloc" | "organisation" | "organization" | "company" | "corporation"
                );
            if place || organisation {
                builder.add_other_form(draft, &words_of(sentence, &phrase.words));
                return Some(draft);
            }
        }
    }
    let beside = sentence
        .children(phrase.head)
        .find(|&child| {
            matches!(sentence.tokens[child].relation, Dependency::Appos | Dependency::Flat) && child > phrase.head
        })
        .or_else(|| token.head.map(|above| above as usize).filter(|_| token.relation == Dependency::Appos))?;
    let draft = builder.draft_at(index, beside)?;
    let entry = &builder.drafts[draft];
    let agrees = class.map(NounClass::entity_type).is_some_and(|kind| agrees(kind, entry.entity_type));
    let plural = matches!(token.penn, PennTag::Nns | PennTag::Nnps);
    (agrees && !plural).then_some(draft)
}

fn agrees(noun: EntityType, name: EntityType) -> bool {
    noun == name
        || matches!(
            (noun, name),
            (EntityType::Place, EntityType::Country)
                | (EntityType::Group, EntityType::Organization)
                | (EntityType::Organization, EntityType::Group)
        )
}

/// "Russian forces", "Ukraine's military", "NATO members", "the government of Poland".
fn body_of_owner(builder: &mut Builder<'_>, index: usize, phrase: &NounPhrase) -> Option<usize> {
    let sentence = builder.sentence(index);
    let token = &sentence.tokens[phrase.head];
    let lemma = token.lemma.to_lowercase();
    let body = body_of(&lemma)?;
    if needs_plural(&lemma) && !matches!(token.penn, PennTag::Nns | PennTag::Nnps) {
        return None;
    }
    let mut owner = phrase.possessor.and_then(|possessor| builder.draft_at(index, possessor));
    for &modifier in &phrase.modifiers {
        let draft = builder.demonym_at(index, modifier).or_else(|| builder.draft_at(index, modifier));
        match draft {
            Some(draft) if owner.is_none() => owner = Some(draft),
            Some(draft) if owner == Some(draft) => {}
            Some(_) => return None,
            None if is_neutral(&sentence.tokens[modifier].lemma.to_lowercase()) => {}
            None => return None,
        }
    }
    if owner.is_none() {
        owner = phrase.complements.iter().find_map(|&complement| {
            let of = preposition(sentence, complement).as_deref() == Some("of");
            builder.draft_at(index, complement).filter(|_| of)
        });
    }
    let owner = owner?;
    let member_state = phrase.modifiers.iter().any(|&modifier| &*sentence.tokens[modifier].lemma == "member");
    if matches!(lemma.as_str(), "state" | "country" | "nation") && !member_state {
        return None;
    }
    let draft = body_entity(builder, owner, body)?;
    let form = words_of(sentence, &phrase.words);
    if draft == owner {
        builder.add_other_form(draft, &form);
    } else {
        builder.add_form(draft, &form);
    }
    Some(draft)
}

fn needs_plural(lemma: &str) -> bool {
    !matches!(
        lemma,
        "army"
            | "military"
            | "government"
            | "administration"
            | "regime"
            | "police"
            | "navy"
            | "parliament"
            | "legislature"
            | "congress"
            | "people"
            | "intelligence"
            | "troops"
            | "forces"
    )
}

fn is_neutral(lemma: &str) -> bool {
    matches!(
        lemma,
        "armed"
            | "military"
            | "ground"
            | "regular"
            | "member"
            | "own"
            | "national"
            | "senior"
            | "top"
            | "fellow"
            | "allied"
    )
}

/// The entity of a body of a state or organisation; the government of a country is the country itself.
pub fn body_entity(builder: &mut Builder<'_>, owner: usize, body: Body) -> Option<usize> {
    let owner_type = builder.drafts[owner].entity_type;
    let country = builder.drafts[owner].country;
    match (body, owner_type) {
        (Body::Government, EntityType::Country) => return Some(owner),
        (Body::Members, EntityType::Organization)
        | (Body::ArmedForce, EntityType::Organization | EntityType::Country) => {}
        (Body::Members | Body::Government, _) => return None,
        (_, EntityType::Country) => {}
        _ => return None,
    }
    let draft = builder.keyed(&format!("body:{owner}:{}", body.as_str()), EntityType::Group);
    if matches!(body, Body::Police | Body::Parliament | Body::Navy | Body::AirForce | Body::Intelligence) {
        builder.drafts[draft].entity_type = EntityType::Organization;
    }
    let adjective = country.and_then(|name| countries().named(name)).and_then(|country| country.adjectives.first());
    let entry = &mut builder.drafts[draft];
    entry.identifiable = true;
    entry.plural = true;
    if let (Some(adjective), Body::ArmedForce) = (adjective, body) {
        entry.preferred = Some(format!("{adjective} forces"));
    }
    Some(draft)
}

/// "Russian Army", "US Navy" as names: the owner and the body.
pub fn body_in_name(builder: &mut Builder<'_>, name: &NameMention) -> Option<(usize, Body)> {
    let sentence = builder.sentence(name.sentence);
    let first = &sentence.tokens[name.tokens.start].form;
    let country = countries().of_adjective(first).or_else(|| countries().named(first))?;
    let rest: Vec<String> = (name.tokens.start + 1..name.tokens.end)
        .filter(|&token| sentence.tokens[token].tag != Tag::Particle)
        .map(|token| sentence.tokens[token].form.to_lowercase())
        .filter(|word| !is_neutral(word))
        .collect();
    let body = body_of(&rest.join(" "))?;
    let owner = builder.country(country);
    Some((owner, body))
}

/// "Its troops", once it is known who "its" is.
pub fn add_bodies_of_pronouns(builder: &mut Builder<'_>) {
    for index in 0..builder.analysis.sentences.len() {
        let sentence = builder.sentence(index);
        for head in 0..sentence.tokens.len() {
            if !is_phrase_head(sentence, head) {
                continue;
            }
            let phrase = NounPhrase::of(sentence, head);
            let by_pronoun = phrase.possessor.is_some_and(|possessor| sentence.tokens[possessor].tag == Tag::Pronoun);
            if !by_pronoun {
                continue;
            }
            let Some(current) = builder.draft_at(index, head) else { continue };
            let Some(body) = body_of(&sentence.tokens[head].lemma.to_lowercase()) else { continue };
            if needs_plural(&sentence.tokens[head].lemma.to_lowercase())
                && !matches!(sentence.tokens[head].penn, PennTag::Nns | PennTag::Nnps)
                || !phrase.modifiers.is_empty()
            {
                continue;
            }
            let owner = phrase.possessor.and_then(|possessor| builder.draft_at(index, possessor));
            if let Some(owner) = owner
                && !builder.drafts[current].named
                && builder.drafts[current].mentions.len() == 1
                && let Some(draft) = body_entity(builder, owner, body)
                && draft != owner
            {
                builder.drafts[current].forms.clear();
                builder.merge_into(draft, current);
            }
        }
    }
}
