#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif
internal import Synchronization

/// Memory of a fixed size for what is remembered, in slots of a line of the processor's cache, all zero at
/// first.
///
/// It is the system's own, which takes room only as it is written to: what an allocator gave and got before
/// it clears by writing, and an empty memory would be as large as a full one.
///
/// What is remembered has two slots, one behind the other, and the newest in the first; or one that it
/// shares.
@safe struct SlotMemory: ~Copyable {
    /// The bytes of a slot.
    static let slotByteCount = 64

    /// 16 MiB: more than the processor knows the places of in pages of 4 KiB.
    private static let hugeByteCount = 16 << 20

    /// 2 MiB: a huge page.
    private static let hugePageByteCount = 2 << 20
    /// `MADV_COLLAPSE`, since Linux 6.1; the C library of Debian 12 has no name for it.
    private static let collapse: CInt = 25

    private let start: UnsafeMutableRawPointer
    private let byteCount: Int
    private let mask: UInt64
    /// How many times a slot was written since the memory was empty.
    private let writtenCount = Atomic(0)

    /// Room for 2 to the power of `slotBits` slots, at least two.
    init(slotBits: Int) {
        mask = (1 << UInt64(slotBits) - 1) & ~1
        byteCount = Self.slotByteCount << slotBits
        // What may become huge pages begins where one can.
        let spare = byteCount >= Self.hugePageByteCount ? Self.hugePageByteCount : 0
        let memory = unsafe mmap(
            nil, byteCount + spare, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard var memory = unsafe memory, unsafe memory != MAP_FAILED else {
            preconditionFailure("there is no memory for \(byteCount) bytes of what is remembered")
        }
        if spare > 0 {
            let before = -Int(bitPattern: memory) & (spare - 1)
            if before > 0 { unsafe munmap(memory, before) }
            unsafe memory += before
            if before < spare { unsafe munmap(memory + byteCount, spare - before) }
        }
        // Where a slot stands is looked up for nearly every one of so many, which takes longer than to read
        // it. Less memory than that is kept, too, by who has met few words. A kernel may refuse, and then it
        // is only slower.
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
    func removeAll() {
        unsafe madvise(start, byteCount, MADV_DONTNEED)
        writtenCount.store(0, ordering: .relaxed)
    }

    /// Notes that a slot was written. Once so many were that hardly a page is without one, the pages become
    /// huge, one of 2 MiB every some hundred slots, which takes a millisecond: they hold no more memory than
    /// the small ones did, and of the time in which texts are searched for terms, more than a third went into
    /// looking up where slots stand.
    func noteWritten() {
        let written = writtenCount.load(ordering: .relaxed) &+ 1
        writtenCount.store(written, ordering: .relaxed)
        let slotCount = byteCount / Self.slotByteCount
        let beyond = written &- slotCount >> 4
        guard beyond >= 0, beyond & 0x1FF == 0 else { return }
        let offset = (beyond >> 9) &* Self.hugePageByteCount
        guard offset < byteCount, byteCount < Self.hugeByteCount else { return }
        // Of a part that is no huge page the kernel says so.
        _ = unsafe madvise(start + offset, min(Self.hugePageByteCount, byteCount - offset), Self.collapse)
    }
}
