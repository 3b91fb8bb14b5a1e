-- What stands at ordinal ?2 of content ?1 goes by the name ?3. Index: the primary key.
UPDATE occurrence SET member = ?3 WHERE content_id = ?1 AND ordinal = ?2;
