-- Whether records of a log of that session were pruned of these days.
SELECT 1
FROM pruned_scope AS p
JOIN facets AS f ON f.id = p.facet
WHERE p.day BETWEEN ?1 AND ?2
    AND f.source NOT IN ('otlp', 'native')
    AND p.session IN (SELECT session_of FROM scopes WHERE session = ?3)
