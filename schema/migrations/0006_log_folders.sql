-- What was in the folders of logs. This file never changes; what comes later is a new file.

-- One row a folder that was listed. Only what is in it is told, not what its files are like: while
-- device, inode and both times are as they were, nothing was made, renamed or removed in it.
CREATE TABLE log_folders (
    path BLOB PRIMARY KEY,           -- as the system has it
    device INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    modified INTEGER NOT NULL,       -- nanoseconds since 1970-01-01 UTC
    changed INTEGER NOT NULL,        -- its attributes, nanoseconds since 1970-01-01 UTC
    names BLOB NOT NULL              -- of files, each followed by a zero, and of folders, by a slash
) STRICT, WITHOUT ROWID;

-- What files were like when they were read, a tenth of what is known of them: to tell that nothing
-- is new takes no more.
CREATE INDEX log_files_by_stamp ON log_files (source, device, inode, size, modified);
