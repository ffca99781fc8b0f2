//! Patterns with several variables, and measures of the whole graph, against plain readings.

use std::collections::{BTreeMap, BTreeSet};

use newsgraph::graph::{Graph, StatementFilter};
use newsgraph::model::*;
use petgraph::Direction;
use proptest::prelude::*;

use crate::builder::{Builder, statement};

/// Entities N0 to N5 with the given links.
fn linked(links: &[(u32, u8, u32, bool)]) -> Graph {
    let mut b = Builder::default();
    let d = b.document("a.txt", "Six of them.");
    for n in 0..6 {
        b.entity(&format!("N{n}"));
    }
    for (from, relation, to, positive) in links {
        let id = StatementId(b.statements);
        b.statements += 1;
        let mut edge = statement(id, EntityId(*from), &format!("r{relation}"), Object::Entity(EntityId(*to)), &[d]);
        edge.polarity = if *positive { Polarity::Positive } else { Polarity::Negative };
        b.changes.push(Change::Statement(edge));
    }
    b.graph()
}

fn links() -> impl Strategy<Value = Vec<(u32, u8, u32, bool)>> {
    prop::collection::vec((0..6u32, 0..2u8, 0..6u32, prop::bool::weighted(0.8)), 0..16)
}

proptest! {
    #[test]
    fn a_chain_and_a_triangle_are_found_as_by_trying_all(links in links()) {
        let graph = linked(&links);
        let all: Vec<&Statement> = graph.statements().filter(|s| s.polarity == Polarity::Positive).collect();
        let mut chains = BTreeSet::new();
        let mut triangles = BTreeSet::new();
        for one in all.iter().filter(|s| s.relation == "r0") {
            for two in all.iter().filter(|s| s.relation == "r1" && Some(s.subject) == one.object.entity()) {
                chains.insert(vec![one.id, two.id]);
                for three in all.iter().filter(|s| Some(s.subject) == two.object.entity()) {
                    if three.object.entity() == Some(one.subject) {
                        triangles.insert(vec![one.id, two.id, three.id]);
                    }
                }
            }
        }
        let pattern = graph.pattern().only(StatementFilter::affirmed()).link("a", "r0", "b").link("b", "r1", "c");
        let found = pattern.matches();
        prop_assert_eq!(found.len(), chains.len(), "each once");
        prop_assert_eq!(found.into_iter().map(|found| found.statements).collect::<BTreeSet<_>>(), chains);
        let found: BTreeSet<_> = pattern.link("c", None, "a").matches().into_iter().map(|found| found.statements).collect();
        prop_assert_eq!(found, triangles);
    }

    #[test]
    fn counts_of_two_steps_and_degrees_agree(links in links()) {
        let graph = linked(&links);
        let (r0, r1) = (graph.relation("r0"), graph.relation("r1"));
        let count = |first: &str, second: &str| {
            let all = graph.statements();
            let pairs = all.flat_map(|one| graph.statements().map(move |two| (one, two)));
            let fits = |s: &Statement, relation: &str| relation.is_empty() || s.relation == relation;
            pairs.filter(|(one, two)| fits(one, first) && fits(two, second) && one.object.entity() == Some(two.subject)).count() as u64
        };
        prop_assert_eq!(graph.count_two_steps(None, None), count("", ""));
        if r0.is_some() && r1.is_some() {
            prop_assert_eq!(graph.count_two_steps(r0, r1), count("r0", "r1"));
        }
        let mut degrees: BTreeMap<EntityId, usize> = BTreeMap::new();
        graph.statements().for_each(|s| *degrees.entry(s.subject).or_default() += 1);
        let mut expected: Vec<(EntityId, usize)> = degrees.into_iter().collect();
        expected.sort_by_key(|(id, degree)| (std::cmp::Reverse(*degree), *id));
        expected.truncate(3);
        prop_assert_eq!(graph.most_linked(Direction::Outgoing, None, 3), expected);
        let start = EntityId(0);
        let mut rim = BTreeSet::from([start]);
        for _ in 0..3 {
            rim = rim.iter().flat_map(|id| graph.outgoing(*id)).filter_map(|s| s.object.entity()).collect();
        }
        prop_assert_eq!(graph.reached_after(start, None, 3), rim.into_iter().collect::<Vec<_>>());
    }
}

#[test]
fn a_bridge_stands_between_and_groups_hang_together() {
    // Two triangles joined by the link from N2 to N3.
    let ring = [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (2, 3)];
    let links: Vec<_> = ring.into_iter().map(|(from, to)| (from, 0, to, true)).collect();
    let graph = linked(&links);
    let ids = |numbers: &[u32]| numbers.iter().copied().map(EntityId).collect::<Vec<_>>();
    assert_eq!(graph.communities(), [ids(&[0, 1, 2]), ids(&[3, 4, 5])]);
    let between = graph.betweenness(None);
    // Each of the two lies on the ways from two entities on its side to three on the other.
    assert_eq!(between[..2], [(EntityId(2), 6.0), (EntityId(3), 6.0)]);
    assert!(between[2..].iter().all(|(_, score)| *score == 0.0));
    assert_eq!(Graph::new().betweenness(None), []);
    assert_eq!(Graph::new().communities(), Vec::<Vec<EntityId>>::new());
    let path = graph.shortest_path(EntityId(0), EntityId(4)).unwrap();
    let told = path.told(&graph);
    assert_eq!(told.len(), path.statements.len());
    assert!(told.iter().all(|(_, sentence)| sentence.is_some_and(|sentence| sentence.text == "Six ")));
}
