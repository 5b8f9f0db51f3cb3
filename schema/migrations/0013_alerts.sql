-- Alerts by the way they go, with what is sent: version 13. Nothing was written to the table in the
-- place of which this one is.

DROP TABLE budget_alerts;

-- A threshold that was crossed in a period, and how far telling it came on one way: exactly one
-- delivery each, also with several processes, also after a restart.
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

CREATE INDEX budget_alerts_pending ON budget_alerts (claimed_until) WHERE state = 'pending';
