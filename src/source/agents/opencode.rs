//! OpenCode's messages, in its database; and Kilo's, which is made of it.
//!
//! Owns: what a message says. Refuses to know: parts (a `step-finish` tells the tokens of its
//! message again), which messages are copies (`opencode_copies`), the JSON files
//! (`opencode_json`).
//!
//! The databases of all these programs and the JSON files that became them share one space of
//! ids.

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::domain::{Labels, Result, UsageEvent, Usd};
use crate::source::log::{Places, Root};
use crate::source::reading::{Reading, TableReading, Tables};
use crate::source::{Given, Sink, Source, time, wire};

use super::opencode_copies::{Copies, Named};
use super::{Agent, Tokens, UNKNOWN_MODEL, agent, draft, not_json, of_cwd, send};

pub(super) const NAMESPACE: &str = "opencode";

pub(crate) const SOURCE: Source = Source {
    id: "opencode",
    about: "OpenCode's database (opencode.db)",
    namespace: NAMESPACE,
    sniff: |_| 0,
    reading: Reading::Tables(TableReading {
        claims: |tables| ["message", "part", "session"].iter().all(|name| tables.iter().any(|table| table == name)),
        read: |tables, given, sink| read(&SOURCE, tables, given, sink),
    }),
    agent: Some(Agent {
        roots: |places| [files(places, "OPENCODE_DB"), roots(places)].concat(),
        holds: |path| is_database(path, &["opencode"]),
        deletes_after_days: None,
    }),
};

pub(crate) const KILO: Source = Source {
    id: "kilo",
    about: "Kilo's database (kilo.db)",
    namespace: NAMESPACE,
    sniff: |_| 0,
    reading: Reading::Tables(TableReading {
        // The tables are OpenCode's: only the path tells the two apart.
        claims: |_| false,
        read: |tables, given, sink| read(&KILO, tables, given, sink),
    }),
    agent: Some(Agent {
        roots: |places| {
            let roots = places.roots("KILO_DATA_DIR", "", &[places.data.join("kilo")]);
            [files(places, "KILO_DB"), roots].concat()
        },
        holds: |path| is_database(path, &["kilo", "opencode"]),
        deletes_after_days: None,
    }),
};

/// Where OpenCode keeps its data: it asks for `$XDG_DATA_HOME` on every system.
pub(super) fn roots(places: &Places<'_>) -> Vec<Root> {
    let mut default = vec![places.data.join("opencode")];
    let home = places.home.join(".local/share/opencode");
    if home != default[0] {
        default.push(home);
    }
    places.roots("OPENCODE_DATA_DIR", "", &default)
}

/// A database that a variable names by its path.
fn files(places: &Places<'_>, variable: &'static str) -> Vec<Root> {
    let listed = places.listed(variable).into_iter().filter(|path| path.is_absolute());
    listed.map(|path| Root::new(path, variable)).collect()
}

/// `opencode.db`, or `opencode-<channel>.db`.
fn is_database(path: &str, names: &[&str]) -> bool {
    let Some(stem) = path.strip_suffix(".db") else { return false };
    names.iter().any(|name| stem.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')))
}

/// A message with the session it is in.
#[derive(Default)]
pub(super) struct Around<'a> {
    pub(super) id: Option<&'a str>,
    pub(super) session: Option<&'a str>,
    pub(super) created: Option<DateTime<Utc>>,
    /// The session whose subagent the session is.
    pub(super) parent: Option<&'a str>,
    pub(super) directory: Option<&'a str>,
    pub(super) version: Option<&'a str>,
}

/// Messages by age of their sessions, so that an original comes before its copies. Rows without
/// counters (what users said, with whole files in it) are left in the database.
fn query(tables: &mut dyn Tables) -> Result<String> {
    let of_session = tables.columns("session")?;
    let of_message = tables.columns("message")?;
    let column = |known: &[String], table: char, name: &str, shown: &str| match known.iter().any(|known| known == name)
    {
        true => format!("{table}.{name} AS {shown}"),
        false => format!("NULL AS {shown}"),
    };
    let join = if of_session.is_empty() { "" } else { "LEFT JOIN session s ON s.id = m.session_id" };
    let columns = [
        "m.id AS id, m.session_id AS session, m.data AS data".to_owned(),
        column(&of_message, 'm', "time_created", "created"),
        column(&of_session, 's', "parent_id", "parent"),
        column(&of_session, 's', "directory", "directory"),
        column(&of_session, 's', "version", "version"),
        column(&of_session, 's', "time_created", "begun"),
    ];
    let columns = columns.join(", ");
    Ok(format!(
        "SELECT {columns} FROM message m {join} WHERE instr(m.data, '\"tokens\"') > 0 \
         ORDER BY begun IS NULL, begun, session, created, id"
    ))
}

fn read(source: &'static Source, tables: &mut dyn Tables, given: &Given, sink: &mut Sink<'_>) -> Result<()> {
    let query = query(tables)?;
    let (mut place, mut copies) = (0, Copies::default());
    tables.rows(&query, &mut |row| {
        place += 1;
        let made = of_row(source, &row, &mut copies, given);
        send(made.map(|event| event.into_iter().collect()), place, given, sink);
    })
}

fn of_row(
    source: &'static Source,
    row: &Value,
    copies: &mut Copies,
    given: &Given,
) -> std::result::Result<Option<UsageEvent>, String> {
    let data = wire::text(row, &["data"]).unwrap_or_default();
    let message: Value = serde_json::from_str(data).map_err(|error| not_json(&error))?;
    let created = wire::count(row, &["created"])?;
    let around = Around {
        id: wire::text(row, &["id"]),
        session: wire::text(row, &["session"]),
        created: created.map(|at| time::epoch(&at.to_string())).transpose()?,
        parent: wire::text(row, &["parent"]),
        directory: wire::text(row, &["directory"]),
        version: wire::text(row, &["version"]),
    };
    event(source, &message, &around, copies, given)
}

