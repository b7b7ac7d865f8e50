UPDATE {schema}.store SET epoch = epoch + 1 WHERE only_row AND epoch = @epoch
