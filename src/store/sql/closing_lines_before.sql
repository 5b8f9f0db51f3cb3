SELECT line, total_cost_pico
FROM closing_lines
WHERE timestamp_us >= ?1 AND timestamp_us < ?2
    AND row_id NOT IN (SELECT event FROM after_close WHERE close = ?3)
