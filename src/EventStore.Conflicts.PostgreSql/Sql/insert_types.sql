INSERT INTO {schema}.event_types (name) SELECT name FROM unnest(@names) AS missing (name) ORDER BY name ON CONFLICT DO NOTHING
