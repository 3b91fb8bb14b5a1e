-- From here on one full-text index has all articles.
DROP TABLE IF EXISTS superseded_article;
