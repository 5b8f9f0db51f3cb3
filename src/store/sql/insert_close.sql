INSERT INTO closes (period, zone, starts, ends, closed, events, unpriced, total_q, total_r, hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
