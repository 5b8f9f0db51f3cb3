SELECT
    e.at, e.kind, e.facet, e.scope, e.input, e.cache_read, e.cache_write, e.cache_write_1h, e.output, e.reasoning,
    e.cost_input, e.cost_cache_read, e.cost_cache_write, e.cost_cache_write_1h, e.cost_output, e.cost_other,
    e.reported, e.latency_ms, e.detail, e.uid, x.json
FROM events AS e
LEFT JOIN metadata AS x ON x.event = e.id
WHERE e.id = ?1
