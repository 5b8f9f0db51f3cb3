SELECT
    m.provider, m.model, s.requests, s.unpriced,
    (SELECT group_concat(DISTINCT p.matched) FROM kinds AS k JOIN stamps AS p ON p.id = k.stamp WHERE k.model = m.id),
    (SELECT group_concat(DISTINCT k.unpriced) FROM kinds AS k WHERE k.model = m.id),
    s.first
FROM models AS m
JOIN (
    SELECT model, sum(requests) AS requests, sum(unpriced_requests) AS unpriced, min(day) AS first
    FROM rollup_model
    GROUP BY model
) AS s ON s.model = m.id
WHERE s.requests > 0
ORDER BY s.requests DESC, m.provider, m.model
