//! A graph whose degrees follow a power law, the same in every run.

pub const RELATIONS: usize = 20;

/// Statements told by one document.
pub const PER_DOCUMENT: usize = 100;

pub struct Data {
    pub entities: usize,
    /// Subject, relation, object.
    pub statements: Vec<(u32, u8, u32)>,
}

pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.unit() * limit as f64) as usize
    }

    fn unit(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Small numbers are more likely, the more so the larger the power.
    fn skewed(&mut self, limit: usize, power: f64) -> usize {
        (self.unit().powf(power) * limit as f64) as usize
    }
}

impl Data {
    pub fn new(entities: usize, count: usize) -> Self {
        let mut random = Random::new(0x5eed_0123_4567_89ab);
        // Hubs shall not all have small numbers.
        let scatter = |number: usize| (number.wrapping_mul(2_654_435_761) % entities) as u32;
        let mut statements = Vec::with_capacity(count);
        for _ in 0..count {
            let subject = scatter(random.skewed(entities, 1.5));
            let object = scatter(random.skewed(entities, 2.5).wrapping_add(7));
            statements.push((subject, random.skewed(RELATIONS, 2.0) as u8, object));
        }
        // RDF knows a triple once only: so that answers agree, everybody gets each once.
        statements.sort_unstable();
        statements.dedup();
        let mut order = Random::new(77);
        for last in (1..statements.len()).rev() {
            statements.swap(last, order.below(last + 1));
        }
        Data { entities, statements }
    }

    pub fn name(entity: usize) -> String {
        format!("Entity {entity} of {}", ["Lindby", "Norland", "Vega", "Holm"][entity % 4])
    }

    pub fn relation(relation: usize) -> String {
        format!("relation_{relation}")
    }

    pub fn document(document: usize) -> String {
        format!("Report {document} says so.")
    }

    pub fn documents(&self) -> usize {
        self.statements.len().div_ceil(PER_DOCUMENT)
    }

    /// Ends of statements taken by chance, so that hubs come up as often as they do in walks.
    pub fn samples(&self, count: usize) -> Vec<(u32, u8, u32)> {
        let mut random = Random::new(4242);
        (0..count).map(|_| self.statements[random.below(self.statements.len())]).collect()
    }
}
