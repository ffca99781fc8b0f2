//! Walking a graph: views, filters, neighbourhoods, paths, components, ranks, and petgraph's algorithms on it.

use std::collections::BTreeSet;

use newsgraph::graph::{Days, Graph, PageRankOptions, StatementFilter};
use newsgraph::model::*;
use petgraph::visit::{Bfs, EdgeFiltered, EdgeRef, UndirectedAdaptor};
use proptest::prelude::*;

use crate::builder::{Builder, statement};

/// Ada –visited→ Oslo ←hosted– Norway, Ada –praised→ Ben; Cleo knows nobody but left.
fn small() -> (Graph, [EntityId; 5]) {
    let mut b = Builder::default();
    let d = b.document("a.txt", "Ada visited Oslo.");
    let [ada, oslo, norway, ben, cleo] = ["Ada", "Oslo", "Norway", "Ben", "Cleo"].map(|name| b.entity(name));
    b.statement(ada, "visited", oslo, &[d]);
    b.statement(norway, "hosted", oslo, &[d]);
    b.statement(ada, "praised", ben, &[d]);
    let left = statement(StatementId(b.statements), cleo, "left", Object::none(), &[d]);
    b.changes.push(Change::Statement(left));
    (b.graph(), [ada, oslo, norway, ben, cleo])
}

fn edit(graph: &mut Graph, id: u32, change: impl FnOnce(&mut Statement)) {
    let mut edited = graph.statement(StatementId(id)).unwrap().clone();
    change(&mut edited);
    graph.apply(&[Change::Statement(edited)]).unwrap();
}

#[test]
fn a_walk_needs_no_lookups() {
    let (graph, [ada, oslo, norway, ben, cleo]) = small();
    let ada = graph.view(ada).unwrap();
    assert_eq!((ada.degree(), ada.name(), ada.entity_type()), (2, "Ada", EntityType::Thing));
    assert_eq!(ada.neighbours().map(|entity| entity.id()).collect::<Vec<_>>(), [oslo, ben]);
    let hops: Vec<_> = ada.hops(2).into_iter().map(|(entity, distance)| (entity.id(), distance)).collect();
    assert_eq!(hops, [(oslo, 1), (ben, 1), (norway, 2)]);
    assert_eq!(ada.path_to(norway).unwrap().entities, [ada.id(), oslo, norway]);
    assert_eq!(ada.path_to(cleo), None);
    assert_eq!(ada.path_to(ada.id()).unwrap().statements, []);
    assert_eq!(graph.common_neighbours(ada.id(), norway), [oslo]);
    let left = graph.view(cleo).unwrap().outgoing(None).next().unwrap();
    assert_eq!((left.object_text(), left.object_entity().is_none()), ("", true));
    assert_eq!(left.sentences().next().unwrap().document.name, "a.txt");
}

#[test]
fn a_neighbourhood_is_bounded_by_its_hops_and_filter() {
    let (mut graph, [ada, oslo, norway, ..]) = small();
    let around = graph.neighbourhood(norway, 1, &StatementFilter::default());
    assert_eq!(around.entities.into_keys().collect::<Vec<_>>(), [oslo, norway]);
    assert_eq!(around.statements, BTreeSet::from([StatementId(1)]));
    edit(&mut graph, 0, |visit| visit.polarity = Polarity::Negative);
    let affirmed = graph.neighbourhood(norway, 3, &StatementFilter::affirmed());
    assert!(!affirmed.entities.contains_key(&ada));
}

