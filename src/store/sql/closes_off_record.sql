-- Periods of which the audit log tells other closes than there are.
WITH told AS (
    SELECT
        subject AS period, details ->> 'zone' AS zone, details ->> 'hash' AS hash,
        sum(action = 'period.close') AS closes, sum(action = 'period.reopen') AS reopens
    FROM audit WHERE action IN ('period.close', 'period.reopen')
    GROUP BY 1, 2, 3
), there AS (
    SELECT period, zone, lower(hex(hash)) AS hash, count(*) AS closes, count(reopened) AS reopens
    FROM closes
    GROUP BY 1, 2, 3
)
SELECT DISTINCT period
FROM told FULL JOIN there USING (period, zone, hash)
WHERE told.closes IS NOT there.closes OR told.reopens IS NOT there.reopens
ORDER BY period
