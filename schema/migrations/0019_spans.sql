-- Sums by label and model, and sums over several days: version 19. Made with this step, from the events.

-- The sums by label know models.
DROP TABLE rollup_label;
CREATE TABLE rollup_label (
    day INTEGER NOT NULL,            -- days since 1970-01-01
    label INTEGER NOT NULL,          -- scopes.label_of
    model INTEGER NOT NULL,
    records INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    input INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write INTEGER NOT NULL,
    cache_write_1h INTEGER NOT NULL,
    output INTEGER NOT NULL,
    reasoning INTEGER NOT NULL,
    audio_input INTEGER NOT NULL,
    audio_output INTEGER NOT NULL,
    unpriced_requests INTEGER NOT NULL,
    unpriced_tokens INTEGER NOT NULL,
    estimated_requests INTEGER NOT NULL,
    input_cost_q INTEGER NOT NULL,
    input_cost_r INTEGER NOT NULL,
    output_cost_q INTEGER NOT NULL,
    output_cost_r INTEGER NOT NULL,
    total_cost_q INTEGER NOT NULL,
    total_cost_r INTEGER NOT NULL,
    reported_cost_q INTEGER NOT NULL,
    reported_cost_r INTEGER NOT NULL,
    PRIMARY KEY (day, label, model)
) STRICT, WITHOUT ROWID;

-- The sums of pruned records by what they are filed under, by model too; the instants are of the session.
ALTER TABLE pruned_scope RENAME TO pruned_scope_before;
CREATE TABLE pruned_scope (
    day INTEGER NOT NULL,
    facet INTEGER NOT NULL,
    session INTEGER NOT NULL,        -- scopes.session_of
    label INTEGER NOT NULL,          -- scopes.label_of
    model INTEGER NOT NULL,
    records INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    input INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write INTEGER NOT NULL,
    cache_write_1h INTEGER NOT NULL,
    output INTEGER NOT NULL,
    reasoning INTEGER NOT NULL,
    audio_input INTEGER NOT NULL,
    audio_output INTEGER NOT NULL,
    unpriced_requests INTEGER NOT NULL,
    unpriced_tokens INTEGER NOT NULL,
    estimated_requests INTEGER NOT NULL,
    input_cost_q INTEGER NOT NULL,
    input_cost_r INTEGER NOT NULL,
    output_cost_q INTEGER NOT NULL,
    output_cost_r INTEGER NOT NULL,
    total_cost_q INTEGER NOT NULL,
    total_cost_r INTEGER NOT NULL,
    reported_cost_q INTEGER NOT NULL,
    reported_cost_r INTEGER NOT NULL,
    first_at INTEGER,
    last_at INTEGER,
    PRIMARY KEY (day, facet, session, label, model)
) STRICT, WITHOUT ROWID;

-- Of what was pruned before, the models are not known.
INSERT INTO pruned_scope (
    day, facet, session, label, model,
    records, requests, input, cache_read, cache_write, cache_write_1h, output, reasoning, audio_input, audio_output,
    unpriced_requests, unpriced_tokens, estimated_requests, input_cost_q, input_cost_r, output_cost_q, output_cost_r,
    total_cost_q, total_cost_r, reported_cost_q, reported_cost_r, first_at, last_at
)
SELECT
    day, facet, session, label, 0,
    records, requests, input, cache_read, cache_write, cache_write_1h, output, reasoning, audio_input, audio_output,
    unpriced_requests, unpriced_tokens, estimated_requests, input_cost_q, input_cost_r, output_cost_q, output_cost_r,
    total_cost_q, total_cost_r, reported_cost_q, reported_cost_r, first_at, last_at
FROM pruned_scope_before;
DROP TABLE pruned_scope_before;

-- The sums of rollup_day and of rollup_label over several days, from `first` on, which is a multiple of `days`. They
-- are kept in ledgers of many sums by day (`spans` in meta).
CREATE TABLE rollup_span (
    days INTEGER NOT NULL,
    first INTEGER NOT NULL,
    model INTEGER NOT NULL,
    facet INTEGER NOT NULL,
    records INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    input INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write INTEGER NOT NULL,
    cache_write_1h INTEGER NOT NULL,
    output INTEGER NOT NULL,
    reasoning INTEGER NOT NULL,
    audio_input INTEGER NOT NULL,
    audio_output INTEGER NOT NULL,
    unpriced_requests INTEGER NOT NULL,
    unpriced_tokens INTEGER NOT NULL,
    estimated_requests INTEGER NOT NULL,
    input_cost_q INTEGER NOT NULL,
    input_cost_r INTEGER NOT NULL,
    output_cost_q INTEGER NOT NULL,
    output_cost_r INTEGER NOT NULL,
    total_cost_q INTEGER NOT NULL,
    total_cost_r INTEGER NOT NULL,
    reported_cost_q INTEGER NOT NULL,
    reported_cost_r INTEGER NOT NULL,
    PRIMARY KEY (days, first, model, facet)
) STRICT, WITHOUT ROWID;

CREATE TABLE label_span (
    days INTEGER NOT NULL,
    first INTEGER NOT NULL,
    label INTEGER NOT NULL,
    model INTEGER NOT NULL,
    records INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    input INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write INTEGER NOT NULL,
    cache_write_1h INTEGER NOT NULL,
    output INTEGER NOT NULL,
    reasoning INTEGER NOT NULL,
    audio_input INTEGER NOT NULL,
    audio_output INTEGER NOT NULL,
    unpriced_requests INTEGER NOT NULL,
    unpriced_tokens INTEGER NOT NULL,
    estimated_requests INTEGER NOT NULL,
    input_cost_q INTEGER NOT NULL,
    input_cost_r INTEGER NOT NULL,
    output_cost_q INTEGER NOT NULL,
    output_cost_r INTEGER NOT NULL,
    total_cost_q INTEGER NOT NULL,
    total_cost_r INTEGER NOT NULL,
    reported_cost_q INTEGER NOT NULL,
    reported_cost_r INTEGER NOT NULL,
    PRIMARY KEY (days, first, label, model)
) STRICT, WITHOUT ROWID;

INSERT INTO meta VALUES ('spans', '0');
