-- What happened to path ?1 in revision ?2: at time ?3, state ?4, reason ?5, content hash ?6.
INSERT INTO event (path, revision, time, state, reason, content_hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (path, revision) DO NOTHING;
