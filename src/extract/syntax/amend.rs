//! Amends tags and arcs that parsers often miss, where the words leave no doubt, before anything is read from a tree.

use crate::nlp::{Analysis, Dependency, NameKind, PennTag, Sentence, Tag};
use crate::schema::Schema;

/// Amends every sentence of a document.
pub fn amend(analysis: &mut Analysis, schema: &Schema) {
    for sentence in &mut analysis.sentences {
        bearers_behind_acronyms(sentence);
        counted_participles(sentence, schema);
        gapped_passives(sentence, schema);
        offices_given(sentence, schema);
        chief_executives(sentence);
        objects_described(sentence);
        time_of_saying(sentence);
        subjects_of_prospects(sentence);
        titles_beside(sentence);
        conditions(sentence);
    }
}

/// "International Monetary Fund (IMF) chief *Ana Silva* met …": who holds the office does it, not the body before the
/// brackets.
fn bearers_behind_acronyms(sentence: &mut Sentence) {
    for index in 1..sentence.names.len() {
        let person = sentence.names[index].tokens.start;
        if sentence.names[index].kind != NameKind::Person {
            continue;
        }
        let is = |word: usize, form: &str| &*sentence.tokens[word].form == form;
        let Some(close) = (0..person).rev().take(MOST_TITLE_WORDS + 1).find(|&word| is(word, ")")) else { continue };
        let title: Vec<usize> = (close + 1..person).collect();
        let worded = title.iter().all(|&word| {
            is(word, "-") || matches!(sentence.tokens[word].tag, Tag::Noun | Tag::ProperNoun | Tag::Adjective)
        });
        if !worded || close < 3 || !is(close - 2, "(") {
            continue;
        }
        let organization = |word: usize| {
            let mut names = sentence.names.iter().filter(|name| name.kind == NameKind::Organization);
            names.any(|name| name.tokens.contains(&word))
        };
        let Some(&office) = title.iter().rev().find(|&&word| !is(word, "-")) else { continue };
        if !organization(close - 3) && !organization(close - 1) {
            continue;
        }
        let mut head = close - 3;
        while let Some(above) = sentence.tokens[head].head.map(|above| above as usize).filter(|&above| above < close) {
            head = above;
        }
        if sentence.tokens[head].head.is_none_or(|above| above as usize <= person) {
            continue;
        }
        let (above, relation) = (sentence.tokens[head].head, sentence.tokens[head].relation);
        let mut hang = |word: usize, head: Option<u32>, relation| {
            sentence.tokens[word].head = head;
            sentence.tokens[word].relation = relation;
        };
        hang(person, above, relation);
        for &word in title.iter().chain([&head]) {
            hang(word, Some(office as u32), Dependency::Compound);
        }
        hang(office, Some(person as u32), Dependency::NmodDesc);
    }
}

/// Words of a title between a body and the name of who holds it.
const MOST_TITLE_WORDS: usize = 5;

