-- Begins to read: from the first statement on all that follow see one commit.
BEGIN DEFERRED;
