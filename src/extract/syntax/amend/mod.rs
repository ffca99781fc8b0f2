//! Amends tags and arcs that parsers often miss, where the words leave no doubt, before anything is read from a tree.

mod clause;
mod epithet;
mod free_relative;
mod name;
mod number;
mod passive;

use clause::{
    days_of_subjects, finite_conjuncts, joined_reports, last_speakers, later_subjects, past_tenses,
    prepositions_of_nouns,
};
use epithet::epithets;
use free_relative::free_relatives;
use name::{bearers_behind_acronyms, chief_executives, offices_given, titles_beside, titles_with_field, whole_names};
use number::{bounded_numbers, percentages};
use passive::{counted_participles, gapped_passives};

use crate::extract::syntax::word_classes::DESCRIBING;
use crate::nlp::{Analysis, Dependency, NameKind, PennTag, Sentence, Tag};
use crate::schema::{Effect, Schema};

/// Amends every sentence of a document.
pub fn amend(analysis: &mut Analysis, schema: &Schema) {
    for sentence in &mut analysis.sentences {
        whole_names(sentence);
        epithets(sentence);
        percentages(sentence);
        bounded_numbers(sentence);
        titles_with_field(sentence, schema);
        bearers_behind_acronyms(sentence);
        counted_participles(sentence, schema);
        gapped_passives(sentence, schema);
        offices_given(sentence, schema);
        chief_executives(sentence);
        objects_described(sentence);
        free_relatives(sentence);
        time_of_saying(sentence);
        days_of_subjects(sentence);
        subjects_of_prospects(sentence);
        titles_beside(sentence);
        conditions(sentence);
        introduced_gerunds(sentence);
        later_subjects(sentence);
        past_tenses(sentence);
        finite_conjuncts(sentence);
        joined_reports(sentence, schema);
        prepositions_of_nouns(sentence);
        last_speakers(sentence, schema);
        results_behind_names(sentence);
        reports_in_relatives(sentence, schema);
        charges(sentence);
    }
}

/// "Called *the ruling a disgrace*", "declared *the region a disaster zone*": of two phrases after such a verb the first
/// is the object, the second says what it is called.
fn objects_described(sentence: &mut Sentence) {
    for verb in 0..sentence.tokens.len() {
        if sentence.tokens[verb].tag != Tag::Verb || !DESCRIBING.contains(&&*sentence.tokens[verb].lemma) {
            continue;
        }
        let phrases: Vec<usize> = sentence
            .children(verb)
            .filter(|&child| {
                let token = &sentence.tokens[child];
                let place = matches!(token.relation, Dependency::Obj | Dependency::Iobj | Dependency::Xcomp);
                let nominal = matches!(token.tag, Tag::Noun | Tag::ProperNoun | Tag::Pronoun);
                let tied = sentence.children(child).any(|word| sentence.tokens[word].relation == Dependency::Case);
                place && nominal && child > verb && !(tied && token.relation == Dependency::Xcomp)
            })
            .collect();
        if let [object, described] = *phrases {
            sentence.tokens[object].relation = Dependency::Obj;
            sentence.tokens[described].relation = Dependency::Xcomp;
        }
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

/// "Convicted Ana Silva *of theft*": what somebody is said to have done belongs to the verb, not to the name.
fn charges(sentence: &mut Sentence) {
    for crime in 1..sentence.tokens.len() {
        let token = &sentence.tokens[crime];
        let of = sentence
            .children(crime)
            .any(|child| sentence.tokens[child].relation == Dependency::Case && &*sentence.tokens[child].form == "of");
        let Some(name) = token.head.map(|head| head as usize).filter(|_| of && token.relation == Dependency::Nmod)
        else {
            continue;
        };
        let in_person = |word: usize| {
            sentence.names.iter().any(|other| other.kind == NameKind::Person && other.tokens.contains(&word))
        };
        let person = in_person(name) || sentence.children(name).any(in_person);
        let mut verb = name;
        while let Some(above) = sentence.tokens[verb].head.map(|head| head as usize)
            && above < verb
            && matches!(
                sentence.tokens[verb].relation,
                Dependency::Obj | Dependency::Appos | Dependency::Flat | Dependency::NmodDesc | Dependency::Conj
            )
        {
            verb = above;
            if sentence.tokens[verb].tag == Tag::Verb {
                break;
            }
        }
        let charges = matches!(
            &*sentence.tokens[verb].lemma,
            "accuse" | "acquit" | "clear" | "convict" | "exonerate" | "suspect"
        );
        if person && charges && sentence.tokens[verb].tag == Tag::Verb {
            sentence.tokens[crime].head = Some(verb as u32);
            sentence.tokens[crime].relation = Dependency::Obl;
        }
    }
}

/// "Acquitted *of bribing* witnesses": a preposition right before a gerund introduces it, not its object.
fn introduced_gerunds(sentence: &mut Sentence) {
    for gerund in 1..sentence.tokens.len() {
        let token = &sentence.tokens[gerund];
        let before = &sentence.tokens[gerund - 1];
        let of_object = before.head.is_some_and(|object| {
            let object = &sentence.tokens[object as usize];
            object.head == Some(gerund as u32) && object.relation == Dependency::Obj
        });
        if token.penn == PennTag::Vbg && before.relation == Dependency::Case && of_object {
            sentence.tokens[gerund - 1].head = Some(gerund as u32);
            sentence.tokens[gerund - 1].relation = Dependency::Mark;
        }
    }
}

/// "The group, which *the council says* is backed by X": who says so stands within the clause, and is not what it is about.
fn reports_in_relatives(sentence: &mut Sentence, schema: &Schema) {
    for verb in 1..sentence.tokens.len() {
        let token = &sentence.tokens[verb];
        let reports = token.relation == Dependency::AclRelcl
            && schema.verb_effect(&token.lemma) == Some(Effect::Reports)
            && sentence
                .children(verb)
                .any(|child| child < verb && sentence.tokens[child].relation == Dependency::Nsubj);
        let Some(noun) = token.head.filter(|_| reports) else { continue };
        let told = (verb + 1..sentence.tokens.len()).find(|&told| {
            let token = &sentence.tokens[told];
            let beneath = token.head == Some(noun) && token.relation == Dependency::AclRelcl
                || token.head == Some(verb as u32) && token.relation == Dependency::Ccomp;
            beneath
                && sentence.children(told).any(|child| {
                    let word = &sentence.tokens[child];
                    child < verb
                        && matches!(word.relation, Dependency::Nsubj | Dependency::NsubjPass)
                        && matches!(word.penn, PennTag::Wdt | PennTag::Wp)
                })
        });
        if let Some(told) = told {
            sentence.tokens[told].head = Some(noun);
            sentence.tokens[told].relation = Dependency::AclRelcl;
            sentence.tokens[verb].head = Some(told as u32);
            sentence.tokens[verb].relation = Dependency::Parataxis;
        }
    }
}

/// "Shot Ana Silva *dead*": an adjective behind a name that is the object tells what became of it.
fn results_behind_names(sentence: &mut Sentence) {
    for result in 1..sentence.tokens.len() {
        let token = &sentence.tokens[result];
        let Some(name) = token.head.map(|head| head as usize).filter(|&head| head < result) else { continue };
        let behind = token.tag == Tag::Adjective && token.relation == Dependency::Amod;
        let last = sentence.names.iter().any(|other| other.tokens.contains(&name) && other.tokens.end == result);
        if behind && last && sentence.tokens[name].relation == Dependency::Obj {
            sentence.tokens[result].head = sentence.tokens[name].head;
            sentence.tokens[result].relation = Dependency::Xcomp;
        }
    }
}
