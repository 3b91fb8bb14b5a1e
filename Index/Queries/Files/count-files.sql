-- Files by state, and by whether their folder is there; of each group how many lie on a file system that is away.
-- Scans file, but only the narrow entries of an index that hold all of it. Index: file_by_state.
SELECT state, folder.is_online, files, files_away
FROM (SELECT state, folder_id, count(*) AS files, count(away_with) AS files_away FROM file GROUP BY state, folder_id)
JOIN folder ON folder.id = folder_id;
