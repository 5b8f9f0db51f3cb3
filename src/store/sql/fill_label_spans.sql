INSERT INTO label_span (
    days, first, label, model,
    records, requests, input, cache_read, cache_write, cache_write_1h, output,
    reasoning, audio_input, audio_output, unpriced_requests, unpriced_tokens, estimated_requests, input_cost_q,
    input_cost_r, output_cost_q, output_cost_r, total_cost_q, total_cost_r, reported_cost_q, reported_cost_r
)
SELECT
    ?1, (day - (day % ?1 + ?1) % ?1), label, model,
    sum(records), sum(requests), sum(input), sum(cache_read), sum(cache_write),
    sum(cache_write_1h), sum(output), sum(reasoning), sum(audio_input), sum(audio_output),
    sum(unpriced_requests), sum(unpriced_tokens), sum(estimated_requests), sum(input_cost_q), sum(input_cost_r),
    sum(output_cost_q), sum(output_cost_r), sum(total_cost_q), sum(total_cost_r), sum(reported_cost_q),
    sum(reported_cost_r)
FROM rollup_label
GROUP BY 2, 3, 4