/// "Ten people were killed and *four injured*": a participle with nothing but a number before it is a passive clause whose
/// auxiliary and counted noun are left unsaid.
fn counted_participles(sentence: &mut Sentence, schema: &Schema) {
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
fn gapped_passives(sentence: &mut Sentence, schema: &Schema) {
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

/// "Elected *Ana Silva president*": the name is the object, the office what it is chosen for.
fn offices_given(sentence: &mut Sentence, schema: &Schema) {
    for office in 2..sentence.tokens.len() {
        let token = &sentence.tokens[office];
        let Some(verb) = token.head.map(|head| head as usize).filter(|_| token.relation == Dependency::Obj) else {
            continue;
        };
        let gives = matches!(
            &*sentence.tokens[verb].lemma,
            "appoint" | "crown" | "declare" | "elect" | "make" | "name" | "nominate" | "re-elect"
        );
        let known = schema.role(&token.lemma.to_lowercase()).is_some();
        if !gives || !known || token.tag != Tag::Noun {
            continue;
        }
        let name = sentence
            .names
            .iter()
            .find(|name| name.kind == NameKind::Person && name.tokens.end <= office && name.tokens.start == verb + 1);
        let Some(name) = name.map(|name| name.tokens.clone()) else { continue };
        let under = name.clone().all(|word| {
            sentence.tokens[word].head.is_some_and(|head| head as usize == office || name.contains(&(head as usize)))
        });
        if !under {
            continue;
        }
        for word in name.clone() {
            let token = &mut sentence.tokens[word];
            token.tag = Tag::ProperNoun;
            token.head = Some(name.start as u32);
            token.relation = Dependency::Flat;
        }
        sentence.tokens[name.start].head = Some(verb as u32);
        sentence.tokens[name.start].relation = Dependency::Obj;
        sentence.tokens[office].relation = Dependency::Xcomp;
    }
}

/// "Became *chief executive*": the adjective is a noun there.
fn chief_executives(sentence: &mut Sentence) {
    for last in 1..sentence.tokens.len() {
        let first = last - 1;
        let pair = sentence.tokens[first].form.eq_ignore_ascii_case("chief")
            && sentence.tokens[last].form.eq_ignore_ascii_case("executive");
        let heads_phrase = sentence.tokens[last].head.is_none_or(|head| {
            !matches!(sentence.tokens[last].relation, Dependency::Amod | Dependency::Compound) || head as usize <= last
        });
        if !pair || sentence.tokens[last].tag != Tag::Adjective || !heads_phrase {
            continue;
        }
        let above = (sentence.tokens[first].head, sentence.tokens[first].relation);
        let token = &mut sentence.tokens[last];
        token.tag = Tag::Noun;
        token.penn = PennTag::Nn;
        if token.head == Some(first as u32) {
            (token.head, token.relation) = above;
        }
        let token = &mut sentence.tokens[first];
        token.head = Some(last as u32);
        token.relation = Dependency::Amod;
    }
}

/// "Called *the ruling a disgrace*": of two phrases after such a verb the first is the object.
fn objects_described(sentence: &mut Sentence) {
    for described in 1..sentence.tokens.len() {
        let token = &sentence.tokens[described];
        let Some(verb) = token.head.map(|head| head as usize).filter(|_| token.relation == Dependency::Xcomp) else {
            continue;
        };
        let calls = matches!(&*sentence.tokens[verb].lemma, "brand" | "call" | "deem" | "dub" | "label" | "term");
        let noun = matches!(token.tag, Tag::Noun | Tag::ProperNoun | Tag::Pronoun) && described > verb;
        let object = sentence.children(verb).find(|&child| sentence.tokens[child].relation == Dependency::Obj);
        let Some(object) = object.filter(|&object| calls && noun && object > described) else { continue };
        sentence.tokens[described].relation = Dependency::Obj;
        sentence.tokens[object].relation = Dependency::Xcomp;
    }
}

/// "Said *on Monday* it would sell the bank": the day right after the verb is that of the saying.
fn time_of_saying(sentence: &mut Sentence) {
    for verb in 0..sentence.tokens.len() {
        let content: Vec<usize> = sentence
            .children(verb)
            .filter(|&child| child > verb + 1 && sentence.tokens[child].relation == Dependency::Ccomp)
            .collect();
        for content in content {
            let subject = sentence.children(content).find(|&child| {
                matches!(
                    sentence.tokens[child].relation,
                    Dependency::Nsubj | Dependency::NsubjPass | Dependency::Mark | Dependency::Expl
                )
            });
            let Some(subject) = subject.filter(|&subject| subject > verb) else { continue };
            let early = sentence.children(content).find(|&child| {
                child > verb
                    && child < subject
                    && matches!(sentence.tokens[child].relation, Dependency::Obl | Dependency::OblUnmarked)
                    && (verb + 1..child).all(|word| sentence.tokens[word].head == Some(child as u32))
            });
            if let Some(early) = early {
                sentence.tokens[early].head = Some(verb as u32);
            }
        }
    }
}

/// "*The chancellor* is due to speak": the subject before the copula is that of the adjective, not of the verb behind it.
fn subjects_of_prospects(sentence: &mut Sentence) {
    for subject in 0..sentence.tokens.len() {
        let token = &sentence.tokens[subject];
        let before = matches!(token.relation, Dependency::NsubjOuter | Dependency::Nsubj | Dependency::NsubjPass);
        let Some(verb) = token.head.map(|head| head as usize).filter(|&verb| before && verb > subject) else {
            continue;
        };
        if sentence.tokens[verb].relation != Dependency::Xcomp {
            continue;
        }
        let Some(prospect) = sentence.tokens[verb].head.map(|head| head as usize) else { continue };
        let between = prospect > subject && prospect < verb && sentence.tokens[prospect].tag == Tag::Adjective;
        let own = sentence
            .children(prospect)
            .any(|child| matches!(sentence.tokens[child].relation, Dependency::Nsubj | Dependency::NsubjPass));
        if between && !own {
            sentence.tokens[subject].head = Some(prospect as u32);
            sentence.tokens[subject].relation = Dependency::Nsubj;
        }
    }
}

/// "*Singer* Ana Silva, known as …, died", "banned the airline *Coast Air*" with both as subjects or objects: the common
/// noun is the title of a person, anything else is named by what stands beside its noun.
fn titles_beside(sentence: &mut Sentence) {
    for index in 0..sentence.names.len() {
        let name = sentence.names[index].tokens.clone();
        let Some(title) = name.start.checked_sub(1) else { continue };
        let head =
            name.clone().find(|&word| sentence.tokens[word].head.is_none_or(|head| !name.contains(&(head as usize))));
        let Some(head) = head else { continue };
        let (left, right) = (&sentence.tokens[title], &sentence.tokens[head]);
        let both = left.head == right.head
            && left.head.is_some()
            && left.relation == right.relation
            && matches!(left.relation, Dependency::Nsubj | Dependency::NsubjPass | Dependency::Obj);
        if !both || left.penn != PennTag::Nn {
            continue;
        }
        if sentence.names[index].kind != NameKind::Person {
            sentence.tokens[head].head = Some(title as u32);
            sentence.tokens[head].relation = Dependency::Appos;
            continue;
        }
        for child in sentence.children(title).filter(|&child| child > head).collect::<Vec<_>>() {
            sentence.tokens[child].head = Some(head as u32);
        }
        sentence.tokens[title].head = Some(head as u32);
        sentence.tokens[title].relation = Dependency::NmodDesc;
    }
}

/// "Will send *provided it has power*": a conjunction, not a participle with two clauses of its own.
fn conditions(sentence: &mut Sentence) {
    for word in 1..sentence.tokens.len() {
        let form = &*sentence.tokens[word].form;
        if !matches!(form, "provided" | "providing") {
            continue;
        }
        let clauses: Vec<usize> =
            sentence.children(word).filter(|&child| sentence.tokens[child].relation == Dependency::Ccomp).collect();
        let holds = sentence.children(word).all(|child| {
            clauses.contains(&child) || matches!(sentence.tokens[child].relation, Dependency::Punct | Dependency::Mark)
        });
        let (main, condition) = match *clauses {
            [main, condition] if main < word && word < condition => (Some(main), condition),
            [condition] if word < condition && sentence.tokens[word].relation == Dependency::Advcl => (None, condition),
            _ => continue,
        };
        if !holds {
            continue;
        }
        let above = match main {
            Some(main) => {
                sentence.tokens[main].head = sentence.tokens[word].head;
                sentence.tokens[main].relation = sentence.tokens[word].relation;
                for child in sentence.children(word).collect::<Vec<_>>() {
                    sentence.tokens[child].head = Some(main as u32);
                }
                Some(main as u32)
            }
            None => sentence.tokens[word].head,
        };
        sentence.tokens[condition].head = above;
        sentence.tokens[condition].relation = Dependency::Advcl;
        let token = &mut sentence.tokens[word];
        token.head = Some(condition as u32);
        token.relation = Dependency::Mark;
        token.tag = Tag::Subordinator;
        token.penn = PennTag::In;
    }
}
