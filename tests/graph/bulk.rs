//! Write batches: the graph crate as a plain store, without articles.

use newsgraph::graph::StatementFilter;
use newsgraph::model::*;
use newsgraph::store::{Store, StoreError, Telling};
use proptest::prelude::*;
use tempfile::TempDir;

/// A store of `count` entities in a ring, each knowing the next, and every third liking the first.
pub fn ring(store: &mut Store, count: u32) {
    let mut batch = store.batch();
    let entities: Vec<EntityId> =
        (0..count).map(|number| batch.entity(&format!("Node {number}"), EntityType::Thing)).collect();
    let (knows, likes) = (batch.relation("knows"), batch.relation("likes"));
    for (number, entity) in entities.iter().enumerate() {
        batch.link(*entity, knows, entities[(number + 1) % entities.len()]);
        if number % 3 == 0 {
            batch.link(*entity, likes, entities[0]);
        }
    }
    store.write(batch).unwrap();
}

#[test]
fn an_application_states_things_without_articles() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("db");
    let mut store = Store::open(&path).unwrap();
    let mut batch = store.batch();
    let (ada, alone) = (batch.entity("Ada", EntityType::Person), batch.entity("Nobody", EntityType::Person));
    let document = batch.document(&Article { text: "Ada met Ben.".into(), ..Article::default() });
    let ben = batch.entity("Ben", EntityType::Person);
    let denied = Telling { polarity: Polarity::Negative, ..Telling::default() };
    let (met, never) = (batch.relation("met"), batch.relation_told("trusts", &denied));
    let sentence = Span::new(0, 12);
    batch.link_told(ada, met, ben, Evidence { document, sentence, words: sentence });
    batch.link(ada, never, ben);
    assert_eq!(batch.statements(), 2);
    store.write(batch).unwrap();
    drop(store);

    let mut store = Store::open(&path).unwrap();
    let graph = store.graph();
    assert_eq!(graph.entities_named("nobody"), [alone], "an entity needs no statement");
    let ada = graph.entity("Ada").unwrap();
    assert_eq!(ada.outgoing("met").next().unwrap().sentences().next().unwrap().text, "Ada met Ben.");
    let trust = ada.outgoing("trusts").next().unwrap();
    assert!(trust.statement().evidence[0].is_application());
    assert_eq!((trust.polarity(), trust.sentences().count()), (Polarity::Negative, 0));
    let affirmed = graph.statements_where(&StatementFilter::affirmed()).count();
    assert_eq!(affirmed, 1);
    // What the application states outlives any document.
    store.commit(&[Change::Forget(document)]).unwrap();
    assert_eq!(store.graph().entity("Ada").unwrap().degree(), 1);
    store.check().unwrap();
    let mut text = Vec::new();
    store.dump(&mut text).unwrap();
    let restored = Store::restore(&mut &text[..], folder.path().join("again")).unwrap();
    let mut again = Vec::new();
    restored.dump(&mut again).unwrap();
    assert_eq!(String::from_utf8(again).unwrap(), String::from_utf8(text).unwrap());
    assert_eq!(restored.graph().entities_named("nobody"), [alone]);
}

#[test]
fn an_application_takes_back_what_it_stated() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("db");
    let mut store = Store::open(&path).unwrap();
    let mut batch = store.batch();
    let (ada, ben) = (batch.entity("Ada", EntityType::Person), batch.entity("Ben", EntityType::Person));
    let document = batch.document(&Article { text: "Ada met Ben.".into(), ..Article::default() });
    let (met, trusts) = (batch.relation("met"), batch.relation("trusts"));
    let sentence = Span::new(0, 12);
    let told = batch.link_told(ada, met, ben, Evidence { document, sentence, words: sentence });
    let stated = batch.link(ada, trusts, ben);
    store.write(batch).unwrap();
    let before = store.snapshot();

    let refused = store.commit(&[Change::Retract(told)]).unwrap_err();
    assert!(refused.to_string().contains("forget the documents"), "{refused}");
    assert!(store.commit(&[Change::Retract(stated), Change::Retract(stated)]).is_err(), "once only");
    store.commit(&[Change::Retract(stated)]).unwrap();
    assert!(store.commit(&[Change::Retract(stated)]).is_err(), "it is gone");
    assert_eq!(before.outgoing_by(ada, "trusts").count(), 1, "a snapshot stays as it was");

    // Told and stated: what the document says stays.
    let mut both = store.graph().statement(told).unwrap().clone();
    both.evidence.push(Evidence::APPLICATION);
    store.commit(&[Change::Statement(both), Change::Retract(told)]).unwrap();
    drop(store);
    let store = Store::open(&path).unwrap();
    assert_eq!(store.graph().statement(stated), None);
    assert_eq!(store.graph().statement(told).unwrap().evidence.len(), 1);
    assert_eq!(store.graph().outgoing(ada).count(), 1);
    store.check().unwrap();
}

