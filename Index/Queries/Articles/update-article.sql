-- Article ?1 says something else now, and when it was first seen stays: guid ?2, title ?3, date ?4 as declared and ?5
-- as a day, time to sort by ?6, place ?7, agency ?8, language ?9, url ?10, revision ?11, deflated text ?12 of ?13 bytes.
UPDATE article SET guid = ?2, title = ?3, date = ?4, day = ?5, sort_time = ?6, place = ?7, agency = ?8, language = ?9,
    url = ?10, revision = ?11, text = ?12, text_byte_count = ?13
WHERE id = ?1;
