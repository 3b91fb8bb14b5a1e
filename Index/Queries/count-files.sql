-- Files by state, and by whether their folder and file system are there. Scans file.
SELECT state, folder.is_online AND away_with IS NULL, count(*) FROM file JOIN folder ON folder.id = file.folder_id GROUP BY 1, 2;
