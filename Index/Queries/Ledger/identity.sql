-- The id of the article at ordinal ?2 of the content with hash ?1. Index: the primary key.
SELECT article_id, first_seen FROM identity WHERE content_hash = ?1 AND ordinal = ?2;
