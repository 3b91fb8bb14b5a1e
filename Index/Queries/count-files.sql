-- Files by state, and by whether their folder is there. Scans file.
SELECT state, folder.is_online, count(*) FROM file JOIN folder ON folder.id = file.folder_id GROUP BY 1, 2;
