//! Who may go in with a body that is not small: in the order they came, so many bytes at a time.
//!
//! Owns: the line, and what is inside of it. Refuses to know: what is sent. A batch takes several
//! times its size once its records are understood, until they are stored: what is inside at a time is
//! enough to keep every processor busy, and whoever waits holds no more than what was sent.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::Thread;
use std::time::Instant;

/// Bodies up to this size go past the line: all connections together send little of them. A packed one
/// counts as what it usually holds.
pub(in crate::server) const SMALL: usize = 16 * 1024;
/// What a body counts at least: records of few bytes are records all the same.
const LEAST: usize = 128 * 1024;
/// Bytes inside at a time. A body that is larger goes in alone.
const ROOM: usize = 16 * LEAST;

/// The line.
#[derive(Default)]
pub(super) struct Passage(Mutex<Line>);

#[derive(Default)]
struct Line {
    inside: usize,
    waiting: VecDeque<(u64, Thread)>,
    next: u64,
}

impl Line {
    fn fits(&self, bytes: usize) -> bool {
        self.inside == 0 || self.inside + bytes <= ROOM
    }

    fn wake_first(&self) {
        if let Some((_, first)) = self.waiting.front() {
            first.unpark();
        }
    }
}

/// A body that is inside, until this goes.
pub(super) struct Inside<'a> {
    line: &'a Mutex<Line>,
    bytes: usize,
}

impl Passage {
    /// Lets a body of this size in when it is its turn; `None` when that is not in time.
    pub(super) fn enter(&self, bytes: usize, until: Instant) -> Option<Inside<'_>> {
        let bytes = if bytes <= SMALL { 0 } else { bytes.max(LEAST) };
        let mut line = lock(&self.0);
        if bytes == 0 || (line.waiting.is_empty() && line.fits(bytes)) {
            return Some(self.let_in(line, bytes));
        }
        let number = line.next;
        line.next += 1;
        line.waiting.push_back((number, std::thread::current()));
        loop {
            drop(line);
            let left = until.checked_duration_since(Instant::now());
            std::thread::park_timeout(left.unwrap_or_default());
            line = lock(&self.0);
            let is_first = line.waiting.front().is_some_and(|(first, _)| *first == number);
            if is_first && line.fits(bytes) {
                line.waiting.pop_front();
                return Some(self.let_in(line, bytes));
            }
            if left.is_none() {
                line.waiting.retain(|(other, _)| *other != number);
                line.wake_first();
                return None;
            }
        }
    }

    fn let_in(&self, mut line: MutexGuard<'_, Line>, bytes: usize) -> Inside<'_> {
        line.inside += bytes;
        // There may be room for another.
        line.wake_first();
        Inside { line: &self.0, bytes }
    }
}

impl Drop for Inside<'_> {
    fn drop(&mut self) {
        if self.bytes > 0 {
            let mut line = lock(self.line);
            line.inside -= self.bytes;
            line.wake_first();
        }
    }
}

fn lock(line: &Mutex<Line>) -> MutexGuard<'_, Line> {
    line.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use super::*;

    #[test]
    fn what_is_large_waits_for_its_turn_and_what_is_small_does_not() {
        let (passage, now) = (Passage::default(), Instant::now());
        let most: Vec<_> = (0..ROOM / LEAST).map(|_| passage.enter(SMALL + 1, now).expect("room")).collect();
        assert!(passage.enter(SMALL + 1, now).is_none() && passage.enter(ROOM * 9, now).is_none());
        assert!(passage.enter(SMALL, now).is_some());
        drop(most);
        let alone = passage.enter(ROOM * 9, now).expect("nobody is inside");
        assert!(passage.enter(SMALL + 1, now).is_none());
        drop(alone);
        assert!(passage.enter(SMALL + 1, now).is_some());
    }

    #[test]
    fn they_go_in_as_they_came() {
        let passage = Passage::default();
        let until = Instant::now() + Duration::from_secs(60);
        let (tell, told) = channel();
        let mut alone = passage.enter(ROOM, until);
        std::thread::scope(|scope| {
            for number in 0..8 {
                let (tell, passage) = (tell.clone(), &passage);
                scope.spawn(move || {
                    let _inside = passage.enter(ROOM - number, until).expect("in time");
                    tell.send(number).expect("heard");
                });
                while lock(&passage.0).waiting.len() <= number {
                    std::thread::yield_now();
                }
            }
            alone.take();
        });
        drop(tell);
        assert_eq!(told.iter().collect::<Vec<_>>(), (0..8).collect::<Vec<_>>());
    }
}
