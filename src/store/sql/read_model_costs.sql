-- Only what lines over time show.
SELECT day, model, total_cost_q, total_cost_r, requests, unpriced_requests, unpriced_tokens, estimated_requests
FROM rollup_model
WHERE day >= ?1 AND day < ?2
