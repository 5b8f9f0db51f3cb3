-- Records and calls, told apart: version 12. Some records sum up several calls and say how many;
-- `requests` counts those, `records` the events themselves. The sums are made again with this
-- step, from the events.

ALTER TABLE rollup_day ADD COLUMN records INTEGER NOT NULL DEFAULT 0;
ALTER TABLE rollup_model ADD COLUMN records INTEGER NOT NULL DEFAULT 0;
ALTER TABLE rollup_quarter ADD COLUMN records INTEGER NOT NULL DEFAULT 0;
ALTER TABLE replaced_day ADD COLUMN records INTEGER NOT NULL DEFAULT 0;

DROP VIEW usage_records;

-- One row a record; `requests` is how many calls it stands for.
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

DROP VIEW daily_costs;

-- Exact sums by day in the ledger's zone. SUM the two halves of a cost apart, so that nothing
-- overflows: total dollars are (SUM(total_cost_q) * 1000000 + SUM(total_cost_r)) / 1e12.
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
