-- The tokens of title and body of the articles that came or changed after revision ?1. Index: article_by_revision.
SELECT article.id, article_index_docsize.sz
FROM article INDEXED BY article_by_revision JOIN article_index_docsize ON article_index_docsize.id = article.id
WHERE article.revision > ?1;
