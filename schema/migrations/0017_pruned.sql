-- Pruned records: version 17. Their sums stay, and what tells that they were counted.

-- The first 16 bytes of the SHA-256 that `seen.hash` is the beginning of: of the namespace, 0 or 1 (an id
-- that was given, or the content's hash) and the id. Such a record is not counted again.
CREATE TABLE pruned (
    key BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- What of the sums by day is of pruned records: generation 0 of rollup_day, later ones of replaced_day.
CREATE TABLE pruned_day (
    generation INTEGER NOT NULL,
    day INTEGER NOT NULL,
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
    PRIMARY KEY (generation, day, model, facet)
) STRICT, WITHOUT ROWID;

-- The sums of pruned records by quarter hour UTC; rollup_quarter has those of the others.
CREATE TABLE pruned_quarter (
    quarter INTEGER NOT NULL,
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
    PRIMARY KEY (quarter, model)
) STRICT, WITHOUT ROWID;

-- The sums of pruned records by what they are filed under: those by session and by label follow.
CREATE TABLE pruned_scope (
    day INTEGER NOT NULL,
    facet INTEGER NOT NULL,
    session INTEGER NOT NULL,        -- scopes.session_of
    label INTEGER NOT NULL,          -- scopes.label_of
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
    PRIMARY KEY (day, facet, session, label)
) STRICT, WITHOUT ROWID;
