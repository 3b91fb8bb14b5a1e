-- Whether a row of a file refused for a reason was changed behind a revision. Looks at the refused files of file_by_state.
SELECT EXISTS (SELECT 1 FROM file WHERE state = 'refused' AND reason = ? AND revision > ?);
