-- Identities that came lately: version 21. In a large ledger they fall on pages all over `seen`, so each transaction
-- would write most of it anew; they are put there together when there are many.

CREATE TABLE seen_new (
    hash INTEGER PRIMARY KEY,        -- in this table or in `seen`, never in both
    event INTEGER NOT NULL
) STRICT;
