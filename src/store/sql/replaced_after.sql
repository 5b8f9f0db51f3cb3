SELECT
    kind, cost_input, cost_cache_read, cost_cache_write, cost_cache_write_1h, cost_output, cost_other, detail
FROM replaced
WHERE event = ?1 AND generation > ?2
ORDER BY generation
LIMIT 1
