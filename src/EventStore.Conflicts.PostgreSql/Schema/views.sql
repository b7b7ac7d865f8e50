-- For people in psql: SELECT * FROM {schema}.events_as_json WHERE stream = 'client-42' ORDER BY version;
-- What is no JSON, or more than jsonb can hold (it has no \u0000), is shown as a string.
CREATE FUNCTION {schema}.as_json(content bytea) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $as_json$
BEGIN
    RETURN convert_from(content, 'UTF8')::jsonb;
EXCEPTION WHEN data_exception THEN
    RETURN to_jsonb(encode(content, 'escape'));
END
$as_json$;

CREATE VIEW {schema}.events_as_json AS
SELECT
    e.epoch || '.' || e.transaction_id || '.' || e.sequence AS position,
    s.name AS stream,
    e.version,
    t.name AS type,
    to_timestamp(e.recorded_at / 1000000.0) AS recorded_at,
    e.decided_at,
    {schema}.as_json(e.data) AS data,
    {schema}.as_json(e.metadata) AS metadata,
    e.event_id
FROM {schema}.events e
LEFT JOIN {schema}.streams s ON s.id = e.stream_id
LEFT JOIN {schema}.event_types t ON t.id = e.type_id;
