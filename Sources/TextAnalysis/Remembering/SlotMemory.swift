#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Memory of a fixed size for what is remembered, in slots of a line of the processor's cache, all zero at first.
///
/// It is the system's own, which takes room only as it is written to: what an allocator gave and got before it clears by
/// writing, and an empty memory would be as large as a full one.
@safe struct SlotMemory: ~Copyable {
    /// The bytes of a slot.
    static let slotByteCount = 64

    /// The first slot.
    let start: UnsafeMutableRawPointer
    private let byteCount: Int

    /// Room for 2 to the power of `slotBits` slots.
    init(slotBits: Int) {
        byteCount = Self.slotByteCount << slotBits
        let memory = unsafe mmap(nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let memory = unsafe memory, unsafe memory != MAP_FAILED else {
            preconditionFailure("there is no memory for \(byteCount) bytes of what is remembered")
        }
        unsafe start = memory
    }

    deinit { unsafe munmap(start, byteCount) }

    /// Makes all slots zero, and gives the memory back.
    func removeAll() { unsafe madvise(start, byteCount, MADV_DONTNEED) }
}
