//! Passive clauses whose auxiliary or counted noun is left unsaid.

use crate::nlp::{Dependency, PennTag, Sentence, Tag};
use crate::schema::Schema;

/// "Ten people were killed and *four injured*": a participle with nothing but a number before it is a passive clause whose
/// auxiliary and counted noun are left unsaid.
pub(super) fn counted_participles(sentence: &mut Sentence, schema: &Schema) {
    for index in 1..sentence.tokens.len() {
        let token = &sentence.tokens[index];
        let joined = matches!(token.relation, Dependency::Conj | Dependency::Root | Dependency::Parataxis);
        let Some(lemma) = participle(&token.form, schema).filter(|_| joined) else { continue };
        let number = index - 1;
        let above = sentence.tokens[number].head;
        // "killed and *14 injured*" with both hung on the first verb.
        let beside = above == sentence.tokens[index].head && sentence.tokens[number].relation == Dependency::Conj;
        let counts =
            sentence.tokens[number].tag == Tag::Numeral && (above == Some(index as u32) || beside && above.is_some());
        let below = matches!(
            sentence.tokens[number].relation,
            Dependency::Nummod | Dependency::Nsubj | Dependency::NsubjPass | Dependency::Advmod | Dependency::Conj
        );
        let other = sentence.children(index).any(|child| {
            matches!(
                sentence.tokens[child].relation,
                Dependency::Obj | Dependency::Aux | Dependency::AuxPass | Dependency::Cop
            )
        });
        if !counts || !below || other {
            continue;
        }
        sentence.tokens[number].head = Some(index as u32);
        sentence.tokens[number].relation = Dependency::NsubjPass;
        let token = &mut sentence.tokens[index];
        token.tag = Tag::Verb;
        token.penn = PennTag::Vbn;
        token.lemma = lemma.into();
    }
}

/// Families of acts that somebody suffers.
const SUFFERED: &[&str] = &["abduct", "arrest", "capture", "casualty", "damage", "destroy", "displace", "evacuate"];

/// "The bridge was destroyed and *the road damaged*": the auxiliary of the first clause holds for the second.
pub(super) fn gapped_passives(sentence: &mut Sentence, schema: &Schema) {
    for index in 1..sentence.tokens.len() {
        let token = &sentence.tokens[index];
        let Some(first) = token.head.map(|head| head as usize).filter(|_| token.relation == Dependency::Conj) else {
            continue;
        };
        // "the road damaged" is no past tense: nobody damages without saying what.
        let suffers = || {
            let frame = schema.verb_frames(&token.lemma).first();
            frame.is_some_and(|frame| SUFFERED.contains(&&*schema.relation_at(frame.relation).family))
        };
        let form = token.penn == PennTag::Vbn || token.penn == PennTag::Vbd && &*token.lemma != "die" && suffers();
        let participle = form && token.tag == Tag::Verb && first < index;
        let passive = sentence.children(first).any(|child| sentence.tokens[child].relation == Dependency::AuxPass);
        let own: Vec<usize> = sentence.children(index).collect();
        let active = own.iter().any(|&child| {
            matches!(sentence.tokens[child].relation, Dependency::Obj | Dependency::Aux | Dependency::AuxPass)
        });
        if !participle || !passive || active {
            continue;
        }
        for child in own.into_iter().filter(|&child| child < index) {
            if sentence.tokens[child].relation == Dependency::Nsubj {
                sentence.tokens[child].relation = Dependency::NsubjPass;
                sentence.tokens[index].penn = PennTag::Vbn;
            }
        }
    }
}

/// The verb of the schema of which the word is a regular past participle.
fn participle(form: &str, schema: &Schema) -> Option<String> {
    let lower = form.to_lowercase();
    let stem = lower.strip_suffix("ed")?;
    let with_e = format!("{stem}e");
    let known = |lemma: &&str| !schema.verb_frames(lemma).is_empty();
    [with_e.as_str(), stem].into_iter().find(known).map(str::to_owned)
}
