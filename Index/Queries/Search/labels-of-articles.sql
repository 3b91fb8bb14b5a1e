-- Place, agency and declared day of every article that states a place or an agency. Scans article.
SELECT id, place, agency, day FROM article WHERE place IS NOT NULL OR agency IS NOT NULL ORDER BY id;
