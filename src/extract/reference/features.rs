//! What speaks for and against a candidate for a pronoun, as names of features that hold.

use crate::extract::reference::antecedent::{Number, number, told_gender};
use crate::extract::reference::builder::Builder;
use crate::extract::reference::context::Rivals;
use crate::extract::reference::discourse::{LocalMention, MentionKind};
use crate::extract::reference::place::{
    ancestors, clause_relation, governs, in_parentheses, in_quotes, is_coordinated, is_main_subject, role,
};
use crate::extract::reference::pronoun::Agreement;
use crate::extract::reference::role::governor;
use crate::lexicon::is_act_of_state;
use crate::model::EntityType;
use crate::nlp::{Dependency, Sentence, Tag};

/// A pronoun in its sentence.
pub struct PronounInPlace<'b, 'a> {
    builder: &'b Builder<'a>,
    sentence: &'a Sentence,
    index: usize,
    token: usize,
    class: &'static str,
    role: &'static str,
    wanted: Agreement,
    quoted: bool,
    /// What the pronoun of the same form before it stands for, and how many sentences before.
    previous: Option<(usize, usize)>,
}

impl<'b, 'a> PronounInPlace<'b, 'a> {
    pub fn new(builder: &'b Builder<'a>, index: usize, token: usize, wanted: Agreement) -> Self {
        let class = match wanted {
            Agreement::Person(_) => "he",
            Agreement::Singular => "it",
            Agreement::Plural => "they",
        };
        let sentence = builder.sentence(index);
        let previous = builder
            .recent(index, token, 2, |_, mention| {
                mention.kind == MentionKind::Pronoun
                    && class_of(&builder.sentence(mention.sentence).tokens[mention.head].form) == Some(wanted)
            })
            .first()
            .map(|&((sentence, _), draft)| (draft, index - sentence));
        PronounInPlace {
            builder,
            sentence,
            index,
            token,
            class,
            role: role(sentence, token),
            wanted,
            quoted: in_quotes(sentence, token),
            previous,
        }
    }

    /// What speaks for no antecedent: expletive surroundings, a speaker's own words.
    pub fn features_of_none(&self, candidates: usize) -> Vec<String> {
        let class = self.class;
        let mut out = vec![
            format!("{class} none"),
            format!("{class} none {}", self.role),
            format!("{class} none among {}", candidates.min(4)),
        ];
        if let (Some(governing), _) = governor(self.sentence, self.token) {
            let word = &self.sentence.tokens[governing];
            let clause = self.sentence.children(governing).any(|child| {
                child > governing
                    && matches!(
                        self.sentence.tokens[child].relation,
                        Dependency::Csubj
                            | Dependency::Ccomp
                            | Dependency::Xcomp
                            | Dependency::Advcl
                            | Dependency::CsubjPass
                    )
            });
            if word.tag != Tag::Verb {
                out.push(format!("{class} none predicate"));
            }
            if clause {
                out.push(format!("{class} none clause"));
            }
            if word.tag == Tag::Verb && is_act_of_state(&word.lemma) {
                out.push(format!("{class} none act"));
            }
        }
        if self.quoted {
            out.push(format!("{class} none quoted"));
        }
        if self.token == 0 {
            out.push(format!("{class} none first"));
        }
        out
    }

    /// What speaks for the subject behind a pronoun in a fronted phrase.
    pub fn features_behind(&self, draft: usize, candidates: usize) -> Vec<String> {
        let class = self.class;
        let mut out = vec![
            format!("{class} behind"),
            format!("{class} behind {}", self.role),
            format!("{class} behind among {}", candidates.min(3)),
        ];
        out.extend(self.of_entity(draft));
        out
    }

    /// The subject behind the pronoun in a fronted phrase was mentioned before, too.
    pub fn feature_of_known_behind(&self) -> String {
        format!("{} known behind", self.class)
    }

