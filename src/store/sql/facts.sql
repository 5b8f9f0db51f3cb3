-- Events, first and last instant; the instants through the index, facet by facet.
SELECT
    (SELECT ifnull(sum(records), 0) FROM rollup_model),
    (SELECT min(at) FROM (
        SELECT (
            SELECT at FROM events AS e WHERE e.facet = f.id ORDER BY at / 1000000, at LIMIT 1
        ) AS at FROM facets AS f
    )),
    (SELECT max(at) FROM (
        SELECT (
            SELECT at FROM events AS e WHERE e.facet = f.id ORDER BY at / 1000000 DESC, at DESC LIMIT 1
        ) AS at FROM facets AS f
    ))
