//! The limits of a query, kept per thread.
//!
//! spareval can be cancelled while it reads triples, but not while it multiplies what it has read. Whatever it does, it
//! clones nodes: so that is where time and memory are watched. A clone cannot fail, so a query that has used up its
//! budget is unwound from there, and caught where it was started.

use std::cell::Cell;
use std::panic::resume_unwind;
use std::time::Instant;

use super::Limits;

/// Which limit was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exceeded {
    Time,
    Memory,
}

#[derive(Clone, Copy)]
struct State {
    /// `None` where it is further away than the clock can tell.
    deadline: Option<Instant>,
    most: usize,
}

thread_local! {
    static STATE: Cell<Option<State>> = const { Cell::new(None) };
    static USED: Cell<usize> = const { Cell::new(0) };
    static STEPS: Cell<u32> = const { Cell::new(0) };
}

/// How many steps pass between two looks at the clock.
const STEPS_PER_LOOK: u32 = 1 << 10;

/// Limits this thread until it is dropped.
pub(super) struct Budget {
    before: Option<State>,
}

impl Budget {
    pub(super) fn start(limits: &Limits) -> Self {
        USED.set(0);
        let state = State { deadline: Instant::now().checked_add(limits.time), most: limits.memory };
        Budget { before: STATE.replace(Some(state)) }
    }
}

impl Drop for Budget {
    fn drop(&mut self) {
        STATE.set(self.before);
    }
}

/// A step of work was done.
pub(super) fn step() {
    let steps = STEPS.get() + 1;
    STEPS.set(steps % STEPS_PER_LOOK);
    if steps == STEPS_PER_LOOK {
        let deadline = STATE.get().and_then(|state| state.deadline);
        if deadline.is_some_and(|deadline| Instant::now() > deadline) {
            resume_unwind(Box::new(Exceeded::Time));
        }
    }
}

/// Memory was taken.
pub(super) fn grow(bytes: usize) {
    step();
    let used = USED.get() + bytes;
    USED.set(used);
    if STATE.get().is_some_and(|state| used > state.most) {
        resume_unwind(Box::new(Exceeded::Memory));
    }
}

/// Memory was given back.
pub(super) fn shrink(bytes: usize) {
    USED.set(USED.get().saturating_sub(bytes));
}
