-- Article ?1 with its deflated text.
SELECT id, guid, title, date, place, agency, language, url, first_seen, revision, text, text_byte_count
FROM article WHERE id = ?1;
