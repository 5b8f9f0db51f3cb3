INSERT INTO generations (
    generation, at, what, as_of, catalog, records, changed, newly_priced, kept, old_unpriced, new_unpriced,
    old_total_q, old_total_r, new_total_q, new_total_r
)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
