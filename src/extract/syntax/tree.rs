use std::ops::Deref;

use crate::model::Span;
use crate::nlp::{Dependency, PennTag, Sentence, Tag, Token};

/// A sentence with its tree indexed from heads to dependents.
pub struct Tree<'a> {
    sentence: &'a Sentence,
    children: Vec<Vec<usize>>,
}

impl Deref for Tree<'_> {
    type Target = Sentence;

    fn deref(&self) -> &Sentence {
        self.sentence
    }
}

impl<'a> Tree<'a> {
    /// Indexes a sentence.
    pub fn new(sentence: &'a Sentence) -> Self {
        let mut children = vec![Vec::new(); sentence.tokens.len()];
        for (index, token) in sentence.tokens.iter().enumerate() {
            if let Some(list) = token.head.and_then(|head| children.get_mut(head as usize)) {
                list.push(index);
            }
        }
        Tree { sentence, children }
    }

    /// The sentence itself.
    pub fn sentence(&self) -> &'a Sentence {
        self.sentence
    }

    /// The token at an index.
    pub fn token(&self, index: usize) -> &'a Token {
        &self.sentence.tokens[index]
    }

    /// The lemma at an index, in lower case.
    pub fn lemma(&self, index: usize) -> String {
        self.token(index).lemma.to_lowercase()
    }

    /// The head of a token; `None` for the root.
    pub fn head(&self, index: usize) -> Option<usize> {
        self.token(index).head.map(|head| head as usize)
    }

    /// Words that depend on `index`, in order.
    pub fn dependents(&self, index: usize) -> &[usize] {
        &self.children[index]
    }

    /// Words that depend on `index` by one of these relations, in order.
    pub fn dependents_by<'s>(&'s self, index: usize, relations: &'s [Dependency]) -> impl Iterator<Item = usize> + 's {
        self.children[index].iter().copied().filter(move |&child| relations.contains(&self.token(child).relation))
    }

    /// The first word that depends on `index` by one of these relations.
    pub fn dependent(&self, index: usize, relations: &[Dependency]) -> Option<usize> {
        self.children[index].iter().copied().find(|&child| relations.contains(&self.token(child).relation))
    }

    /// `head` and the words coordinated with it, in order.
    pub fn coordinated(&self, head: usize) -> Vec<usize> {
        let mut heads = vec![head];
        let mut next = 0;
        while next < heads.len() {
            let conjuncts = |of: usize| self.dependents_by(of, &[Dependency::Conj]).filter(|&child| child > head);
            let mut more: Vec<usize> = conjuncts(heads[next]).collect();
            // "the capital, Kiev; Kharkiv and Odessa": what follows is coordinated with the apposition.
            more.extend(self.dependents_by(heads[next], &[Dependency::Appos]).flat_map(conjuncts));
            more.retain(|&word| !heads.contains(&word) && !self.describes(head, word));
            heads.extend(more);
            next += 1;
        }
        heads.sort_unstable();
        heads.dedup();
        heads
    }

    /// "Ana Silva, a veteran, activist and *candidate*": the last of several descriptions is nobody else.
    fn describes(&self, head: usize, joined: usize) -> bool {
        let proper = |word: usize| self.token(word).tag == Tag::ProperNoun;
        if !proper(head) || self.token(joined).penn != PennTag::Nn {
            return false;
        }
        let beside: Vec<usize> = self
            .dependents_by(head, &[Dependency::Appos])
            .filter(|&word| head < word && word < joined && self.token(word).tag != Tag::Numeral)
            .collect();
        let several =
            beside.len() > 1 || beside.iter().any(|&word| self.dependent(word, &[Dependency::Conj]).is_some());
        several && beside.iter().any(|&word| !proper(word))
    }

    /// Every word under `top` (itself included) that `keep` lets in, in order; what `keep` refuses is left out whole.
    pub fn subtree(&self, top: usize, mut keep: impl FnMut(usize) -> bool) -> Vec<usize> {
        let mut found = vec![top];
        let mut next = 0;
        while next < found.len() {
            for &child in &self.children[found[next]] {
                // A damaged tree could hold a cycle: no word is taken twice.
                if keep(child) && !found.contains(&child) {
                    found.push(child);
                }
            }
            next += 1;
        }
        found.sort_unstable();
        found
    }

    /// The preposition before a noun phrase ("in", "according to"), in lower case.
    pub fn preposition(&self, head: usize) -> Option<String> {
        let case = self.dependents_by(head, &[Dependency::Case]).find(|&case| case < head)?;
        let mut words = vec![case];
        words.extend(self.dependents_by(case, &[Dependency::Fixed]));
        // "along with its allies": two words that make one preposition, also where the tree has them side by side.
        let pair = |second: &usize| {
            let (first, second) = (self.token(case).form.to_lowercase(), &*self.token(*second).form);
            matches!((&*first, second), ("along" | "together", "with") | ("apart" | "aside", "from"))
        };
        words.extend(self.dependents_by(head, &[Dependency::Case]).find(|&next| next == case + 1).filter(pair));
        Some(words.iter().map(|&word| self.token(word).form.to_lowercase()).collect::<Vec<_>>().join(" "))
    }

    /// The first of the phrases that the word is coordinated with or set beside.
    pub fn first_of_series(&self, mut word: usize) -> usize {
        while let Some(head) = self.head(word)
            && head < word
            && matches!(self.token(word).relation, Dependency::Conj | Dependency::Appos)
        {
            word = head;
        }
        word
    }

    /// The text of a run of words as the article has it, from the first to the last.
    pub fn words_text<'t>(&self, words: &[usize], text: &'t str) -> &'t str {
        match (words.first(), words.last()) {
            (Some(&first), Some(&last)) => self.span(first, last).of(text),
            _ => "",
        }
    }

    /// The span from one word to another.
    pub fn span(&self, first: usize, last: usize) -> Span {
        self.token(first).span.join(self.token(last).span)
    }

    /// True if the word is a noun, name, pronoun or number that can head a noun phrase.
    pub fn is_nominal(&self, index: usize) -> bool {
        matches!(self.token(index).tag, Tag::Noun | Tag::ProperNoun | Tag::Pronoun | Tag::Numeral | Tag::Symbol)
    }

    /// True for numbers in words or digits.
    pub fn is_numeral(&self, index: usize) -> bool {
        self.token(index).tag == Tag::Numeral
    }

    /// True if `ancestor` is above `index` in the tree.
    pub fn is_under(&self, index: usize, ancestor: usize) -> bool {
        let mut at = index;
        // Bounded, as a damaged tree could hold a cycle.
        for _ in 0..self.sentence.tokens.len() {
            match self.head(at) {
                Some(head) if head == ancestor => return true,
                Some(head) => at = head,
                None => return false,
            }
        }
        false
    }
}
