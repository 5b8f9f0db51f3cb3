INSERT INTO replaced (
    event, generation, kind, cost_input, cost_cache_read, cost_cache_write, cost_cache_write_1h, cost_output,
    cost_other, detail
)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
