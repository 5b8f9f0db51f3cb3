//! The table of configuration keys: from it come parsing, `config show`, the guide and completions.

use std::str::FromStr;

use crate::domain::{Code, Error, ExchangeRates, nearest};

/// What a value must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// `true` or `false`.
    Flag,
    /// A whole number within these bounds, both included.
    Whole(u64, u64),
    /// One of these words.
    Word(&'static [&'static str]),
    /// The name of an IANA time zone.
    Zone,
    /// A command and its arguments, as a JSON array of texts; in a file an array.
    Command,
    /// Exchange rates: `EUR=0.93, EUR@2026-10-01=0.925`; in a file also a table.
    Rates,
}

impl Kind {
    /// The value in its canonical spelling.
    ///
    /// # Errors
    /// What was expected, as the end of a sentence: `must be …`.
    pub fn check(self, value: &str) -> Result<String, String> {
        match self {
            Kind::Text => Ok(value.to_owned()),
            Kind::Flag => match value.to_ascii_lowercase().as_str() {
                "true" | "1" | "yes" | "on" => Ok("true".into()),
                "false" | "0" | "no" | "off" => Ok("false".into()),
                _ => Err("must be true or false".into()),
            },
            Kind::Whole(least, most) => match value.parse::<u64>() {
                Ok(number) if (least..=most).contains(&number) => Ok(number.to_string()),
                _ => Err(self.expects()),
            },
            Kind::Word(words) => match words.iter().find(|word| word.eq_ignore_ascii_case(value)) {
                Some(word) => Ok((*word).to_owned()),
                None => Err(self.expects()),
            },
            Kind::Zone => match crate::domain::Tz::from_str(value) {
                Ok(zone) => Ok(zone.name().to_owned()),
                Err(_) => Err("must be a time zone such as Europe/Berlin".into()),
            },
            Kind::Command => match serde_json::from_str::<Vec<String>>(value) {
                Ok(words) if words.first().is_some_and(|program| !program.is_empty()) => {
                    Ok(serde_json::json!(words).to_string())
                }
                _ => {
                    Err("must be a program and its arguments as an array of texts: [\"notify-send\", \"spend\"]".into())
                }
            },
            Kind::Rates => match ExchangeRates::parse(value) {
                Ok(rates) => Ok(rates.to_string()),
                Err(error) => Err(format!("must be what one US dollar buys, EUR=0.93 ({error})")),
            },
        }
    }

    fn expects(self) -> String {
        match self {
            Kind::Whole(least, MOST) => format!("must be a whole number from {least}"),
            Kind::Whole(least, most) => format!("must be a whole number from {least} to {most}"),
            Kind::Word(words) => format!("must be one of {}", words.join(", ")),
            Kind::Text | Kind::Flag | Kind::Zone | Kind::Command | Kind::Rates => String::new(),
        }
    }

    /// The word for the kind in documents.
    pub fn word(self) -> String {
        match self {
            Kind::Text => "text".into(),
            Kind::Flag => "true or false".into(),
            Kind::Whole(..) => "whole number".into(),
            Kind::Word(words) => words.join(", "),
            Kind::Zone => "time zone".into(),
            Kind::Command => "array of texts".into(),
            Kind::Rates => "exchange rates".into(),
        }
    }
}

/// One configuration key.
#[derive(Debug, PartialEq, Eq)]
pub struct Key {
    /// Section and key: `database.pool_size`.
    pub name: &'static str,
    pub kind: Kind,
    /// The value when nobody gives one, in its canonical spelling.
    pub default: Option<&'static str>,
    /// One line for people.
    pub about: &'static str,
    /// Never shown unless asked for.
    pub secret: bool,
    /// Environment variables besides [`Key::variable`].
    pub aliases: &'static [&'static str],
}

impl Key {
    /// The environment variable: `COST_OPS_DATABASE_POOL_SIZE`.
    pub fn variable(&self) -> String {
        format!("COST_OPS_{}", self.name.replace('.', "_").to_ascii_uppercase())
    }

    /// The key of that name.
    ///
    /// # Errors
    /// Names the nearest key.
    pub fn by_name(name: &str) -> Result<&'static Key, Error> {
        if let Some(key) = ALL.iter().find(|key| key.name == name) {
            return Ok(key);
        }
        let error = Error::new(Code::Config, format!("there is no configuration key {name}"));
        Err(match nearest_key(name) {
            Some(nearest) => error.hint(format!("did you mean {nearest}?")),
            None => error.hint("cost-ops config show lists every key"),
        })
    }

    /// Whether the file of a folder, `./cost-ops.toml`, has no say in it: whoever copies a
    /// repository must not thereby run its commands, or send anything to its addresses.
    pub fn is_personal(&self) -> bool {
        self.name.starts_with("alerts.")
    }

    /// A value that is not acceptable; the value of a secret is not repeated.
    pub fn wrong(&self, value: &str, why: &str, origin: &str) -> Error {
        let value = if self.secret { "***".to_owned() } else { format!("{value:?}") };
        Error::new(Code::Config, format!("{} is {value} in {origin}: it {why}", self.name))
    }
}

