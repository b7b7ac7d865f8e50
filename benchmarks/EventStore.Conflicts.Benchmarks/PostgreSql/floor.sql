-- The smallest functions that do what an append has to do, on the tables of a store with all their indexes: lock the stream, read the epoch that its position
-- begins with, recognise a re-send, check the version, insert. No rules, one event per append; nothing protects them from a caller in a transaction of its
-- own, from a store that was made anew, or from plans that were made when the store was small. The first is the best single statement for one caller; the
-- second does the same for many at once, in a loop over arrays.
CREATE FUNCTION floor_one(
    expected bigint, stream_name text, id uuid, at bigint, content bytea, place integer DEFAULT 1, known_epoch integer DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql AS $$
#variable_conflict use_variable
DECLARE
    epoch  integer := known_epoch;
    stream bigint;
    head   bigint;
BEGIN
    IF epoch IS NULL THEN
        PERFORM pg_advisory_xact_lock(hashtextextended(stream_name, 0));
        SELECT s.epoch, named.id INTO epoch, stream FROM store s LEFT JOIN streams named ON named.name = stream_name WHERE s.only_row;
    ELSE
        SELECT s.id INTO stream FROM streams s WHERE s.name = stream_name;
    END IF;

    PERFORM FROM events e WHERE e.event_id = id UNION ALL SELECT FROM dropped_events d WHERE d.event_id = id;
    IF FOUND THEN
        RETURN -1;
    END IF;

    IF stream IS NULL THEN
        INSERT INTO streams (name) VALUES (stream_name) RETURNING streams.id INTO stream;
    END IF;

    SELECT e.version INTO head FROM events e WHERE e.stream_id = stream ORDER BY e.version DESC LIMIT 1;
    head := coalesce(head, 0);
    IF expected >= 0 AND expected <> head THEN
        RETURN -2;
    END IF;

    INSERT INTO events (epoch, transaction_id, sequence, stream_id, version, event_id, type_id, recorded_at, decided_at, data)
    VALUES (epoch, pg_current_xact_id(), place, stream, head + 1, id, 1, at, nullif(expected, -1), content);
    RETURN head + 1;
END
$$;

CREATE FUNCTION floor_many(expected bigint[], stream_names text[], ids uuid[], at bigint, contents bytea[]) RETURNS bigint[]
LANGUAGE plpgsql AS $$
DECLARE
    epoch    integer;
    versions bigint[] := '{}';
BEGIN
    PERFORM pg_advisory_xact_lock(key) FROM (SELECT DISTINCT hashtextextended(name, 0) AS key FROM unnest(stream_names) name ORDER BY key) keys;
    SELECT s.epoch INTO epoch FROM store s WHERE s.only_row;
    FOR i IN 1 .. cardinality(ids) LOOP
        versions := versions || floor_one(expected[i], stream_names[i], ids[i], at, contents[i], i, epoch);
    END LOOP;
    RETURN versions;
END
$$;