#[test]
fn filters_tell_statements_apart() {
    let (mut graph, [ada, _, norway, ben, _]) = small();
    edit(&mut graph, 0, |visit| {
        visit.time = Some(TimeExpression {
            text: "in May".into(),
            start: "2024-05-01".parse().ok(),
            end: "2024-05-31".parse().ok(),
        });
        visit.modality = Modality::Claimed;
        visit.attributed_to = Some(ben);
        visit.family = Some("visit".into());
    });
    let ids = |filter: StatementFilter| graph.statements_where(&filter).map(|s| s.id().0).collect::<Vec<_>>();
    let any = StatementFilter::default;
    let days = |first: &str, last: &str| Some(Days { first: first.parse().ok(), last: last.parse().ok() });
    assert_eq!(ids(any()), [0, 1, 2, 3]);
    assert_eq!(ids(StatementFilter { modalities: vec![Modality::Claimed], ..any() }), [0]);
    assert_eq!(ids(StatementFilter { attributed_to: Some(ben), ..any() }), [0]);
    assert_eq!(ids(StatementFilter { attributed_to: Some(norway), ..any() }), [0; 0]);
    assert_eq!(ids(StatementFilter { relation: Some("hosted".into()), ..any() }), [1]);
    assert_eq!(ids(StatementFilter { family: Some("visit".into()), ..any() }), [0]);
    assert_eq!(ids(StatementFilter { days: days("2024-05-31", "2024-06-30"), ..any() }), [0]);
    assert_eq!(ids(StatementFilter { days: days("2024-06-01", ""), ..any() }), [0; 0]);
    assert_eq!(ids(StatementFilter { days: days("", "2024-05-01"), ..any() }), [0]);
    assert_eq!(ids(StatementFilter { publisher: Some("The Paper".into()), ..any() }), [0; 0]);
    assert!(graph.view(ada).unwrap().outgoing("visited").all(|visit| visit.matches(&any())));
}

#[test]
fn paths_avoid_what_is_denied_and_prefer_what_is_firm() {
    let mut b = Builder::default();
    let d = b.document("a.txt", "Ada and Ben.");
    let [ada, ben, x, y] = ["Ada", "Ben", "X", "Y"].map(|name| b.entity(name));
    let denied = b.statement(ada, "met", ben, &[d]);
    let [one, two] = [b.statement(ada, "met", x, &[d]), b.statement(x, "met", ben, &[d])];
    let [three, four] = [b.statement(y, "met", ada, &[d]), b.statement(ben, "met", y, &[d])];
    let mut graph = b.graph();
    edit(&mut graph, denied.0, |s| s.polarity = Polarity::Negative);
    edit(&mut graph, one.0, |s| s.modality = Modality::Planned);
    assert_eq!(graph.shortest_path(ada, ben).unwrap().statements, [three, four], "a firm way before a planned one");
    let both = graph.shortest_paths(ada, ben, 9, &StatementFilter::affirmed());
    assert_eq!(both.iter().map(|path| path.statements.clone()).collect::<Vec<_>>(), [[three, four], [one, two]]);
    let direct = graph.shortest_paths(ada, ben, 1, &StatementFilter::default());
    assert_eq!(direct[0].statements, [denied], "only if asked for");
    edit(&mut graph, denied.0, |s| (s.polarity, s.modality) = (Polarity::Positive, Modality::Hypothetical));
    assert_eq!(graph.shortest_path(ada, ben).unwrap().statements, [denied], "one step before two");
}

#[test]
fn groups_and_ranks() {
    let (graph, [ada, oslo, norway, ben, cleo]) = small();
    assert_eq!(graph.connected_components(), [vec![ada, oslo, norway, ben], vec![cleo]]);
    let ranks = graph.page_rank(&PageRankOptions::default());
    assert_eq!(ranks[0].0, oslo);
    assert!((ranks.iter().map(|(_, rank)| rank).sum::<f64>() - 1.0).abs() < 1e-9);
    // The fixed point by hand: r = 0.15/5 + 0.85 (links + loose/5), with Oslo, Ben and Cleo loose.
    let rank = |id| ranks.iter().find(|(entity, _)| *entity == id).unwrap().1;
    let start = 0.03 + 0.17 * (rank(oslo) + rank(ben) + rank(cleo));
    for (entity, links) in
        [(ada, 0.0), (norway, 0.0), (cleo, 0.0), (ben, rank(ada) / 2.0), (oslo, rank(ada) / 2.0 + rank(norway))]
    {
        assert!((rank(entity) - start - 0.85 * links).abs() < 1e-8);
    }
    assert_eq!(Graph::new().page_rank(&PageRankOptions::default()), []);
}

