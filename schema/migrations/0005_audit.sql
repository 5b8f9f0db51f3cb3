-- Version 5: who changed what decides about costs. Lines are added, never changed and never taken away.

-- `hash` is the SHA-256 of the hash of the line before (32 zero bytes before the first) and the
-- line as a compact JSON array: [id,at,actor,action,subject,details], details as its text is.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,          -- 1, 2, 3, …, without gaps
    at INTEGER NOT NULL,             -- microseconds since 1970-01-01 UTC
    actor TEXT NOT NULL,             -- local:NAME, user:ID, key:ID, or system
    action TEXT NOT NULL,            -- price.add, reprice, …
    subject TEXT NOT NULL,           -- what it was done to
    details TEXT NOT NULL,           -- a JSON object
    hash BLOB NOT NULL,
    CHECK (length(hash) = 32 AND json_valid(details))
) STRICT;

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit BEGIN
    SELECT RAISE(ABORT, 'lines of the audit log are never changed');
END;

CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit BEGIN
    SELECT RAISE(ABORT, 'lines of the audit log are never deleted');
END;

-- Also against INSERT OR REPLACE, which deletes without asking the trigger above.
CREATE TRIGGER audit_only_grows BEFORE INSERT ON audit
WHEN NEW.id IS NOT (SELECT ifnull(max(id), 0) + 1 FROM audit) BEGIN
    SELECT RAISE(ABORT, 'lines of the audit log are only added at its end');
END;

CREATE VIEW audit_log AS
SELECT
    id,
    strftime('%Y-%m-%dT%H:%M:%S', at / 1000000 - (at % 1000000 < 0), 'unixepoch')
        || printf('.%06dZ', ((at % 1000000) + 1000000) % 1000000) AS timestamp,
    actor, action, subject, details, lower(hex(hash)) AS hash
FROM audit;
