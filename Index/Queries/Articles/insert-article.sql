-- A new article with id ?1: guid ?2, title ?3, date ?4 as declared and ?5 as a day, time to sort by ?6, place ?7,
-- agency ?8, language ?9, url ?10, first seen ?11, revision ?12, deflated text ?13 of ?14 bytes.
INSERT INTO article (id, guid, title, date, day, sort_time, place, agency, language, url, first_seen, revision, text,
                     text_byte_count)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14);
