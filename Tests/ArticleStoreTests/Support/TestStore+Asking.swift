@testable import ArticleStore
import Articles
import GRDB
import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// What tests ask a store.
extension TestStore {
    /// The articles in which a term stands.
    func find(_ term: String) throws -> [Int64] {
        try store.readBlocking { try $0.ids(matching: .phrase([term])) }
    }

    /// The id of the article at a line of a file, or of a file that is one article.
    func id(_ name: String, _ ordinal: Int64 = 0) throws -> Int64 {
        try #require(try ids(name)[ordinal])
    }

    /// The ids of a file's articles by ordinal.
    func ids(_ name: String) throws -> [Int64: Int64] {
        try store.readBlocking { reader in
            guard let content = try reader.file(at: path(name))?.contentID else { return [:] }
            var found: [Int64: Int64] = [:]
            for id in try reader.allIDs() {
                for place in try reader.places(of: id) where place.path == path(name) {
                    found[place.ordinal] = id
                }
            }
            // Where a file is being replaced, only what it holds now counts.
            let summary = try reader.summary(of: content, piece: nil, limit: 100_000)
            return found.filter { summary.articles.contains($0.value) }
        }
    }

    func allIDs() throws -> [Int64] { try store.readBlocking { try $0.allIDs() } }

    func article(_ id: Int64) throws -> StoredArticle? { try store.readBlocking { try $0.article(id) } }

    func body(_ id: Int64) throws -> String? { try article(id)?.article.body }

    func file(_ name: String) throws -> StoredFile? { try store.readBlocking { try $0.file(at: path(name)) } }

    /// Where an article stands, as shown, without the watched folder.
    func places(_ id: Int64) throws -> [String] {
        try store.readBlocking {
            try $0.places(of: id).map { String($0.displayText.dropFirst("/news/".count)) }
        }
    }

    func counts() throws -> StoreCounts { try store.readBlocking { try $0.counts() } }

    /// How many bytes the terms of all segments take.
    func termByteCount() throws -> Int {
        try store.readBlocking {
            try Int.fetchOne($0.database, sql: "SELECT sum(length(block)) FROM article_index_data") ?? 0
        }
    }

    /// Copies both databases and checks the copy whole; fails the test where something is wrong.
    func expectSound(_ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let copies = try TemporaryFolder()
        let copy = try store.copy(to: copies.path)
        #expect(try ArticleStore.check(copy) == [], comment, sourceLocation: sourceLocation)
    }
}

/// Removes a file where there is one.
func remove(_ file: FilePath) {
    _ = unsafe file.withPlatformString { unsafe unlink($0) }
}

/// The bytes of a file.
func bytes(of file: FilePath) throws -> [UInt8] {
    let descriptor = try FileDescriptor.open(file, .readOnly)
    return try descriptor.closeAfter {
        let size = Int(try descriptor.seek(offset: 0, from: .end))
        try descriptor.seek(offset: 0, from: .start)
        return try unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let read = try unsafe descriptor.read(
                    into: UnsafeMutableRawBufferPointer(
                        rebasing: UnsafeMutableRawBufferPointer(buffer)[count...]))
                if read == 0 { break }
                count += read
            }
        }
    }
}

/// The names in a folder, sorted.
func names(in folder: FilePath) throws -> [String] {
    guard let handle = unsafe folder.withPlatformString({ unsafe opendir($0) }) else {
        throw Errno(rawValue: errno)
    }
    defer { _ = unsafe closedir(handle) }
    var names: [String] = []
    while let entry = unsafe readdir(handle) {
        let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
            unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
        }
        if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
}
