INSERT INTO price_entries (
    layer, provider, model, valid_from, valid_to, rates, tiers, conditions, free, added, native
)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
