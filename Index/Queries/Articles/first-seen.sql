-- When article ?1 was first seen, in milliseconds since 1970.
SELECT first_seen FROM article WHERE id = ?1;
