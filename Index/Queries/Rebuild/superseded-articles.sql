-- The articles above ?1 of which the old index tells what counts no more, ascending.
SELECT id FROM superseded_article WHERE id > ?1 ORDER BY id;
