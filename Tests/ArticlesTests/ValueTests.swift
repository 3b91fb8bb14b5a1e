import Articles
import Testing

@Suite struct ValueTests {
    let identity = FileIdentity(device: 1, inode: 2, byteCount: 3, modificationTime: 4, changeTime: 5)

    @Test func `a moved file is the same file`() {
        let moved = FileIdentity(device: 1, inode: 2, byteCount: 3, modificationTime: 4, changeTime: 9)
        #expect(identity.isSameFile(as: moved))
        #expect(identity != moved)
    }

    @Test(
        arguments: [(9, 2, 3, 4), (1, 9, 3, 4), (1, 2, 9, 4), (1, 2, 3, 9)]
            as [(UInt64, UInt64, Int64, Int64)])
    func `a file that differs in anything else is another`(
        device: UInt64, inode: UInt64, byteCount: Int64, modificationTime: Int64
    ) {
        let other = FileIdentity(
            device: device, inode: inode, byteCount: byteCount, modificationTime: modificationTime,
            changeTime: 5)
        #expect(!identity.isSameFile(as: other))
    }

    @Test func `ids are positive and ordered`() throws {
        #expect(ArticleID(rawValue: 0) == nil)
        #expect(ArticleID(rawValue: -1) == nil)
        let (one, two) = (try #require(ArticleID(rawValue: 1)), try #require(ArticleID(rawValue: 2)))
        #expect(one < two)
        #expect(two.description == "2")
    }

    @Test func `a hash has 32 bytes and is written in hexadecimal`() throws {
        #expect(ContentHash(bytes: Array(repeating: 0, count: 31)) == nil)
        #expect(ContentHash(digest: Array(repeating: 0, count: 33), format: "text") == nil)
        let hash = try #require(ContentHash(bytes: (0..<32).map { UInt8($0 * 8) }))
        #expect(hash.description == "0008101820283038404850586068707880889098a0a8b0b8c0c8d0d8e0e8f0f8")
    }

    @Test func `revisions follow each other`() {
        let revision = Revision(rawValue: 7)
        #expect(revision.next.rawValue == 8)
        #expect(revision < revision.next)
        #expect("\(revision)" == "7")
    }

    @Test func `states have the words of the contract`() {
        #expect(
            FileState.allCases.map(\.rawValue)
                == ["indexed", "alias", "pending", "refused", "deleted", "offline"])
    }
}
