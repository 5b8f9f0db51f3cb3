//! The slow hash of secrets: argon2id with 19 MiB, two passes, one lane (OWASP's first choice).
//!
//! Owns: hashing and comparing, one at a time. About 14 ms each, which is what makes guessing dear.

use std::sync::Mutex;

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};

use super::{lock, random};
use crate::domain::{Code, Error, Result};

const KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Fewer characters are guessed too soon.
const SHORTEST: usize = 12;
/// More cost time and add nothing.
const LONGEST: usize = 1024;

/// One hash at a time in the whole process: more would let wrong secrets take every core.
static ONE: Mutex<()> = Mutex::new(());
/// Blocks of 1 KiB that are asked for at least, of which those in use are touched. What is larger than
/// 32 MiB glibc gives back to the system; of less it would keep as much for each thread that ever made one.
const GIVEN_BACK: usize = 34 * 1024;

fn derived(params: Params, secret: &str, salt: &[u8]) -> argon2::password_hash::Result<Output> {
    let _one = lock(&ONE);
    let blocks = params.block_count();
    let mut room = Vec::with_capacity(blocks.max(GIVEN_BACK));
    room.resize(blocks, Block::default());
    let mut out = [0; Params::DEFAULT_OUTPUT_LEN];
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password_into_with_memory(secret.as_bytes(), salt, &mut out, &mut room)?;
    Ok(Output::new(&out)?)
}

/// The hash of a secret, as a PHC string with its own salt.
///
/// # Errors
/// When the system gives no random bytes.
pub fn hash(secret: &str) -> Result<String> {
    let salt = random::<16>()?;
    let params = Params::new(KIB, PASSES, LANES, None).expect("within argon2's limits");
    let told = || -> argon2::password_hash::Result<String> {
        let hash = PasswordHash {
            algorithm: Algorithm::Argon2id.ident(),
            version: Some(Version::V0x13.into()),
            params: ParamsString::try_from(&params)?,
            salt: Some(Salt::new(&salt)?),
            hash: Some(derived(params.clone(), secret, &salt)?),
        };
        Ok(hash.to_string())
    };
    told().map_err(|error| Error::new(Code::Internal, format!("cannot hash: {error}")))
}

/// Whether a secret is the one of the hash.
pub(super) fn matches(secret: &str, hash: &str) -> bool {
    let right = || -> Option<bool> {
        let told = PasswordHash::new(hash).ok()?;
        let alike = told.algorithm == Algorithm::Argon2id.ident() && told.version == Some(Version::V0x13.into());
        let found = derived(Params::try_from(&told.params).ok()?, secret, told.salt.as_ref()?).ok()?;
        // In the same time whatever differs.
        Some(alike && Some(found) == told.hash)
    };
    secret.len() <= LONGEST && right() == Some(true)
}

/// Refuses a new password that is too short or too long.
///
/// # Errors
/// [`Code::Validation`] with the bounds.
pub fn check_new(password: &str) -> Result<()> {
    let length = password.chars().count();
    if (SHORTEST..=LONGEST).contains(&length) && password.len() <= LONGEST {
        return Ok(());
    }
    Err(Error::validation(format!("a password has {SHORTEST} to {LONGEST} characters, this one {length}"))
        .hint("some words of your own choice in a row are easy to keep in mind"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_names_its_cost_and_fits_one_secret_only() {
        let kept = hash("correct horse battery").expect("hashed");
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(matches("correct horse battery", &kept));
        assert!(!matches("correct horse batterz", &kept) && !matches("", &kept) && !matches("x", "not a hash"));
        assert_ne!(kept, hash("correct horse battery").expect("hashed"), "each has its own salt");
    }

    #[test]
    fn hashes_of_other_costs_are_compared_at_their_own() {
        // By the reference implementation: argon2 somesalt1234 -id -t 1 -k 64 -p 1 -l 32 -e
        let kept = "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQxMjM0$T9eD4zPOm19553fUYy2JNTm1viT2D72el4DDyHLlDQE";
        assert!(matches("correct horse battery", kept) && !matches("correct horse batterz", kept));
        assert!(!matches("correct horse battery", &kept.replace("argon2id", "argon2i")));
    }

    #[test]
    fn short_passwords_are_refused() {
        assert!(check_new("eleven char").is_err() && check_new(&"x".repeat(1025)).is_err());
        assert!(check_new("twelve chars").is_ok());
    }
}
