internal import ArticleStore
internal import Articles
import Foundation
import SystemPackage
internal import TextAnalysis

/// Articles in three languages that queries can be asked of: some thousands in one segment, so that the lists
/// of most words go over several leaves and have a doclist index, and some dozens in small ones.
struct FuzzIndex: Sendable {
    static let shared = FuzzIndex()
    /// How many articles each commit has brought.
    private static let batches = [3_000, 16, 16, 16]

    let store: ArticleStore
    private let folder: String

    private static let words = [
        "harbour", "tram", "trams", "bridge", "council", "old", "the", "Tokayev", "COVID-19", "трамвай",
        "трамваи",
        "набережная", "старый", "Токаев", "қалада", "老电车线路", "U.S.", "don't",
    ]

    private init() {
        do {
            folder =
                FileManager.default.temporaryDirectory.appending(path: "fuzz-index-\(UUID().uuidString)").path
            atexit { try? FileManager.default.removeItem(atPath: FuzzIndex.shared.folder) }
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            store = try ArticleStore.open(StateDirectory(path: FilePath(folder)), now: 0).store
            let watched = try Self.waiting { [store] in
                try await store.setFolder("/news", isOnline: true, rules: "{}")
            }
            var first = 0
            for count in Self.batches {
                _ = try store.commit(
                    (first..<first + count).map { Self.change($0, in: watched) }, now: 1_600_000_000_000)
                first += count
            }
        } catch {
            preconditionFailure("no index to ask: \(error)")
        }
    }

    /// The same words in the same order each time, so that what is found can be tried again.
    private static func change(_ number: Int, in folder: Int64) -> StoreChange {
        var state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 | 1
        func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        func text(_ count: Int) -> String {
            (0..<count).map { _ in words[below(words.count)] }.joined(separator: " ")
        }
        let article = Article(
            title: text(below(4)), body: text(1 + below(30)),
            date: ArticleDate("2020-0\(1 + below(9))-1\(below(4))"), place: [nil, "Almaty"][below(2)],
            agency: [nil, "Reuters"][below(2)], language: [nil, "en", "ru", "kk"][below(4)])
        let piece = PreparedPiece(
            ordinal: 0, sourceHash: 0, kind: .article(ArticlePreparer().prepare(article)))
        guard
            let hash = ContentHash(
                bytes: (0..<32).map { UInt8(truncatingIfNeeded: number >> (8 * ($0 % 8))) })
        else {
            preconditionFailure("32 bytes are a hash")
        }
        let identity = FileIdentity(
            device: 1, inode: UInt64(number), byteCount: 1, modificationTime: 1, changeTime: 1)
        return .read(
            FilePieces(
                path: FilePath("/news/\(number % 3 == 0 ? "wire" : "web")/\(number).txt"), folder: folder,
                identity: identity, hash: hash, pieces: [piece], isLast: true))
    }

    /// What a task comes to, for who cannot await.
    private static func waiting<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) throws
        -> Value
    {
        let done = DispatchSemaphore(value: 0)
        nonisolated(unsafe) var result: Result<Value, any Error>?
        Task.detached {
            do { unsafe result = .success(try await work()) } catch { unsafe result = .failure(error) }
            done.signal()
        }
        done.wait()
        guard let result = unsafe result else { preconditionFailure("the task is done") }
        return try result.get()
    }
}
