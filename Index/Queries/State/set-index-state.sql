-- Moves the index to revision ?1; ?2 is the next id.
UPDATE index_state SET revision = ?1, next_article_id = ?2;
