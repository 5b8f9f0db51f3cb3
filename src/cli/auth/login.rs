//! `cost-ops auth login` and `logout`.

use clap::Args;
use serde_json::{Value, json};

use super::credentials::{self, Credentials};
use super::secret::{self, PasswordArgs};
use super::{authenticator, moment};
use crate::cli::remote::Remote;
use crate::cli::{Context, Failure};
use crate::client::Asked;
use crate::domain::Code;

/// Arguments of `auth login`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops auth login --email ann@example.com
  cost-ops auth login --email ann@example.com --password-stdin < password.txt")]
pub(super) struct LoginArgs {
    /// The e-mail address
    #[arg(long)]
    email: String,
    #[command(flatten)]
    password: PasswordArgs,
}

/// Logs in and keeps the tokens.
pub(super) fn run(context: &Context, args: &LoginArgs) -> Result<(), Failure> {
    if let Some(remote) = context.remote_of_anybody()? {
        let password = secret::password(context, &args.password)?;
        return log_in_at(context, &remote, &args.email, &password);
    }
    let of = credentials::ledger_name(context)?;
    let password = secret::password(context, &args.password)?;
    let (mut ledger, authenticator) = authenticator(context)?;
    let (user, tokens) = authenticator.log_in(&args.email, &password, &mut ledger, moment(context))?;
    Credentials::new(of, &user.email, tokens, context.now).keep(context)?;
    context.say(&format!("logged in as {} ({})", user.email, user.role));
    Ok(())
}

fn log_in_at(context: &Context, remote: &Remote, email: &str, password: &str) -> Result<(), Failure> {
    let answer: Value = remote.post("/api/v1/auth/login", &json!({"email": email, "password": password}))?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let (email, role) = (text(&answer["user"]["email"]), text(&answer["user"]["role"]));
    Credentials::new(remote.url().to_owned(), &email, credentials::tokens(&answer)?, context.now).keep(context)?;
    context.say(&format!("logged in as {email} ({role})"));
    Ok(())
}

/// Ends the login and forgets its tokens.
pub(super) fn log_out(context: &Context) -> Result<(), Failure> {
    let Some(kept) = credentials::read(context)? else {
        context.say("nobody is logged in");
        return Ok(());
    };
    if let Some(remote) = context.remote_of_anybody()?.filter(|remote| remote.url() == kept.of) {
        let ended = remote.with(kept.access_token.clone()).done(&Asked::post("/api/v1/auth/logout", b""));
        match ended {
            Err(failure) if failure.error.code == Code::InvalidToken => {}
            ended => ended?,
        }
    } else if Credentials::of_ledger(context)?.is_some() {
        let (mut ledger, authenticator) = authenticator(context)?;
        match authenticator.log_out(&kept.access_token, &mut ledger, context.now) {
            // The login is of an earlier key of the ledger, and so ended already.
            Err(error) if error.code == Code::InvalidToken => {}
            ended => ended?,
        }
    }
    Credentials::forget(context)?;
    context.say(&format!("{} is logged out", kept.email));
    Ok(())
}
