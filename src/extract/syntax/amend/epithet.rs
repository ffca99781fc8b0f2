//! Names that end in an epithet: "Peter the Great".

use crate::nlp::{Dependency, Name, NameKind, PennTag, Sentence, Tag};

/// What follows "the" in the name of a ruler, a saint, or one of two with the same name.
const EPITHETS: &[&str] = &[
    "Apostle",
    "Bald",
    "Baptist",
    "Bold",
    "Brave",
    "Catholic",
    "Confessor",
    "Conqueror",
    "Elder",
    "Evangelist",
    "Fair",
    "Fearless",
    "Good",
    "Great",
    "Impaler",
    "Just",
    "Lionheart",
    "Magnificent",
    "Merciful",
    "Navigator",
    "Pious",
    "Redeemer",
    "Terrible",
    "Unready",
    "Victorious",
    "Wise",
    "Younger",
];

/// "*Peter the Great*'s conquest": article and epithet belong to the name before them.
pub(super) fn epithets(sentence: &mut Sentence) {
    for last in 2..sentence.tokens.len() {
        let given = last - 2;
        let named = sentence.tokens[given].tag == Tag::ProperNoun && &*sentence.tokens[last - 1].form == "the";
        if !named || !EPITHETS.contains(&&*sentence.tokens[last].form) {
            continue;
        }
        let known = sentence.names.iter().find(|name| name.tokens.contains(&given)).cloned();
        if known.as_ref().is_some_and(|name| name.kind != NameKind::Person) {
            continue;
        }
        let first = known.map_or(given, |name| name.tokens.start);
        let whole = first..last + 1;
        let outside = |word: usize| sentence.tokens[word].head.filter(|&head| !whole.contains(&(head as usize)));
        // "*Peter the Great*'s": the tree often gives the epithet the place of the whole name.
        let place = [last, first].into_iter().find(|&word| outside(word).is_some()).unwrap_or(first);
        let (head, relation) = (outside(place), sentence.tokens[place].relation);
        for child in 0..sentence.tokens.len() {
            if !whole.contains(&child)
                && sentence.tokens[child].head.is_some_and(|head| whole.contains(&(head as usize)))
            {
                sentence.tokens[child].head = Some(first as u32);
            }
        }
        for word in whole.clone().skip(1) {
            let token = &mut sentence.tokens[word];
            (token.head, token.relation) = (Some(first as u32), Dependency::Flat);
            (token.tag, token.penn) = (Tag::ProperNoun, PennTag::Nnp);
        }
        (sentence.tokens[first].head, sentence.tokens[first].relation) = (head, relation);
        sentence.names.retain(|name| !whole.contains(&name.tokens.start));
        let at = sentence.names.partition_point(|name| name.tokens.start < first);
        sentence.names.insert(at, Name { tokens: whole, kind: NameKind::Person });
    }
}
