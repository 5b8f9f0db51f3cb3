SELECT
    day, facet, session, label, model,
    records, requests, input, cache_read, cache_write, cache_write_1h, output,
    reasoning, audio_input, audio_output, unpriced_requests, unpriced_tokens, estimated_requests, input_cost_q,
    input_cost_r, output_cost_q, output_cost_r, total_cost_q, total_cost_r, reported_cost_q, reported_cost_r,
    first_at, last_at
FROM pruned_scope
