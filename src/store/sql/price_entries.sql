SELECT id, provider, model, valid_from, valid_to, rates, tiers, conditions, free, added, native
FROM price_version_entries JOIN price_entries ON id = entry
WHERE version = ?1
ORDER BY id
