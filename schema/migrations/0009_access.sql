-- Who may ask the server: keys for programs, users, and the tokens of users who are logged in.
-- No secret is kept: of keys and passwords an argon2id hash, of refresh tokens a SHA-256.

CREATE TABLE api_keys (
    -- The part of the key that names it.
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    -- NULL: the whole ledger.
    organization TEXT,
    role TEXT NOT NULL,
    -- Scopes, with a space between them.
    scopes TEXT NOT NULL,
    test INTEGER NOT NULL,
    -- Two bytes of a fast hash of the key: nearly every wrong key ends here, without the slow one.
    tag BLOB NOT NULL,
    hash TEXT NOT NULL,
    -- Microseconds UTC, as all instants.
    created INTEGER NOT NULL,
    expires INTEGER,
    revoked INTEGER,
    last_used INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE users (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE COLLATE NOCASE,
    organization TEXT,
    role TEXT NOT NULL,
    hash TEXT NOT NULL,
    created INTEGER NOT NULL,
    disabled INTEGER,
    last_login INTEGER
) STRICT, WITHOUT ROWID;

-- From login to logout: the family of the refresh tokens that came from one another.
CREATE TABLE logins (
    id TEXT PRIMARY KEY,
    user TEXT NOT NULL REFERENCES users (id),
    began INTEGER NOT NULL,
    ended INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE refresh_tokens (
    hash BLOB PRIMARY KEY,
    login TEXT NOT NULL REFERENCES logins (id),
    expires INTEGER NOT NULL,
    spent INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX refresh_tokens_by_end ON refresh_tokens (expires);
