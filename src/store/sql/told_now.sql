-- The same of what is not in the sums by session yet.
INSERT OR IGNORE INTO telemetry_told
SELECT s.session, f.organization, 3
FROM facets AS f, scopes AS s
WHERE f.id = ?1 AND s.id = ?2 AND s.session <> '' AND f.source <> 'native'
