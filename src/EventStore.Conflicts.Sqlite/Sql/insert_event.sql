INSERT INTO events (stream_id, version, event_id, type_id, recorded_at, decided_at, data, metadata)
VALUES ($stream_id, $version, $event_id, $type_id, $recorded_at, $decided_at, $data, $metadata)
