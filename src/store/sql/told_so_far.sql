-- Of which sessions anybody but programs themselves told, when telemetry first does.
INSERT OR IGNORE INTO telemetry_told
SELECT s.session, f.organization, 3
FROM rollup_session AS r
JOIN facets AS f ON f.id = r.facet
JOIN scopes AS s ON s.id = r.session
WHERE r.records > 0 AND s.session <> '' AND f.source <> 'native'
