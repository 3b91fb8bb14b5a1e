-- The articles that came or changed after revision ?1, or in revision ?1 with an id above ?2; at most ?3.
-- Index: article_by_revision.
SELECT id, guid, title, date, place, agency, language, url, first_seen, revision, text, text_byte_count
FROM article WHERE (revision, id) > (?1, ?2) ORDER BY revision, id LIMIT ?3;
