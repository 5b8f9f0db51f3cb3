-- Plans: subscriptions as flat amounts for billing periods. Dates are days of `zone`.

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
