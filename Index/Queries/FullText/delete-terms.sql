-- Takes the terms of article ?1 out of the full-text index; ?2 and ?3 must be the body and title that were put in.
INSERT INTO article_index (article_index, rowid, body, title) VALUES ('delete', ?1, ?2, ?3);
