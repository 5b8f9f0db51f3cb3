//! The copies of events within a batch.
//!
//! Owns: which records of a batch are of one event. Refuses to know: what becomes of them.

use super::identity;
use super::prepared::Prepared;

/// The copies of one event within a batch, by position.
pub(super) struct Cluster {
    pub hash: i64,
    pub first: usize,
    pub rest: Vec<usize>,
}

/// Bits of a place in a batch, beside the bits of a hash.
const PLACE: u32 = 64 - identity::BITS;

/// Groups the copies of an event, in the order of their hashes.
pub(super) fn clusters(batch: &[&Prepared]) -> Vec<Cluster> {
    // Hash and place in one word: a hash leaves 22 bits, four million places.
    let hash = |event: &Prepared| event.hash.unsigned_abs() << PLACE;
    let mut keys: Vec<u64> = (0..).zip(batch).map(|(at, event)| hash(event) | at).collect();
    keys.sort_unstable();
    let mut clusters: Vec<Cluster> = Vec::with_capacity(batch.len());
    for key in keys {
        let (hash, at) = ((key >> PLACE).cast_signed(), (key & ((1 << PLACE) - 1)) as usize);
        let alike = clusters.iter_mut().rev().take_while(|cluster| cluster.hash == hash);
        match alike.into_iter().find(|cluster| batch[cluster.first].is(batch[at])) {
            Some(cluster) => cluster.rest.push(at),
            None => clusters.push(Cluster { hash, first: at, rest: Vec::new() }),
        }
    }
    clusters
}

/// Clusters by their first events' places in a batch of that length.
pub(super) fn in_order(clusters: Vec<Cluster>, length: usize) -> impl Iterator<Item = Cluster> {
    let mut places: Vec<Option<Cluster>> = std::iter::repeat_with(|| None).take(length).collect();
    for cluster in clusters {
        let place = cluster.first;
        places[place] = Some(cluster);
    }
    places.into_iter().flatten()
}
