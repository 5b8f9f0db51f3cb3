-- Version 4: the price book in versions. A change of prices makes a new version and takes
-- nothing away, so that every earlier one can be had again.

ALTER TABLE price_entries ADD COLUMN native TEXT; -- {"currency","per_usd","rates","tiers"} when not listed in USD

CREATE TABLE price_versions (
    version INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    what TEXT NOT NULL                -- what was done, for people
) STRICT;

-- The entries in force in a version.
CREATE TABLE price_version_entries (
    version INTEGER NOT NULL REFERENCES price_versions (version),
    entry INTEGER NOT NULL REFERENCES price_entries (id),
    PRIMARY KEY (version, entry)
) STRICT, WITHOUT ROWID;

-- Imported lists: what each states beyond, or other than, the lists below it.
CREATE TABLE price_lists (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,             -- which list of the world: genai-prices, litellm, …
    catalog TEXT NOT NULL,            -- its date and content hash
    origin TEXT NOT NULL,             -- the file or URL it was read from
    whole INTEGER NOT NULL,           -- 1: it states multipliers and hours itself
    models INTEGER NOT NULL           -- how many models the whole of it had
) STRICT;

CREATE TABLE price_list_providers (
    list INTEGER NOT NULL REFERENCES price_lists (id),
    provider TEXT NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (list, provider)
) STRICT, WITHOUT ROWID;

-- The lists in force in a version; place 0 is the most important.
CREATE TABLE price_version_lists (
    version INTEGER NOT NULL REFERENCES price_versions (version),
    place INTEGER NOT NULL,
    list INTEGER NOT NULL REFERENCES price_lists (id),
    PRIMARY KEY (version, place)
) STRICT, WITHOUT ROWID;

INSERT INTO price_versions VALUES (0, 0, 'the prices in the program');
INSERT INTO price_versions SELECT 1, max(added), 'prices added before versions were kept' FROM price_entries
    WHERE true GROUP BY NULL HAVING count(*) > 0;
INSERT INTO price_version_entries SELECT 1, id FROM price_entries;
