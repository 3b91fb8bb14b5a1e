-- The files that were refused, with the reason. Index: file_by_state.
SELECT path, reason FROM file WHERE state = 'refused' ORDER BY path;
