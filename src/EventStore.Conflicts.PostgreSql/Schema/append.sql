-- Appends for many callers at once, in the one transaction that this call is. Whatever becomes of an append is a status, never an error:
--   0 written, 1 an id is taken, 2 wrong version, 3 refused, 4 too stale, 5 somebody has to be asked, 6 somebody else has the lock of the stream,
--   7 not judged, because appends in order end with the first that isn't written.
--
-- The order of the steps is what makes positions right: the locks of the streams are taken while the transaction has no id. With an id that is older
-- than the lock, a later version would stand at an earlier position. All that follows are statements of their own, so they see what the former
-- holder of a lock committed.
--
-- No deadlock is possible. Who waits for streams takes them in one order, that of their keys; who doesn't takes those that are free, and answers 6 for
-- the others. After that, a call can only wait for an event id that another transaction is inserting, and ids are inserted in their order.
CREATE FUNCTION {schema}.append(
    expected_store    text,       -- its mark when it was opened: its id, and the transaction that wrote the row with it
    waits             boolean,    -- for the locks of the streams
    max_wait          integer,    -- milliseconds, for a lock
    now_at            bigint,     -- by the clock of the caller
    in_order          boolean,    -- ends with the first append that isn't written
    stream_names      text[],     -- each once
    append_stream     integer[],  -- for each append: its stream, counted from 1
    append_kind       smallint[], -- 0 any version, 1 no stream, 2 stream exists, 3 these versions:
    append_seen       bigint[],   -- up to here the caller has seen everything,
    append_decided    bigint[],   -- after this anything refuses,
    append_last_named bigint[],   -- and this is the last one they know of
    append_condition  text[],     -- see judge
    append_size       integer[],  -- how many events it has,
    append_inserted   integer[],  -- and how many of them go into the stream
    event_append      integer[],  -- for each event: its append, counted from 1
    event_place       integer[],  -- its version, counted from the head; of a dropped one, the version it follows
    event_ids         uuid[],
    event_types       integer[],
    event_times       bigint[],
    event_decided_at  bigint[],
    event_follows     bigint[],   -- null, but for dropped ones that are copied from another store: the version it followed there
    event_dropped     boolean[],
    event_data        bytea[],
    event_metadata    bytea[],
    OUT epoch          integer,
    OUT transaction_id xid8,
    OUT status         integer[],
    OUT head           bigint[],
    OUT first_refused  bigint[]
)
LANGUAGE plpgsql VOLATILE AS $append$
#variable_conflict use_variable
DECLARE
    busy       integer[];
    taken      integer[];
    stream_ids bigint[];
    committed  bigint[];  -- the heads when the call began
    heads      bigint[];  -- and with what was accepted since
    bases      bigint[];  -- for each accepted append, the head before it; -1 for the others
    ignored    text;
    pending    record;
    judged     record;
    new_stream bigint;
    i          integer;
    k          integer;
