-- The languages that articles are in; each costs one look into the index of languages.
WITH RECURSIVE found (language) AS (
    SELECT min(language) FROM article WHERE language IS NOT NULL
    UNION ALL
    SELECT (SELECT min(language) FROM article WHERE language > found.language) FROM found
    WHERE found.language IS NOT NULL
)
SELECT language FROM found WHERE language IS NOT NULL;
