-- Pricing again, without forgetting: version 2. Everything in `events`, in the sums and in the
-- views is the current generation; what follows says how to take the later ones back.

-- One row each time stored events were priced again. Generation 0, the costs as they were
-- recorded, has no row. A cost is q * 1000000 + r.
CREATE TABLE generations (
    generation INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,             -- when it was made
    what TEXT NOT NULL,              -- which events were looked at, in words
    as_of INTEGER,                   -- priced as if all were made at this instant; NULL: each at its own
    catalog TEXT NOT NULL,           -- the price lists that were asked
    records INTEGER NOT NULL,        -- events looked at
    changed INTEGER NOT NULL,        -- of them, those whose cost, rule or reason changed
    newly_priced INTEGER NOT NULL,   -- of those, the ones that had no price
    kept INTEGER NOT NULL,           -- events whose price is on no list any more: they keep it
    old_unpriced INTEGER NOT NULL,
    new_unpriced INTEGER NOT NULL,
    old_total_q INTEGER NOT NULL,
    old_total_r INTEGER NOT NULL,
    new_total_q INTEGER NOT NULL,
    new_total_r INTEGER NOT NULL
) STRICT;

-- What an event had until that generation, for events that it changed. The values of an event
-- under generation n are those of its first row after n, else those in `events`.
CREATE TABLE replaced (
    event INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    cost_input INTEGER,
    cost_cache_read INTEGER,
    cost_cache_write INTEGER,
    cost_cache_write_1h INTEGER,
    cost_output INTEGER,
    cost_other INTEGER,
    detail TEXT,
    PRIMARY KEY (event, generation)
) STRICT, WITHOUT ROWID;

-- What a generation added to the sums by day: those of generation n are the current ones less
-- the rows of all later generations.
CREATE TABLE replaced_day (
    generation INTEGER NOT NULL,
    day INTEGER NOT NULL,
    model INTEGER NOT NULL,
    facet INTEGER NOT NULL,
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

-- Stretches of a price list that were mended: a wrong price, not a new one.
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    valid_from INTEGER,
    valid_to INTEGER,
    note TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
