SELECT
    k.namespace, k.model, m.provider, m.model, k.hint, k.context, k.aggregate, k.classes, k.estimated, k.unit,
    p.rates, p.catalog, p.rule, p.provider, p.model, p.layer, p.matched, p.context, p.tier_above, p.free,
    k.unpriced
FROM kinds AS k
JOIN models AS m ON m.id = k.model
LEFT JOIN stamps AS p ON p.id = k.stamp
WHERE k.id = ?1
