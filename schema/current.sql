-- Generated from the migrations (COST_OPS_BLESS=1 cargo test); do not edit.

CREATE TABLE after_close (
    close INTEGER NOT NULL REFERENCES closes (id),
    event INTEGER NOT NULL,
    line TEXT,                       -- its line when the period was closed; NULL: it was not in it
    PRIMARY KEY (close, event)
) STRICT, WITHOUT ROWID;

CREATE TABLE api_keys (
    -- The part of the key that names it.
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    -- NULL: the whole ledger.
    organization TEXT,
    role TEXT NOT NULL,
    -- Scopes, with a space between them.
    scopes TEXT NOT NULL,
    test INTEGER NOT NULL,
    -- Two bytes of a fast hash of the key: nearly every wrong key ends here, without the slow one.
    tag BLOB NOT NULL,
    hash TEXT NOT NULL,
    -- Microseconds UTC, as all instants.
    created INTEGER NOT NULL,
    expires INTEGER,
    revoked INTEGER,
    last_used INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    id INTEGER PRIMARY KEY,          -- 1, 2, 3, …, without gaps
    at INTEGER NOT NULL,             -- microseconds since 1970-01-01 UTC
    actor TEXT NOT NULL,             -- local:NAME, user:ID, key:ID, or system
    action TEXT NOT NULL,            -- price.add, reprice, …
    subject TEXT NOT NULL,           -- what it was done to
    details TEXT NOT NULL,           -- a JSON object
    hash BLOB NOT NULL,
    CHECK (length(hash) = 32 AND json_valid(details))
) STRICT;

CREATE TABLE budget_alerts (
    budget TEXT NOT NULL,
    period_start INTEGER NOT NULL,    -- microseconds since 1970-01-01 UTC
    threshold INTEGER NOT NULL,       -- parts per million of the amount
    amount TEXT NOT NULL,             -- what it was a share of, with its currency: a new one alerts anew
    way TEXT NOT NULL CHECK (way IN ('command', 'webhook')),
    crossed INTEGER NOT NULL,         -- the instant of the event that crossed it
    message TEXT NOT NULL,            -- JSON, as it is sent at every attempt
    state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'abandoned')),
    attempts INTEGER NOT NULL,
    claimed_until INTEGER NOT NULL,   -- nobody else tries before
    error TEXT NOT NULL,              -- why the last attempt failed; '' when it did not
    delivered INTEGER,                -- when it was
    PRIMARY KEY (budget, period_start, threshold, amount, way)
) STRICT, WITHOUT ROWID;

CREATE TABLE budgets (
    name TEXT PRIMARY KEY,
    amount TEXT NOT NULL,             -- exact decimal, in `currency`
    currency TEXT NOT NULL,           -- ISO 4217
    period TEXT NOT NULL,             -- day, week, month, quarter, year
    starts_on TEXT NOT NULL,          -- '' for the usual day: 14, 04-06, wednesday
    zone TEXT NOT NULL,               -- the zone its days are of
    filter TEXT NOT NULL,             -- {"provider":["openai"],"tag":["team=search"]}
    thresholds TEXT NOT NULL,         -- percentages: 50,75,90
    set_at INTEGER NOT NULL           -- microseconds since 1970-01-01 UTC
) STRICT, WITHOUT ROWID;

CREATE TABLE "claims" (
    hash INTEGER PRIMARY KEY,
    event INTEGER NOT NULL
) STRICT;

CREATE TABLE claims_new (
    hash INTEGER PRIMARY KEY,        -- in this table or in `claims`, never in both
    event INTEGER NOT NULL
) STRICT;

CREATE TABLE closes (
    id INTEGER PRIMARY KEY,
    period TEXT NOT NULL,            -- 2026-10, 2026-Q3, 2026, 2026-10-01 or 2026-10-01..2026-10-15
    zone TEXT NOT NULL,              -- the zone its days are of
    starts INTEGER NOT NULL,         -- first instant in, microseconds since 1970-01-01 UTC
    ends INTEGER NOT NULL,           -- first instant out
    closed INTEGER NOT NULL,         -- when it was closed
    reopened INTEGER,                -- when it was opened again; NULL while it is closed
    events INTEGER NOT NULL,         -- what was in it when it was closed
    unpriced INTEGER NOT NULL,
    total_q INTEGER NOT NULL,        -- the total is q * 1000000 + r pico-dollars
    total_r INTEGER NOT NULL,
    hash BLOB NOT NULL,              -- SHA-256 of the sorted SHA-256 hashes of the events' closing_lines
    CHECK (length(hash) = 32 AND starts < ends)
) STRICT;

CREATE TABLE corrections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    valid_from INTEGER,
    valid_to INTEGER,
    note TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    facet INTEGER NOT NULL,
    scope INTEGER NOT NULL,
    input INTEGER,
    cache_read INTEGER,
    cache_write INTEGER,
    cache_write_1h INTEGER,
    output INTEGER,
    reasoning INTEGER,
    cost_input INTEGER,              -- prompt tokens that were neither cached nor written
    cost_cache_read INTEGER,
    cost_cache_write INTEGER,        -- all lifetimes but one hour
    cost_cache_write_1h INTEGER,
    cost_output INTEGER,
    cost_other INTEGER,              -- searches, requests, seconds
    reported INTEGER,                -- pico-dollars the provider or tool states
    latency_ms INTEGER,
    detail TEXT,                     -- JSON, only when the columns above do not say it all
    uid ANY NOT NULL                 -- given id: TEXT, or 17 bytes for a UUID; 16 bytes: content hash
) STRICT;

