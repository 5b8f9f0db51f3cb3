-- Only what lines over time show. Days whose records were all taken away keep a row of nothing, which is no day of $0.
SELECT day, model, total_cost_q, total_cost_r, requests, unpriced_requests, unpriced_tokens, estimated_requests
FROM rollup_model
WHERE day >= ?1 AND day < ?2 AND records <> 0
