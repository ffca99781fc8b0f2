use super::piece::Piece;

/// The kind of grammar that a tuple comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Construction {
    /// A verb with its own subject: "*X visited Y*".
    Clause,
    /// A copula with its own subject: "*X is Y*".
    Copula,
    /// Several predicates as one relation: "*X is expected to spend Y*".
    Chain,
    /// A verb that shares the subject of the verb it is coordinated with: "X came *and saw Y*".
    Coordinate,
    /// A relative clause; its antecedent takes part: "X, *who visited Y*".
    Relative,
    /// A participle or infinitive on a noun: "X *visited by Y*".
    Participle,
    /// A complement whose subject takes part in the governing clause: "Z asked X *to visit Y*".
    Controlled,
    /// An adverbial clause that shares the subject of its governor: "*Visiting Y*, X said …".
    Adverbial,
    /// "*X, the Y*": X is Y.
    Apposition,
    /// "*President X*": X is President.
    Title,
    /// "*X's Y*": X has Y.
    Possession,
    /// "*X in Y*": X is in Y.
    Preposition,
}

impl Construction {
    /// Its name in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Construction::Clause => "clause",
            Construction::Copula => "copula",
            Construction::Chain => "chain",
            Construction::Coordinate => "coordinate",
            Construction::Relative => "relative",
            Construction::Participle => "participle",
            Construction::Controlled => "controlled",
            Construction::Adverbial => "adverbial",
            Construction::Apposition => "apposition",
            Construction::Title => "title",
            Construction::Possession => "possession",
            Construction::Preposition => "preposition",
        }
    }

    /// True if a verb or copula carries it, false if it is read off a noun phrase.
    pub fn is_verbal(self) -> bool {
        !matches!(
            self,
            Construction::Apposition | Construction::Title | Construction::Possession | Construction::Preposition
        )
    }
}

/// A tuple before it is put into words.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub construction: Construction,
    /// The word that it hangs on: the predicate, or the dependent noun.
    pub predicate: usize,
    pub relation: Vec<Piece>,
    pub subject: Vec<Piece>,
    pub rest: Vec<Vec<Piece>>,
    /// What holds of it beyond its words, by the names that the confidence knows.
    pub marks: Vec<&'static str>,
}
