-- Commands whose usage is told apart: what is recorded meanwhile, in their folder, is theirs. This
-- file never changes; what comes later is a new file.

CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    folder TEXT NOT NULL,             -- where it was started
    tags TEXT NOT NULL,               -- {"run":"…","team":"search"}: what its usage is tagged with
    started INTEGER NOT NULL,         -- microseconds since 1970-01-01 UTC
    until INTEGER NOT NULL            -- its end; while it goes on a moment ahead, moved on now and then
) STRICT, WITHOUT ROWID;

CREATE INDEX runs_by_end ON runs (until);
