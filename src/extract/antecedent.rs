use super::builder::{Builder, Draft};
use super::discourse::{LocalMention, MentionKind};
use super::pronoun::Agreement;
use super::role::governor;
use crate::lexicon::{Gender, is_act_of_state, title_gender};
use crate::model::EntityType;
use crate::nlp::{Dependency, PennTag, Sentence, Tag};

/// How many sentences back a pronoun may look.
const REACH: usize = 3;

/// An entity that a pronoun may stand for, or (`draft` is `None`) the possibility that it stands for none of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The entity.
    pub draft: Option<usize>,
    /// What speaks for and against it: names of features that hold, as the weights list them.
    pub features: Vec<String>,
}

/// The entities that agree with the pronoun, the possibility of none first.
pub fn candidates(builder: &Builder<'_>, index: usize, token: usize, wanted: Agreement) -> Vec<Candidate> {
    let sentence = builder.sentence(index);
    let pronoun = Pronoun::new(builder, sentence, index, token, wanted);
    let mut found = builder.recent(index, token, REACH, |draft, mention| {
        agrees(&builder.drafts[draft], number(builder, mention), wanted)
            && (mention.sentence != index || allowed(sentence, mention, token))
    });
    found.truncate(24);
    let mut out = vec![Candidate { draft: None, features: pronoun.features_of_none() }];
    out.extend(
        found
            .iter()
            .enumerate()
            .map(|(rank, &(_, draft))| Candidate { draft: Some(draft), features: pronoun.features(draft, rank) }),
    );
    out
}

/// Whether a mention is grammatically plural.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Number {
    Singular,
    Plural,
}

fn number(builder: &Builder<'_>, mention: &LocalMention) -> Number {
    let token = &builder.sentence(mention.sentence).tokens[mention.head];
    let they = matches!(token.form.to_lowercase().as_str(), "they" | "them" | "their" | "theirs" | "themselves");
    let noun = mention.kind == MentionKind::Nominal && matches!(token.penn, PennTag::Nns | PennTag::Nnps)
        || &*token.lemma == "people";
    if they || noun { Number::Plural } else { Number::Singular }
}

fn agrees(draft: &Draft, number: Number, wanted: Agreement) -> bool {
    let person = draft.entity_type == EntityType::Person;
    let body = matches!(draft.entity_type, EntityType::Group | EntityType::Organization | EntityType::Country);
    match (wanted, number) {
        (Agreement::Person(gender), Number::Singular) => person && told_gender(draft).is_none_or(|told| told == gender),
        (Agreement::Singular, Number::Singular) => !person,
        (Agreement::Plural, Number::Singular) => body,
        (Agreement::Plural, Number::Plural) => true,
        (Agreement::Person(_) | Agreement::Singular, Number::Plural) => false,
    }
}

/// The gender that names, titles or the describing noun tell.
fn told_gender(draft: &Draft) -> Option<Gender> {
    draft.gender.or_else(|| {
        draft.forms.keys().find_map(|form| match form.split(' ').next_back().unwrap_or("").to_lowercase().as_str() {
            "man" | "father" | "husband" | "son" | "brother" | "spokesman" | "king" | "boy" | "uncle"
            | "grandfather" | "businessman" | "actor" | "chairman" | "policeman" | "grandson" | "nephew" | "priest" => {
                Some(Gender::Male)
            }
            "woman" | "mother" | "wife" | "daughter" | "sister" | "spokeswoman" | "queen" | "girl" | "aunt"
            | "widow" | "grandmother" | "businesswoman" | "actress" | "chairwoman" | "policewoman" | "niece"
            | "nun" => Some(Gender::Female),
            word => title_gender(word),
        })
    })
}

/// A pronoun that is no possessive does not stand for another argument of its own verb, nor any for a phrase it stands in.
fn allowed(sentence: &Sentence, mention: &LocalMention, token: usize) -> bool {
    let word = &sentence.tokens[token];
    if mention.tokens.contains(&token) {
        return false;
    }
    let possessive = word.relation == Dependency::NmodPoss;
    let reflexive = word.form.ends_with("self") || word.form.ends_with("selves");
    possessive || reflexive || governor(sentence, mention.head).0 != governor(sentence, token).0
}

struct Pronoun<'b, 'a> {
    builder: &'b Builder<'a>,
    sentence: &'a Sentence,
    index: usize,
    token: usize,
    class: &'static str,
    role: &'static str,
    wanted: Agreement,
    quoted: bool,
}

impl<'b, 'a> Pronoun<'b, 'a> {
    fn new(builder: &'b Builder<'a>, sentence: &'a Sentence, index: usize, token: usize, wanted: Agreement) -> Self {
        let class = match wanted {
            Agreement::Person(_) => "he",
            Agreement::Singular => "it",
            Agreement::Plural => "they",
        };
        Pronoun {
            builder,
            sentence,
            index,
            token,
            class,
            role: role(sentence, token),
            wanted,
            quoted: in_quotes(sentence, token),
        }
    }

