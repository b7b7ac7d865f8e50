SELECT epoch, transaction_id, sequence, stream_id, version, event_id, type_id, recorded_at, decided_at, 0, data, metadata
FROM {schema}.events
WHERE event_id = $1
