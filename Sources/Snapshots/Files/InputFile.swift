import SystemPackage

/// An open regular file that is read at offsets, from any thread; closed when its last user goes.
final class InputFile: Sendable {
    let path: FilePath
    /// The file as it was when it was opened.
    let status: FileStatus
    private let descriptor: OwnedDescriptor

    /// Opens `path`; `nil` when it is no regular file.
    init?(_ path: FilePath) throws(SnapshotError) {
        // Opening a FIFO would otherwise wait for its writer.
        descriptor = try OwnedDescriptor(path, .readOnly, options: .nonBlocking)
        self.path = path
        status = try descriptor.status()
        guard status.isRegularFile else { return nil }
    }

    var byteCount: Int64 { status.byteCount }

    /// The bytes from `offset`, up to `byteCount` of them and fewer only where the file ends.
    func read(at offset: Int64, upTo byteCount: Int) throws(SnapshotError) -> [UInt8] {
        var bytes: [UInt8] = []
        try read(at: offset, upTo: byteCount, into: &bytes)
        return bytes
    }

    /// The same in the place of what is in `bytes`, whose memory is used again.
    func read(at offset: Int64, upTo byteCount: Int, into bytes: inout [UInt8]) throws(SnapshotError) {
        let wanted = max(0, min(byteCount, Int(clamping: self.byteCount - offset)))
        bytes.removeAll(keepingCapacity: true)
        try performing(.read, on: path) {
            try bytes.append(addingCapacity: wanted) { span in
                try unsafe span.withUnsafeMutableBufferPointer { buffer, filled in
                    let buffer = UnsafeMutableRawBufferPointer(buffer)
                    while filled < wanted {
                        let count = try unsafe descriptor.raw.read(
                            fromAbsoluteOffset: offset + Int64(filled),
                            into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<wanted]))
                        if count == 0 { break }
                        filled += count
                    }
                }
            }
        }
    }

    /// Whether the file is the size and age that it was when it was opened.
    func isUnchanged() throws(SnapshotError) -> Bool {
        try descriptor.status() == status
    }
}
