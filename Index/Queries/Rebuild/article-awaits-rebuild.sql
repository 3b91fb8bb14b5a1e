-- Whether there is an article ?1 and its terms are of the old analysis.
SELECT EXISTS (SELECT 1 FROM article WHERE id = ?1)
    AND NOT EXISTS (SELECT 1 FROM article_index_next_docsize WHERE id = ?1);
