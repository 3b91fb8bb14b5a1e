-- A file that nobody else uses is read where it lies in memory, up to 1 GiB of it.
PRAGMA mmap_size = 1073741824;
