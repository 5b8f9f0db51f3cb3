SELECT at, id, kind, scope
FROM events
WHERE facet = ?1 AND at / 1000000 BETWEEN ?2 / 1000000 AND ?3 / 1000000 AND at >= ?2 AND at < ?3
    AND at / 1000000 <= ?4 / 1000000 AND (at, id) < (?4, ?5)
ORDER BY at / 1000000 DESC, at DESC, id DESC
