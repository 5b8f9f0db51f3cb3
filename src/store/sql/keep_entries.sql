INSERT INTO price_version_entries
SELECT ?1, entry FROM price_version_entries WHERE version = ?2
