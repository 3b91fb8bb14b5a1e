/// Sizes as people read them, in powers of ten as `df -H` and disk makers count: `1.4 MB`.
public enum ByteCountFormat {
    /// The size with three figures at most: `512 bytes`, `1.4 kB`, `22 MB`, `1.0 GB`. Negative counts are 0.
    public static func string(_ byteCount: some BinaryInteger) -> String {
        let bytes = Int64(clamping: byteCount)
        guard bytes >= 1_000 else { return CountFormat.string(max(0, bytes), "byte") }
        var unit: Int64 = 1_000
        for name in ["kB", "MB", "GB", "TB", "PB"] {
            let tenths = rounded(bytes, in: unit / 10)
            if tenths < 100 { return "\(CountFormat.decimal(tenths: tenths)) \(name)" }
            let whole = rounded(bytes, in: unit)
            if whole < 1_000 { return "\(whole) \(name)" }
            unit *= 1_000
        }
        return "\(CountFormat.string(rounded(bytes, in: unit / 1_000))) PB"
    }

    private static func rounded(_ bytes: Int64, in unit: Int64) -> Int64 {
        bytes / unit + (bytes % unit >= unit / 2 ? 1 : 0)
    }
}
