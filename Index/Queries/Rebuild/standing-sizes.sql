-- The tokens of title and body of the articles that the old index answers for, when a rebuild begins anew.
SELECT id, sz FROM article_index_docsize WHERE id NOT IN (SELECT id FROM superseded_article);
