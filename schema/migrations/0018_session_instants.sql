-- From when to when each session was used: version 18. Filled with this step, from the events. Microseconds
-- since 1970-01-01 UTC, the first and the last record; NULL for what has no session.

ALTER TABLE rollup_session ADD COLUMN first_at INTEGER;
ALTER TABLE rollup_session ADD COLUMN last_at INTEGER;
ALTER TABLE session_totals ADD COLUMN first_at INTEGER;
ALTER TABLE session_totals ADD COLUMN last_at INTEGER;
ALTER TABLE pruned_scope ADD COLUMN first_at INTEGER;
ALTER TABLE pruned_scope ADD COLUMN last_at INTEGER;
