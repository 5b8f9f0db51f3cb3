SELECT
    id, at, kind, facet, scope, input, cache_read, cache_write, cache_write_1h, output, reasoning,
    cost_input, cost_cache_read, cost_cache_write, cost_cache_write_1h, cost_output, cost_other,
    reported, detail
FROM events
WHERE facet = ?1 AND at / 1000000 BETWEEN ?2 / 1000000 AND ?3 / 1000000 AND at >= ?2 AND at < ?3
    AND id > ?4 AND id <= ?5
