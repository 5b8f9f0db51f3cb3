SELECT c.period, sum(a.line IS NULL), sum(a.line IS NOT NULL)
FROM closes AS c
JOIN after_close AS a ON a.close = c.id
WHERE c.reopened IS NULL AND c.starts < ?2 AND c.ends > ?1
GROUP BY c.id
ORDER BY c.starts, c.ends
