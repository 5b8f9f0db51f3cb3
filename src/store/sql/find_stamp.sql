SELECT id FROM stamps
WHERE rule = ?2 AND catalog = ?1 AND provider = ?3 AND model = ?4 AND layer = ?5 AND matched = ?6 AND context = ?7
    AND tier_above IS ?8 AND free = ?9 AND rates = ?10
