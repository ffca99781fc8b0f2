//! Bodies that act for a state or an organisation: "Russian forces", "the city's police".

use crate::extract::name::NameMention;
use crate::extract::reference::builder::{Builder, Draft};
use crate::extract::reference::discourse::{LocalMention, MentionKind};
use crate::extract::reference::nominal::is_phrase_head;
use crate::extract::reference::role::preposition;
use crate::extract::syntax::noun_phrase::{NounPhrase, words_of};
use crate::lexicon::{Body, body_of, countries};
use crate::model::EntityType;
use crate::nlp::{Dependency, PennTag, Tag};

/// "Russian forces", "Ukraine's military", "NATO members", "the government of Poland".
pub fn body_of_owner(builder: &mut Builder<'_>, index: usize, phrase: &NounPhrase) -> Option<usize> {
    let sentence = builder.sentence(index);
    let token = &sentence.tokens[phrase.head];
    let lemma = token.lemma.to_lowercase();
    let compound = phrase
        .modifiers
        .iter()
        .rev()
        .find(|&&modifier| sentence.tokens[modifier].relation == Dependency::Compound)
        .and_then(|&modifier| body_of(&format!("{} {lemma}", sentence.tokens[modifier].lemma.to_lowercase())));
    let body = compound.or_else(|| body_of(&lemma)).or_else(|| speaks_for_members(&lemma).then_some(Body::Members))?;
    if compound.is_none() && needs_plural(&lemma) && !matches!(token.penn, PennTag::Nns | PennTag::Nnps) {
        return None;
    }
    let mut owner = phrase.possessor.and_then(|possessor| builder.draft_at(index, possessor));
    for &modifier in &phrase.modifiers {
        let draft = builder.demonym_at(index, modifier).or_else(|| builder.draft_at(index, modifier));
        match draft {
            Some(draft) if owner.is_none() => owner = Some(draft),
            Some(draft) if owner == Some(draft) => {}
            Some(_) => return None,
            None if compound.is_some() && sentence.tokens[modifier].relation == Dependency::Compound => {}
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
    let owner = state_led_by(builder, owner?);
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

/// "Duval's forces", "his troops": the country whose president or minister the person is, where the document says so.
fn state_led_by(builder: &Builder<'_>, owner: usize) -> usize {
    let entry = &builder.drafts[owner];
    if entry.entity_type != EntityType::Person {
        return owner;
    }
    let state = entry.titles.iter().find_map(|(title, of)| {
        let of = of.as_deref()?;
        let leads = title
            .split(' ')
            .any(|word| matches!(word, "president" | "minister" | "chancellor" | "premier" | "king" | "leader"));
        countries().of_adjective(of).or_else(|| countries().named(of)).filter(|_| leads)
    });
    state.and_then(|state| builder.find_key(&format!("country:{}", state.name))).unwrap_or(owner)
}

/// "NATO envoys", "EU leaders": who speaks for the members of an organisation.
fn speaks_for_members(lemma: &str) -> bool {
    matches!(lemma, "leader" | "envoy" | "ambassador")
}

pub fn needs_plural(lemma: &str) -> bool {
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

pub fn is_neutral(lemma: &str) -> bool {
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
    if body == Body::Members {
        let owner = builder.drafts[owner].preferred.clone().or_else(|| short_name(&builder.drafts[owner]));
        builder.drafts[draft].preferred = owner.map(|owner| format!("{owner} members"));
    }
    let adjective = country.and_then(|name| countries().named(name)).and_then(|country| country.adjectives.first());
    let entry = &mut builder.drafts[draft];
    entry.identifiable = true;
    if let (Some(adjective), Body::ArmedForce) = (adjective, body) {
        entry.preferred = Some(format!("{adjective} forces"));
    }
    Some(draft)
}

/// The name that the document uses most.
fn short_name(owner: &Draft) -> Option<String> {
    let best = owner.forms.iter().max_by_key(|(form, count)| (**count, std::cmp::Reverse(form.len())));
    best.map(|(form, _)| form.clone())
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
            if own_country(builder, index, &phrase, current) {
                continue;
            }
            let Some(body) = body_of(&sentence.tokens[head].lemma.to_lowercase()) else { continue };
            if needs_plural(&sentence.tokens[head].lemma.to_lowercase())
                && !matches!(sentence.tokens[head].penn, PennTag::Nns | PennTag::Nnps)
                || !phrase.modifiers.is_empty()
            {
                continue;
            }
            let owner = phrase.possessor.and_then(|possessor| builder.draft_at(index, possessor));
            let owner = owner.map(|owner| state_led_by(builder, owner));
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

/// "His country", said of a minister: leads the phrase to the state.
fn own_country(builder: &mut Builder<'_>, index: usize, phrase: &NounPhrase, current: usize) -> bool {
    let sentence = builder.sentence(index);
    let of_country = matches!(&*sentence.tokens[phrase.head].lemma, "country" | "nation" | "homeland")
        && sentence.tokens[phrase.head].penn == PennTag::Nn
        && phrase.modifiers.is_empty();
    let Some(owner) = phrase.possessor.and_then(|possessor| builder.draft_at(index, possessor)) else { return false };
    let state = state_led_by(builder, owner);
    let by_noun = |mention: &&LocalMention| mention.kind != MentionKind::Pronoun;
    let entry = &builder.drafts[current];
    let alone = !entry.named && entry.mentions.iter().filter(by_noun).count() == 1;
    if !of_country || state == owner || !alone {
        return false;
    }
    builder.drafts[current].forms.clear();
    builder.merge_into(state, current);
    true
}
