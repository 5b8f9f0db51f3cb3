-- Whether somebody told more of a session than what ranks so high, or a run of one whose sums were pruned (?4).
SELECT 1
FROM telemetry_told
WHERE session = ?1
    AND session <> ''
    AND (organization = ?2 OR '' IN (organization, ?2))
    AND (rank > ?3 OR (?4 AND rank = 1))
