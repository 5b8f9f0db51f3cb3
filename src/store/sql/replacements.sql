-- What events had before each generation that changed them, beside what they have.
SELECT
    r.event, r.generation, e.at, e.facet,
    e.input, e.cache_read, e.cache_write, e.cache_write_1h, e.output, e.reasoning, e.reported,
    r.kind, r.cost_input, r.cost_cache_read, r.cost_cache_write, r.cost_cache_write_1h, r.cost_output, r.cost_other,
    r.detail,
    e.kind, e.cost_input, e.cost_cache_read, e.cost_cache_write, e.cost_cache_write_1h, e.cost_output, e.cost_other,
    e.detail
FROM replaced AS r
CROSS JOIN events AS e ON e.id = r.event -- in the order of the key
WHERE r.event BETWEEN ?1 AND ?2
ORDER BY r.event, r.generation
