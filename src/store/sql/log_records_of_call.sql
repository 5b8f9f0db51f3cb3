-- Records of logs that may be the call: of its session, about its time, of its organization or where one is not known.
SELECT e.id
FROM facets AS f
CROSS JOIN events AS e ON e.facet = f.id AND e.at / 1000000 BETWEEN ?1 AND ?2
WHERE f.source NOT IN ('otlp', 'native')
    AND (f.organization = ?4 OR '' IN (f.organization, ?4))
    AND e.scope IN (SELECT id FROM scopes WHERE session = ?3)
    AND e.id NOT IN (SELECT event FROM telemetry_calls WHERE key = ?5 AND event IS NOT NULL AND in_log = 1)
