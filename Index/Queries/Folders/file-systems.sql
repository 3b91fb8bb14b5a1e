-- Which file system had which device's number in folder ?1. Index: the primary key.
SELECT device, identity FROM file_system WHERE folder_id = ?1;
