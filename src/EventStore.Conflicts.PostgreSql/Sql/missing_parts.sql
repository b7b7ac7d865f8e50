-- What the promises of the store rest on, and is not there, not valid, or not what this release created.
SELECT 'table ' || part.name
FROM unnest(ARRAY['store', 'streams', 'event_types', 'events', 'dropped_events']) AS part (name)
WHERE to_regclass('{schema}.' || part.name) IS NULL
UNION ALL
SELECT 'unique index ' || part.name
FROM unnest(
    ARRAY['streams_by_name', 'event_types_by_name', 'events_by_position', 'events_by_stream', 'events_by_id', 'dropped_events_by_id'],
    ARRAY['name', 'name', 'epoch,transaction_id,sequence', 'stream_id,version', 'event_id', 'event_id']) AS part (name, columns)
WHERE NOT EXISTS (
    SELECT FROM pg_index i
    WHERE i.indexrelid = to_regclass('{schema}.' || part.name) AND i.indisunique AND i.indisvalid AND i.indimmediate AND i.indpred IS NULL
        AND part.columns = (
            SELECT string_agg(a.attname, ',' ORDER BY place)
            FROM unnest(i.indkey::smallint[]) WITH ORDINALITY AS key (number, place)
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = key.number
            WHERE place <= i.indnkeyatts))
UNION ALL
SELECT 'type condition'
WHERE to_regtype('{schema}.condition') IS NULL
UNION ALL
SELECT 'function ' || part.name
FROM unnest(ARRAY['timeline', 'system_id', 'refuse_transaction', 'begin_append', 'lock_of', 'epoch_of', 'is_wrong_version', 'confirm_written', 'judge', 'append', 'append_one']) AS part (name)
WHERE NOT EXISTS (SELECT FROM pg_proc p WHERE p.pronamespace = to_regnamespace('{schema}') AND p.proname = part.name)