    /// What speaks for no antecedent: expletive surroundings, a speaker's own words.
    fn features_of_none(&self) -> Vec<String> {
        let class = self.class;
        let mut out = vec![format!("{class} none"), format!("{class} none {}", self.role)];
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

    fn features(&self, draft: usize, rank: usize) -> Vec<String> {
        let entry = &self.builder.drafts[draft];
        let class = self.class;
        let mut out = Vec::with_capacity(16);
        let before: Vec<&LocalMention> = self.builder.mentions_before(draft, self.index, self.token).collect();
        let Some(last) = before.iter().max_by_key(|mention| (mention.sentence, mention.head)) else { return out };
        let distance = self.index - last.sentence;
        let mention_sentence = self.builder.sentence(last.sentence);
        let last_role = role(mention_sentence, last.head);
        out.push(format!("{class} some"));
        out.push(format!("{class} distance {distance}"));
        out.push(format!("{class} rank {}", rank.min(5)));
        out.push(format!("{class} role {last_role}"));
        out.push(format!("{class} roles {} {last_role}", self.role));
        let plural = number(self.builder, last) == Number::Plural;
        out.push(format!("{class} type {}{}", entry.entity_type, if plural { " plural" } else { "" }));
        let kind = match last.kind {
            MentionKind::Name => "name",
            MentionKind::Nominal => "nominal",
            MentionKind::Pronoun => "pronoun",
        };
        out.push(format!("{class} kind {kind}"));
        out.push(format!("{class} kind {kind} distance {}", distance.min(1)));
        out.push(format!("{class} named {}", entry.named));
        out.push(format!("{class} mentions {}", before.len().min(4)));
        if let Agreement::Person(gender) = self.wanted {
            out.push(format!(
                "{class} gender {}",
                told_gender(entry).map_or("unknown", |told| if told == gender { "agrees" } else { "differs" })
            ));
        }
        if distance == 0 {
            let words = self.token.saturating_sub(last.head);
            out.push(format!("{class} words {}", (words as u32).checked_ilog2().unwrap_or(0).min(5)));
            if governs(mention_sentence, last.head, self.token) {
                out.push(format!("{class} above"));
            }
            if same_clause(mention_sentence, last.head, self.token) {
                out.push(format!("{class} clause {}", self.role));
            }
        }
        if in_quotes(mention_sentence, last.head) != self.quoted {
            out.push(format!("{class} other side of quotes {distance}"));
        }
        if before
            .iter()
            .any(|mention| mention.sentence == last.sentence && role(mention_sentence, mention.head) == "subject")
        {
            out.push(format!("{class} subject {distance}"));
        }
        if is_main_subject(mention_sentence, last.head) {
            out.push(format!("{class} main subject {}", distance.min(2)));
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
        out
    }
}

fn role(sentence: &Sentence, head: usize) -> &'static str {
    match governor(sentence, head).1 {
        Dependency::Nsubj | Dependency::NsubjPass | Dependency::NsubjOuter => "subject",
        Dependency::Obj | Dependency::Iobj => "object",
        Dependency::Obl | Dependency::OblAgent => "oblique",
        Dependency::NmodPoss => "possessor",
        Dependency::Nmod => "complement",
        Dependency::Compound | Dependency::NmodDesc => "modifier",
        Dependency::Root => "root",
        _ => "other",
    }
}

/// True if the candidate is the subject of a clause in which the pronoun's own clause is embedded.
fn governs(sentence: &Sentence, candidate: usize, pronoun: usize) -> bool {
    let (Some(verb), Dependency::Nsubj | Dependency::NsubjPass) = governor(sentence, candidate) else { return false };
    let mut current = pronoun;
    for _ in 0..sentence.tokens.len() {
        match sentence.tokens[current].head {
            Some(above) if above as usize == verb => return true,
            Some(above) => current = above as usize,
            None => return false,
        }
    }
    false
}

fn same_clause(sentence: &Sentence, left: usize, right: usize) -> bool {
    clause_of(sentence, left) == clause_of(sentence, right)
}

fn clause_of(sentence: &Sentence, token: usize) -> Option<usize> {
    let mut current = token;
    for _ in 0..sentence.tokens.len() {
        if matches!(sentence.tokens[current].tag, Tag::Verb | Tag::Auxiliary) {
            return Some(current);
        }
        current = sentence.tokens[current].head? as usize;
    }
    None
}

fn is_main_subject(sentence: &Sentence, head: usize) -> bool {
    let (governing, relation) = governor(sentence, head);
    matches!(relation, Dependency::Nsubj | Dependency::NsubjPass)
        && governing.is_some_and(|verb| sentence.tokens[verb].head.is_none())
}

/// True if an odd number of quotation marks stands before the token.
fn in_quotes(sentence: &Sentence, token: usize) -> bool {
    let mut open = false;
    for word in &sentence.tokens[..token.min(sentence.tokens.len())] {
        match &*word.form {
            "“" | "``" => open = true,
            "”" | "''" => open = false,
            "\"" => open = !open,
            _ => {}
        }
    }
    open
}
