-- Content ?1 was read in character set ?2, a guess of certainty ?3.
INSERT OR REPLACE INTO content_charset (content_id, charset, certainty) VALUES (?1, ?2, ?3);
