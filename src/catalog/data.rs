//! The embedded catalog and the grammar of names, as the build script writes them from
//! `files/*.toml` and `names.toml`.
//!
//! Owns: these two tables. Refuses to know: everything else; their shape is `shape`'s.

use super::shape::{
    Amount, Catalog, ClassRate, Grammar, Held, Hours, Model, Name, Names, Price, Provider, Schedule, Second, Seldom,
    Uplift,
};
use crate::domain::UsageClass::*;

include!(concat!(env!("OUT_DIR"), "/catalog.rs"));
