SELECT id, name FROM {schema}.event_types WHERE name = ANY (@names)
