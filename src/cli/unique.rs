//! Identifiers nobody else has: 128 bits from the system, or from the clock when it has none.

use std::fs::File;
use std::io::Read;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use super::environment::now;

/// 32 lower-case hex digits, different at every call.
pub(super) fn id() -> String {
    let mut bytes = [0u8; 16];
    let random = File::open("/dev/urandom").and_then(|mut source| source.read_exact(&mut bytes));
    if random.is_err() {
        let nanos = now().timestamp_nanos_opt().unwrap_or_default();
        bytes[..8].copy_from_slice(&nanos.to_be_bytes());
        bytes[8..12].copy_from_slice(&std::process::id().to_be_bytes());
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The same at no cost: half of it was drawn once for this process, the other half counts.
pub(super) fn next() -> String {
    static DRAWN: OnceLock<String> = OnceLock::new();
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let drawn = DRAWN.get_or_init(|| id()[..16].to_owned());
    format!("{drawn}{:016x}", COUNT.fetch_add(1, Ordering::Relaxed))
}
