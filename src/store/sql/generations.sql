SELECT
    generation, at, what, as_of, catalog, records, changed, newly_priced, kept, old_unpriced, new_unpriced,
    old_total_q, old_total_r, new_total_q, new_total_r
FROM generations
ORDER BY generation
