SELECT
    v.version, v.at, v.what,
    (SELECT count(*) FROM price_version_entries AS e WHERE e.version = v.version),
    (
        SELECT group_concat(line, char(10))
        FROM (
            SELECT l.source || ' ' || l.catalog AS line
            FROM price_version_lists AS p JOIN price_lists AS l ON l.id = p.list
            WHERE p.version = v.version
            ORDER BY p.place
        )
    )
FROM price_versions AS v
ORDER BY v.version