/// The key spelled most like `name`, by its whole name or its last word.
pub(super) fn nearest_key(name: &str) -> Option<&'static str> {
    nearest(name, ALL.iter().map(|key| key.name)).or_else(|| {
        let last = |name: &str| name.rsplit('.').next().unwrap_or_default().to_owned();
        ALL.iter().map(|key| key.name).find(|key| last(key) == last(name))
    })
}

macro_rules! keys {
    ($($ident:ident $name:literal $kind:expr, $default:expr, $about:literal $(, secret $secret:literal)? $(, also $alias:literal)*;)*) => {
        $(
            #[doc = $about]
            pub static $ident: Key = Key {
                name: $name,
                kind: $kind,
                default: $default,
                about: $about,
                secret: false $(|| $secret)?,
                aliases: &[$($alias),*],
            };
        )*
        /// Every key, by section.
        pub static ALL: &[&Key] = &[$(&$ident),*];
    };
}

/// The largest whole number TOML can hold.
const MOST: u64 = i64::MAX as u64;
const ANY: Kind = Kind::Whole(0, MOST);
const SOME: Kind = Kind::Whole(1, MOST);

keys! {
    GENERAL_TIMEZONE "general.timezone" Kind::Zone, None, "The zone days are counted in; the system's when not given";
    GENERAL_WEEK_START "general.week_start" Kind::Word(&["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]), Some("monday"), "The day weeks begin on";
    GENERAL_MONTH_START "general.month_start" Kind::Whole(1, 28), Some("1"), "The day of the month that billing months begin on";
    CURRENCY_DISPLAY "currency.display" Kind::Text, Some("USD"), "The currency reports show; the ledger is kept in US dollars";
    CURRENCY_RATES "currency.rates" Kind::Rates, None, "What one US dollar buys of a currency, from a date on: EUR=0.93, EUR@2026-10-01=0.925; in a file also a table";
    PRICING_STALE_AFTER_DAYS "pricing.stale_after_days" ANY, Some("30"), "Days after which prices are said to be old; 0: never";
    DATABASE_URL "database.url" Kind::Text, None, "The ledger: a path or sqlite:PATH; your own data folder when not given", also "DATABASE_URL";
    DATABASE_POOL_SIZE "database.pool_size" Kind::Whole(1, 1024), Some("8"), "Connections the server keeps open at most";
    DATABASE_MAX_LIFETIME_SECS "database.max_lifetime_secs" SOME, Some("1800"), "Seconds after which a pooled connection is replaced";
    DATABASE_IDLE_TIMEOUT_SECS "database.idle_timeout_secs" SOME, Some("600"), "Seconds after which an idle pooled connection is closed";
    DATABASE_SLOW_QUERY_THRESHOLD_MS "database.slow_query_threshold_ms" ANY, Some("1000"), "Log queries slower than this as slow query";
    DATABASE_LOG_STATEMENTS "database.log_statements" Kind::Flag, Some("false"), "Log every SQL statement at debug level";
    API_URL "api.url" Kind::Text, None, "A server to ask instead of a local ledger";
    API_KEY "api.key" Kind::Text, None, "The key for api.url", secret true;
    API_TIMEOUT_SECS "api.timeout_secs" SOME, Some("30"), "Seconds to wait for a server";
    API_BIND "api.bind" Kind::Text, Some("127.0.0.1"), "The address the server listens on";
    API_PORT "api.port" Kind::Whole(0, 65_535), Some("8080"), "The port the server listens on";
    API_WORKERS "api.workers" Kind::Whole(1, 1024), Some("4"), "Threads that answer requests";
    API_MAX_PAGE_SIZE "api.max_page_size" Kind::Whole(1, 10_000), Some("1000"), "Most records a page may have";
    API_MAX_REQUEST_SIZE "api.max_request_size" SOME, Some("10485760"), "Most bytes a request may have";
    API_REQUEST_TIMEOUT_SECS "api.request_timeout_secs" SOME, Some("30"), "Seconds a request may take";
    API_LOOPBACK_INGEST "api.loopback_ingest" Kind::Flag, Some("false"), "Take usage from this machine without a key";
    CACHE_ENABLE "cache.enable" Kind::Flag, Some("true"), "Keep the server's reports until the data changes";
    CACHE_TTL_SECS "cache.ttl_secs" SOME, Some("300"), "Seconds a kept report lives at most";
    RATE_LIMITING_ENABLE "rate_limiting.enable" Kind::Flag, Some("true"), "Limit requests per key";
    RATE_LIMITING_REQUESTS_PER_HOUR "rate_limiting.requests_per_hour" SOME, Some("1000"), "Requests a key may make in an hour";
    RATE_LIMITING_BURST_SIZE "rate_limiting.burst_size" SOME, Some("100"), "Requests a key may make at once";
    EXPORT_MAX_EXPORT_SIZE "export.max_export_size" SOME, Some("104857600"), "Most bytes an export may have";
    EXPORT_RETENTION_DAYS "export.retention_days" SOME, None, "Days after which files in export.output_dir are removed; never when not given";
    EXPORT_OUTPUT_DIR "export.output_dir" Kind::Text, None, "Folder for exports that name no file";
    RETENTION_BACKUPS "retention.backups" SOME, None, "Backups that cost-ops maintain keeps in the folder backups; all when not given";
    RETENTION_DETAIL_DAYS "retention.detail_days" SOME, None, "Days after which cost-ops prune drops single records, their sums kept; never when not given";
    SYNC_AUTO "sync.auto" Kind::Flag, Some("true"), "Read what is new in the logs of agents before a report";
    SYNC_BUDGET_MS "sync.budget_ms" ANY, Some("1500"), "Milliseconds that may take at most";
    SYNC_TAGS "sync.tags" Kind::Text, None, "Tags by rule: KEY=VALUE where FIELD=PATTERN, several with ; between";
    STATUSLINE_TEMPLATE "statusline.template" Kind::Text, Some("{model} · {session} session, {today} today · block {block}, {left} left · {rate}/h · context {context}"), "What cost-ops statusline prints";
    METRICS_ENABLE "metrics.enable" Kind::Flag, Some("true"), "Whether the server has metrics";
    METRICS_BIND "metrics.bind" Kind::Text, Some("127.0.0.1"), "The address of the server's metrics";
    METRICS_PORT "metrics.port" Kind::Whole(0, 65_535), Some("9090"), "The port of the server's metrics";
    FORECASTING_ENABLE "forecasting.enable" Kind::Flag, Some("true"), "Allow forecasts";
    FORECASTING_HORIZON "forecasting.horizon" Kind::Whole(1, 366), Some("30"), "Days ahead when nobody says how many";
    FORECASTING_CONFIDENCE_PERCENT "forecasting.confidence_percent" Kind::Whole(50, 99), Some("95"), "How often the true figure is to lie in the interval, of a hundred";
    FORECASTING_MODEL "forecasting.model" Kind::Word(&["auto", "linear", "moving_average", "exponential_smoothing"]), Some("auto"), "The model when nobody names one";
    ALERTS_COMMAND "alerts.command" Kind::Command, None, "The command told of each crossed threshold, as JSON on its standard input: a program and its arguments, no shell";
    ALERTS_WEBHOOK_URL "alerts.webhook_url" Kind::Text, None, "The address each crossed threshold is posted to, signed", secret true;
    ALERTS_WEBHOOK_SECRET "alerts.webhook_secret" Kind::Text, None, "What those messages are signed with", secret true;
    ALERTS_WEBHOOK_SECRET_FILE "alerts.webhook_secret_file" Kind::Text, None, "A file of mode 0600 that has it";
    ALERTS_TIMEOUT_SECS "alerts.timeout_secs" Kind::Whole(1, 300), Some("10"), "Seconds a command may take longer to tell them";
    TRACING_ENABLE "observability.tracing.enable" Kind::Flag, Some("true"), "Record request spans";
    LOGGING_LEVEL "logging.level" Kind::Word(&["error", "warn", "info", "debug", "trace"]), Some("warn"), "What is logged";
    LOGGING_FORMAT "logging.format" Kind::Word(&["text", "json"]), Some("text"), "How a log line looks";
    LOGGING_FILE "logging.file" Kind::Text, None, "Log to this file instead of standard error";
    LOGGING_ROTATION_MAX_SIZE_MB "logging.rotation.max_size_mb" SOME, Some("100"), "Size at which a log file is rotated";
    LOGGING_ROTATION_MAX_BACKUPS "logging.rotation.max_backups" ANY, Some("10"), "Rotated log files kept";
    LOGGING_ROTATION_MAX_AGE_DAYS "logging.rotation.max_age_days" SOME, Some("30"), "Days a rotated log file is kept";
    LOGGING_ROTATION_COMPRESS "logging.rotation.compress" Kind::Flag, Some("true"), "Compress rotated log files";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_canonical_and_names_unique() {
        for (at, key) in ALL.iter().enumerate() {
            if let Some(default) = key.default {
                assert_eq!(key.kind.check(default).as_deref(), Ok(default), "{}", key.name);
            }
            assert!(ALL[at + 1..].iter().all(|other| other.variable() != key.variable()), "{}", key.name);
        }
    }

    #[test]
    fn the_nearest_key_is_named() {
        assert_eq!(
            Key::by_name("database.pol_size").expect_err("unknown").hint.as_deref(),
            Some("did you mean database.pool_size?")
        );
        assert_eq!(nearest_key("db.pool_size"), Some("database.pool_size"));
    }

    #[test]
    fn a_secret_is_not_repeated_in_an_error() {
        assert!(!API_KEY.wrong("sk_live_x", "must be", "file").message.contains("sk_live_x"));
    }
}
