-- Why files were refused, and how many of them for each reason. Index: file_by_state.
SELECT reason, count(*) AS files FROM file WHERE state = 'refused' GROUP BY reason;
