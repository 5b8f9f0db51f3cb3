//! Who may do what: scopes, the roles that bundle them, and what a caller is known to be.
//!
//! Owns: the two closed lists and what follows from them, denying what is not listed. Refuses to
//! know: keys, passwords, tokens, where an identity came from beyond its name.

use std::fmt;

use super::{Code, Error, Result, did_you_mean};

/// One thing a caller may be allowed to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    UsageRead,
    UsageWrite,
    CostsRead,
    PricingRead,
    PricingWrite,
    AnalyticsRead,
    ExportRead,
    ForecastRead,
    BudgetWrite,
    AuditRead,
    /// Keys and users.
    Admin,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Scope; 11] = [
        Scope::UsageRead,
        Scope::UsageWrite,
        Scope::CostsRead,
        Scope::PricingRead,
        Scope::PricingWrite,
        Scope::AnalyticsRead,
        Scope::ExportRead,
        Scope::ForecastRead,
        Scope::BudgetWrite,
        Scope::AuditRead,
        Scope::Admin,
    ];

    /// The scope as it is written: `usage:read`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Scope::UsageRead => "usage:read",
            Scope::UsageWrite => "usage:write",
            Scope::CostsRead => "costs:read",
            Scope::PricingRead => "pricing:read",
            Scope::PricingWrite => "pricing:write",
            Scope::AnalyticsRead => "analytics:read",
            Scope::ExportRead => "export:read",
            Scope::ForecastRead => "forecast:read",
            Scope::BudgetWrite => "budget:write",
            Scope::AuditRead => "audit:read",
            Scope::Admin => "admin:*",
        }
    }

    /// The scope that is written so.
    ///
    /// # Errors
    /// [`Code::Validation`] with all scopes as the hint.
    pub fn by_name(name: &str) -> Result<Scope> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == name).ok_or_else(|| {
            let all = format!("the scopes are {}", Self::ALL.map(Scope::as_str).join(" "));
            let hint = did_you_mean(name, Self::ALL.iter().map(|scope| scope.as_str()), all);
            Error::validation(format!("there is no scope {name}")).hint(hint)
        })
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a key or a user is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Reads usage, costs and the prices they came from.
    Viewer,
    /// A viewer who also analyses, forecasts and exports.
    Analyst,
    /// An analyst who also records usage.
    Engineer,
    /// Everything.
    Admin,
    /// Prices, budgets and costs, and no usage.
    BillingAdmin,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 5] = [Role::Viewer, Role::Analyst, Role::Engineer, Role::Admin, Role::BillingAdmin];

    /// The role as it is written: `billing_admin`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Role::Viewer => "viewer",
            Role::Analyst => "analyst",
            Role::Engineer => "engineer",
            Role::Admin => "admin",
            Role::BillingAdmin => "billing_admin",
        }
    }

    /// The role that is written so.
    ///
    /// # Errors
    /// [`Code::Validation`] with all roles as the hint.
    pub fn by_name(name: &str) -> Result<Role> {
        Self::ALL.into_iter().find(|role| role.as_str() == name).ok_or_else(|| {
            let all = format!("the roles are {}", Self::ALL.map(Role::as_str).join(", "));
            let hint = did_you_mean(name, Self::ALL.iter().map(|role| role.as_str()), all);
            Error::validation(format!("there is no role {name}")).hint(hint)
        })
    }

    /// What the role allows; what is not listed is not allowed.
    pub fn scopes(self) -> &'static [Scope] {
        use Scope::{AnalyticsRead, BudgetWrite, CostsRead, ExportRead, ForecastRead, PricingRead, PricingWrite};
        use Scope::{UsageRead, UsageWrite};
        match self {
            Role::Viewer => &[UsageRead, CostsRead, PricingRead],
            Role::Analyst => &[UsageRead, CostsRead, PricingRead, AnalyticsRead, ExportRead, ForecastRead],
            Role::Engineer => &[UsageRead, CostsRead, PricingRead, AnalyticsRead, ExportRead, ForecastRead, UsageWrite],
            Role::Admin => &Scope::ALL,
            Role::BillingAdmin => &[CostsRead, PricingRead, PricingWrite, BudgetWrite],
        }
    }

    /// The role's scopes, or those of them that were asked for.
    ///
    /// # Errors
    /// [`Code::Validation`] for a scope the role does not have.
    pub fn narrowed(self, asked: &[Scope]) -> Result<Vec<Scope>> {
        match asked.iter().find(|scope| !self.scopes().contains(scope)) {
            Some(beyond) => {
                Err(Error::validation(format!("the role {} does not have the scope {beyond}", self.as_str()))
                    .hint(format!("roles with it: {}", having(*beyond))))
            }
            None if asked.is_empty() => Ok(self.scopes().to_vec()),
            None => Ok(Scope::ALL.into_iter().filter(|scope| asked.contains(scope)).collect()),
        }
    }
}