/// The event of a message; none for what is no answer, was not billed, or is a copy of one of
/// `copies`.
///
/// # Errors
/// What about it cannot be read.
pub(super) fn event(
    source: &'static Source,
    message: &Value,
    around: &Around<'_>,
    copies: &mut Copies,
    given: &Given,
) -> std::result::Result<Option<UsageEvent>, String> {
    let is_answer = wire::text(message, &["role"]).is_none_or(|role| role == "assistant");
    if !is_answer || !message["tokens"].is_object() {
        return Ok(None);
    }
    let (tokens, note) = counters(&message["tokens"])?;
    if tokens.is_nothing() {
        return Ok(None);
    }
    let created = instant(message, "created")?.or(around.created);
    let at = created.or(given.at).ok_or("the message has no time in it")?;
    let stated = wire::text(message, &["modelID"]).or_else(|| wire::text(message, &["model", "modelID"]));
    let model = stated.or(given.model.as_deref()).unwrap_or(UNKNOWN_MODEL);
    let completed = instant(message, "completed").ok().flatten();
    let named = Named {
        id: around.id.or_else(|| wire::text(message, &["id"])).unwrap_or_default(),
        session: session(message, around, given),
        created,
        model: stated.unwrap_or_default(),
        counters: &fingerprint(&tokens),
        beside: around.parent.is_some(),
        complete: completed.is_some(),
    };
    let usage = tokens.beside()?;
    let Some(id) = copies.identify(&named) else { return Ok(None) };
    let mut event = draft(source, id, at, model);
    event.usage = usage;
    event.estimated = note.is_some();
    event.metadata = note.map(|note| serde_json::json!({ "note": note }).to_string());
    event.provider = provider(message);
    // A cost of zero is that of a subscription, or of a model without a known price.
    event.reported = wire::dollars(message, &["cost"]).filter(|cost| *cost > Usd::ZERO);
    event.latency_ms = completed.and_then(|end| u64::try_from((end - at).num_milliseconds()).ok());
    event.labels = labels(source, message, around, given);
    Ok(Some(event))
}

/// The session a message is in.
fn session<'a>(message: &'a Value, around: &Around<'a>, given: &'a Given) -> &'a str {
    around.session.or_else(|| wire::text(message, &["sessionID"])).unwrap_or_else(|| given.log.folder(1))
}

fn instant(message: &Value, name: &str) -> std::result::Result<Option<DateTime<Utc>>, String> {
    let at = wire::count(message, &["time", name])?;
    at.filter(|at| *at > 0).map(|at| time::epoch(&at.to_string())).transpose()
}

fn fingerprint(tokens: &Tokens) -> String {
    let counters = [tokens.input, tokens.output, tokens.reasoning, tokens.cache_read, tokens.cache_write];
    counters.map(|count| count.unwrap_or(0).to_string()).join(" ")
}

/// Gateways of the programs themselves have no price list: their models cost what their makers
/// ask.
const GATEWAYS: [&str; 4] = ["opencode", "opencode-go", "kilo", "kilocode"];

fn provider(message: &Value) -> Option<String> {
    let stated = wire::text(message, &["providerID"]).or_else(|| wire::text(message, &["model", "providerID"]));
    stated.filter(|provider| !GATEWAYS.contains(provider)).map(str::to_owned)
}

/// The counters: caches beside the input and reasoning beside the output, unless the total says
/// otherwise.
fn counters(raw: &Value) -> std::result::Result<(Tokens, Option<String>), String> {
    let count = |path: &[&str]| Ok::<u64, String>(wire::count(raw, path)?.unwrap_or(0));
    let (input, output, reasoning) = (count(&["input"])?, count(&["output"])?, count(&["reasoning"])?);
    let (read, written) = (count(&["cache", "read"])?, count(&["cache", "write"])?);
    let total = count(&["total"])?;
    let add = |parts: &[u64]| wire::sum(&parts.iter().map(|part| Some(*part)).collect::<Vec<_>>());
    let caches = add(&[read, written])?;
    let usual = add(&[input, output, reasoning, caches])?;
    let mut tokens = Tokens {
        input: Some(input),
        cache_read: Some(read),
        cache_write: Some(written),
        output: Some(add(&[output, reasoning])?),
        reasoning: Some(reasoning),
        ..Tokens::default()
    };
    let is_within = caches <= input;
    if total == 0 || total == usual {
        // As it should be.
    } else if total == add(&[input, output, caches])? && reasoning <= output {
        tokens.output = Some(output);
    } else if total == add(&[input, output, reasoning])? && is_within {
        tokens.input = Some(input - caches);
    } else if total == add(&[input, output])? && is_within && reasoning <= output {
        tokens.input = Some(input - caches);
        tokens.output = Some(output);
    } else {
        return Ok((tokens, Some(format!("the log says {total} tokens in all, its counters add up to {usual}"))));
    }
    Ok((tokens, None))
}

fn labels(source: &Source, message: &Value, around: &Around<'_>, given: &Given) -> Labels {
    let path = ["cwd", "root"].into_iter().find_map(|name| wire::text(message, &["path", name]));
    let directory = around.directory.or(path).or_else(|| wire::text(message, &["path"]));
    let mut labels = Labels {
        project: directory.map(of_cwd).unwrap_or_default(),
        session: around.parent.unwrap_or_else(|| session(message, around, given)).to_owned(),
        agent: agent(source.id.trim_end_matches("-json"), around.version),
        ..Labels::default()
    };
    if around.parent.is_some() {
        labels.tag(Labels::BESIDE, "true");
    }
    labels
}
