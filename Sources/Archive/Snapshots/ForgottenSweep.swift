internal import ArticleStore
internal import SystemPackage

/// Up to when nothing that was forgotten is left in the packs of a store, beside these: the packs are its,
/// whoever prunes it.
///
/// A pack of which most is needed keeps what is not. That is worth nothing to wait for, unless it may hold
/// what somebody wanted to be gone.
struct ForgottenSweep: Sendable {
    private static let name = "forgotten-until"
    private static let largestByteCount = 32

    private let file: FilePath
    private let folder: FilePath

    init(snapshots: FilePath) {
        folder = snapshots
        file = snapshots.appending(Self.name)
    }

    /// The time, in milliseconds since 1970, of the last word that went before the packs were written anew
    /// without it; `nil` where they never were, or that cannot be read: they are then written anew once more.
    var time: Int64? {
        guard let descriptor = try? FileDescriptor.open(file, .readOnly, options: .nonBlocking) else {
            return nil
        }
        return try? descriptor.closeAfter {
            var bytes = [UInt8](repeating: 0, count: Self.largestByteCount)
            let count = unsafe try bytes.withUnsafeMutableBytes { unsafe try descriptor.read(into: $0) }
            return Int64(String(decoding: bytes.prefix(count).prefix { $0 != 0x0A }, as: UTF8.self))
        }
    }

    /// Notes that the packs hold nothing from before a time. What a crash or a full disk keeps from being
    /// noted is done once more.
    func note(_ time: Int64) {
        let new = folder.appending(".\(Self.name)")
        guard (try? FileProbe.write(Array("\(time)\n".utf8), to: new)) != nil else { return }
        try? PlacedFile.move(new, to: file)
    }
}
