-- What the functions that append have in common.

-- What begin_append does where it can't begin.
CREATE FUNCTION {schema}.refuse_transaction() RETURNS text
LANGUAGE plpgsql AS $refuse$
BEGIN
    RAISE EXCEPTION 'An append is a transaction of its own, read committed.' USING ERRCODE = 'ES001';
END
$refuse$;

-- Comes before anything else. With a transaction id that is older than the locks, a later version would stand at an earlier position. The plans must not
-- depend on how large the store was when the session made them: always by the indexes, and never made anew. No lock is waited for longer than max_wait
-- milliseconds, be it of a stream, of a table, or of an id that another transaction is inserting. One expression, so that it becomes a part of what calls it.
CREATE FUNCTION {schema}.begin_append(max_wait integer) RETURNS text
LANGUAGE sql VOLATILE
RETURN CASE
    WHEN pg_current_xact_id_if_assigned() IS NOT NULL OR current_setting('transaction_isolation') <> 'read committed' THEN {schema}.refuse_transaction()
    ELSE set_config('plan_cache_mode', 'force_generic_plan', true) || set_config('enable_seqscan', 'off', true) || set_config('lock_timeout', max_wait::text, true)
END;

-- The lock of a stream, for pg_advisory_xact_lock. Two streams may share one.
CREATE FUNCTION {schema}.lock_of(stream_name text) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN hashtextextended(stream_name, hashtextextended('{name}', 0));

-- The epoch of the store, if it is still the one that the caller opened, on a server that is still the same. What can be seen was written by a transaction that
-- had ended when this statement began. Of a dump that was restored into a new server that isn't true.
CREATE FUNCTION {schema}.epoch_of(expected_store text) RETURNS integer
LANGUAGE plpgsql VOLATILE AS $epoch$
DECLARE
    found record;
BEGIN
    SELECT s.epoch_id || '/' || s.xmin AS mark, s.epoch, EXISTS (
        SELECT FROM {schema}.events e WHERE (e.epoch, e.transaction_id) >= (s.epoch, pg_snapshot_xmax(pg_current_snapshot()))) AS restored,
        {schema}.timeline() <> s.timeline AS promoted
    INTO STRICT found
    FROM {schema}.store s
    WHERE s.only_row;
    IF found.mark <> expected_store OR found.restored OR found.promoted THEN
        RAISE EXCEPTION 'Since it was opened, the store was restored from a dump, made anew, or lost in part by a failover; open it again.' USING ERRCODE = 'ES002';
    END IF;

    RETURN found.epoch;
END
$epoch$;

-- Whether a stream is not at a version that an append expects: kind 0 any version, 1 no stream, 2 stream exists, 3 at least the last one it names.
CREATE FUNCTION {schema}.is_wrong_version(kind smallint, last_named bigint, head bigint) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN kind = 1 AND head > 0 OR kind = 2 AND head = 0 OR kind = 3 AND last_named > head;

-- Comes before the answer that an event is there already. Its commit may not be at the synchronous standby yet: the wait for that can be broken off, and is never
-- that of who looks for it. A transaction that writes something waits until the standby has all that was written before.
CREATE FUNCTION {schema}.confirm_written() RETURNS pg_lsn
LANGUAGE sql VOLATILE
RETURN pg_logical_emit_message(true, 'eventstore', '');
