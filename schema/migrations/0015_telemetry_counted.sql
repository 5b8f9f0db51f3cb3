-- How far sums since the start of their series were counted, series by series: those that are exported
-- together need not have begun together.
DROP TABLE telemetry_series;

CREATE TABLE telemetry_counted (
    series BLOB PRIMARY KEY,
    counted INTEGER NOT NULL,        -- tokens, or pico-dollars
    CHECK (length(series) = 16)
) STRICT, WITHOUT ROWID;
