-- Something was forgotten whose terms the old index still has.
UPDATE rebuild SET has_traces = 1;
