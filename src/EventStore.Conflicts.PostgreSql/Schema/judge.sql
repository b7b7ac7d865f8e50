-- What an append says of what it has not seen. The lists are never null; the rest is where it limits nothing.
CREATE TYPE {schema}.condition AS (
    otherwise    smallint,      -- 0 admit, 1 ask, 2 refuse: all types but those that are listed
    admit        integer[],
    ask          integer[],
    refuse       integer[],
    last_version bigint,        -- a stream that is further is too stale
    max_age      bigint,        -- of the first event that was not seen, in microseconds
    answered     bigint,        -- up to this version nobody has to be asked any more
    own          int8multirange -- the versions that the caller wrote
);

-- What a condition says of a stale append: (0, 0) nothing, (3, version) refused for that version, (4, 0) too stale, (5, 0) somebody has to be asked.
-- A condition is given as text, and may be null: then anything refuses.
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
    c             {schema}.condition := condition::{schema}.condition;
    listed        integer[];
    admits_others boolean;
    first         bigint;
    has_to_ask    boolean;
    first_at      bigint;
BEGIN
    answer := 0;
    refused_at := 0;
    IF condition IS NULL THEN
        answer := 3;
        refused_at := seen + 1;
        RETURN;
    ELSIF head > c.last_version THEN
        answer := 4;
        RETURN;
    END IF;

    -- Most often there is nothing but what the condition admits. That is found in half the time that the whole answer takes.
    IF pending_versions IS NULL AND head <= decided AND c.max_age IS NULL THEN
        admits_others := c.otherwise = 0;
        listed := CASE WHEN admits_others THEN c.ask || c.refuse ELSE c.admit END;
        PERFORM FROM {schema}.events e
        WHERE e.stream_id = judged_stream AND e.version > seen AND (e.type_id = ANY (listed)) = admits_others
        ORDER BY e.version LIMIT 1;
        IF NOT FOUND THEN
            RETURN;
        END IF;
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
