-- The record of the rebuild, where rebuild-is-recorded says that there is one.
SELECT from_version, done_id, first_later_id, is_written FROM rebuild;
