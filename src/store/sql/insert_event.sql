INSERT INTO events (
    id, at, kind, facet, scope, input, cache_read, cache_write, cache_write_1h, output, reasoning,
    cost_input, cost_cache_read, cost_cache_write, cost_cache_write_1h, cost_output, cost_other,
    reported, latency_ms, detail, uid
)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)
