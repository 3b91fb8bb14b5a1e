-- How many articles came or changed after revision ?1.
-- Index: article_by_revision.
SELECT count(*) FROM article WHERE revision > ?1;
