SELECT e.uid, k.namespace FROM events AS e JOIN kinds AS k ON k.id = e.kind WHERE e.id = ?1
