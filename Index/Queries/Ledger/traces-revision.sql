-- From which revision on the index has no words of what was taken out for good; NULL where that is not known, or not so.
SELECT revision FROM traces;
