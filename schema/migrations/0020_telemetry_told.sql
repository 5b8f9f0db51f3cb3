-- Who told of which session: version 20. Filled with this step where there is telemetry, else when there first is.

CREATE TABLE telemetry_told (
    session TEXT NOT NULL,
    organization TEXT NOT NULL,      -- '' where it is not known
    rank INTEGER NOT NULL,           -- 1: what runs print at their end, 2: metrics, 3: calls one by one
    PRIMARY KEY (session, organization, rank)
) STRICT, WITHOUT ROWID;

INSERT OR IGNORE INTO telemetry_told
SELECT s.session, f.organization,
    CASE
        WHEN instr(l.tags, '"telemetry":"result"') > 0 THEN 1
        WHEN instr(l.tags, '"telemetry":"metrics"') > 0 THEN 2
        ELSE 3
    END
FROM (
    SELECT facet, scope AS session, scope AS label FROM events WHERE EXISTS (SELECT 1 FROM telemetry_calls)
        OR EXISTS (SELECT 1 FROM telemetry_sums)
    UNION
    SELECT facet, session, label FROM pruned_scope WHERE EXISTS (SELECT 1 FROM telemetry_calls)
        OR EXISTS (SELECT 1 FROM telemetry_sums)
) AS e
JOIN facets AS f ON f.id = e.facet
JOIN scopes AS s ON s.id = e.session
LEFT JOIN scopes AS l ON l.id = e.label
WHERE s.session <> '' AND f.source <> 'native';
