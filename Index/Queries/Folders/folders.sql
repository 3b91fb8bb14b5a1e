-- Every folder, configured or not, by path.
SELECT id, path, is_online, rules FROM folder ORDER BY path;
