-- Whether a file at path ?1, or a live one of inode ?2 on device ?3, is known. Indexes: the unique one of path, file_by_inode.
SELECT EXISTS (SELECT 1 FROM file WHERE path = ?1)
    OR EXISTS (SELECT 1 FROM file WHERE inode = ?2 AND device = ?3 AND state <> 'deleted');
