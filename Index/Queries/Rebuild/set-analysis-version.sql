-- New terms are made under version ?1 of the analysis.
UPDATE index_state SET analysis_version = ?1;
