//! Ways in for those who try the parsers with anything: what strangers send, without a socket.
//!
//! Owns: nothing. No part of the interface.

use serde_json::Value;

use super::gate;
use super::otlp::documents;
use super::request::unescaped;

/// Reads a request as the gate does, piece by piece, and its target as routes and parameters do.
pub fn request(bytes: &[u8]) {
    if let Some(inside) = gate::inside_of(bytes) {
        let text = String::from_utf8(inside).expect("what goes on inside is text");
        assert!(text.ends_with("\r\n\r\n") && text.matches("\r\n\r\n").count() == 1, "two requests go on inside");
    }
    let text = String::from_utf8_lossy(bytes);
    let _ = (unescaped(&text, true), unescaped(&text, false));
}

/// The documents these bytes are, read as each kind of telemetry.
pub fn telemetry(bytes: &[u8]) -> Vec<Value> {
    documents(bytes)
}
