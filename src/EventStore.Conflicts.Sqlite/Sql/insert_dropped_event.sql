INSERT INTO dropped_events (event_id, stream_id, version, type_id, recorded_at)
VALUES ($event_id, $stream_id, $version, $type_id, $recorded_at)
