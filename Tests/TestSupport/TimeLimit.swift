// A build with the library of Swift in it, as of the programs that are installed, builds this as well, and
// has no Testing.
#if canImport(Testing)
    public import Testing

    extension TimeLimitTrait.Duration {
        /// What only a test takes that hangs.
        ///
        /// No shorter limit says anything of the test: those of most targets begin all at once, and on a slow
        /// machine the time of each is that of all.
        public static var hang: Self { .minutes(10) }
    }
#endif
