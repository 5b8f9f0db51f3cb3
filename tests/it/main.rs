//! The one integration binary: a module for each room's tests.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, clippy::disallowed_macros)]

mod agents;
mod agents_conformance;
mod catalog_cases;
mod catalog_layers;
mod catalog_lint;
mod cli_config;
mod cli_edges;
mod cli_ingest;
mod cli_record;
mod exports_conformance;
mod exports_refused;
mod generated;
mod ingest_flow;
mod layers;
mod readme;
mod render_hostile;
mod report_export;
mod report_ledger;
mod report_looks;
mod report_paths;
mod report_query;
mod round_trip;
mod run;
mod source_bad;
mod source_conformance;
mod source_files;
mod source_formats;
mod store_append;
mod store_events;
mod store_open;
mod store_processes;
mod store_properties;
mod store_schema;
