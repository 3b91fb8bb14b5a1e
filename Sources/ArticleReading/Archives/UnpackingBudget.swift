/// What unpacking one file may still cost, with the archives within it.
final class UnpackingBudget {
    /// 16 MiB: small files may expand as they like.
    private static let freeByteCount = 16 << 20

    private let limits: ReadingLimits
    private let packedByteCount: Int
    private var unpackedByteCount = 0
    private var memberCount = 0

    init(_ limits: ReadingLimits, packedByteCount: Int) {
        self.limits = limits
        self.packedByteCount = packedByteCount
    }

    func spendBytes(_ byteCount: Int) throws(Refusal) {
        unpackedByteCount += byteCount
        guard unpackedByteCount <= Self.freeByteCount + packedByteCount * limits.expansionRatio else {
            throw Refusal(.expandsTooMuch(limit: limits.expansionRatio))
        }
    }

    func spendMember() throws(Refusal) {
        memberCount += 1
        guard memberCount <= limits.memberCount else {
            throw Refusal(.tooManyMembers(limit: limits.memberCount))
        }
    }
}
