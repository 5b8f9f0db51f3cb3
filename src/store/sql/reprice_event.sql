UPDATE events SET
    kind = ?2,
    cost_input = ?3,
    cost_cache_read = ?4,
    cost_cache_write = ?5,
    cost_cache_write_1h = ?6,
    cost_output = ?7,
    cost_other = ?8,
    detail = ?9
WHERE id = ?1