CREATE TABLE facets (
    id INTEGER PRIMARY KEY,
    organization TEXT NOT NULL,
    project TEXT NOT NULL,
    user TEXT NOT NULL,
    source TEXT NOT NULL,
    UNIQUE (organization, project, user, source)
) STRICT;

CREATE TABLE firsts (
    hash INTEGER PRIMARY KEY,
    scope INTEGER NOT NULL REFERENCES scopes (id)
) STRICT;

CREATE TABLE generations (
    generation INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,             -- when it was made
    what TEXT NOT NULL,              -- which events were looked at, in words
    as_of INTEGER,                   -- priced as if all were made at this instant; NULL: each at its own
    catalog TEXT NOT NULL,           -- the price lists that were asked
    records INTEGER NOT NULL,        -- events looked at
    changed INTEGER NOT NULL,        -- of them, those whose cost, rule or reason changed
    newly_priced INTEGER NOT NULL,   -- of those, the ones that had no price
    kept INTEGER NOT NULL,           -- events whose price is on no list any more: they keep it
    old_unpriced INTEGER NOT NULL,
    new_unpriced INTEGER NOT NULL,
    old_total_q INTEGER NOT NULL,
    old_total_r INTEGER NOT NULL,
    new_total_q INTEGER NOT NULL,
    new_total_r INTEGER NOT NULL
) STRICT;

CREATE TABLE kinds (
    id INTEGER PRIMARY KEY,
    namespace TEXT NOT NULL,         -- ids are unique within it
    model INTEGER NOT NULL REFERENCES models (id),
    hint TEXT,                       -- the provider, when the record itself named one
    context TEXT NOT NULL,           -- request attributes, a JSON object; '' for none
    aggregate INTEGER NOT NULL,      -- 1: the record is a sum of several requests
    estimated INTEGER NOT NULL,      -- 1: the counters are a lower bound
    classes TEXT NOT NULL,           -- the usage classes that were reported, also as zero
    stamp INTEGER REFERENCES stamps (id),
    unpriced TEXT,                   -- why there is no cost
    unit INTEGER NOT NULL,           -- the cost columns of these events are multiples of it
    CHECK ((stamp IS NULL) <> (unpriced IS NULL))
) STRICT;

CREATE TABLE label_span (
    days INTEGER NOT NULL,
    first INTEGER NOT NULL,
    label INTEGER NOT NULL,
    model INTEGER NOT NULL,
    records INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    input INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write INTEGER NOT NULL,
    cache_write_1h INTEGER NOT NULL,
    output INTEGER NOT NULL,
    reasoning INTEGER NOT NULL,
    audio_input INTEGER NOT NULL,
    audio_output INTEGER NOT NULL,
    unpriced_requests INTEGER NOT NULL,
    unpriced_tokens INTEGER NOT NULL,
    estimated_requests INTEGER NOT NULL,
    input_cost_q INTEGER NOT NULL,
    input_cost_r INTEGER NOT NULL,
    output_cost_q INTEGER NOT NULL,
    output_cost_r INTEGER NOT NULL,
    total_cost_q INTEGER NOT NULL,
    total_cost_r INTEGER NOT NULL,
    reported_cost_q INTEGER NOT NULL,
    reported_cost_r INTEGER NOT NULL,
    PRIMARY KEY (days, first, label, model)
) STRICT, WITHOUT ROWID;

CREATE TABLE limits (
    source TEXT NOT NULL,
    minutes INTEGER NOT NULL,        -- length of the window
    resets INTEGER NOT NULL,         -- microseconds since 1970-01-01 UTC
    used INTEGER NOT NULL,           -- thousandths
    seen INTEGER NOT NULL,           -- when it was said, microseconds since 1970-01-01 UTC
    PRIMARY KEY (source, minutes, resets)
) STRICT, WITHOUT ROWID;

CREATE TABLE log_digests (
    source TEXT PRIMARY KEY,
    digest BLOB NOT NULL             -- SHA-256 of what all its logs were like when each had been read as it was
) STRICT, WITHOUT ROWID;

CREATE TABLE log_files (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    path BLOB NOT NULL,              -- as the system has it
    device INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    size INTEGER NOT NULL,           -- bytes; of a database its write-ahead log is part
    modified INTEGER NOT NULL,       -- nanoseconds since 1970-01-01 UTC
    position INTEGER NOT NULL,       -- bytes read: up to the end of the last whole line
    tail BLOB NOT NULL,              -- hash of the bytes just before it
    state TEXT NOT NULL,             -- what the parser knows there; '' when it needs to know nothing
    records INTEGER NOT NULL,        -- records met in it so far
    UNIQUE (source, path)
) STRICT;

