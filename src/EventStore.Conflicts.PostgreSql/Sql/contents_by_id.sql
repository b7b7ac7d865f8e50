SELECT event_id, data, metadata FROM {schema}.events WHERE event_id = ANY (@ids)
