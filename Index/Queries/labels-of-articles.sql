-- Place and agency of every article that states one. Scans article.
SELECT id, place, agency FROM article WHERE place IS NOT NULL OR agency IS NOT NULL ORDER BY id;
