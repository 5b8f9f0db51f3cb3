//! Logins, keys and users over HTTP.
//!
//! Owns: the bodies, and that nobody gives what they do not have, or reaches beyond their own
//! organization. Refuses to know: how secrets are made and compared (`auth`).

use serde_json::{Map, Value};

use super::api::Api;
use super::params::Params;
use super::pricing::actor;
use super::reports;
use super::request::Request;
use super::response::{JSON, Response};
use super::route::Caller;
use super::settings::Credentials;
use crate::auth::{KeyWanted, Moment, Tokens, UserWanted, stated_user};
use crate::domain::{Actor, Code, Error, Identity, Result, Role, Scope};
use crate::report;
use crate::store::Ledger;

/// `POST /api/v1/auth/login`.
pub(super) fn login(api: &Api, request: &Request, _: &Caller) -> Result<Response> {
    let body = Body::of(request, &["email", "password"])?;
    let (email, password) = (body.text("email")?, body.text("password")?);
    let Some(_one) = api.logins.take() else {
        let error = Error::new(Code::RateLimited, "Too many logins at a time. Try again in 1 seconds.");
        return Err(error.retry_after(1));
    };
    let now = Moment { at: (api.settings.now)(), since: std::time::Instant::now() };
    let (user, tokens) =
        api.settings.accounts.log_in(&email, &password, &mut *api.ledger()?, now).inspect_err(|_| {
            api.metrics.auth_failed();
        })?;
    let mut answer = pair(&tokens);
    answer.insert("user".into(), stated_user(&user));
    Ok(Response::json(200, &answer.into()))
}

/// `POST /api/v1/auth/refresh`: a new pair for a refresh token, which is spent.
pub(super) fn refresh(api: &Api, request: &Request, _: &Caller) -> Result<Response> {
    let body = Body::of(request, &["refresh_token"])?;
    let presented = body.text("refresh_token")?;
    let refreshed = api.settings.accounts.refresh(&presented, &mut *api.ledger()?, (api.settings.now)());
    let tokens = refreshed.inspect_err(|_| api.metrics.auth_failed())?;
    Ok(Response::json(200, &pair(&tokens).into()))
}

/// `POST /api/v1/auth/logout`: ends the login of the access token, also of one whose hour is over.
pub(super) fn logout(api: &Api, request: &Request, _: &Caller) -> Result<Response> {
    let Credentials::Secret(access) = request.credentials() else { return Err(super::callers::missing()) };
    api.settings.accounts.log_out(access, &mut *api.ledger()?, (api.settings.now)())?;
    Ok(Response::new(204, JSON, Vec::new()))
}

fn pair(tokens: &Tokens) -> Map<String, Value> {
    let mut pair = Map::new();
    pair.insert("access_token".into(), tokens.access.as_str().into());
    pair.insert("refresh_token".into(), tokens.refresh.as_str().into());
    pair.insert("token_type".into(), "Bearer".into());
    pair.insert("expires_in".into(), tokens.expires_in.into());
    pair
}

/// `GET /api/v1/auth/whoami`.
pub(super) fn whoami(_: &Api, request: &Request, caller: &Caller) -> Result<Response> {
    let params = Params::of(request, false, &[&["format"]])?;
    reports::rendered(&report::who(known(caller)?), params.form()?)
}

/// `GET /api/v1/auth/api-keys`.
pub(super) fn keys(api: &Api, request: &Request, caller: &Caller) -> Result<Response> {
    let params = Params::of(request, false, &[&["tz", "format"]])?;
    let own = known(caller)?.organization.as_deref();
    let mut keys = api.ledger()?.keys()?;
    keys.retain(|key| own.is_none_or(|own| key.confined_to().as_deref() == Some(own)));
    let table = report::keys(&keys, (api.settings.now)(), params.zone(api.settings.zone)?);
    reports::rendered(&table, params.form()?)
}

/// `POST /api/v1/auth/api-keys`: the only answer with the key.
pub(super) fn create_key(api: &Api, request: &Request, caller: &Caller) -> Result<Response> {
    let body = Body::of(request, &["name", "role", "scopes", "organization", "expires", "test"])?;
    let known = known(caller)?;
    let wanted = KeyWanted {
        name: body.text("name")?,
        role: body.role(Role::Engineer)?,
        scopes: body.scopes()?,
        organization: known.confine(body.optional("organization")?.as_deref())?,
        expires: body.optional("expires")?,
        test: body.flag("test")?,
    };
    let issued = wanted.make((api.settings.now)())?;
    gives_own(known, &issued.key.scopes)?;
    acting(api, caller, |ledger| ledger.add_key(&issued.key, &issued.secret))?;
    let location = format!("/api/v1/auth/api-keys/{}", issued.key.id);
    Ok(Response::json(201, &issued.stated()).header("Location", location).header("Cache-Control", "no-store"))
}

