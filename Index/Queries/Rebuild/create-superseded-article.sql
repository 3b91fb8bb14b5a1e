-- The articles that changed or went since a rebuild began: what article_index has of them counts no more.
CREATE TABLE IF NOT EXISTS superseded_article (
    id INTEGER PRIMARY KEY
) STRICT;
