-- What agents tell over OpenTelemetry, where others tell of the same usage under other names.

-- Calls that were told of. A call of an agent may be in its log too; the two are matched one to one by
-- session and prompt, since neither names what the other does.
CREATE TABLE telemetry_calls (
    id BLOB PRIMARY KEY,             -- hash of namespace and id
    key INTEGER NOT NULL,            -- hash of session and prompt; 0 for what only was around a call
    at INTEGER NOT NULL,             -- microseconds since 1970-01-01 UTC
    event INTEGER,                   -- the record that stands for it
    in_log INTEGER NOT NULL,         -- 1: that record is the log's
    CHECK (length(id) = 16)
) STRICT, WITHOUT ROWID;

CREATE INDEX telemetry_calls_by_key ON telemetry_calls (key);

-- Records that are sums of a session's calls. They go when the calls are told of one by one.
CREATE TABLE telemetry_sums (
    event INTEGER PRIMARY KEY,
    session TEXT NOT NULL,
    organization TEXT NOT NULL
) STRICT;

CREATE INDEX telemetry_sums_by_session ON telemetry_sums (session);

-- How far sums since the start of their series were counted.
CREATE TABLE telemetry_series (
    series BLOB PRIMARY KEY,
    input INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write INTEGER NOT NULL,
    output INTEGER NOT NULL,
    reported INTEGER NOT NULL        -- pico-dollars
) STRICT, WITHOUT ROWID;

CREATE INDEX scopes_by_session ON scopes (session);
