-- Only what lines over time show. Days whose records were all taken away keep a row of nothing, which is no day of $0.
SELECT day, facet, total_cost_q, total_cost_r, requests, unpriced_requests, unpriced_tokens, estimated_requests
FROM rollup_facet
WHERE day >= ?1 AND day < ?2 AND records <> 0
