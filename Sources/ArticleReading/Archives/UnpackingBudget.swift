/// What unpacking one file may still cost, with the archives within it.
final class UnpackingBudget {
    /// 16 MiB: small files may expand as they like.
    private static let freeByteCount = 16 << 20

    private let limits: ReadingLimits
    private let packedByteCount: Int
    private var spent = Spent()

    /// What has been spent.
    struct Spent {
        fileprivate var unpackedByteCount = 0
        fileprivate var memberCount = 0
    }

    init(_ limits: ReadingLimits, packedByteCount: Int) {
        self.limits = limits
        self.packedByteCount = packedByteCount
    }

    /// What has been spent, to take up again where the same bytes are read a second time.
    var position: Spent { spent }

    func takeUp(_ position: Spent) { spent = position }

    func spendBytes(_ byteCount: Int) throws(Refusal) {
        spent.unpackedByteCount += byteCount
        guard spent.unpackedByteCount <= Self.freeByteCount + packedByteCount * limits.expansionRatio else {
            throw Refusal(.expandsTooMuch(limit: limits.expansionRatio))
        }
    }

    func spendMember() throws(Refusal) {
        spent.memberCount += 1
        guard spent.memberCount <= limits.memberCount else {
            throw Refusal(.tooManyMembers(limit: limits.memberCount))
        }
    }
}
