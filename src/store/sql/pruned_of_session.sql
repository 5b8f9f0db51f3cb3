-- Whether records of that session were pruned of these days, told by telemetry (?5 = 1) or by a log, of its
-- organization or where one is not known.
SELECT 1
FROM pruned_scope AS p
JOIN facets AS f ON f.id = p.facet
WHERE p.day BETWEEN ?1 AND ?2
    AND f.source <> 'native'
    AND (f.source = 'otlp') = ?5
    AND (f.organization = ?4 OR '' IN (f.organization, ?4))
    AND p.session IN (SELECT session_of FROM scopes WHERE session = ?3)
