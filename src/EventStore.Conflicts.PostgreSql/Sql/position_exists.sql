SELECT EXISTS (SELECT FROM {schema}.events WHERE (epoch, transaction_id, sequence) >= (@epoch, @transaction::text::xid8, @sequence))
