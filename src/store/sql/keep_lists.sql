INSERT INTO price_version_lists
SELECT ?1, place, list FROM price_version_lists WHERE version = ?2
