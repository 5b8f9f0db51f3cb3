-- Budgets, and which of their alerts were delivered. This file never changes; what comes later is
-- a new file.

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

-- One row a threshold that was crossed in a period. Whoever delivers an alert claims it first, for
-- a while; so two processes never deliver the same one, and one that dies loses nothing.
CREATE TABLE budget_alerts (
    budget TEXT NOT NULL,
    period_start INTEGER NOT NULL,    -- microseconds since 1970-01-01 UTC
    threshold INTEGER NOT NULL,       -- parts per million of the amount
    amount TEXT NOT NULL,             -- the amount it was a share of: a new one alerts anew
    crossed INTEGER NOT NULL,         -- the instant of the event that crossed it
    state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'abandoned')),
    attempts INTEGER NOT NULL,
    claimed_until INTEGER NOT NULL,   -- nobody else tries before
    error TEXT NOT NULL,              -- why the last attempt failed; '' when it did not
    delivered INTEGER,                -- when it was
    PRIMARY KEY (budget, period_start, threshold, amount)
) STRICT, WITHOUT ROWID;
