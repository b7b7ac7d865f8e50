SELECT name FROM event_types WHERE id = $id
