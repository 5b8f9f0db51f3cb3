-- Identities that came lately: version 21. In a large ledger they fall on pages all over the table of all, so each
-- transaction would write most of it anew; they are put there together when there are many. The table gets another
-- name, so that a program of before that has the ledger open takes no record for new that is not.

ALTER TABLE seen RENAME TO claims;

CREATE TABLE claims_new (
    hash INTEGER PRIMARY KEY,        -- in this table or in `claims`, never in both
    event INTEGER NOT NULL
) STRICT;