BEGIN
    ignored := {schema}.begin_append(max_wait);
    IF NOT waits THEN
        FOR k IN 1 .. cardinality(stream_names) LOOP
            IF NOT pg_try_advisory_xact_lock({schema}.lock_of(stream_names[k])) THEN
                busy := busy || k;
            END IF;
        END LOOP;
    ELSE
        PERFORM pg_advisory_xact_lock(key)
        FROM (SELECT {schema}.lock_of(name) AS key FROM unnest(stream_names) AS wanted (name) ORDER BY key OFFSET 0) keys;
    END IF;

    epoch := {schema}.epoch_of(expected_store);
    SELECT array_agg(coalesce(stream.id, 0) ORDER BY place), array_agg(coalesce(last.version, 0) ORDER BY place)
    INTO stream_ids, committed
    FROM unnest(stream_names) WITH ORDINALITY AS wanted (name, place)
    LEFT JOIN LATERAL (SELECT s.id FROM {schema}.streams s WHERE s.name = wanted.name LIMIT 1) stream ON true
    LEFT JOIN LATERAL (SELECT e.version FROM {schema}.events e WHERE e.stream_id = stream.id ORDER BY e.version DESC LIMIT 1) last ON true;
    SELECT array_agg(event_append[place]) INTO taken
    FROM unnest(event_ids) WITH ORDINALITY AS wanted (id, place), LATERAL (
        SELECT FROM {schema}.events e WHERE e.event_id = wanted.id
        UNION ALL
        SELECT FROM {schema}.dropped_events d WHERE d.event_id = wanted.id
        LIMIT 1
    ) known;
    IF taken IS NOT NULL THEN
        PERFORM {schema}.confirm_written();
    END IF;

    heads := committed;
    status := array_fill(0, ARRAY[cardinality(append_stream)]);
    head := array_fill(0, ARRAY[cardinality(append_stream)]);
    first_refused := head;
    bases := array_fill(-1, ARRAY[cardinality(append_stream)]);
    FOR i IN 1 .. cardinality(append_stream) LOOP
        k := append_stream[i];
        head[i] := heads[k];
        IF in_order AND i > 1 AND status[i - 1] <> 0 THEN
            status[i] := 7;
        ELSIF k = ANY (busy) THEN
            status[i] := 6;
        ELSIF i = ANY (taken) THEN
            status[i] := 1;
        ELSIF {schema}.is_wrong_version(append_kind[i], append_last_named[i], heads[k]) THEN
            status[i] := 2;
        ELSIF append_kind[i] = 3 AND append_seen[i] < heads[k] THEN
            SELECT array_agg(bases[accepting] + place) AS versions, array_agg(type_id) AS types, array_agg(recorded_at) AS times INTO pending
            FROM unnest(event_append, event_place, event_types, event_times, event_dropped) AS e (accepting, place, type_id, recorded_at, dropped)
            WHERE heads[k] > committed[k] AND append_stream[accepting] = k AND bases[accepting] >= 0 AND NOT dropped;
            judged := {schema}.judge(
                append_condition[i], stream_ids[k], heads[k], now_at, append_seen[i], append_decided[i], pending.versions, pending.types, pending.times);
            status[i] := judged.answer;
            first_refused[i] := judged.refused_at;
        END IF;

        IF status[i] = 0 AND append_size[i] > 0 THEN
            bases[i] := heads[k];
            heads[k] := heads[k] + append_inserted[i];
            IF stream_ids[k] = 0 THEN
                INSERT INTO {schema}.streams (name) VALUES (stream_names[k]) RETURNING id INTO new_stream;
                stream_ids[k] := new_stream;
            END IF;
        END IF;
    END LOOP;
    IF NOT 0 <= ANY (bases) THEN
        RETURN;
    END IF;

    transaction_id := pg_current_xact_id();
    INSERT INTO {schema}.events (
        epoch, transaction_id, sequence, stream_id, version, event_id, type_id, recorded_at, decided_at, data, metadata)
    SELECT epoch, transaction_id, sequence, stream_ids[append_stream[accepting]], bases[accepting] + place, id, type_id, recorded_at, decided_at, data, metadata
    FROM unnest(event_append, event_place, event_ids, event_types, event_times, event_decided_at, event_dropped, event_data, event_metadata)
        WITH ORDINALITY AS e (accepting, place, id, type_id, recorded_at, decided_at, dropped, data, metadata, sequence)
    WHERE bases[accepting] >= 0 AND NOT dropped
    ORDER BY id;
    IF true = ANY (event_dropped) THEN
        INSERT INTO {schema}.dropped_events (event_id, stream_id, version, type_id, recorded_at)
        SELECT id, stream_ids[append_stream[accepting]], coalesce(follows, bases[accepting] + place), type_id, recorded_at
        FROM unnest(event_append, event_place, event_ids, event_types, event_times, event_follows, event_dropped)
            AS e (accepting, place, id, type_id, recorded_at, follows, dropped)
        WHERE bases[accepting] >= 0 AND dropped
        ORDER BY id;
    END IF;
END
$append$;
