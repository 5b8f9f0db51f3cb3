//! Who is connected: so many at most, and who goes when there are more.
//!
//! Owns: the seats, the bytes of bodies held in memory. Refuses to know: HTTP. At the cap the one
//! that has been sending its request, or idling, the longest makes room; whoever waits for an answer stays.

use std::net::{Shutdown, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// What a connection is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doing {
    /// Waiting for a request, or in the middle of one, since then.
    Sending(Instant),
    /// Waiting for its answer, or taking it.
    Served,
}

struct Seat {
    number: u64,
    stream: Arc<TcpStream>,
    doing: Doing,
}

#[derive(Default)]
struct Taken {
    seats: Vec<Seat>,
    next: u64,
    draining: bool,
}

impl Taken {
    /// Ends the one that has been sending, or idling, the longest; false when all are served.
    fn make_room(&mut self) -> bool {
        let since = |seat: &Seat| match seat.doing {
            Doing::Sending(since) => Some(since),
            Doing::Served => None,
        };
        let waiting = self.seats.iter().enumerate().filter_map(|(at, seat)| Some((since(seat)?, at)));
        let Some((_, oldest)) = waiting.min() else { return false };
        let gone = self.seats.swap_remove(oldest);
        let _ = gone.stream.shutdown(Shutdown::Both);
        true
    }
}

/// All seats.
pub(super) struct Seats {
    taken: Mutex<Taken>,
    left: Condvar,
    most: usize,
    /// Bytes of bodies that may still come in.
    room: AtomicUsize,
}

impl Seats {
    /// So many seats, and so many bytes of bodies among all of them.
    pub(super) fn new(most: usize, bytes: usize) -> Self {
        Seats { taken: Mutex::default(), left: Condvar::new(), most, room: AtomicUsize::new(bytes) }
    }

    fn lock(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A seat, if need be that of another; `None` when all are being served, or none are given
    /// any more.
    pub(super) fn take(&self, stream: &Arc<TcpStream>) -> Option<u64> {
        let mut taken = self.lock();
        if taken.draining {
            return None;
        }
        if taken.seats.len() >= self.most && !taken.make_room() {
            return None;
        }
        let number = taken.next;
        taken.next += 1;
        taken.seats.push(Seat { number, stream: Arc::clone(stream), doing: Doing::Sending(Instant::now()) });
        Some(number)
    }

    /// Ends the one that has been sending the longest, for the descriptor it holds.
    pub(super) fn make_room(&self) {
        self.lock().make_room();
    }

    /// It has sent a whole request; false when its seat was given to another, or all are to end.
    pub(super) fn serve(&self, number: u64) -> bool {
        self.put(number, Doing::Served)
    }

    /// It may send the next one; false when it may not.
    pub(super) fn wait(&self, number: u64) -> bool {
        self.put(number, Doing::Sending(Instant::now())) && !self.lock().draining
    }

    fn put(&self, number: u64, doing: Doing) -> bool {
        let mut taken = self.lock();
        match taken.seats.iter_mut().find(|seat| seat.number == number) {
            Some(seat) => {
                seat.doing = doing;
                true
            }
            None => false,
        }
    }

    /// It is gone.
    pub(super) fn leave(&self, number: u64) {
        let mut taken = self.lock();
        taken.seats.retain(|seat| seat.number != number);
        if taken.seats.is_empty() {
            self.left.notify_all();
        }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.lock().seats.len()
    }

    pub(super) fn is_draining(&self) -> bool {
        self.lock().draining
    }

    /// Ends those that wait, lets those that are served end; true when all have within the time.
    pub(super) fn drain(&self, patience: Duration) -> bool {
        let end = Instant::now() + patience;
        let mut taken = self.lock();
        taken.draining = true;
        for seat in taken.seats.iter().filter(|seat| seat.doing != Doing::Served) {
            let _ = seat.stream.shutdown(Shutdown::Read);
        }
        while !taken.seats.is_empty() {
            let Some(left) = end.checked_duration_since(Instant::now()) else { return false };
            taken = self.left.wait_timeout(taken, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        true
    }

    /// Room for so many bytes more; `None` when there is none.
    pub(super) fn reserve(&self, bytes: usize) -> Option<Reserved<'_>> {
        let less = |room: usize| room.checked_sub(bytes);
        self.room.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).ok()?;
        Some(Reserved { seats: self, bytes })
    }
}

/// Bytes that are free again when this goes.
pub(super) struct Reserved<'a> {
    seats: &'a Seats,
    bytes: usize,
}

impl<'a> Reserved<'a> {
    /// So many more; false when there is no room.
    pub(super) fn grow(&mut self, bytes: usize) -> bool {
        let Some(more) = self.seats.reserve(bytes) else { return false };
        self.bytes += more.bytes;
        std::mem::forget(more);
        true
    }
}

impl Drop for Reserved<'_> {
    fn drop(&mut self) {
        self.seats.room.fetch_add(self.bytes, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    fn stream(listener: &TcpListener) -> Arc<TcpStream> {
        Arc::new(TcpStream::connect(listener.local_addr().expect("an address")).expect("a connection"))
    }

    #[test]
    fn the_one_that_sends_longest_makes_room() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let seats = Seats::new(2, 100);
        let (first, second) =
            (seats.take(&stream(&listener)).expect("free"), seats.take(&stream(&listener)).expect("free"));
        assert!(seats.serve(first));
        let third = seats.take(&stream(&listener)).expect("the second's");
        assert_eq!((seats.count(), seats.serve(second)), (2, false));
        assert!(seats.serve(third));
        assert_eq!(seats.take(&stream(&listener)), None, "all are served");
    }

    #[test]
    fn bytes_come_back() {
        let seats = Seats::new(1, 100);
        let mut held = seats.reserve(60).expect("room");
        assert!(seats.reserve(50).is_none() && held.grow(40) && !held.grow(1));
        drop(held);
        assert!(seats.reserve(100).is_some());
    }
}
