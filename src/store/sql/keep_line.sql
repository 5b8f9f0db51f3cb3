INSERT INTO after_close (close, event, line)
SELECT ?1, row_id, line FROM closing_lines WHERE row_id = ?2
ON CONFLICT DO NOTHING
