//! The pure values of the ledger: what an event, a price, an amount and a period *are*.
//!
//! Owns: the vocabulary every other room speaks, and the arithmetic that must be right
//! everywhere (money, class containment, instants). Refuses to know: files, clocks,
//! environment, SQL, the price book, how anything is displayed.

pub mod access;
pub mod account;
pub mod audit;
pub mod bill;
pub mod budget;
pub mod budget_period;
pub mod class;
pub mod close;
pub mod cost;
pub mod currency;
pub mod error;
pub mod event;
mod extent;
pub mod filter;
pub mod generation;
pub mod labels;
pub mod measures;
pub mod money;
pub mod nearest;
pub mod period;
pub mod plan;
pub mod price;
pub mod run;
pub mod text;
pub mod usage;
pub mod zone;

pub use access::{Identity, Role, Scope};
pub use account::{ApiKey, Rotation, User};
pub use audit::{Act, Action, Actor, AuditLine};
pub use bill::{Bill, BillLine};
pub use budget::{AlertWay, Budget, BudgetPlace, BudgetText, PlacedBudget, Threshold};
pub use budget_period::{BudgetPeriod, StartsOn};
pub use class::{ClassSet, UsageClass};
pub use close::{AfterClose, Close, Closing, Sealed, Verified};
pub use cost::{Cost, Layer, Line, MatchClass, PriceStamp, Priced, UnpricedReason};
pub use currency::{Currency, ExchangeRates};
pub use error::{Code, Error, Result};
pub use event::{EventId, PriceContext, Rejection, Series, Telemetry, UsageEvent};
pub use extent::Extent;
pub use filter::Filter;
pub use generation::{Correction, Generation, Prices, Repriced, Repricing, Which};
pub use labels::Labels;
pub use measures::Measures;
pub use money::{Rate, Usd};
pub use nearest::{did_you_mean, nearest};
pub use period::InstantRange;
pub use plan::{BillingPeriod, Plan, PlanText};
pub use price::{ImportedList, NativePrice, PriceChange, PriceEntry, PriceLayers, PricePlace, PriceVersion};
pub use run::Run;
pub use usage::UsageCounts;
pub use zone::{Tz, day_of};
