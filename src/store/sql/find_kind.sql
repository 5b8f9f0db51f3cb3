SELECT id FROM kinds
WHERE namespace = ?1 AND model = ?2 AND hint IS ?3 AND context = ?4 AND aggregate = ?5 AND estimated = ?6
    AND classes = ?7 AND stamp IS ?8 AND unpriced IS ?9 AND unit = ?10
