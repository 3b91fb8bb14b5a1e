-- The index stands at least at revision ?1, and its next id is at least ?2. One that was behind has forgotten ids.
UPDATE index_state SET revision = max(revision, ?1), next_article_id = max(next_article_id, ?2),
    first_article_id = CASE WHEN revision < ?1 THEN max(next_article_id, ?2) ELSE first_article_id END
WHERE revision < ?1 OR next_article_id < ?2;