fn having(scope: Scope) -> String {
    let roles = Role::ALL.into_iter().filter(|role| role.scopes().contains(&scope));
    roles.map(Role::as_str).collect::<Vec<_>>().join(", ")
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The organization under which a test key's records are kept, away from all others.
pub const TEST_ORGANIZATION: &str = "test";

/// A caller who is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The id of the key or user, or the name of the local user.
    pub subject: String,
    /// What people call it.
    pub name: String,
    /// The only organization it sees and writes for; `None` for the whole ledger.
    pub organization: Option<String>,
    pub role: Role,
    pub scopes: Vec<Scope>,
    /// Where it comes from: `api key`, `token`, `owner of the ledger file`.
    pub via: &'static str,
    /// Whether it is confined to test data ([`Identity::organization`] says how).
    pub test: bool,
}

impl Identity {
    /// Refuses what is not allowed.
    ///
    /// # Errors
    /// [`Code::Forbidden`] naming the scope that is missing.
    pub fn require(&self, scope: Scope) -> Result<()> {
        if self.scopes.contains(&scope) {
            return Ok(());
        }
        Err(Error::new(
            Code::Forbidden,
            format!("Insufficient permissions: {} ({}) has not the scope {scope}", self.name, self.role),
        )
        .hint(format!("roles with it: {}", having(scope))))
    }

    /// The organization a question or a record is confined to, given the one it names.
    ///
    /// # Errors
    /// [`Code::Forbidden`] when it names another than the caller's own.
    pub fn confine(&self, asked: Option<&str>) -> Result<Option<String>> {
        match (&self.organization, asked.filter(|name| !name.is_empty())) {
            (None, asked) => Ok(asked.map(str::to_owned)),
            (Some(own), None) => Ok(Some(own.clone())),
            (Some(own), Some(asked)) if own == asked => Ok(Some(own.clone())),
            // A test key writes what a live one would, and it lands among the test data.
            (Some(own), Some(asked)) if self.test && own.strip_prefix("test:") == Some(asked) => Ok(Some(own.clone())),
            (Some(own), Some(_)) => Err(Error::new(
                Code::Forbidden,
                format!("Insufficient permissions: {} sees the organization {own} only", self.name),
            )),
        }
    }
}

/// The organization a test key is confined to.
pub fn test_organization(organization: Option<&str>) -> String {
    organization.map_or_else(|| TEST_ORGANIZATION.to_owned(), |name| format!("{TEST_ORGANIZATION}:{name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(role: Role, organization: Option<&str>) -> Identity {
        Identity {
            subject: "k".into(),
            name: "ci".into(),
            organization: organization.map(str::to_owned),
            role,
            scopes: role.scopes().to_vec(),
            via: "api key",
            test: false,
        }
    }

    #[test]
    fn the_plain_roles_contain_each_other() {
        for pair in [Role::Viewer, Role::Analyst, Role::Engineer, Role::Admin].windows(2) {
            assert!(pair[0].scopes().iter().all(|scope| pair[1].scopes().contains(scope)), "{pair:?}");
            assert!(pair[0].scopes().len() < pair[1].scopes().len());
        }
        assert!(!Role::BillingAdmin.scopes().contains(&Scope::UsageRead));
        assert!(!Role::BillingAdmin.scopes().contains(&Scope::Admin));
    }

    #[test]
    fn scopes_narrow_a_role_and_never_widen_it() {
        let asked = [Scope::CostsRead, Scope::UsageRead];
        assert_eq!(Role::Viewer.narrowed(&asked).expect("of the role"), [Scope::UsageRead, Scope::CostsRead]);
        assert_eq!(Role::Viewer.narrowed(&[]).expect("all"), Role::Viewer.scopes());
        let beyond = Role::Viewer.narrowed(&[Scope::UsageWrite]).expect_err("beyond the role");
        assert_eq!(beyond.hint.as_deref(), Some("roles with it: engineer, admin"));
    }

    #[test]
    fn names_are_read_as_they_are_written() {
        assert!(Scope::ALL.iter().all(|scope| Scope::by_name(scope.as_str()) == Ok(*scope)));
        assert!(Role::ALL.iter().all(|role| Role::by_name(role.as_str()) == Ok(*role)));
        assert!(Scope::by_name("usage:*").is_err() && Role::by_name("root").is_err());
    }

    #[test]
    fn a_caller_sees_its_own_organization_only() {
        let own = identity(Role::Engineer, Some("acme"));
        assert_eq!(own.confine(None), Ok(Some("acme".into())));
        assert_eq!(own.confine(Some("acme")), Ok(Some("acme".into())));
        assert_eq!(own.confine(Some("other")).expect_err("another's").code, Code::Forbidden);
        assert_eq!(identity(Role::Admin, None).confine(Some("other")), Ok(Some("other".into())));
        let test = Identity { test: true, ..identity(Role::Engineer, Some("test:acme")) };
        assert_eq!(test.confine(Some("acme")), Ok(Some("test:acme".into())));
        assert!(test.confine(Some("other")).is_err());
        assert_eq!((test_organization(None), test_organization(Some("a"))), ("test".into(), "test:a".into()));
        assert_eq!(own.require(Scope::Admin).expect_err("not allowed").code, Code::Forbidden);
        assert_eq!(own.require(Scope::UsageWrite), Ok(()));
    }
}