#[test]
fn a_graph_of_petgraph_comes_in_and_goes_out() {
    let mut roads = petgraph::stable_graph::StableDiGraph::new();
    let [vega, gone, holm, lund] = ["Vega", "Gone", "Holm", "Lund"].map(|name| roads.add_node(name));
    for (from, to) in [(vega, gone), (vega, holm), (holm, lund), (lund, lund)] {
        roads.add_edge(from, to, "leads_to");
    }
    roads.remove_node(gone);
    let mut store = Store::temporary();
    ring(&mut store, 5);
    let mut batch = store.batch();
    let entities = batch.add_petgraph(&roads, |name| (name, EntityType::Place), |road| road);
    store.write(batch).unwrap();
    assert_eq!(entities[gone.index()], None);
    let graph = store.graph();
    let at = |node: petgraph::graph::NodeIndex| graph.view(entities[node.index()].unwrap()).unwrap();
    let ways = |node| at(node).outgoing("leads_to").map(|way| way.object_text().to_owned()).collect::<Vec<_>>();
    assert_eq!([ways(vega), ways(holm), ways(lund)], [["Holm"], ["Lund"], ["Lund"]]);
    assert_eq!(at(vega).entity_type(), EntityType::Place);
    assert!(at(lund).statements().all(|way| way.statement().evidence[0].is_application()));
    assert_eq!(graph.to_stable_graph().edge_count(), 5 + 2 + 3);
}

#[test]
fn a_batch_that_does_not_fit_changes_nothing() {
    let mut store = Store::temporary();
    let (first, second) = (store.batch(), store.batch());
    let fill = |mut batch: newsgraph::store::WriteBatch| {
        let ada = batch.entity("Ada", EntityType::Person);
        let knows = batch.relation("knows");
        batch.link(ada, knows, ada);
        batch
    };
    store.write(fill(first)).unwrap();
    assert!(matches!(store.write(fill(second)), Err(StoreError::Refused(_))), "its numbers are taken");
    let mut batch = store.batch();
    let knows = batch.relation("knows");
    batch.link(EntityId(0), knows, EntityId(7));
    assert!(matches!(store.write(batch), Err(StoreError::Refused(_))), "there is no such entity");
    let mut batch = store.batch();
    let (document, knows) = (batch.document(&Article { text: "Äh".into(), ..Article::default() }), batch.relation("x"));
    let inside_a_letter = Span::new(0, 1);
    let evidence = Evidence { document, sentence: inside_a_letter, words: inside_a_letter };
    batch.link_told(EntityId(0), knows, EntityId(0), evidence);
    assert!(matches!(store.write(batch), Err(StoreError::Refused(_))));
    assert_eq!(store.graph().statement_count(), 1);
}

#[test]
fn a_large_graph_comes_back_from_its_image_or_without_it() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("db");
    let mut store = Store::open(&path).unwrap();
    ring(&mut store, 20_000);
    // All that an image must keep besides: evidence, mentions, what is told twice, merges, what was taken back.
    let mut batch = store.batch();
    let document = batch.document(&Article { text: "Node 5 met Node 6. Node 5 left.".into(), ..Article::default() });
    let (met, left) = (batch.relation("met"), batch.relation("left"));
    let [first, second] =
        [Span::new(0, 18), Span::new(19, 31)].map(|sentence| Evidence { document, sentence, words: sentence });
    let told = batch.link_told(EntityId(5), met, EntityId(6), first);
    let wrong = batch.link_told(EntityId(5), left, EntityId(6), second);
    let undone = batch.link(EntityId(5), left, EntityId(7));
    store.write(batch).unwrap();
    let mut twice = store.graph().statement(told).unwrap().clone();
    twice.evidence.push(second);
    let mention = Mention { entity: EntityId(6), document, span: Span::new(11, 17), sentence: first.sentence };
    let mut changes = vec![Change::Statement(twice), Change::Mention(mention)];
    changes.extend(store.graph().taking_back(wrong));
    changes.extend(store.graph().taking_back(undone));
    changes.push(Change::Merge { kept: EntityId(8), absorbed: EntityId(9) });
    store.commit(&changes).unwrap();
    let mut expected = Vec::new();
    store.dump(&mut expected).unwrap();
    drop(store);
    let image = path.join("cache");
    let whole = std::fs::read(&image).expect("closing leaves an image of a large graph");
    let same = |what: &str| {
        let store = Store::open(&path).unwrap();
        let mut found = Vec::new();
        store.dump(&mut found).unwrap();
        assert!(found == expected, "{what}");
        assert_eq!(store.graph().entity("node 77").unwrap().degree(), 2, "{what}");
        assert_eq!(store.graph().entity("node 9").unwrap().id(), EntityId(8), "{what}");
        assert_eq!(store.graph().mentions_in(document).collect::<Vec<_>>(), [mention], "{what}");
        assert_eq!(store.graph().rejections().count(), 1, "{what}");
        assert_eq!(
            store.graph().retracted().map(|statement| statement.id).collect::<Vec<_>>(),
            [wrong, undone],
            "{what}"
        );
        store.check().unwrap();
    };
    same("from the image");
    for place in [0, 9, 40, 100, 130, whole.len() / 3, whole.len() / 2, whole.len() - 9] {
        let mut damaged = whole.clone();
        damaged[place] ^= 0x10;
        std::fs::write(&image, &damaged).unwrap();
        same("with a damaged image");
    }
    for length in [0, 50, whole.len() / 2] {
        std::fs::write(&image, &whole[..length]).unwrap();
        same("with an image cut short");
    }
    std::fs::remove_file(&image).unwrap();
    same("without an image");

    // An image that lags behind is gone on from.
    std::fs::write(&image, &whole).unwrap();
    let mut store = Store::open(&path).unwrap();
    let mut batch = store.batch();
    let late = batch.entity("Late", EntityType::Thing);
    let knows = batch.relation("knows");
    batch.link(late, knows, EntityId(0));
    store.write(batch).unwrap();
    drop(store);
    let store = Store::open(&path).unwrap();
    assert_eq!(store.graph().entity("Late").unwrap().outgoing("knows").count(), 1);
    assert_eq!(store.graph().entity("Node 0").unwrap().incoming("knows").count(), 2);
    store.check().unwrap();
}

