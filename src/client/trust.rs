//! Whose certificates are trusted: those of the system, as everything else on the machine does.
//!
//! A machine without any falls back on the list that is built in.

use std::path::Path;

use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};

use crate::domain::{Code, Error, Result};

/// Where systems keep them.
const BUNDLES: [&str; 4] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
];

/// Trusts the certificates of a file, else the system's.
///
/// # Errors
/// When the file that was named cannot be read, or has none.
pub(super) fn config(named: Option<&Path>) -> Result<TlsConfig> {
    let roots = match named {
        Some(path) => {
            let roots = certificates(path);
            if roots.is_empty() {
                let error = Error::new(Code::Config, format!("there are no certificates in {}", path.display()));
                return Err(error.hint("SSL_CERT_FILE names a file of certificates in PEM"));
            }
            roots
        }
        None => {
            BUNDLES.iter().map(|path| certificates(Path::new(path))).find(|found| !found.is_empty()).unwrap_or_default()
        }
    };
    let roots = if roots.is_empty() { RootCerts::WebPki } else { RootCerts::from(roots) };
    Ok(TlsConfig::builder().root_certs(roots).build())
}

fn certificates(path: &Path) -> Vec<Certificate<'static>> {
    let pem = std::fs::read(path).unwrap_or_default();
    let items = parse_pem(&pem).filter_map(std::result::Result::ok);
    items.filter_map(|item| if let PemItem::Certificate(one) = item { Some(one) } else { None }).collect()
}