    /// What speaks for and against a candidate, the `rank`th from the pronoun, `others` included.
    pub fn features(&self, draft: usize, rank: usize, others: &[usize], rivals: &Rivals) -> Vec<String> {
        let entry = &self.builder.drafts[draft];
        let class = self.class;
        let mut out = Vec::with_capacity(40);
        let before: Vec<&LocalMention> = self.builder.mentions_before(draft, self.index, self.token).collect();
        let Some(last) = before.iter().max_by_key(|mention| (mention.sentence, mention.head)) else { return out };
        let distance = self.index - last.sentence;
        let near = distance.min(2);
        let sentence = self.builder.sentence(last.sentence);
        let last_role = role(sentence, last.head);
        out.push(format!("{class} some"));
        out.push(format!("{class} distance {distance}"));
        out.push(format!("{class} distance {distance} {}", self.role));
        out.push(format!("{class} rank {}", rank.min(5)));
        out.push(format!("{class} rank {} {}", rank.min(3), self.role));
        out.push(format!("{class} role {last_role}"));
        out.push(format!("{class} roles {} {last_role}", self.role));
        out.push(format!("{class} roles {} {last_role} {near}", self.role));
        let plural = number(self.builder, last) == Number::Plural;
        out.push(format!("{class} type {}{}", entry.entity_type, if plural { " plural" } else { "" }));
        let kind = kind_of(last);
        out.push(format!("{class} kind {kind}"));
        out.push(format!("{class} kind {kind} {last_role} distance {near}"));
        out.push(format!("{class} kind {kind} distance {}", distance.min(1)));
        out.push(format!("{class} before {}", before.len().min(4)));
        if distance == 0 {
            self.within(last, last_role, &mut out);
        } else {
            self.across(last, distance, others, &mut out);
        }
        if in_quotes(sentence, last.head) != self.quoted {
            out.push(format!("{class} other side of quotes {distance}"));
        }
        if in_parentheses(sentence, last.head) {
            out.push(format!("{class} parentheses"));
        }
        if is_coordinated(sentence, last.head) {
            out.push(format!("{class} coordinated {}", if distance == 0 { "here" } else { "before" }));
        }
        let mut subject_at = None;
        for mention in &before {
            let place = self.builder.sentence(mention.sentence);
            if role(place, mention.head) == "subject" {
                subject_at = Some(self.index - mention.sentence);
            }
        }
        out.push(format!("{class} last subject {}", subject_at.map_or(4, |distance| distance.min(4))));
        if is_main_subject(sentence, last.head) {
            out.push(format!("{class} main subject {near} {}", self.role));
        }
        if let Some((previous, distance)) = self.previous {
            let same = if previous == draft { "same" } else { "other" };
            out.push(format!("{class} chain {same} {}", distance.min(1)));
            out.push(format!("{class} chain {same} {} {}", distance.min(1), self.role));
        }
        let acts = governor(self.sentence, self.token).0.is_some_and(|verb| {
            self.role == "subject"
                && self.sentence.tokens[verb].tag == Tag::Verb
                && is_act_of_state(&self.sentence.tokens[verb].lemma)
        });
        if acts {
            out.push(format!("{class} acts {}", entry.entity_type));
        }
        if self.builder.mentions_before(draft, 1, 0).next().is_some() {
            out.push(format!("{class} topic"));
        }
        let frequent = others.iter().filter(|&&other| self.weight(other) > self.weight(draft)).count();
        out.push(format!("{class} frequency rank {}", frequent.min(3)));
        out.extend(rivals.features(self.builder, self.wanted, draft, rank, kind));
        out.extend(self.of_entity(draft));
        out
    }

    /// How often the whole document speaks of the entity.
    fn weight(&self, draft: usize) -> usize {
        self.builder.drafts[draft].mentions.len()
    }

