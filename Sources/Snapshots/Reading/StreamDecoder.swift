import SystemPackage

/// Reads a snapshot that is pushed in, whichever of the two forms it has as one file.
struct StreamDecoder: ~Copyable {
    /// What gzip files begin with; a snapshot of version 1 begins with a letter.
    private static let gzipByte: UInt8 = 0x1F

    private let file: FilePath
    private let report: SnapshotProgress.Report?
    private var single: SnapshotDecoder
    private var export: ExportDecoder?
    private var hasBegun = false

    init(file: FilePath, progress report: SnapshotProgress.Report?) throws(SnapshotError) {
        self.file = file
        self.report = report
        single = try SnapshotDecoder(file: file, progress: report)
    }

    mutating func feed(
        _ bytes: Span<UInt8>, to sink: inout some SnapshotSink & ~Copyable
    ) throws(SnapshotError) {
        guard !bytes.isEmpty else { return }
        if !hasBegun {
            hasBegun = true
            if bytes[0] == Self.gzipByte { export = try ExportDecoder(file: file, progress: report) }
        }
        if export != nil { try export?.feed(bytes, to: &sink) } else { try single.feed(bytes, to: &sink) }
    }

    mutating func finish(_ sink: inout some SnapshotSink & ~Copyable) throws(SnapshotError)
        -> SnapshotManifest
    {
        if let manifest = try export?.finish(&sink) { return manifest }
        return try single.finish()
    }
}
