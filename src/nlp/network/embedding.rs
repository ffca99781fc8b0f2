//! Tables of word features as vectors of 8-bit numbers.

use super::super::model::{ModelError, Reader};
use super::kernel;

/// A vector for each row.
pub(super) struct Table {
    width: usize,
    scales: Box<[f32]>,
    values: Box<[i8]>,
}

impl Table {
    pub(super) fn rows(&self) -> usize {
        self.scales.len()
    }

    /// Adds the vector of a row.
    pub(super) fn add_to(&self, row: u16, vector: &mut [f32]) {
        let row = row as usize;
        let (Some(scale), Some(values)) =
            (self.scales.get(row), self.values.get(row * self.width..(row + 1) * self.width))
        else {
            return;
        };
        kernel::add_scaled(vector, values, *scale);
    }

    /// Reads rows and width, a scale for each row, and the numbers row by row.
    pub(super) fn read(input: &mut Reader, width: usize) -> Result<Table, ModelError> {
        let rows = input.count()?;
        if input.count()? != width {
            return Err(ModelError::Damaged);
        }
        let scales = input.floats(rows)?;
        let values = input.bytes(rows * width)?.iter().map(|&value| value as i8).collect();
        Ok(Table { width, scales, values })
    }
}
