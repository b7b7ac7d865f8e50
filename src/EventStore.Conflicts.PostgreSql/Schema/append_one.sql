-- One append of one event, which most are: the steps of append without its arrays, for less than half of their price.
CREATE FUNCTION {schema}.append_one(
    expected_store text,
    waits          boolean,
    max_wait       integer,
    now_at         bigint,
    is_checked     boolean,  -- the session has written before, so its server is not one that a dump was restored into since the store was opened
    stream_name    text,
    kind           smallint, -- 0 any version, 1 no stream, 2 stream exists, 3 these versions:
    seen           bigint,
    decided        bigint,
    last_named     bigint,
    condition      text,
    id             uuid,
    type           integer,
    decided_at     bigint,
    data           bytea,
    metadata       bytea
) RETURNS bigint[] -- status, head, first refused version; then epoch and transaction id, where it is written
LANGUAGE plpgsql VOLATILE AS $append_one$
#variable_conflict use_variable
DECLARE
    lock      bigint := {schema}.lock_of(stream_name);
    ignored   text;
    epoch     integer;
    stream    bigint;
    head      bigint;
    judged    record;
BEGIN
    ignored := {schema}.begin_append(max_wait);
    IF NOT pg_try_advisory_xact_lock(lock) THEN
        IF NOT waits THEN
            RETURN ARRAY[6, 0, 0];
        END IF;

        ignored := pg_advisory_xact_lock(lock);
    END IF;

    SELECT s.epoch, named.id INTO epoch, stream
    FROM {schema}.store s LEFT JOIN {schema}.streams named ON named.name = stream_name
    WHERE s.only_row AND s.epoch_id || '/' || s.xmin = expected_store AND coalesce({schema}.timeline() = s.timeline, true);
    IF NOT (FOUND AND is_checked) THEN
        epoch := {schema}.epoch_of(expected_store);
    END IF;

    SELECT e.version INTO head FROM {schema}.events e WHERE e.stream_id = stream ORDER BY e.version DESC LIMIT 1;
    head := coalesce(head, 0);
    PERFORM FROM {schema}.events e WHERE e.event_id = id UNION ALL SELECT FROM {schema}.dropped_events d WHERE d.event_id = id;
    IF FOUND THEN
        PERFORM {schema}.confirm_written();
        RETURN ARRAY[1, head, 0];
    ELSIF {schema}.is_wrong_version(kind, last_named, head) THEN
        RETURN ARRAY[2, head, 0];
    ELSIF kind = 3 AND seen < head THEN
        judged := {schema}.judge(condition, stream, head, now_at, seen, decided, NULL, NULL, NULL);
        IF judged.answer <> 0 THEN
            RETURN ARRAY[judged.answer, head, judged.refused_at];
        END IF;
    END IF;

    IF stream IS NULL THEN
        INSERT INTO {schema}.streams AS s (name) VALUES (stream_name) RETURNING s.id INTO stream;
    END IF;

    INSERT INTO {schema}.events (epoch, transaction_id, sequence, stream_id, version, event_id, type_id, recorded_at, decided_at, data, metadata)
    VALUES (epoch, pg_current_xact_id(), 1, stream, head + 1, id, type, now_at, decided_at, data, metadata);
    RETURN ARRAY[0, head, 0, epoch, pg_current_xact_id()::text::bigint];
END
$append_one$;
