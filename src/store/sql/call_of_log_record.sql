-- The call that a log's record may be, told of by telemetry: the nearest of its organization or where one is not known.
SELECT id, event
FROM telemetry_calls
WHERE key = ?1
    AND in_log = 0
    AND abs(at - ?2) <= ?3
    AND EXISTS (
        SELECT 1
        FROM events AS e
        JOIN facets AS f ON f.id = e.facet
        WHERE e.id = event AND (f.organization = ?4 OR '' IN (f.organization, ?4))
    )
ORDER BY abs(at - ?2), id
LIMIT 1
