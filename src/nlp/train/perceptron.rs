use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::nlp::model::{Entry, Linear, WEIGHTS};

/// Feature keys are hashes already.
#[derive(Default)]
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.0 = self.0 << 8 | u64::from(byte));
    }

    fn write_u32(&mut self, key: u32) {
        self.0 = u64::from(key).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// A weight with what its average over all steps needs.
#[derive(Clone, Copy)]
struct Cell {
    class: u8,
    weight: f32,
    total: f64,
    since: u32,
}

/// An averaged perceptron (Collins 2002) over hashed features with sparse weights.
pub(super) struct Perceptron {
    classes: usize,
    index: HashMap<u32, u32, BuildHasherDefault<KeyHasher>>,
    rows: Vec<Vec<Cell>>,
    /// How often each feature took part in an update.
    updates: Vec<u32>,
    /// A feature gets weights only from this many updates on: what was seen once says little and costs space.
    patience: u32,
    clock: u32,
}

impl Perceptron {
    pub(super) fn new(classes: usize, patience: u32) -> Self {
        Perceptron { classes, index: HashMap::default(), rows: Vec::new(), updates: Vec::new(), patience, clock: 1 }
    }

    pub(super) fn score(&self, keys: &[u32], scores: &mut [f32]) {
        scores.fill(0.0);
        for key in keys {
            if let Some(&row) = self.index.get(key) {
                for cell in &self.rows[row as usize] {
                    scores[cell.class as usize] += cell.weight;
                }
            }
        }
    }

    /// One more decision was made.
    pub(super) fn step(&mut self) {
        self.clock += 1;
    }

    /// Moves the weights of `keys` for a class by `amount`.
    pub(super) fn add(&mut self, keys: &[u32], class: usize, amount: f32) {
        for &key in keys {
            let (rows, updates) = (&mut self.rows, &mut self.updates);
            let row = *self.index.entry(key).or_insert_with(|| {
                rows.push(Vec::new());
                updates.push(0);
                rows.len() as u32 - 1
            });
            self.updates[row as usize] += 1;
            if self.updates[row as usize] < self.patience {
                continue;
            }
            let row = &mut self.rows[row as usize];
            let at = row.iter().position(|cell| cell.class == class as u8).unwrap_or_else(|| {
                row.push(Cell { class: class as u8, weight: 0.0, total: 0.0, since: self.clock });
                row.len() - 1
            });
            let cell = &mut row[at];
            cell.total += f64::from(cell.weight) * f64::from(self.clock - cell.since);
            cell.since = self.clock;
            cell.weight += amount;
        }
    }

    /// Towards the right class, away from the predicted one.
    pub(super) fn update(&mut self, keys: &[u32], right: usize, predicted: usize) {
        if right != predicted {
            self.add(keys, right, 1.0);
            self.add(keys, predicted, -1.0);
        }
    }

    /// The averaged weights, the `limit` greatest of them, as whole numbers.
    pub(super) fn finish(&self, limit: usize) -> Linear {
        let average = |cell: &Cell| {
            (cell.total + f64::from(cell.weight) * f64::from(self.clock - cell.since)) / f64::from(self.clock)
        };
        let mut sizes: Vec<f64> = self.rows.iter().flatten().map(|cell| average(cell).abs()).collect();
        sizes.sort_unstable_by(|a, b| b.total_cmp(a));
        let scale = f64::from(WEIGHTS[127]) / sizes.first().copied().unwrap_or(1.0);
        let least = sizes.get(limit).copied().unwrap_or(0.0).max(0.5 / scale);
        let mut features: Vec<(u32, Vec<Entry>)> = Vec::new();
        let mut keys: Vec<(u32, u32)> = self.index.iter().map(|(&key, &row)| (key, row)).collect();
        keys.sort_unstable();
        for (key, row) in keys {
            let mut entries: Vec<Entry> = self.rows[row as usize]
                .iter()
                .map(|cell| (cell.class, average(cell)))
                .filter(|(_, weight)| weight.abs() > least)
                .map(|(class, weight)| Entry { class, weight: code(weight * scale) })
                .filter(|entry| entry.weight != 0)
                .collect();
            entries.sort_unstable_by_key(|entry| entry.class);
            if !entries.is_empty() {
                features.push((key, entries));
            }
        }
        Linear::new(self.classes, &features)
    }

    /// Number of weights.
    pub(super) fn weights(&self) -> usize {
        self.rows.iter().map(Vec::len).sum()
    }
}

/// The code whose weight is nearest.
fn code(weight: f64) -> i8 {
    let size = weight.abs();
    let above = (0..127).find(|&code| f64::from(WEIGHTS[code]) >= size).unwrap_or(127);
    let below = above.saturating_sub(1);
    let nearest = if size - f64::from(WEIGHTS[below]) < f64::from(WEIGHTS[above]) - size { below } else { above };
    if weight < 0.0 { -(nearest as i8) } else { nearest as i8 }
}
