-- How far the logs of agents were read. This file never changes; what comes later is a new file.

-- One row a file. It is still the same file when device, inode, size and mtime are as they were;
-- one that only grew is read on at `position`, if the bytes before it hash to `tail`.
CREATE TABLE log_files (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    path BLOB NOT NULL,              -- as the system has it
    device INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    size INTEGER NOT NULL,           -- bytes; of a database its write-ahead log is part
    modified INTEGER NOT NULL,       -- nanoseconds since 1970-01-01 UTC
    position INTEGER NOT NULL,       -- bytes read: up to the end of the last whole line
    tail BLOB NOT NULL,              -- hash of the bytes just before it
    state TEXT NOT NULL,             -- what the parser knows there; '' when it needs to know nothing
    records INTEGER NOT NULL,        -- records met in it so far
    UNIQUE (source, path)
) STRICT;

-- When each source was last synced.
CREATE TABLE syncs (
    source TEXT PRIMARY KEY,
    at INTEGER NOT NULL              -- microseconds since 1970-01-01 UTC
) STRICT, WITHOUT ROWID;

-- Windows of a provider's limits, as the provider stated them.
CREATE TABLE limits (
    source TEXT NOT NULL,
    minutes INTEGER NOT NULL,        -- length of the window
    resets INTEGER NOT NULL,         -- microseconds since 1970-01-01 UTC
    used INTEGER NOT NULL,           -- thousandths
    seen INTEGER NOT NULL,           -- when it was said, microseconds since 1970-01-01 UTC
    PRIMARY KEY (source, minutes, resets)
) STRICT, WITHOUT ROWID;
