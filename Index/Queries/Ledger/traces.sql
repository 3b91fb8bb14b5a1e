-- Where words of what was taken out for good may still stand, and since when; no row where nothing ever was.
SELECT place, time FROM traces;