    /// The mention stands in the pronoun's sentence.
    fn within(&self, last: &LocalMention, last_role: &str, out: &mut Vec<String>) {
        let class = self.class;
        let words = self.token.saturating_sub(last.head);
        out.push(format!("{class} words {}", (words as u32).checked_ilog2().unwrap_or(0).min(5)));
        if governs(self.sentence, last.head, self.token) {
            out.push(format!("{class} above"));
            out.push(format!("{class} above {}", self.role));
        }
        let possessed = self.sentence.tokens[self.token].head.map(|head| head as usize);
        if possessed.is_some_and(|noun| {
            let word = &self.sentence.tokens[noun];
            word.relation == Dependency::Conj && word.head == Some(last.head as u32)
        }) {
            out.push(format!("{class} beside what it owns"));
        }
        let described = std::iter::once(self.token).chain(ancestors(self.sentence, self.token)).any(|word| {
            let word = &self.sentence.tokens[word];
            matches!(word.relation, Dependency::AclRelcl | Dependency::Acl) && word.head == Some(last.head as u32)
        });
        if described {
            out.push(format!("{class} described"));
        }
        let clause = clause_relation(self.sentence, last.head, self.token);
        out.push(format!("{class} clause {clause}"));
        out.push(format!("{class} clause {clause} {last_role}"));
        out.push(format!("{class} clause {clause} {last_role} {}", self.role));
        let verb = governor(self.sentence, last.head).0.map(|verb| &*self.sentence.tokens[verb].lemma);
        if clause == "ccomp"
            && let Some(verb) = verb
        {
            let asks = matches!(verb, "tell" | "ask" | "urge" | "remind" | "inform" | "convince" | "persuade");
            out.push(format!("{class} told {asks} {last_role} {}", self.role));
        }
    }

    /// The mention stands in an earlier sentence.
    fn across(&self, last: &LocalMention, distance: usize, others: &[usize], out: &mut Vec<String>) {
        let class = self.class;
        let main = governor(self.sentence, self.token).0.is_some_and(|verb| self.sentence.tokens[verb].head.is_none());
        let opens = if self.token < 3 && self.role == "subject" {
            "opening"
        } else if main {
            "main"
        } else {
            "inner"
        };
        let sentence = self.builder.sentence(last.sentence);
        out.push(format!("{class} {opens} {} {}", role(sentence, last.head), distance.min(2)));
        let first = others.iter().all(|&other| {
            self.builder
                .mentions_before(other, self.index, 0)
                .all(|mention| mention.sentence != last.sentence || mention.head >= last.head)
        });
        if first {
            out.push(format!("{class} first in sentence {}", distance.min(2)));
            out.push(format!("{class} first in sentence {} {opens}", distance.min(2)));
        }
    }

    /// What is known of the entity, wherever it stands.
    fn of_entity(&self, draft: usize) -> Vec<String> {
        let entry = &self.builder.drafts[draft];
        let class = self.class;
        let mut out =
            vec![format!("{class} named {}", entry.named), format!("{class} mentions {}", self.weight(draft).min(5))];
        if let Agreement::Person(gender) = self.wanted {
            let told = told_gender(entry).map_or("unknown", |told| if told == gender { "agrees" } else { "differs" });
            out.push(format!("{class} gender {told} {}", entry.named));
            let taken_up = |gender| {
                entry
                    .mentions
                    .iter()
                    .filter(|mention| mention.kind == MentionKind::Pronoun)
                    .filter(|mention| {
                        let word = &self.builder.sentence(mention.sentence).tokens[mention.head];
                        matches!(class_of(&word.form), Some(Agreement::Person(other)) if (other == gender))
                    })
                    .count()
            };
            out.push(format!("{class} taken up {}", taken_up(gender).min(3)));
            if entry.entity_type != EntityType::Person {
                let words = entry.forms.keys().map(|form| form.split(' ').count()).max().unwrap_or(1);
                out.push(format!("{class} may be person {} {}", entry.entity_type, words.min(2)));
            }
            if entry.named {
                let full = entry.forms.keys().any(|form| form.contains(' '));
                out.push(format!("{class} {}", if full { "full name" } else { "one word" }));
            }
        }
        out
    }
}

fn kind_of(mention: &LocalMention) -> &'static str {
    match mention.kind {
        MentionKind::Name => "name",
        MentionKind::Nominal => "nominal",
        MentionKind::Pronoun => "pronoun",
    }
}

/// What a pronoun asks for by its form.
pub fn class_of(form: &str) -> Option<Agreement> {
    use crate::lexicon::Gender::{Female, Male};
    match form.to_lowercase().as_str() {
        "he" | "him" | "his" | "himself" => Some(Agreement::Person(Male)),
        "she" | "her" | "hers" | "herself" => Some(Agreement::Person(Female)),
        "it" | "its" | "itself" => Some(Agreement::Singular),
        "they" | "them" | "their" | "theirs" | "themselves" => Some(Agreement::Plural),
        _ => None,
    }
}
