-- Sums by facet, by session and by label: version 16. A session and a label (branch, host and tags) are each
-- named by the first scope that has them, so that a sum needs no other table to be read; `firsts`
-- finds that scope. The sums are made again with this step, from the events.

ALTER TABLE scopes ADD COLUMN session_of INTEGER NOT NULL DEFAULT 0; -- the first scope of its session
ALTER TABLE scopes ADD COLUMN label_of INTEGER NOT NULL DEFAULT 0;   -- the first scope of its label

-- `hash` is of a session or of a label; where it is taken by another, the next free number.
CREATE TABLE firsts (
    hash INTEGER PRIMARY KEY,
    scope INTEGER NOT NULL REFERENCES scopes (id)
) STRICT;

CREATE TABLE rollup_facet (
    day INTEGER NOT NULL,            -- days since 1970-01-01
    facet INTEGER NOT NULL,
    total_cost_q INTEGER NOT NULL,
    total_cost_r INTEGER NOT NULL,
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
    reported_cost_q INTEGER NOT NULL,
    reported_cost_r INTEGER NOT NULL,
    PRIMARY KEY (day, facet)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup_session (
    day INTEGER NOT NULL,            -- days since 1970-01-01
    session INTEGER NOT NULL,        -- scopes.session_of
    facet INTEGER NOT NULL,
    total_cost_q INTEGER NOT NULL,
    total_cost_r INTEGER NOT NULL,
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
    reported_cost_q INTEGER NOT NULL,
    reported_cost_r INTEGER NOT NULL,
    PRIMARY KEY (day, session, facet)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup_label (
    day INTEGER NOT NULL,            -- days since 1970-01-01
    label INTEGER NOT NULL,          -- scopes.label_of
    total_cost_q INTEGER NOT NULL,
    total_cost_r INTEGER NOT NULL,
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
    reported_cost_q INTEGER NOT NULL,
    reported_cost_r INTEGER NOT NULL,
    PRIMARY KEY (day, label)
) STRICT, WITHOUT ROWID;

-- Over all days, so that the dearest sessions there ever were are found at once.
CREATE TABLE session_totals (
    session INTEGER NOT NULL,        -- scopes.session_of
    project INTEGER NOT NULL,        -- the first facet of its project
    total_cost_q INTEGER NOT NULL,
    total_cost_r INTEGER NOT NULL,
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
    reported_cost_q INTEGER NOT NULL,
    reported_cost_r INTEGER NOT NULL,
    PRIMARY KEY (session, project)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_totals_by_cost ON session_totals (total_cost_q, total_cost_r);

-- Sessions that have been in several projects: what such a session cost, no one row of the totals says.
CREATE TABLE shared_sessions (
    session INTEGER PRIMARY KEY      -- scopes.session_of
) STRICT;
