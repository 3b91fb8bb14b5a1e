-- Ends what begin-read began.
COMMIT;
