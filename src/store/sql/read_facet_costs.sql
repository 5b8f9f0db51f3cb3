-- Only what lines over time show.
SELECT day, facet, total_cost_q, total_cost_r, requests, unpriced_requests, unpriced_tokens, estimated_requests
FROM rollup_facet
WHERE day >= ?1 AND day < ?2