#[test]
fn readers_see_what_was_committed_while_a_writer_goes_on() {
    let mut store = Store::temporary();
    let reader = store.reader();
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..2)
            .map(|_| {
                let reader = reader.clone();
                scope.spawn(move || {
                    let mut seen = 0;
                    while seen < 60 {
                        let snapshot = reader.snapshot();
                        let statements = snapshot.statement_count();
                        assert!(statements >= seen && statements.is_multiple_of(3), "whole batches only");
                        let counted: usize = snapshot.entity_ids().map(|id| snapshot.outgoing(id).count()).sum();
                        assert_eq!(counted, statements);
                        seen = statements;
                    }
                })
            })
            .collect();
        for _ in 0..20 {
            let mut batch = store.batch();
            let (one, other) = (batch.entity("One", EntityType::Thing), batch.entity("Other", EntityType::Thing));
            let knows = batch.relation("knows");
            (0..3).for_each(|_| {
                batch.link(one, knows, other);
            });
            store.write(batch).unwrap();
        }
        readers.into_iter().for_each(|reader| reader.join().unwrap());
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn batches_and_single_changes_make_the_same_graph(
        rounds in prop::collection::vec(prop::collection::vec((0..12u32, 0..3u8, 0..12u32), 0..20), 1..5)
    ) {
        let (mut bulk, mut single) = (Store::temporary(), Store::temporary());
        let mut held = Vec::new();
        for round in rounds {
            // What somebody reads is not written to: the store then keeps new rows elsewhere.
            if round.len().is_multiple_of(2) {
                held.push((bulk.snapshot(), bulk.graph().to_changes().collect::<Vec<Change>>()));
            }
            let mut batch = bulk.batch();
            let mut changes = Vec::new();
            let first = single.graph().next_entity_id().0;
            for number in 0..4 {
                let (name, nowhere) = (format!("N{}", first + number), Span::default());
                let id = batch.entity(&name, EntityType::Group);
                let aliases = [(name.clone(), 1)].into();
                changes.push(Change::Entity(Entity { id, name, entity_type: EntityType::Group, aliases }));
                let document = DocumentId::APPLICATION;
                changes.push(Change::Mention(Mention { entity: id, document, span: nowhere, sentence: nowhere }));
            }
            let known = first + 4;
            for (subject, relation, object) in round {
                let (subject, object) = (EntityId(subject % known), EntityId(object % known));
                let relation = format!("relation_{relation}");
                let form = batch.relation(&relation);
                let id = batch.link(subject, form, object);
                let mut statement = crate::builder::statement(id, subject, &relation, Object::Entity(object), &[]);
                statement.confidence = 1.0;
                statement.evidence = vec![Evidence::APPLICATION];
                changes.push(Change::Statement(statement));
            }
            bulk.write(batch).unwrap();
            single.commit(&changes).unwrap();
            prop_assert!(bulk.graph().to_changes().eq(single.graph().to_changes()));
            for entity in single.graph().entity_ids() {
                prop_assert!(bulk.graph().outgoing(entity).eq(single.graph().outgoing(entity)));
                prop_assert!(bulk.graph().incoming(entity).eq(single.graph().incoming(entity)));
            }
        }
        for (snapshot, then) in held {
            prop_assert!(snapshot.to_changes().eq(then), "a snapshot stays as it was");
        }
    }
}
