-- The schema of ledger.sqlite, version 4: which copies of the index may have words of what was taken out for good.

-- The revision that the index got when it had been written anew without them. A copy of an earlier one may have them,
-- whatever a clock said when it was made. NULL: that is known by the time alone, or they stand in the index still.
ALTER TABLE traces ADD COLUMN revision INTEGER;
