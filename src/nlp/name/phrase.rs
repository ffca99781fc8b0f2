use super::super::analysis::{Name, NameKind, Token};
use super::super::tags::{Dependency, Tag};

/// Makes one phrase of a person's name whose words the tree has hung side by side on the same word ("Ana and *Luis* *Paz*"
/// as a series of three): the later words belong to the first.
pub(crate) fn join_phrases(tokens: &mut [Token], names: &[Name]) {
    for name in names.iter().filter(|name| name.kind == NameKind::Person) {
        let outside = |token: &Token| token.head.is_none_or(|head| !name.tokens.contains(&(head as usize)));
        let Some(first) = name.tokens.clone().find(|&at| outside(&tokens[at])) else { continue };
        let (head, relation) = (tokens[first].head, tokens[first].relation);
        for at in first + 1..name.tokens.end {
            let token = &mut tokens[at];
            let beside = token.head == head && matches!(token.relation, Dependency::Conj | Dependency::Appos);
            if beside && relation == Dependency::Conj && token.tag == Tag::ProperNoun {
                token.head = Some(first as u32);
                token.relation = Dependency::Flat;
            }
        }
    }
}
