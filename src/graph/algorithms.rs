//! Measures that look at the whole graph: who stands between others, and who belongs together.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::model::EntityId;

use super::Graph;
use super::adjacency::Edge;

impl Graph {
    /// How many shortest ways between other entities lead through each: betweenness by Brandes' algorithm (2001), over
    /// statements in either direction, each pair counted once; highest first, then in order of numbers.
    ///
    /// With `sources`, only ways from so many entities, spread evenly over the numbers, are followed, and the figures
    /// are scaled up: exact betweenness takes time in entities times statements.
    pub fn betweenness(&self, sources: Option<usize>) -> Vec<(EntityId, f64)> {
        let (entities, neighbours) = self.compact_neighbours();
        let count = entities.len();
        let starts: Vec<usize> = match sources {
            Some(wanted) if wanted < count => (0..wanted).map(|number| number * count / wanted).collect(),
            _ => (0..count).collect(),
        };
        // Groups of a fixed size are added up in order, so that the figures do not depend on the number of threads.
        const GROUP: usize = 64;
        let parts: Vec<Vec<f64>> = starts
            .par_chunks(GROUP)
            .map(|starts| {
                let mut scores = vec![0.0; count];
                starts.iter().for_each(|start| add_dependencies(&neighbours, *start, &mut scores));
                scores
            })
            .collect();
        let scale = count as f64 / starts.len().max(1) as f64 / 2.0;
        let score = |place: usize| parts.iter().map(|part| part[place]).sum::<f64>() * scale;
        let mut ranked: Vec<(EntityId, f64)> =
            entities.iter().enumerate().map(|(place, id)| (*id, score(place))).collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked
    }

    /// Groups of entities with more statements among them than to others, largest first, then by their first entity;
    /// each in order of numbers. Louvain's method (Blondel and others 2008), entities taken in order of numbers.
    pub fn communities(&self) -> Vec<Vec<EntityId>> {
        let (entities, neighbours) = self.compact_neighbours();
        let mut weights: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); entities.len()];
        for (place, others) in neighbours.iter().enumerate() {
            for other in others {
                *weights[place].entry(*other as usize).or_default() += 1.0;
            }
        }
        let mut group: Vec<usize> = (0..entities.len()).collect();
        loop {
            let local = move_to_best(&weights);
            let groups = local.iter().max().map_or(0, |last| last + 1);
            if groups == weights.len() {
                break;
            }
            group.iter_mut().for_each(|group| *group = local[*group]);
            let mut merged: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); groups];
            for (place, others) in weights.iter().enumerate() {
                for (other, weight) in others {
                    *merged[local[place]].entry(local[*other]).or_default() += weight;
                }
            }
            weights = merged;
        }
        let mut communities: Vec<Vec<EntityId>> = vec![Vec::new(); weights.len()];
        for (entity, group) in entities.iter().zip(group) {
            communities[group].push(*entity);
        }
        communities.sort_by_key(|members| (std::cmp::Reverse(members.len()), members.first().copied()));
        communities
    }

    /// The entities, and for each the places of those it has statements with, once per statement.
    fn compact_neighbours(&self) -> (Vec<EntityId>, Vec<Vec<u32>>) {
        let entities: Vec<EntityId> = self.entity_ids().collect();
        let mut places = vec![u32::MAX; self.entities.next() as usize];
        for (place, entity) in entities.iter().enumerate() {
            places[entity.index()] = place as u32;
        }
        let others = |entity: &EntityId| {
            let around = self.edges_around(*entity).filter_map(Edge::other).filter(|other| other != entity);
            around.map(|other| places[other.index()]).collect()
        };
        let neighbours = entities.par_iter().map(others).collect();
        (entities, neighbours)
    }
}

/// Adds, for each entity, the share of shortest ways from `start` that lead through it.
fn add_dependencies(neighbours: &[Vec<u32>], start: usize, scores: &mut [f64]) {
    let count = neighbours.len();
    let mut distances = vec![u32::MAX; count];
    let mut ways = vec![0.0; count];
    let mut order = vec![start];
    (distances[start], ways[start]) = (0, 1.0);
    let mut next = 0;
    while let Some(&here) = order.get(next) {
        next += 1;
        for other in neighbours[here].iter().map(|other| *other as usize) {
            if distances[other] == u32::MAX {
                distances[other] = distances[here] + 1;
                order.push(other);
            }
            if distances[other] == distances[here] + 1 {
                ways[other] += ways[here];
            }
        }
    }
    let mut dependency = vec![0.0; count];
    for &here in order.iter().rev() {
        for other in neighbours[here].iter().map(|other| *other as usize) {
            if distances[other] == distances[here] + 1 {
                dependency[here] += ways[here] / ways[other] * (1.0 + dependency[other]);
            }
        }
        if here != start {
            scores[here] += dependency[here];
        }
    }
}

/// Louvain's first phase: every node joins the neighbouring group that gains most, until none moves; groups are
/// numbered in order of their first node.
fn move_to_best(weights: &[BTreeMap<usize, f64>]) -> Vec<usize> {
    const LEAST_GAIN: f64 = 1e-9;
    const MOST_ROUNDS: usize = 50;
    let degree: Vec<f64> = weights.iter().map(|others| others.values().sum()).collect();
    let total: f64 = degree.iter().sum::<f64>().max(1.0);
    let mut group: Vec<usize> = (0..weights.len()).collect();
    let mut group_degree = degree.clone();
    for _ in 0..MOST_ROUNDS {
        let mut moved = false;
        for node in 0..weights.len() {
            let own = group[node];
            group_degree[own] -= degree[node];
            let mut links: BTreeMap<usize, f64> = BTreeMap::from([(own, 0.0)]);
            for (other, weight) in weights[node].iter().filter(|(other, _)| **other != node) {
                *links.entry(group[*other]).or_default() += weight;
            }
            let gain = |group: usize| links[&group] - group_degree[group] * degree[node] / total;
            let mut best = own;
            for candidate in links.keys() {
                if gain(*candidate) > gain(best) + LEAST_GAIN {
                    best = *candidate;
                }
            }
            group_degree[best] += degree[node];
            moved |= best != own;
            group[node] = best;
        }
        if !moved {
            break;
        }
    }
    let mut numbers: Vec<Option<usize>> = vec![None; weights.len()];
    let mut next = 0;
    group
        .into_iter()
        .map(|group| {
            *numbers[group].get_or_insert_with(|| {
                next += 1;
                next - 1
            })
        })
        .collect()
}
