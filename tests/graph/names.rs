//! Names are compared by what people would call the same.

use std::collections::BTreeSet;

use newsgraph::graph::normalised_name;
use newsgraph::model::EntityId;
use proptest::prelude::*;

use crate::builder::Builder;

proptest! {
    #[test]
    fn names_are_found_by_prefix_and_by_likeness(names in prop::collection::vec("[a-cA-Cé '.-]{1,5}", 1..8), typed in "[a-cé]{0,3}") {
        let mut b = Builder::default();
        let d = b.document("a.txt", "Text.");
        for name in names.iter().filter(|name| !name.trim().is_empty()) {
            let entity = b.entity(name);
            b.statement(entity, "is", entity, &[d]);
        }
        let graph = b.graph();
        let typed_plain = normalised_name(&typed);
        let naive: BTreeSet<EntityId> = graph.entities().filter(|entity| {
            let plain = normalised_name(&entity.name);
            !plain.is_empty() && plain.starts_with(&typed_plain)
        }).map(|entity| entity.id).collect();
        let found = graph.names_with_prefix(&typed);
        prop_assert!(found.is_sorted_by_key(|entity| normalised_name(&entity.name)));
        prop_assert_eq!(found.iter().map(|entity| entity.id).collect::<BTreeSet<_>>(), naive);

        let similar = graph.similar_names(&typed, 5);
        prop_assert!(similar.len() <= 5);
        prop_assert!(similar.is_sorted_by(|a, b| (b.score, a.entity) <= (a.score, b.entity)));
        for exact in graph.entities_named(&typed).iter().take(5) {
            prop_assert!(similar.iter().any(|found| found.score == 1.0), "{:?}", exact);
        }
    }

    #[test]
    fn a_normalised_name_is_plain(name in any::<String>()) {
        let plain = normalised_name(&name);
        prop_assert_eq!(plain.trim(), &plain);
        let acute = '\u{301}';
        prop_assert!(!plain.contains("  ") && !plain.contains(acute));
        prop_assert_eq!(normalised_name(&name.to_uppercase()), normalised_name(&name.to_uppercase().to_lowercase()));
    }
}

#[test]
fn forms_of_one_name_are_the_same() {
    for (form, plain) in [
        ("the White House", "white house"),
        ("White House’s", "white house"),
        ("the Netherlands'", "netherlands"),
        ("U.S.", "us"),
        ("Volodymyr  Zelenskyy", "volodymyr zelenskyy"),
        ("ZÜRICH", "zurich"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("STRAẞE", "strasse"),
        ("al-Qaida", "al qaida"),
        ("The", "the"),
        ("ﬁnance", "finance"),
        ("Київ", "киів"),
        ("“Wagner” group", "wagner group"),
        ("St. Petersburg", "st petersburg"),
        ("F-16", "f 16"),
    ] {
        assert_eq!(normalised_name(form), plain, "{form}");
    }
}
