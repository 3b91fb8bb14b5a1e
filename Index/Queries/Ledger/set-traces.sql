-- Words of what was taken out for good may stand in ?1 ('index', 'log', 'nowhere') since time ?2.
INSERT INTO traces (id, place, time) VALUES (1, ?1, ?2)
ON CONFLICT (id) DO UPDATE SET place = ?1, time = ?2;
