-- Makes leaf ?3 / 2 of segment ?1 known by the key ?2; ?3 is odd where its last term has a doclist index.
INSERT INTO article_index_idx (segid, term, pgno) VALUES (?1, ?2, ?3);
