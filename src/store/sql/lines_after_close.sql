-- The line then and now, the total cost then (elements 21 to 26; none when element 30 says why not),
-- and the instant now.
SELECT
    a.line,
    l.line,
    CASE WHEN json_extract(a.line, '$[30]') IS NULL THEN
        ifnull(json_extract(a.line, '$[21]'), 0) + ifnull(json_extract(a.line, '$[22]'), 0) +
        ifnull(json_extract(a.line, '$[23]'), 0) + ifnull(json_extract(a.line, '$[24]'), 0) +
        ifnull(json_extract(a.line, '$[25]'), 0) + ifnull(json_extract(a.line, '$[26]'), 0)
    END,
    l.timestamp_us
FROM after_close AS a
LEFT JOIN closing_lines AS l ON l.row_id = a.event
WHERE a.close = ?1
