#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Memory of a fixed size for what is remembered, in slots of a line of the processor's cache, all zero at first.
///
/// It is the system's own, which takes room only as it is written to: what an allocator gave and got before it clears by
/// writing, and an empty memory would be as large as a full one.
///
/// What is remembered has two slots, one behind the other, and the newest in the first; or one that it shares.
@safe struct SlotMemory: ~Copyable {
    /// The bytes of a slot.
    static let slotByteCount = 64

    /// 16 MiB: more than the processor knows the places of in pages of 4 KiB.
    private static let hugeByteCount = 16 << 20

    private let start: UnsafeMutableRawPointer
    private let byteCount: Int
    private let mask: UInt64

    /// Room for 2 to the power of `slotBits` slots, at least two.
    init(slotBits: Int) {
        mask = (1 << UInt64(slotBits) - 1) & ~1
        byteCount = Self.slotByteCount << slotBits
        let memory = unsafe mmap(nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let memory = unsafe memory, unsafe memory != MAP_FAILED else {
            preconditionFailure("there is no memory for \(byteCount) bytes of what is remembered")
        }
        // Where a slot stands is looked up for nearly every one of so many, which takes longer than to read it. Less
        // memory than that is kept, too, by who has met few words. A kernel may refuse, and then it is only slower.
        if byteCount >= Self.hugeByteCount { unsafe madvise(memory, byteCount, MADV_HUGEPAGE) }
        unsafe start = memory
    }

    deinit { unsafe munmap(start, byteCount) }

    /// The first of the two slots of what has a hash.
    @inline(__always)
    func pair(of hash: UInt64) -> UnsafeMutableRawPointer {
        unsafe start + Int(hash & mask) &* Self.slotByteCount
    }

    /// The slot of what has a hash.
    @inline(__always)
    func slot(of hash: UInt64) -> UnsafeMutableRawPointer {
        unsafe start + Int(hash & (mask | 1)) &* Self.slotByteCount
    }

    /// Makes all slots zero, and gives the memory back.
    func removeAll() { unsafe madvise(start, byteCount, MADV_DONTNEED) }
}
