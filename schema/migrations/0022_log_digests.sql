-- What all logs of a source are like together: version 22. While it is as it was nothing is new, and what is known of
-- each log need not be read.

CREATE TABLE log_digests (
    source TEXT PRIMARY KEY,
    digest BLOB NOT NULL             -- SHA-256 of what all its logs were like when each had been read as it was
) STRICT, WITHOUT ROWID;

-- What is known of folders in few values, in the order in which it is looked up, for all of it is read at every look.
-- Nothing is lost: folders are listed anew.
DROP TABLE log_folders;
CREATE TABLE log_folders (
    folder BLOB PRIMARY KEY,         -- inode and device, of eight bytes each, the highest first
    -- Nanoseconds since 1970-01-01 UTC at which its contents and its attributes changed, likewise; then its path and
    -- the names in it: it and those of files are followed by a zero, those of folders by a slash.
    listing BLOB NOT NULL
) STRICT, WITHOUT ROWID;
