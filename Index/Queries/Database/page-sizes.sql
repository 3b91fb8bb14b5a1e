-- How large the file must be: its pages and the size of one.
SELECT page_count, page_size FROM pragma_page_count(), pragma_page_size();
