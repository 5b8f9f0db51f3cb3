INSERT INTO stamps (catalog, rule, provider, model, layer, matched, context, tier_above, free, rates)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
