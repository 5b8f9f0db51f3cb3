SELECT id, source
FROM price_version_lists JOIN price_lists ON id = list
WHERE version = ?1
ORDER BY place