/// `DELETE /api/v1/auth/api-keys/{id}`: the next request with it is refused.
pub(super) fn revoke_key(api: &Api, request: &Request, caller: &Caller) -> Result<Response> {
    Params::of(request, false, &[])?;
    let (own, id) = (known(caller)?.organization.as_deref(), &request.segment);
    acting(api, caller, |ledger| {
        let found = ledger.key(id)?.map(|(key, _)| key);
        // A key of another organization is not there.
        if found.is_some_and(|key| own.is_some_and(|own| key.confined_to().as_deref() != Some(own))) {
            return Err(Error::new(Code::NotFound, format!("there is no key {id}")));
        }
        ledger.revoke_key(id, (api.settings.now)())
    })?;
    Ok(Response::new(204, JSON, Vec::new()))
}

/// `GET /api/v1/auth/users`.
pub(super) fn users(api: &Api, request: &Request, caller: &Caller) -> Result<Response> {
    let params = Params::of(request, false, &[&["tz", "format"]])?;
    let own = known(caller)?.organization.as_deref();
    let mut users = api.ledger()?.users()?;
    users.retain(|user| own.is_none_or(|own| user.organization.as_deref() == Some(own)));
    reports::rendered(&report::users(&users, params.zone(api.settings.zone)?), params.form()?)
}

/// `POST /api/v1/auth/users`.
pub(super) fn add_user(api: &Api, request: &Request, caller: &Caller) -> Result<Response> {
    let body = Body::of(request, &["email", "password", "role", "organization"])?;
    let known = known(caller)?;
    let role = body.role(Role::Viewer)?;
    let organization = known.confine(body.optional("organization")?.as_deref())?;
    let wanted = UserWanted::new(&body.text("email")?, role, organization)?;
    gives_own(known, role.scopes())?;
    let (user, hash) = wanted.make(&body.text("password")?, (api.settings.now)())?;
    acting(api, caller, |ledger| ledger.add_user(&user, &hash))?;
    Ok(Response::json(201, &stated_user(&user)))
}

/// `DELETE /api/v1/auth/users/{id}`: disables a user, by id or address.
pub(super) fn disable_user(api: &Api, request: &Request, caller: &Caller) -> Result<Response> {
    Params::of(request, false, &[])?;
    let (own, id) = (known(caller)?.organization.as_deref(), &request.segment);
    let user = acting(api, caller, |ledger| {
        let other = |user: &&crate::domain::User| user.organization.as_deref() != own;
        let users = if own.is_some() { ledger.users()? } else { Vec::new() };
        if users.iter().filter(other).any(|user| user.id == *id || user.email == *id) {
            return Err(Error::new(Code::NotFound, format!("there is no user {id}")));
        }
        ledger.disable_user(id, (api.settings.now)())
    })?;
    Ok(Response::json(200, &stated_user(&user)))
}

fn known(caller: &Caller) -> Result<&Identity> {
    caller.identity.as_ref().ok_or_else(super::callers::missing)
}

/// Nobody makes a key or user that may do more than they.
fn gives_own(caller: &Identity, scopes: &[Scope]) -> Result<()> {
    scopes.iter().try_for_each(|scope| caller.require(*scope))
}

/// Does something in the name of the caller.
fn acting<T>(api: &Api, caller: &Caller, act: impl FnOnce(&mut Ledger) -> Result<T>) -> Result<T> {
    let mut ledger = api.ledger()?;
    ledger.act_as(actor(caller));
    let done = act(&mut ledger);
    ledger.act_as(Actor::System);
    done
}

/// The JSON object of a body, of which all names are known.
struct Body(Map<String, Value>);

impl Body {
    fn of(request: &Request, known: &[&str]) -> Result<Body> {
        Params::of(request, false, &[])?;
        let mut body = request.json()?;
        body.retain(|_, value| !value.is_null());
        match body.keys().find(|name| !known.contains(&name.as_str())) {
            None => Ok(Body(body)),
            Some(other) => {
                let error = Error::validation(format!("there is no field {other:?} here")).detail(other, "not known");
                Err(error.hint(format!("it takes {}", known.join(", "))))
            }
        }
    }

    fn optional(&self, name: &str) -> Result<Option<String>> {
        match self.0.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(wrong(name, "must be text")),
        }
    }

    fn text(&self, name: &str) -> Result<String> {
        let found = self.optional(name)?.filter(|text| !text.trim().is_empty());
        found.ok_or_else(|| Error::new(Code::MissingField, format!("{name} is missing")).detail(name, "must be given"))
    }

    fn role(&self, usual: Role) -> Result<Role> {
        let name = self.optional("role")?;
        name.map_or(Ok(usual), |name| Role::by_name(&name).map_err(|error| error.detail("role", "no such role")))
    }

    fn scopes(&self) -> Result<Vec<Scope>> {
        let read = |value: &Value| {
            let name = value.as_str().ok_or_else(|| wrong("scopes", "must be an array of texts"))?;
            Scope::by_name(name).map_err(|error| error.detail("scopes", "no such scope"))
        };
        match self.0.get("scopes") {
            None => Ok(Vec::new()),
            Some(Value::Array(scopes)) => scopes.iter().map(read).collect(),
            Some(_) => Err(wrong("scopes", "must be an array of texts")),
        }
    }

    fn flag(&self, name: &str) -> Result<bool> {
        match self.0.get(name) {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(_) => Err(wrong(name, "must be true or false")),
        }
    }
}

fn wrong(name: &str, why: &str) -> Error {
    Error::validation(format!("{name} {why}")).detail(name, why)
}
