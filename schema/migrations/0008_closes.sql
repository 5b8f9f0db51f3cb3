-- Version 8: closed periods. What is in one is frozen: its costs are not made anew, and what comes to
-- it later is told apart.

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

-- Events that came to a closed period, or changed in it, after it was closed.
CREATE TABLE after_close (
    close INTEGER NOT NULL REFERENCES closes (id),
    event INTEGER NOT NULL,
    line TEXT,                       -- its line when the period was closed; NULL: it was not in it
    PRIMARY KEY (close, event)
) STRICT, WITHOUT ROWID;

-- What of an event a close covers: one JSON array an event, NULL where nothing is known. This view is
-- never changed, so that the hash of a close can be computed again for ever.
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
