SELECT events.at
FROM events JOIN scopes ON scopes.id = events.scope
WHERE events.facet = ?1 AND events.at / 1000000 BETWEEN ?2 / 1000000 AND ?3 / 1000000 AND scopes.session_of = ?4
