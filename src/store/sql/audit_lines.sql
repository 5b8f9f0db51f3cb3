SELECT id, at, actor, action, subject, details
FROM audit
WHERE id < ?1
ORDER BY id DESC
