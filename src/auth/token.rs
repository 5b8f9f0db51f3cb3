//! Access tokens: JSON Web Tokens (RFC 7519), signed with HMAC-SHA-256 and nothing else.
//!
//! Owns: writing and reading them. The header is compared with the only one we write, so that no
//! token chooses how it is checked (`none`, `RS256`, `jwk`, `crit` do not come to be read); every
//! claim must be there and of its type. A token says who and until when; what the user may do is
//! read from the ledger each time.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::signing::SigningKey;
use crate::domain::{Code, Error, Result};

/// `{"alg":"HS256","typ":"JWT"}`.
const HEADER: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";
const OURS: &str = "cost-ops";
const ACCESS: &str = "access";
/// Seconds a token is good for.
pub(super) const LIFETIME: i64 = 3600;
/// Ours are far shorter.
const LONGEST: usize = 2048;

/// What a token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Claims {
    iss: String,
    aud: String,
    /// The user.
    pub(super) sub: String,
    typ: String,
    /// The token's own name.
    jti: String,
    /// The login it belongs to.
    pub(super) sid: String,
    iat: i64,
    exp: i64,
}

impl Claims {
    pub(super) fn new(user: &str, login: &str, id: String, at: DateTime<Utc>) -> Claims {
        let iat = at.timestamp();
        Claims {
            iss: OURS.into(),
            aud: OURS.into(),
            sub: user.into(),
            typ: ACCESS.into(),
            jti: id,
            sid: login.into(),
            iat,
            exp: iat + LIFETIME,
        }
    }

    /// The token of these claims.
    pub(super) fn signed(&self, key: &SigningKey) -> String {
        let payload = serde_json::to_vec(self).expect("texts and integers are JSON");
        let body = format!("{HEADER}.{}", URL_SAFE_NO_PAD.encode(payload));
        let signature = URL_SAFE_NO_PAD.encode(key.sign(&body));
        format!("{body}.{signature}")
    }
}

/// The claims of a token that is ours and in time.
///
/// # Errors
/// [`Code::InvalidToken`], the same for all that can be wrong; [`Code::TokenExpired`] for one of
/// ours whose hour is over.
pub(super) fn read(text: &str, key: &SigningKey, at: DateTime<Utc>) -> Result<Claims> {
    let claims = ours(text, key)?;
    let now = at.timestamp();
    if claims.iat > now {
        return Err(wrong());
    }
    if claims.exp <= now {
        return Err(Error::new(Code::TokenExpired, "Token expired")
            .hint("POST /api/v1/auth/refresh gives a new one for the refresh token; so does cost-ops auth login"));
    }
    Ok(claims)
}

/// The claims of a token that is ours, in time or not.
///
/// # Errors
/// [`Code::InvalidToken`].
pub(super) fn ours(text: &str, key: &SigningKey) -> Result<Claims> {
    let claims = signed_by(text, key).ok_or_else(wrong)?;
    let named = claims.iss == OURS && claims.aud == OURS && claims.typ == ACCESS && !claims.jti.is_empty();
    let timely = claims.exp.checked_sub(claims.iat) == Some(LIFETIME);
    if named && timely { Ok(claims) } else { Err(wrong()) }
}

fn signed_by(text: &str, key: &SigningKey) -> Option<Claims> {
    if text.len() > LONGEST {
        return None;
    }
    let (body, signature) = text.rsplit_once('.')?;
    let payload = body.strip_prefix(HEADER)?.strip_prefix('.')?;
    let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
    if !key.is_signed(body, &signature) {
        return None;
    }
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).ok()?).ok()
}

fn wrong() -> Error {
    Error::new(Code::InvalidToken, "the access token is not valid").hint("cost-ops auth login gives a new one")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn instant() -> DateTime<Utc> {
        DateTime::from_timestamp(1_790_000_000, 0).expect("an instant")
    }

    fn claims() -> Claims {
        Claims::new("usr_1", "login_1", "jti_1".into(), instant())
    }

    fn forged(key: &SigningKey, header: &str, payload: &str) -> String {
        let body = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(payload));
        let signature = URL_SAFE_NO_PAD.encode(key.sign(&body));
        format!("{body}.{signature}")
    }

    #[test]
    fn a_token_says_what_it_was_given_for_an_hour() {
        let key = SigningKey::random().expect("random");
        let token = claims().signed(&key);
        assert_eq!(read(&token, &key, instant()), Ok(claims()));
        let code = |seconds| {
            let at = instant() + chrono::TimeDelta::seconds(seconds);
            read(&token, &key, at).map_or_else(|error| error.code.as_str(), |_| "good")
        };
        assert_eq!((code(LIFETIME - 1), code(LIFETIME), code(-1)), ("good", "TOKEN_EXPIRED", "INVALID_TOKEN"));
    }

    #[test]
    fn no_forged_token_is_taken() {
        let key = SigningKey::random().expect("random");
        let good = serde_json::to_value(claims()).expect("JSON");
        let header = r#"{"alg":"HS256","typ":"JWT"}"#;
        assert!(read(&forged(&key, header, &good.to_string()), &key, instant()).is_ok(), "the forge itself works");
        let mut tokens = Vec::new();
        for header in [
            r#"{"alg":"none","typ":"JWT"}"#,
            r#"{"alg":"None"}"#,
            r#"{"alg":"RS256","typ":"JWT"}"#,
            r#"{"alg":"HS384","typ":"JWT"}"#,
            r#"{"alg":"HS256","typ":"JWT","jwk":{}}"#,
            r#"{"alg":"HS256","typ":"JWT","crit":["exp"]}"#,
            r#"{"alg":"HS256","typ":"JWT","kid":"../../etc/passwd"}"#,
            r#"{"typ":"JWT","alg":"HS256"}"#,
        ] {
            tokens.push(forged(&key, header, &good.to_string()));
        }
        for (claim, value) in [
            ("exp", json!("9999999999")),
            ("exp", json!(9_999_999_999_i64)),
            ("exp", json!(1.79e9)),
            ("exp", Value::Null),
            ("iat", json!(i64::MIN)),
            ("iat", json!(1_790_000_001)),
            ("aud", json!("another")),
            ("aud", json!(["cost-ops"])),
            ("iss", json!("another")),
            ("typ", json!("refresh")),
            ("jti", json!("")),
            ("sub", json!(1)),
            ("admin", json!(true)),
        ] {
            let mut claims = good.clone();
            claims[claim] = value;
            tokens.push(forged(&key, header, &claims.to_string()));
        }
        let another = SigningKey::random().expect("random");
        let token = claims().signed(&key);
        let (body, _) = token.rsplit_once('.').expect("three parts");
        tokens.extend([
            claims().signed(&another),
            format!("{body}."),
            body.to_owned(),
            format!("{token}="),
            format!("{token}.x"),
            format!(" {token}"),
            String::new(),
            "..".to_owned(),
            "x".repeat(1_000_000),
        ]);
        assert!(tokens.len() >= 25, "{}", tokens.len());
        for token in tokens {
            let error = read(&token, &key, instant()).expect_err("not ours");
            assert_eq!(error.code, Code::InvalidToken, "{token:.200}");
        }
    }
}
