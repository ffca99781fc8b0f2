use std::ops::Range;

use crate::lexicon::{NounClass, is_calendar_word, noun_class};
use crate::nlp::{Dependency, Sentence, Tag};

/// A noun phrase around its head, without what hangs on it as a clause.
#[derive(Clone, Debug)]
pub struct NounPhrase {
    /// Index of the head.
    pub head: usize,
    /// From the first to the last word, determiner included.
    pub tokens: Range<usize>,
    /// The words of its description: no determiner, number, possessive pronoun, relative clause, apposition or conjunct.
    pub words: Vec<usize>,
    /// The determiner, if there is one.
    pub determiner: Option<usize>,
    /// Head of the possessor ("Ukraine's", "its"), if there is one.
    pub possessor: Option<usize>,
    /// Adjectives and nouns before the head.
    pub modifiers: Vec<usize>,
    /// True with a number before the head.
    pub counted: bool,
    /// Heads of the prepositional phrases behind the head.
    pub complements: Vec<usize>,
    /// True if a clause says which one is meant ("the distinction I draw").
    pub restricted: bool,
}

impl NounPhrase {
    /// The phrase headed by token `head`.
    pub fn of(sentence: &Sentence, head: usize) -> NounPhrase {
        let mut phrase = NounPhrase {
            head,
            tokens: head..head + 1,
            words: vec![head],
            determiner: None,
            possessor: None,
            modifiers: Vec::new(),
            counted: false,
            complements: Vec::new(),
            restricted: false,
        };
        for child in sentence.children(head) {
            phrase.take(sentence, child);
        }
        phrase.words.sort_unstable();
        phrase.words.dedup();
        phrase.trim(sentence);
        if let (Some(&first), Some(&last)) = (phrase.words.first(), phrase.words.last()) {
            let first = phrase.determiner.map_or(first, |determiner| first.min(determiner));
            phrase.tokens = first.min(phrase.tokens.start)..(last + 1).max(phrase.tokens.end);
        }
        phrase
    }

    fn take(&mut self, sentence: &Sentence, child: usize) {
        let token = &sentence.tokens[child];
        let before = child < self.head;
        match token.relation {
            Dependency::Det | Dependency::DetPredet if before => self.determiner = Some(child),
            Dependency::NmodPoss if before => {
                self.possessor = Some(child);
                self.tokens.start = self.tokens.start.min(leftmost(sentence, child));
                if token.tag != Tag::Pronoun {
                    self.words.extend(subtree(sentence, child).into_iter().filter(|&word| !is_article(sentence, word)));
                }
            }
            Dependency::Nummod if before => {
                self.counted = true;
                self.tokens.start = self.tokens.start.min(leftmost(sentence, child));
            }
            Dependency::Amod if before && is_vague(&token.lemma) => {
                self.tokens.start = self.tokens.start.min(leftmost(sentence, child));
            }
            Dependency::Amod | Dependency::Compound | Dependency::NmodDesc | Dependency::Nmod if before => {
                self.modifiers.push(child);
                self.words.extend(subtree(sentence, child).into_iter().filter(|&word| word < self.head));
            }
            Dependency::Flat | Dependency::Compound | Dependency::Goeswith if !before => {
                self.words.extend(subtree(sentence, child));
            }
            Dependency::Nmod if !before && is_time(sentence, child) => {}
            Dependency::Nmod if !before => {
                let words = subtree(sentence, child);
                let joined = self.words.iter().copied().max().is_some_and(|last| words.first() == Some(&(last + 1)));
                if joined && sentence.tokens[words[0]].tag != Tag::Punctuation {
                    self.complements.push(child);
                    let plain = words.iter().all(|&word| belongs_to_name(sentence, word, child));
                    if plain && self.words.len() + words.len() <= 8 {
                        self.words.extend(words);
                    }
                }
            }
            relation if opens_clause(relation) && !before => self.restricted = true,
            _ => {}
        }
    }

    /// Punctuation at either end is no part of a description.
    fn trim(&mut self, sentence: &Sentence) {
        let is_mark = |word: &usize| sentence.tokens[*word].tag == Tag::Punctuation;
        let is_dropped = |word: &usize| {
            is_mark(word)
                || *word < self.head && (is_vague(&sentence.tokens[*word].form) || is_day_before(sentence, *word))
        };
        while self.words.len() > 1 && self.words.first().is_some_and(is_dropped) {
            self.words.remove(0);
        }
        while self.words.len() > 1 && self.words.last().is_some_and(is_mark) {
            self.words.pop();
        }
    }