#[test]
fn petgraph_walks_the_graph_in_place() {
    let (graph, [ada, oslo, norway, ben, cleo]) = small();
    let view = graph.view_for_petgraph();
    let distances = petgraph::algo::dijkstra(view, ada, None, |_| 1);
    assert_eq!(distances.get(&oslo), Some(&1));
    assert_eq!(distances.get(&norway), None, "edges have a direction");
    let both_ways = UndirectedAdaptor(view);
    let mut reached = BTreeSet::new();
    let mut walk = Bfs::new(&both_ways, norway);
    while let Some(entity) = walk.next(&both_ways) {
        reached.insert(entity);
    }
    assert_eq!(reached, BTreeSet::from([ada, oslo, norway, ben]));
    let visits = EdgeFiltered::from_fn(view, |edge| edge.weight().relation == "visited");
    assert!(petgraph::algo::has_path_connecting(&visits, ada, oslo, None));
    assert!(!petgraph::algo::has_path_connecting(&visits, ada, ben, None));
    assert_eq!(petgraph::algo::tarjan_scc(view).len(), 5);
    let copy = graph.to_stable_graph();
    assert_eq!((copy.node_count(), copy.edge_count()), (5, 3));
    assert!(copy.node_weights().eq(&[ada, oslo, norway, ben, cleo]));
}

/// Every path without repeated entities, as (cost, entities), in order.
fn every_path(graph: &Graph, from: EntityId, to: EntityId) -> Vec<(u32, Vec<EntityId>)> {
    fn go(
        graph: &Graph,
        to: EntityId,
        cost: u32,
        path: &mut Vec<EntityId>,
        found: &mut BTreeSet<(u32, Vec<EntityId>)>,
    ) {
        let here = path[path.len() - 1];
        if here == to {
            found.insert((cost, path.clone()));
            return;
        }
        for next in (0..graph.next_entity_id().0).map(EntityId).filter(|id| !path.contains(id)).collect::<Vec<_>>() {
            let between = graph.statements().filter(|s| {
                let ends = (s.subject, s.object.entity());
                ends == (here, Some(next)) || ends == (next, Some(here))
            });
            let firm = |s: &Statement| matches!(s.modality, Modality::Asserted | Modality::Claimed);
            let step = between.filter(|s| s.polarity == Polarity::Positive).map(|s| if firm(s) { 2 } else { 3 }).min();
            if let Some(step) = step {
                path.push(next);
                go(graph, to, cost + step, path, found);
                path.pop();
            }
        }
    }
    let mut found = BTreeSet::new();
    go(graph, to, 0, &mut vec![from], &mut found);
    found.into_iter().collect()
}

proptest! {
    #[test]
    fn shortest_paths_are_those_that_trying_all_finds(
        edges in prop::collection::vec((0..6u32, 0..6u32, 0..4u8, prop::bool::weighted(0.8)), 0..14)
    ) {
        let mut b = Builder::default();
        let d = b.document("a.txt", "Six of them.");
        let entities: Vec<EntityId> = (0..6).map(|n| b.entity(&format!("N{n}"))).collect();
        for (from, to, modality, positive) in edges {
            let id = StatementId(b.statements);
            b.statements += 1;
            let mut edge = statement(id, EntityId(from), "met", Object::Entity(EntityId(to)), &[d]);
            edge.modality = [Modality::Asserted, Modality::Claimed, Modality::Planned, Modality::Hypothetical][usize::from(modality)];
            edge.polarity = if positive { Polarity::Positive } else { Polarity::Negative };
            b.changes.push(Change::Statement(edge));
        }
        let graph = b.graph();
        let expected: Vec<Vec<EntityId>> =
            every_path(&graph, entities[0], entities[5]).into_iter().map(|(_, path)| path).collect();
        let found = graph.shortest_paths(entities[0], entities[5], 8, &StatementFilter::affirmed());
        for path in &found {
            for (step, statement) in path.entities.windows(2).zip(&path.statements) {
                let statement = graph.statement(*statement).unwrap();
                let ends = [Some(statement.subject), statement.object.entity()];
                prop_assert!(ends.contains(&Some(step[0])) && ends.contains(&Some(step[1])));
            }
        }
        let found: Vec<Vec<EntityId>> = found.into_iter().map(|path| path.entities).collect();
        prop_assert_eq!(&found[..], &expected[..expected.len().min(8)]);
    }
}
