-- Only what ranks them: the rest is read of the dearest.
SELECT day, session, facet, total_cost_q, total_cost_r, records
FROM rollup_session
WHERE day >= ?1 AND day < ?2
