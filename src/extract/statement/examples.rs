//! Who else a phrase names: "allies *such as Peru*", "two astronauts, *Ann Lee and Bob Stone*".

use crate::nlp::{Dependency, PennTag, Tag};

use crate::extract::statement::office_list;
use crate::extract::statement::relation::of_complement;
use crate::extract::statement::scene::Scene;

impl Scene<'_> {
    /// The phrase and the examples that it names: "retailers such as X and Y", "twelve countries, including Z".
    pub fn with_examples(&self, head: usize) -> Vec<usize> {
        let introduced = |child: usize| {
            matches!(self.tree.preposition(child).as_deref(), Some("including" | "such as" | "like" | "such"))
        };
        // "12 of the *states, including Peru*".
        let whole = of_complement(self.tree, head).filter(|_| self.tree.is_numeral(head));
        let own = [Some(head), whole].into_iter().flatten().flat_map(|head| {
            self.tree.dependents_by(head, &[Dependency::Nmod, Dependency::Acl, Dependency::Obl]).collect::<Vec<_>>()
        });
        let examples = own.filter(|&child| introduced(child)).chain(self.example_after(head));
        let mut heads = vec![head];
        for example in examples.flat_map(|example| self.tree.coordinated(example)) {
            heads.push(example);
            // Long lists are often read as one name set beside another.
            heads.extend(self.tree.dependents_by(example, &[Dependency::Appos]));
        }
        heads.extend(self.names_of_several(head));
        let first = heads[0];
        heads.extend(office_list::holders(self, head).into_iter().map(|(_, person)| person));
        heads.retain(|&each| each == first || self.is_named(each));
        heads.sort_unstable();
        heads.dedup();
        heads
    }

    /// "Two astronauts, *Ann Lee* and *Bob Stone*": the first of the names set beside a noun in the plural.
    fn names_of_several(&self, head: usize) -> Option<usize> {
        let tree = self.tree;
        let plural = tree.token(head).penn == PennTag::Nns && self.name_at(head).is_none();
        let beside =
            tree.dependents_by(head, &[Dependency::Appos]).find(|&name| name > head && self.name_at(name).is_some())?;
        let several = tree.dependents_by(beside, &[Dependency::Conj]).any(|next| self.name_at(next).is_some());
        (plural && several).then_some(beside)
    }

    /// Examples right after the phrase ("…, including Z") that the tree has hung elsewhere.
    fn example_after(&self, head: usize) -> Option<usize> {
        let tree = self.tree;
        if tree.token(head).tag != Tag::Noun {
            return None;
        }
        let next = (head + 1..tree.tokens.len()).find(|&index| tree.token(index).tag != Tag::Punctuation)?;
        let example = tree.head(next).filter(|_| tree.token(next).relation == Dependency::Case)?;
        let introduces = matches!(tree.preposition(example).as_deref(), Some("including" | "such as"));
        (introduces && tree.head(example) != Some(head)).then_some(example)
    }
}
