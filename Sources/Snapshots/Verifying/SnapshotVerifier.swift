public import SystemPackage

/// Checks a snapshot that comes in pieces, as from a network; it writes nothing.
///
/// It holds about 2 MiB whatever the snapshot's size. After an error it must not be fed again.
public struct SnapshotVerifier: ~Copyable {
    struct NoSink: SnapshotSink {
        mutating func receive(_ event: SnapshotEvent) {}
    }

    private var decoder: StreamDecoder
    private var sink = NoSink()

    /// Waits for the first bytes of a snapshot.
    ///
    /// - Parameters:
    ///   - name: What errors call the snapshot.
    ///   - progress: Called once a block.
    /// - Throws: ``SnapshotError`` with `io` when there is no memory to inflate with.
    public init(named name: FilePath, progress: SnapshotProgress.Report? = nil) throws(SnapshotError) {
        decoder = try StreamDecoder(file: name, progress: progress)
    }

    /// Takes the next bytes, any number of them, and checks what they complete.
    ///
    /// - Throws: ``SnapshotError`` for the first thing that is wrong.
    public mutating func feed(_ bytes: Span<UInt8>) throws(SnapshotError) {
        try decoder.feed(bytes, to: &sink)
    }

    /// Says that no bytes follow.
    ///
    /// - Returns: What the snapshot says of itself, all of it true.
    /// - Throws: ``SnapshotError`` with `truncated` when the snapshot has not come to its end, with
    ///   `notASnapshot` when the bytes were something else.
    public consuming func finish() throws(SnapshotError) -> SnapshotManifest {
        try decoder.finish(&sink)
    }
}
