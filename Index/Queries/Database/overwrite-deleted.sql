-- Zeros over what this connection deletes from now on.
PRAGMA secure_delete = ON;
