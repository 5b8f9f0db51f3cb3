//! The hash of the name tables: the build script fills them, look-ups read them.

/// FNV-1a over a provider's index, to be continued with the bytes of a name.
pub(crate) const fn start(provider: u8) -> u64 {
    step(0xcbf2_9ce4_8422_2325, provider)
}

/// One byte more.
pub(crate) const fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(0x0100_0000_01b3)
}

/// The slot of a finished hash in a table of `mask + 1` slots.
pub(crate) const fn slot(hash: u64, mask: usize) -> usize {
    (hash ^ (hash >> 29)) as usize & mask
}
