SELECT id, name FROM {schema}.streams WHERE id = ANY (@ids)
