-- Something that the owner should know: time ?1, code ?2, message ?3.
INSERT INTO notice (time, code, message) VALUES (?1, ?2, ?3);
