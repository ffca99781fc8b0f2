use crate::nlp::model::{Entry, Linear, WEIGHTS};

/// A weight of a class.
#[derive(Clone, Copy, Default)]
struct Cell {
    class: u8,
    weight: f32,
}

/// What the average of a weight needs: its sum over the steps up to `since`.
#[derive(Clone, Copy, Default)]
struct History {
    total: f64,
    since: u32,
}

/// A feature: where its cells are. A feature without room is still waiting: `start` counts its updates then.
#[derive(Clone, Copy, Default)]
struct Slot {
    key: u32,
    start: u32,
    length: u8,
    room: u8,
    used: bool,
}

/// An averaged perceptron (Collins 2002) over hashed features with sparse weights.
///
/// Features lie in an open-addressing table, their cells in one array: training spends its time on looking them up.
pub(super) struct Perceptron {
    classes: usize,
    slots: Vec<Slot>,
    used: usize,
    cells: Vec<Cell>,
    histories: Vec<History>,
    /// A feature gets weights only from this many updates on: what was seen once says little and costs space.
    patience: u32,
    clock: u32,
    places: Vec<u32>,
}

impl Perceptron {
    pub(super) fn new(classes: usize, patience: u32) -> Self {
        Perceptron {
            classes,
            slots: vec![Slot::default(); 1 << 16],
            used: 0,
            cells: Vec::new(),
            histories: Vec::new(),
            patience,
            clock: 1,
            places: Vec::new(),
        }
    }

    fn place(&self, key: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (key.wrapping_mul(0x9e37_79b1) as usize >> 7) & mask;
        while self.slots[at].used && self.slots[at].key != key {
            at = (at + 1) & mask;
        }
        at
    }

    pub(super) fn score(&mut self, keys: &[u32], scores: &mut [f32]) {
        scores.fill(0.0);
        // First all places, then all sums: the processor can then wait for many memory cells at a time.
        let mut places = std::mem::take(&mut self.places);
        places.clear();
        places.extend(keys.iter().map(|&key| self.place(key) as u32));
        for &place in &places {
            let slot = self.slots[place as usize];
            let start = slot.start as usize;
            if slot.length > 0 {
                for cell in &self.cells[start..start + slot.length as usize] {
                    scores[cell.class as usize] += cell.weight;
                }
            }
        }
        self.places = places;
    }

    /// One more decision was made.
    pub(super) fn step(&mut self) {
        self.clock += 1;
    }

    /// Moves the weights of `keys` for a class by `amount`.
    pub(super) fn add(&mut self, keys: &[u32], class: usize, amount: f32) {
        for &key in keys {
            if (self.used + 1) * 10 > self.slots.len() * 7 {
                self.grow();
            }
            let place = self.place(key);
            let mut slot = self.slots[place];
            if !slot.used {
                slot = Slot { key, used: true, ..Slot::default() };
                self.used += 1;
            }
            if slot.room == 0 {
                slot.start += 1;
                if slot.start < self.patience {
                    self.slots[place] = slot;
                    continue;
                }
            }
            let start = slot.start as usize;
            let known = slot.room > 0;
            let cells = if known { &self.cells[start..start + slot.length as usize] } else { &[] };
            let found = cells.iter().position(|cell| cell.class == class as u8);
            let at = found.unwrap_or(slot.length as usize);
            if found.is_none() {
                if slot.length == slot.room {
                    slot = self.enlarge(slot);
                }
                let new = slot.start as usize + at;
                self.cells[new] = Cell { class: class as u8, weight: 0.0 };
                self.histories[new] = History { total: 0.0, since: self.clock };
                slot.length += 1;
            }
            self.slots[place] = slot;
            let (cell, history) =
                (&mut self.cells[slot.start as usize + at], &mut self.histories[slot.start as usize + at]);
            history.total += f64::from(cell.weight) * f64::from(self.clock - history.since);
            history.since = self.clock;
            cell.weight += amount;
        }
    }

    /// Moves the cells of a feature to where there is room for more.
    fn enlarge(&mut self, slot: Slot) -> Slot {
        let room = if slot.room == 0 { 1 } else { slot.room.saturating_mul(2) };
        let (start, old) = (self.cells.len(), slot.start as usize);
        self.cells.resize(start + room as usize, Cell::default());
        self.histories.resize(start + room as usize, History::default());
        if slot.room > 0 {
            self.cells.copy_within(old..old + slot.length as usize, start);
            self.histories.copy_within(old..old + slot.length as usize, start);
        }
        Slot { start: start as u32, room, ..slot }
    }

    fn grow(&mut self) {
        let larger = vec![Slot::default(); self.slots.len() * 2];
        let old = std::mem::replace(&mut self.slots, larger);
        for slot in old.into_iter().filter(|slot| slot.used) {
            let place = self.place(slot.key);
            self.slots[place] = slot;
        }
    }

    /// Towards the right class, away from the predicted one.
    pub(super) fn update(&mut self, keys: &[u32], right: usize, predicted: usize) {
        if right != predicted {
            self.add(keys, right, 1.0);
            self.add(keys, predicted, -1.0);
        }
    }

    /// The averages of the weights of a feature.
    fn averages(&self, slot: &Slot) -> impl Iterator<Item = (u8, f64)> + '_ {
        let start = if slot.room > 0 { slot.start as usize } else { 0 };
        let range = start..start + slot.length as usize;
        self.cells[range.clone()].iter().zip(&self.histories[range]).map(|(cell, history)| {
            let since = f64::from(self.clock - history.since);
            (cell.class, (history.total + f64::from(cell.weight) * since) / f64::from(self.clock))
        })
    }

    /// The averaged weights, the `limit` greatest of them, as codes.
    pub(super) fn finish(&self, limit: usize) -> Linear {
        let mut weights: Vec<(u32, u8, f64)> = Vec::new();
        for slot in self.slots.iter().filter(|slot| slot.used) {
            weights.extend(self.averages(slot).map(|(class, weight)| (slot.key, class, weight)));
        }
        weights.sort_by_key(|(key, class, _)| (*key, *class));
        let mut sizes: Vec<f64> = weights.iter().map(|(_, _, weight)| weight.abs()).collect();
        sizes.sort_unstable_by(|a, b| b.total_cmp(a));
        let scale = f64::from(WEIGHTS[127]) / sizes.first().copied().unwrap_or(1.0);
        let least = sizes.get(limit).copied().unwrap_or(0.0).max(0.5 / scale);
        let mut features: Vec<(u32, Vec<Entry>)> = Vec::new();
        for (key, class, weight) in weights.into_iter().filter(|(_, _, weight)| weight.abs() > least) {
            let entry = Entry { class, weight: code(weight * scale) };
            match features.last_mut() {
                _ if entry.weight == 0 => {}
                Some((last, entries)) if *last == key => entries.push(entry),
                _ => features.push((key, vec![entry])),
            }
        }
        Linear::new(self.classes, &features)
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
