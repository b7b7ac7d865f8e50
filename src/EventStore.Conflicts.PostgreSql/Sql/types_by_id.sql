SELECT id::bigint, name FROM {schema}.event_types WHERE id = ANY (@ids)
