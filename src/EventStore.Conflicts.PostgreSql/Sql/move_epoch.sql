UPDATE {schema}.store SET epoch = epoch + 1, timeline = {schema}.timeline() WHERE only_row AND epoch = @epoch
