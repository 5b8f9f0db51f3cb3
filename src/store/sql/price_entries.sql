SELECT id, layer, provider, model, valid_from, valid_to, rates, tiers, conditions, free, added
FROM price_entries
ORDER BY id
