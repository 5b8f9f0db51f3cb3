SELECT session, project, total_cost_q, total_cost_r
FROM session_totals
ORDER BY total_cost_q DESC, total_cost_r DESC
