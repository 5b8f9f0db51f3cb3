-- Sums of a session that say less than what ranks so high, of its organization or where one is not known; the tag of
-- what runs print is ?4.
SELECT t.event
FROM telemetry_sums AS t
JOIN events AS e ON e.id = t.event
JOIN scopes AS s ON s.id = e.scope
WHERE t.session = ?1
    AND (t.organization = ?2 OR '' IN (t.organization, ?2))
    AND iif(instr(s.tags, ?4), 1, 2) < ?3
