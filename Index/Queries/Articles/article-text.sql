-- What article_index holds of article ?1: its title and its deflated text, and the language that
-- they are analysed in.
SELECT title, language, text, text_byte_count, first_seen FROM article WHERE id = ?1;
