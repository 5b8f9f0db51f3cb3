INSERT INTO kinds (namespace, model, hint, context, aggregate, estimated, classes, stamp, unpriced, unit)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