CREATE TABLE log_folders (
    folder BLOB PRIMARY KEY,         -- inode and device, of eight bytes each, the highest first
    -- Nanoseconds since 1970-01-01 UTC at which its contents and its attributes changed, likewise; then its path and
    -- the names in it: it and those of files are followed by a zero, those of folders by a slash.
    listing BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE logins (
    id TEXT PRIMARY KEY,
    user TEXT NOT NULL REFERENCES users (id),
    began INTEGER NOT NULL,
    ended INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE metadata (
    event INTEGER PRIMARY KEY,
    json TEXT NOT NULL
) STRICT;

CREATE TABLE models (
    id INTEGER PRIMARY KEY,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    UNIQUE (provider, model)
) STRICT;

CREATE TABLE plans (
    name TEXT NOT NULL,
    since TEXT NOT NULL,              -- the first day: 2026-01-14
    until TEXT,                       -- the last day; NULL while it has no end
    amount TEXT NOT NULL,             -- exact decimal for a period, in `currency`
    currency TEXT NOT NULL,           -- ISO 4217
    period TEXT NOT NULL,             -- day, week, month, quarter, year
    starts_on TEXT NOT NULL,          -- '' for the usual day: 14, 04-06, wednesday
    zone TEXT NOT NULL,               -- the zone its days are of
    filter TEXT NOT NULL,             -- {"source":["claude-code"],"tag":["team=search"]}
    added_at INTEGER NOT NULL,        -- microseconds since 1970-01-01 UTC
    PRIMARY KEY (name, since)
) STRICT, WITHOUT ROWID;

CREATE TABLE price_entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    layer TEXT NOT NULL,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    valid_from INTEGER,
    valid_to INTEGER,
    rates TEXT NOT NULL,             -- [["input_tokens","2.5"],…]
    tiers TEXT NOT NULL,             -- [[200000,[["input_tokens","5"],…]],…]
    conditions TEXT NOT NULL,        -- [["processing","batch"],…]
    free INTEGER NOT NULL,
    added INTEGER NOT NULL
, native TEXT) STRICT;

CREATE TABLE price_list_providers (
    list INTEGER NOT NULL REFERENCES price_lists (id),
    provider TEXT NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (list, provider)
) STRICT, WITHOUT ROWID;

CREATE TABLE price_lists (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,             -- which list of the world: genai-prices, litellm, …
    catalog TEXT NOT NULL,            -- its date and content hash
    origin TEXT NOT NULL,             -- the file or URL it was read from
    whole INTEGER NOT NULL,           -- 1: it states multipliers and hours itself
    models INTEGER NOT NULL           -- how many models the whole of it had
) STRICT;

CREATE TABLE price_version_entries (
    version INTEGER NOT NULL REFERENCES price_versions (version),
    entry INTEGER NOT NULL REFERENCES price_entries (id),
    PRIMARY KEY (version, entry)
) STRICT, WITHOUT ROWID;

CREATE TABLE price_version_lists (
    version INTEGER NOT NULL REFERENCES price_versions (version),
    place INTEGER NOT NULL,
    list INTEGER NOT NULL REFERENCES price_lists (id),
    PRIMARY KEY (version, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE price_versions (
    version INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    what TEXT NOT NULL                -- what was done, for people
) STRICT;

CREATE TABLE pruned (
    key BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE pruned_day (
    generation INTEGER NOT NULL,
    day INTEGER NOT NULL,
    model INTEGER NOT NULL,
    facet INTEGER NOT NULL,
    records INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    input INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write INTEGER NOT NULL,
    cache_write_1h INTEGER NOT NULL,
    output INTEGER NOT NULL,
    reasoning INTEGER NOT NULL,
    audio_input INTEGER NOT NULL,
    audio_output INTEGER NOT NULL,
    unpriced_requests INTEGER NOT NULL,
    unpriced_tokens INTEGER NOT NULL,
    estimated_requests INTEGER NOT NULL,
    input_cost_q INTEGER NOT NULL,
    input_cost_r INTEGER NOT NULL,
    output_cost_q INTEGER NOT NULL,
    output_cost_r INTEGER NOT NULL,
    total_cost_q INTEGER NOT NULL,
    total_cost_r INTEGER NOT NULL,
    reported_cost_q INTEGER NOT NULL,
    reported_cost_r INTEGER NOT NULL,
    PRIMARY KEY (generation, day, model, facet)
) STRICT, WITHOUT ROWID;

CREATE TABLE pruned_quarter (
    quarter INTEGER NOT NULL,
    model INTEGER NOT NULL,
    records INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    input INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write INTEGER NOT NULL,
    cache_write_1h INTEGER NOT NULL,
    output INTEGER NOT NULL,
    reasoning INTEGER NOT NULL,
    audio_input INTEGER NOT NULL,
    audio_output INTEGER NOT NULL,
    unpriced_requests INTEGER NOT NULL,
    unpriced_tokens INTEGER NOT NULL,
    estimated_requests INTEGER NOT NULL,
    input_cost_q INTEGER NOT NULL,
    input_cost_r INTEGER NOT NULL,
    output_cost_q INTEGER NOT NULL,
    output_cost_r INTEGER NOT NULL,
    total_cost_q INTEGER NOT NULL,
    total_cost_r INTEGER NOT NULL,
    reported_cost_q INTEGER NOT NULL,
    reported_cost_r INTEGER NOT NULL,
    PRIMARY KEY (quarter, model)
) STRICT, WITHOUT ROWID;

CREATE TABLE pruned_scope (
    day INTEGER NOT NULL,
    facet INTEGER NOT NULL,
    session INTEGER NOT NULL,        -- scopes.session_of
    label INTEGER NOT NULL,          -- scopes.label_of
    model INTEGER NOT NULL,
    records INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    input INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write INTEGER NOT NULL,
    cache_write_1h INTEGER NOT NULL,
    output INTEGER NOT NULL,
    reasoning INTEGER NOT NULL,
    audio_input INTEGER NOT NULL,
    audio_output INTEGER NOT NULL,
    unpriced_requests INTEGER NOT NULL,
    unpriced_tokens INTEGER NOT NULL,
    estimated_requests INTEGER NOT NULL,
    input_cost_q INTEGER NOT NULL,
    input_cost_r INTEGER NOT NULL,
    output_cost_q INTEGER NOT NULL,
    output_cost_r INTEGER NOT NULL,
    total_cost_q INTEGER NOT NULL,
    total_cost_r INTEGER NOT NULL,
    reported_cost_q INTEGER NOT NULL,
    reported_cost_r INTEGER NOT NULL,
    first_at INTEGER,
    last_at INTEGER,
    PRIMARY KEY (day, facet, session, label, model)
) STRICT, WITHOUT ROWID;

CREATE TABLE refresh_tokens (
    hash BLOB PRIMARY KEY,
    login TEXT NOT NULL REFERENCES logins (id),
    expires INTEGER NOT NULL,
    spent INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE replaced (
    event INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    cost_input INTEGER,
    cost_cache_read INTEGER,
    cost_cache_write INTEGER,
    cost_cache_write_1h INTEGER,
    cost_output INTEGER,
    cost_other INTEGER,
    detail TEXT,
    PRIMARY KEY (event, generation)
) STRICT, WITHOUT ROWID;

CREATE TABLE replaced_day (
    generation INTEGER NOT NULL,
    day INTEGER NOT NULL,
    model INTEGER NOT NULL,
    facet INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    input INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write INTEGER NOT NULL,
    cache_write_1h INTEGER NOT NULL,
    output INTEGER NOT NULL,
    reasoning INTEGER NOT NULL,
    audio_input INTEGER NOT NULL,
    audio_output INTEGER NOT NULL,
    unpriced_requests INTEGER NOT NULL,
    unpriced_tokens INTEGER NOT NULL,
    estimated_requests INTEGER NOT NULL,
    input_cost_q INTEGER NOT NULL,
    input_cost_r INTEGER NOT NULL,
    output_cost_q INTEGER NOT NULL,
    output_cost_r INTEGER NOT NULL,
    total_cost_q INTEGER NOT NULL,
    total_cost_r INTEGER NOT NULL,
    reported_cost_q INTEGER NOT NULL,
    reported_cost_r INTEGER NOT NULL, records INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (generation, day, model, facet)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup_day (
    day INTEGER NOT NULL,            -- days since 1970-01-01
    model INTEGER NOT NULL,
    facet INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    input INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write INTEGER NOT NULL,
    cache_write_1h INTEGER NOT NULL,
    output INTEGER NOT NULL,
    reasoning INTEGER NOT NULL,
    audio_input INTEGER NOT NULL,
    audio_output INTEGER NOT NULL,
    unpriced_requests INTEGER NOT NULL,
    unpriced_tokens INTEGER NOT NULL,
    estimated_requests INTEGER NOT NULL,
    input_cost_q INTEGER NOT NULL,
    input_cost_r INTEGER NOT NULL,
    output_cost_q INTEGER NOT NULL,
    output_cost_r INTEGER NOT NULL,
    total_cost_q INTEGER NOT NULL,
    total_cost_r INTEGER NOT NULL,
    reported_cost_q INTEGER NOT NULL,
    reported_cost_r INTEGER NOT NULL, records INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (day, model, facet)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup_facet (
    day INTEGER NOT NULL,            -- days since 1970-01-01
    facet INTEGER NOT NULL,
    total_cost_q INTEGER NOT NULL,
    total_cost_r INTEGER NOT NULL,
    records INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    input INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write INTEGER NOT NULL,
    cache_write_1h INTEGER NOT NULL,
    output INTEGER NOT NULL,
    reasoning INTEGER NOT NULL,
    audio_input INTEGER NOT NULL,
    audio_output INTEGER NOT NULL,
    unpriced_requests INTEGER NOT NULL,
    unpriced_tokens INTEGER NOT NULL,
    estimated_requests INTEGER NOT NULL,
    input_cost_q INTEGER NOT NULL,
    input_cost_r INTEGER NOT NULL,
    output_cost_q INTEGER NOT NULL,
    output_cost_r INTEGER NOT NULL,
    reported_cost_q INTEGER NOT NULL,
    reported_cost_r INTEGER NOT NULL,
    PRIMARY KEY (day, facet)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup_label (
    day INTEGER NOT NULL,            -- days since 1970-01-01
    label INTEGER NOT NULL,          -- scopes.label_of
    model INTEGER NOT NULL,
    records INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    input INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write INTEGER NOT NULL,
    cache_write_1h INTEGER NOT NULL,
    output INTEGER NOT NULL,
    reasoning INTEGER NOT NULL,
    audio_input INTEGER NOT NULL,
    audio_output INTEGER NOT NULL,
    unpriced_requests INTEGER NOT NULL,
    unpriced_tokens INTEGER NOT NULL,
    estimated_requests INTEGER NOT NULL,
    input_cost_q INTEGER NOT NULL,
    input_cost_r INTEGER NOT NULL,
    output_cost_q INTEGER NOT NULL,
    output_cost_r INTEGER NOT NULL,
    total_cost_q INTEGER NOT NULL,
    total_cost_r INTEGER NOT NULL,
    reported_cost_q INTEGER NOT NULL,
    reported_cost_r INTEGER NOT NULL,
    PRIMARY KEY (day, label, model)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup_model (
    day INTEGER NOT NULL,
    model INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    input INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write INTEGER NOT NULL,
    cache_write_1h INTEGER NOT NULL,
    output INTEGER NOT NULL,
    reasoning INTEGER NOT NULL,
    audio_input INTEGER NOT NULL,
    audio_output INTEGER NOT NULL,
    unpriced_requests INTEGER NOT NULL,
    unpriced_tokens INTEGER NOT NULL,
    estimated_requests INTEGER NOT NULL,
    input_cost_q INTEGER NOT NULL,
    input_cost_r INTEGER NOT NULL,
    output_cost_q INTEGER NOT NULL,
    output_cost_r INTEGER NOT NULL,
    total_cost_q INTEGER NOT NULL,
    total_cost_r INTEGER NOT NULL,
    reported_cost_q INTEGER NOT NULL,
    reported_cost_r INTEGER NOT NULL, records INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (day, model)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup_quarter (
    quarter INTEGER NOT NULL,        -- quarter hours since 1970-01-01 UTC
    model INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    input INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write INTEGER NOT NULL,
    cache_write_1h INTEGER NOT NULL,
    output INTEGER NOT NULL,
    reasoning INTEGER NOT NULL,
    audio_input INTEGER NOT NULL,
    audio_output INTEGER NOT NULL,
    unpriced_requests INTEGER NOT NULL,
    unpriced_tokens INTEGER NOT NULL,
    estimated_requests INTEGER NOT NULL,
    input_cost_q INTEGER NOT NULL,
    input_cost_r INTEGER NOT NULL,
    output_cost_q INTEGER NOT NULL,
    output_cost_r INTEGER NOT NULL,
    total_cost_q INTEGER NOT NULL,
    total_cost_r INTEGER NOT NULL,
    reported_cost_q INTEGER NOT NULL,
    reported_cost_r INTEGER NOT NULL, records INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (quarter, model)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup_session (
    day INTEGER NOT NULL,            -- days since 1970-01-01
    session INTEGER NOT NULL,        -- scopes.session_of
    facet INTEGER NOT NULL,
    total_cost_q INTEGER NOT NULL,
    total_cost_r INTEGER NOT NULL,
    records INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    input INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write INTEGER NOT NULL,
    cache_write_1h INTEGER NOT NULL,
    output INTEGER NOT NULL,
    reasoning INTEGER NOT NULL,
    audio_input INTEGER NOT NULL,
    audio_output INTEGER NOT NULL,
    unpriced_requests INTEGER NOT NULL,
    unpriced_tokens INTEGER NOT NULL,
    estimated_requests INTEGER NOT NULL,
    input_cost_q INTEGER NOT NULL,
    input_cost_r INTEGER NOT NULL,
    output_cost_q INTEGER NOT NULL,
    output_cost_r INTEGER NOT NULL,
    reported_cost_q INTEGER NOT NULL,
    reported_cost_r INTEGER NOT NULL, first_at INTEGER, last_at INTEGER,
    PRIMARY KEY (day, session, facet)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup_span (
    days INTEGER NOT NULL,
    first INTEGER NOT NULL,
    model INTEGER NOT NULL,
    facet INTEGER NOT NULL,
    records INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    input INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write INTEGER NOT NULL,
    cache_write_1h INTEGER NOT NULL,
    output INTEGER NOT NULL,
    reasoning INTEGER NOT NULL,
    audio_input INTEGER NOT NULL,
    audio_output INTEGER NOT NULL,
    unpriced_requests INTEGER NOT NULL,
    unpriced_tokens INTEGER NOT NULL,
    estimated_requests INTEGER NOT NULL,
    input_cost_q INTEGER NOT NULL,
    input_cost_r INTEGER NOT NULL,
    output_cost_q INTEGER NOT NULL,
    output_cost_r INTEGER NOT NULL,
    total_cost_q INTEGER NOT NULL,
    total_cost_r INTEGER NOT NULL,
    reported_cost_q INTEGER NOT NULL,
    reported_cost_r INTEGER NOT NULL,
    PRIMARY KEY (days, first, model, facet)
) STRICT, WITHOUT ROWID;

CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    folder TEXT NOT NULL,             -- where it was started
    tags TEXT NOT NULL,               -- {"run":"…","team":"search"}: what its usage is tagged with
    started INTEGER NOT NULL,         -- microseconds since 1970-01-01 UTC
    until INTEGER NOT NULL            -- its end; while it goes on a moment ahead, moved on now and then
) STRICT, WITHOUT ROWID;

CREATE TABLE scopes (
    id INTEGER PRIMARY KEY,
    session TEXT NOT NULL,
    branch TEXT NOT NULL,
    host TEXT NOT NULL,
    agent TEXT NOT NULL,
    tags TEXT NOT NULL, -- a JSON object, keys sorted; '' for none
    digest INTEGER NOT NULL
, session_of INTEGER NOT NULL DEFAULT 0, label_of INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE session_totals (
    session INTEGER NOT NULL,        -- scopes.session_of
    project INTEGER NOT NULL,        -- the first facet of its project
    total_cost_q INTEGER NOT NULL,
    total_cost_r INTEGER NOT NULL,
    records INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    input INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write INTEGER NOT NULL,
    cache_write_1h INTEGER NOT NULL,
    output INTEGER NOT NULL,
    reasoning INTEGER NOT NULL,
    audio_input INTEGER NOT NULL,
    audio_output INTEGER NOT NULL,
    unpriced_requests INTEGER NOT NULL,
    unpriced_tokens INTEGER NOT NULL,
    estimated_requests INTEGER NOT NULL,
    input_cost_q INTEGER NOT NULL,
    input_cost_r INTEGER NOT NULL,
    output_cost_q INTEGER NOT NULL,
    output_cost_r INTEGER NOT NULL,
    reported_cost_q INTEGER NOT NULL,
    reported_cost_r INTEGER NOT NULL, first_at INTEGER, last_at INTEGER,
    PRIMARY KEY (session, project)
) STRICT, WITHOUT ROWID;

CREATE TABLE shared_sessions (
    session INTEGER PRIMARY KEY      -- scopes.session_of
) STRICT;

CREATE TABLE stamps (
    id INTEGER PRIMARY KEY,
    catalog TEXT NOT NULL,
    rule TEXT NOT NULL,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    layer TEXT NOT NULL,
    matched TEXT NOT NULL,
    tier_above INTEGER,
    context TEXT NOT NULL,
    free INTEGER NOT NULL,
    rates TEXT NOT NULL -- [["input_tokens","2.5",1000000,1,1],…]: class, dollars, per, times, over
) STRICT;

CREATE TABLE syncs (
    source TEXT PRIMARY KEY,
    at INTEGER NOT NULL              -- microseconds since 1970-01-01 UTC
) STRICT, WITHOUT ROWID;

CREATE TABLE telemetry_calls (
    id BLOB PRIMARY KEY,             -- hash of namespace and id
    key INTEGER NOT NULL,            -- hash of session and prompt; 0 for what only was around a call
    at INTEGER NOT NULL,             -- microseconds since 1970-01-01 UTC
    event INTEGER,                   -- the record that stands for it
    in_log INTEGER NOT NULL,         -- 1: that record is the log's
    CHECK (length(id) = 16)
) STRICT, WITHOUT ROWID;

CREATE TABLE telemetry_counted (
    series BLOB PRIMARY KEY,
    counted INTEGER NOT NULL,        -- tokens, or pico-dollars
    CHECK (length(series) = 16)
) STRICT, WITHOUT ROWID;

CREATE TABLE telemetry_sums (
    event INTEGER PRIMARY KEY,
    session TEXT NOT NULL,
    organization TEXT NOT NULL
) STRICT;

CREATE TABLE telemetry_told (
    session TEXT NOT NULL,
    organization TEXT NOT NULL,      -- '' where it is not known
    rank INTEGER NOT NULL,           -- 1: what runs print at their end, 2: metrics, 3: calls one by one
    PRIMARY KEY (session, organization, rank)
) STRICT, WITHOUT ROWID;

CREATE TABLE users (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE COLLATE NOCASE,
    organization TEXT,
    role TEXT NOT NULL,
    hash TEXT NOT NULL,
    created INTEGER NOT NULL,
    disabled INTEGER,
    last_login INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX budget_alerts_pending ON budget_alerts (claimed_until) WHERE state = 'pending';

CREATE INDEX events_by_facet_second ON events (facet, at / 1000000);

CREATE INDEX kinds_by_model ON kinds (model);

CREATE INDEX log_files_by_stamp ON log_files (source, device, inode, size, modified);

CREATE INDEX refresh_tokens_by_end ON refresh_tokens (expires);

CREATE INDEX runs_by_end ON runs (until);

CREATE INDEX scopes_by_digest ON scopes (digest);

CREATE INDEX scopes_by_session ON scopes (session);

CREATE INDEX session_totals_by_cost ON session_totals (total_cost_q, total_cost_r);

CREATE INDEX stamps_by_rule ON stamps (rule);

CREATE INDEX telemetry_calls_by_key ON telemetry_calls (key);

CREATE INDEX telemetry_sums_by_session ON telemetry_sums (session);

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit BEGIN
    SELECT RAISE(ABORT, 'lines of the audit log are never changed');
END;

CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit BEGIN
    SELECT RAISE(ABORT, 'lines of the audit log are never deleted');
END;

CREATE TRIGGER audit_only_grows BEFORE INSERT ON audit
WHEN NEW.id IS NOT (SELECT ifnull(max(id), 0) + 1 FROM audit) BEGIN
    SELECT RAISE(ABORT, 'lines of the audit log are only added at its end');
END;

CREATE VIEW audit_log AS
SELECT
    id,
    strftime('%Y-%m-%dT%H:%M:%S', at / 1000000 - (at % 1000000 < 0), 'unixepoch')
        || printf('.%06dZ', ((at % 1000000) + 1000000) % 1000000) AS timestamp,
    actor, action, subject, details, lower(hex(hash)) AS hash
FROM audit;

CREATE VIEW closing_lines AS
SELECT
    e.id AS row_id,
    e.at AS timestamp_us,
    CASE WHEN k.stamp IS NOT NULL THEN
        (ifnull(e.cost_input, 0) + ifnull(e.cost_cache_read, 0) + ifnull(e.cost_cache_write, 0) +
         ifnull(e.cost_cache_write_1h, 0) + ifnull(e.cost_output, 0) + ifnull(e.cost_other, 0)) * k.unit
    END AS total_cost_pico,
    json_array(
        CASE
            WHEN typeof(e.uid) = 'text' THEN e.uid
            WHEN length(e.uid) = 17 THEN lower(
                hex(substr(e.uid, 2, 4)) || '-' || hex(substr(e.uid, 6, 2)) || '-' || hex(substr(e.uid, 8, 2)) || '-' ||
                hex(substr(e.uid, 10, 2)) || '-' || hex(substr(e.uid, 12, 6)))
            ELSE 'sha256:' || lower(hex(e.uid))
        END,
        e.at, f.source, m.provider, m.model, k.context,
        f.organization, f.project, f.user, s.session, s.branch, s.host, s.agent, s.tags,
        e.input, e.cache_read, e.cache_write, e.cache_write_1h, e.output, e.reasoning, e.detail,
        e.cost_input * k.unit, e.cost_cache_read * k.unit, e.cost_cache_write * k.unit,
        e.cost_cache_write_1h * k.unit, e.cost_output * k.unit, e.cost_other * k.unit,
        e.reported, p.rule, p.catalog, k.unpriced
    ) AS line
FROM events AS e
JOIN facets AS f ON f.id = +e.facet
JOIN kinds AS k ON k.id = +e.kind
JOIN models AS m ON m.id = k.model
JOIN scopes AS s ON s.id = +e.scope
LEFT JOIN stamps AS p ON p.id = k.stamp;

CREATE VIEW cost_records AS
SELECT
    id, timestamp, organization_id, project_id, user_id, provider, model_id, source,
    input_tokens, output_tokens, total_tokens,
    pico / 1e12 AS total_cost,
    CASE
        WHEN pico IS NULL THEN NULL
        WHEN pico % 1000000000000 = 0 THEN CAST(pico / 1000000000000 AS TEXT)
        ELSE rtrim(
            CASE WHEN pico < 0 THEN '-' ELSE '' END || abs(pico / 1000000000000)
            || printf('.%012d', abs(pico % 1000000000000)), '0')
    END AS total_cost_exact,
    pico AS total_cost_pico,
    pico / 1000000 AS total_cost_q,
    pico % 1000000 AS total_cost_r,
    input_cost_pico, cache_read_cost_pico, cache_write_cost_pico, cache_write_1h_cost_pico,
    output_cost_pico, other_cost_pico, reported_cost_pico,
    'USD' AS currency,
    price_rule, price_catalog, price_layer, price_match, unpriced_reason, estimated, timestamp_us, row_id
FROM (
    SELECT
        CASE
            WHEN typeof(e.uid) = 'text' THEN e.uid
            WHEN length(e.uid) = 17 THEN lower(
                hex(substr(e.uid, 2, 4)) || '-' || hex(substr(e.uid, 6, 2)) || '-' || hex(substr(e.uid, 8, 2)) || '-' ||
                hex(substr(e.uid, 10, 2)) || '-' || hex(substr(e.uid, 12, 6)))
            ELSE 'sha256:' || lower(hex(e.uid))
        END AS id,
        strftime('%Y-%m-%dT%H:%M:%S', e.at / 1000000 - (e.at % 1000000 < 0), 'unixepoch')
            || printf('.%06dZ', ((e.at % 1000000) + 1000000) % 1000000) AS timestamp,
        f.organization AS organization_id, f.project AS project_id, f.user AS user_id,
        m.provider AS provider, m.model AS model_id, f.source AS source,
        ifnull(e.input, 0) AS input_tokens, ifnull(e.output, 0) AS output_tokens,
        ifnull(e.input, 0) + ifnull(e.output, 0) AS total_tokens,
        CASE WHEN k.stamp IS NOT NULL THEN
            (ifnull(e.cost_input, 0) + ifnull(e.cost_cache_read, 0) + ifnull(e.cost_cache_write, 0) +
             ifnull(e.cost_cache_write_1h, 0) + ifnull(e.cost_output, 0) + ifnull(e.cost_other, 0)) * k.unit
        END AS pico,
        e.cost_input * k.unit AS input_cost_pico,
        e.cost_cache_read * k.unit AS cache_read_cost_pico,
        e.cost_cache_write * k.unit AS cache_write_cost_pico,
        e.cost_cache_write_1h * k.unit AS cache_write_1h_cost_pico,
        e.cost_output * k.unit AS output_cost_pico,
        e.cost_other * k.unit AS other_cost_pico,
        e.reported AS reported_cost_pico,
        p.rule AS price_rule, p.catalog AS price_catalog, p.layer AS price_layer, p.matched AS price_match,
        k.unpriced AS unpriced_reason, k.estimated AS estimated, e.at AS timestamp_us, e.id AS row_id
    FROM events AS e
    JOIN facets AS f ON f.id = e.facet
    JOIN kinds AS k ON k.id = +e.kind
    JOIN models AS m ON m.id = k.model
    LEFT JOIN stamps AS p ON p.id = k.stamp
);

CREATE VIEW daily_costs AS
SELECT
    date(r.day * 86400, 'unixepoch') AS day,
    f.organization AS organization_id, f.project AS project_id, f.user AS user_id,
    m.provider AS provider, m.model AS model_id, f.source AS source,
    r.records AS records,
    r.requests AS requests,
    r.input AS input_tokens,
    r.input - r.cache_read - r.cache_write AS uncached_input_tokens,
    r.cache_read AS cache_read_tokens,
    r.cache_write AS cache_write_tokens,
    r.cache_write_1h AS cache_write_1h_tokens,
    r.output AS output_tokens,
    r.reasoning AS reasoning_tokens,
    r.input + r.output AS total_tokens,
    r.total_cost_q / 1e6 + r.total_cost_r / 1e12 AS total_cost,
    r.total_cost_q AS total_cost_q,
    r.total_cost_r AS total_cost_r,
    'USD' AS currency,
    r.unpriced_requests AS unpriced_requests,
    r.unpriced_tokens AS unpriced_tokens,
    r.estimated_requests AS estimated_requests
FROM rollup_day AS r
JOIN facets AS f ON f.id = r.facet
JOIN models AS m ON m.id = r.model
WHERE r.requests <> 0;

CREATE VIEW usage_records AS
SELECT
    CASE
        WHEN typeof(e.uid) = 'text' THEN e.uid
        WHEN length(e.uid) = 17 THEN lower(
            hex(substr(e.uid, 2, 4)) || '-' || hex(substr(e.uid, 6, 2)) || '-' || hex(substr(e.uid, 8, 2)) || '-' ||
            hex(substr(e.uid, 10, 2)) || '-' || hex(substr(e.uid, 12, 6)))
        ELSE 'sha256:' || lower(hex(e.uid))
    END AS id,
    strftime('%Y-%m-%dT%H:%M:%S', e.at / 1000000 - (e.at % 1000000 < 0), 'unixepoch')
        || printf('.%06dZ', ((e.at % 1000000) + 1000000) % 1000000) AS timestamp,
    f.organization AS organization_id,
    f.project AS project_id,
    f.user AS user_id,
    m.provider AS provider,
    m.model AS model_id,
    f.source AS source,
    s.session AS session_id,
    s.branch AS branch,
    s.host AS host,
    s.agent AS agent,
    s.tags AS tags,
    max(ifnull(json_extract(e.detail, '$.usage.requests'), 1), 1) AS requests,
    ifnull(e.input, 0) AS input_tokens,
    ifnull(e.input, 0) - ifnull(e.cache_read, 0) - ifnull(e.cache_write, 0) AS uncached_input_tokens,
    ifnull(e.cache_read, 0) AS cached_tokens,
    ifnull(e.cache_read, 0) AS cache_read_tokens,
    ifnull(e.cache_write, 0) AS cache_write_tokens,
    ifnull(e.cache_write, 0) - ifnull(e.cache_write_1h, 0) AS cache_write_5m_tokens,
    ifnull(e.cache_write_1h, 0) AS cache_write_1h_tokens,
    ifnull(e.output, 0) AS output_tokens,
    ifnull(e.reasoning, 0) AS reasoning_tokens,
    ifnull(json_extract(e.detail, '$.usage.input_audio_tokens'), 0) AS audio_input_tokens,
    ifnull(json_extract(e.detail, '$.usage.output_audio_tokens'), 0) AS audio_output_tokens,
    ifnull(e.input, 0) + ifnull(e.output, 0) AS total_tokens,
    CASE WHEN k.stamp IS NOT NULL THEN
        (ifnull(e.cost_input, 0) + ifnull(e.cost_cache_read, 0) + ifnull(e.cost_cache_write, 0) +
         ifnull(e.cost_cache_write_1h, 0) + ifnull(e.cost_output, 0) + ifnull(e.cost_other, 0)) * k.unit / 1e12
    END AS total_cost,
    'USD' AS currency,
    k.unpriced AS unpriced_reason,
    k.estimated AS estimated,
    e.latency_ms AS latency_ms,
    x.json AS metadata,
    e.at AS timestamp_us,
    e.id AS row_id
FROM events AS e
JOIN facets AS f ON f.id = e.facet
JOIN kinds AS k ON k.id = +e.kind -- the + keeps the planner from indexing all events on the fly
JOIN models AS m ON m.id = k.model
JOIN scopes AS s ON s.id = +e.scope
LEFT JOIN metadata AS x ON x.event = e.id;

INSERT INTO facets (id, organization, project, user, source) VALUES (0, '', '', '', '');

INSERT INTO meta (key, value) VALUES ('quarter_through', '0');

INSERT INTO meta (key, value) VALUES ('spans', '0');

INSERT INTO price_versions (version, at, what) VALUES (0, 0, 'the prices in the program');

INSERT INTO scopes (id, session, branch, host, agent, tags, digest, session_of, label_of) VALUES (0, '', '', '', '', '', 0, 0, 0);

PRAGMA user_version = 22;
