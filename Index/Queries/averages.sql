-- The record of FTS5 with the number of rows and the tokens of each column, as varints.
SELECT block FROM article_index_data WHERE id = 1;
