-- Instants that are not known are given as the largest and the smallest there are.
INSERT INTO pruned_scope (
    day, facet, session, label, model, first_at, last_at,
    records, requests, input, cache_read, cache_write, cache_write_1h, output,
    reasoning, audio_input, audio_output, unpriced_requests, unpriced_tokens, estimated_requests, input_cost_q,
    input_cost_r, output_cost_q, output_cost_r, total_cost_q, total_cost_r, reported_cost_q, reported_cost_r
)
VALUES (
    ?1, ?2, ?3, ?4, ?5, nullif(?6, 9223372036854775807), nullif(?7, -9223372036854775808),
    ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28
)
ON CONFLICT (day, facet, session, label, model) DO UPDATE SET
    records = records + excluded.records,
    requests = requests + excluded.requests,
    input = input + excluded.input,
    cache_read = cache_read + excluded.cache_read,
    cache_write = cache_write + excluded.cache_write,
    cache_write_1h = cache_write_1h + excluded.cache_write_1h,
    output = output + excluded.output,
    reasoning = reasoning + excluded.reasoning,
    audio_input = audio_input + excluded.audio_input,
    audio_output = audio_output + excluded.audio_output,
    unpriced_requests = unpriced_requests + excluded.unpriced_requests,
    unpriced_tokens = unpriced_tokens + excluded.unpriced_tokens,
    estimated_requests = estimated_requests + excluded.estimated_requests,
    input_cost_q = input_cost_q + excluded.input_cost_q,
    input_cost_r = input_cost_r + excluded.input_cost_r,
    output_cost_q = output_cost_q + excluded.output_cost_q,
    output_cost_r = output_cost_r + excluded.output_cost_r,
    total_cost_q = total_cost_q + excluded.total_cost_q,
    total_cost_r = total_cost_r + excluded.total_cost_r,
    reported_cost_q = reported_cost_q + excluded.reported_cost_q,
    reported_cost_r = reported_cost_r + excluded.reported_cost_r,
    first_at = nullif(min(ifnull(first_at, ?6), ?6), 9223372036854775807),
    last_at = nullif(max(ifnull(last_at, ?7), ?7), -9223372036854775808)