    /// True if it is introduced by "the", "this" or "that".
    pub fn is_definite(&self, sentence: &Sentence) -> bool {
        self.determiner.is_some_and(|token| {
            matches!(sentence.tokens[token].lemma.to_lowercase().as_str(), "the" | "this" | "that" | "these" | "those")
        })
    }
}

/// "On Tuesday", "in April": when, whatever noun the parser hangs it on.
fn is_time(sentence: &Sentence, complement: usize) -> bool {
    let token = &sentence.tokens[complement];
    is_calendar_word(&token.form) || noun_class(&token.lemma.to_lowercase()) == Some(NounClass::Time)
}

/// "Yesterday" before another word of the phrase: when, not what.
fn is_day_before(sentence: &Sentence, word: usize) -> bool {
    let day =
        matches!(sentence.tokens[word].form.to_lowercase().as_str(), "yesterday" | "today" | "tomorrow" | "tonight");
    day && sentence.tokens.get(word + 1).is_some_and(|next| !matches!(&*next.form, "'s" | "’s"))
}

/// Adjectives that say how many or which, not what.
fn is_vague(lemma: &str) -> bool {
    matches!(
        lemma.to_lowercase().as_str(),
        "more"
            | "most"
            | "many"
            | "several"
            | "few"
            | "other"
            | "such"
            | "further"
            | "additional"
            | "own"
            | "same"
            | "much"
            | "various"
            | "numerous"
            | "certain"
            | "ongoing"
            | "alleged"
            | "so-called"
            | "last"
            | "next"
            | "recent"
    )
}

/// True for the words of a complement that name what is meant: no clause, apposition, aside, and only "of" within.
fn belongs_to_name(sentence: &Sentence, word: usize, complement: usize) -> bool {
    let token = &sentence.tokens[word];
    let nested = word != complement && token.relation == Dependency::Nmod && {
        let of = sentence.children(word).any(|child| &*sentence.tokens[child].lemma == "of");
        !of
    };
    let aside = matches!(
        token.relation,
        Dependency::Appos
            | Dependency::Dep
            | Dependency::List
            | Dependency::NmodUnmarked
            | Dependency::Nsubj
            | Dependency::Cop
    );
    let mark = token.tag == Tag::Punctuation && !matches!(&*token.form, "-" | "," | "'" | "’");
    !(opens_clause(token.relation) || nested || aside || mark)
}

fn is_article(sentence: &Sentence, word: usize) -> bool {
    sentence.tokens[word].relation == Dependency::Det
}

fn opens_clause(relation: Dependency) -> bool {
    matches!(
        relation,
        Dependency::AclRelcl | Dependency::Acl | Dependency::Advcl | Dependency::Ccomp | Dependency::Parataxis
    )
}

/// The indices of `head` and everything below it, in order.
pub fn subtree(sentence: &Sentence, head: usize) -> Vec<usize> {
    let mut found = vec![head];
    let mut next = 0;
    while next < found.len() && found.len() <= sentence.tokens.len() {
        let current = found[next];
        found.extend(sentence.children(current));
        next += 1;
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn leftmost(sentence: &Sentence, head: usize) -> usize {
    subtree(sentence, head).first().copied().unwrap_or(head)
}

/// The words at `indices` with the spacing of the text; a gap in the indices becomes one space.
pub fn words_of(sentence: &Sentence, indices: &[usize]) -> String {
    let mut out = String::new();
    let mut previous: Option<usize> = None;
    for &index in indices {
        let token = &sentence.tokens[index];
        if let Some(previous) = previous {
            let touching = previous + 1 == index && sentence.tokens[previous].span.end == token.span.start;
            if !touching {
                out.push(' ');
            }
        }
        out.push_str(&token.form);
        previous = Some(index);
    }
    out
}

/// The token of `range` whose head lies outside it: the syntactic head of the phrase.
pub fn head_of(sentence: &Sentence, range: &Range<usize>) -> usize {
    range
        .clone()
        .find(|&index| match sentence.tokens[index].head {
            Some(head) => !range.contains(&(head as usize)),
            None => true,
        })
        .unwrap_or(range.end.saturating_sub(1))
}
