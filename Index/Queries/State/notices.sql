-- What the owner should know since time ?1, newest first, at most 20.
SELECT time, code, message FROM notice WHERE time >= ?1 ORDER BY id DESC LIMIT 20;
