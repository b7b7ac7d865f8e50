SELECT id FROM event_types WHERE name = $name
