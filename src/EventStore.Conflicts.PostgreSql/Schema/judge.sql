-- What a condition says of a stale append: (0, 0) nothing, (3, version) refused for that version, (4, 0) too stale, (5, 0) somebody has to be asked.
--
-- A condition is JSON: otherwise (0 admit, 1 ask, 2 refuse) for all types but those listed in admit, ask and refuse; last_version (a stream that is
-- further is too stale), max_age (of the first event that was not seen, in microseconds), answered (up to this version nobody has to be asked any
-- more) and own (the versions that the caller wrote). Null refuses anything.
CREATE FUNCTION {schema}.judge(
    condition        text,
    judged_stream    bigint,
    head             bigint,
    now_at           bigint,
    seen             bigint,
    decided          bigint,   -- after this version anything refuses
    pending_versions bigint[], -- what this call has already accepted for the stream, but not yet inserted
    pending_types    integer[],
    pending_times    bigint[],
    OUT answer       smallint,
    OUT refused_at   bigint
)
LANGUAGE plpgsql VOLATILE AS $judge$
#variable_conflict use_variable
DECLARE
    c         record;
    first     bigint;
    has_to_ask boolean;
    first_at  bigint;
BEGIN
    answer := 0;
    refused_at := 0;
    IF condition IS NULL THEN
        answer := 3;
        refused_at := seen + 1;
        RETURN;
    END IF;

    SELECT * INTO c FROM jsonb_to_record(condition::jsonb) AS c (
        otherwise smallint, admit integer[], ask integer[], refuse integer[], last_version bigint, max_age bigint, answered bigint, own int8multirange);
    IF head > c.last_version THEN
        answer := 4;
        RETURN;
    ELSIF c.otherwise = 0 AND c.ask IS NULL AND c.refuse IS NULL AND c.max_age IS NULL AND head <= decided THEN
        RETURN;
    END IF;

    SELECT min(version), min(version) FILTER (WHERE verdict = 2), coalesce(bool_or(verdict = 1 AND version > c.answered), false)
    INTO first, refused_at, has_to_ask
    FROM (
        SELECT version, CASE
            WHEN version > decided OR type_id = ANY (c.refuse) THEN 2
            WHEN type_id = ANY (c.ask) THEN 1
            WHEN type_id = ANY (c.admit) THEN 0
            ELSE c.otherwise
        END AS verdict
        FROM (
            SELECT e.version, e.type_id FROM {schema}.events e WHERE e.stream_id = judged_stream AND e.version > seen
            UNION ALL
            SELECT p.version, p.type_id FROM unnest(pending_versions, pending_types) AS p (version, type_id) WHERE p.version > seen
        ) theirs
        WHERE c.own IS NULL OR NOT version <@ c.own
    ) judged;
    IF c.max_age IS NOT NULL AND first IS NOT NULL THEN
        SELECT coalesce(
            (SELECT e.recorded_at FROM {schema}.events e WHERE e.stream_id = judged_stream AND e.version = first),
            (SELECT p.recorded_at FROM unnest(pending_versions, pending_times) AS p (version, recorded_at) WHERE p.version = first))
        INTO first_at;
        IF now_at - first_at > c.max_age THEN
            answer := 4;
            refused_at := 0;
            RETURN;
        END IF;
    END IF;

    answer := CASE WHEN refused_at IS NOT NULL THEN 3 WHEN has_to_ask THEN 5 ELSE 0 END;
    refused_at := coalesce(refused_at, 0);
END
$judge$;
