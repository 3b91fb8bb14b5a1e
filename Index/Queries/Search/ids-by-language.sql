-- The articles in language ?1. From the index of languages.
SELECT id FROM article WHERE language = ?1 ORDER BY id;
