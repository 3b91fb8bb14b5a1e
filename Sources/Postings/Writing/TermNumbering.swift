/// Numbers distinct terms from 0 in the order in which they come: an open-addressing hash table over an
/// arena.
@safe struct TermNumbering: ~Copyable {
    /// A term that was numbered.
    struct Key {
        var hash: UInt32
        var start: UInt32
        var byteCount: UInt8
    }

    private(set) var count = 0
    private(set) var keys: UnsafeMutablePointer<Key>
    private var keyCapacity: Int
    private var slots: UnsafeMutablePointer<UInt32>
    private var slotCount: Int
    private(set) var arena: ByteArena

    /// Memory for so many terms stays for the next use.
    static let keptTermCount = 1 << 14

    /// A table with room for some terms, which must not be 0.
    init(termCount: Int = 1 << 10) {
        keyCapacity = termCount
        unsafe keys = .allocate(capacity: termCount)
        slotCount = Self.slotCount(forTerms: termCount)
        unsafe slots = .allocate(capacity: slotCount)
        unsafe slots.initialize(repeating: 0, count: slotCount)
        arena = ByteArena(capacity: termCount * 8)
    }

    deinit {
        unsafe keys.deallocate()
        unsafe slots.deallocate()
    }

    /// At most half of the slots are taken.
    private static func slotCount(forTerms count: Int) -> Int {
        1 << (Int.bitWidth - (count * 2 - 1).leadingZeroBitCount)
    }

    /// A hash of a term: multiply and fold, eight bytes at a time. It is never stored in a file.
    @inline(__always)
    static func hash(_ term: UnsafePointer<UInt8>, count: Int) -> UInt32 {
        let raw = unsafe UnsafeRawPointer(term)
        var state = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
        var offset = 0
        while offset + 8 <= count {
            state = unsafe mix(state, raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset += 8
        }
        if offset < count {
            var tail: UInt64 = 0
            if count - offset >= 4 {
                tail = unsafe UInt64(raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
                // Overlaps what was read when fewer than eight bytes are left, which is no harm to a hash.
                tail |= unsafe UInt64(raw.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)) << 32
            } else {
                for index in offset..<count { tail = unsafe tail << 8 | UInt64(term[index]) }
            }
            state = mix(state, tail)
        }
        return UInt32(truncatingIfNeeded: state ^ state >> 32)
    }

    @inline(__always)
    private static func mix(_ state: UInt64, _ word: UInt64) -> UInt64 {
        let product = (state ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return product.high ^ product.low
    }

    /// The number of a term of at most 255 bytes; `isNew` when it had none before.
    @inline(__always)
    mutating func number(
        of term: UnsafePointer<UInt8>, count termByteCount: Int, hash: UInt32, isNew: inout Bool
    ) -> Int {
        var slot = Int(hash) & (slotCount - 1)
        while true {
            let taken = unsafe slots[slot]
            if taken == 0 { break }
            let number = Int(taken) - 1
            let key = unsafe keys[number]
            if key.hash == hash, Int(key.byteCount) == termByteCount,
                unsafe Self.areEqual(arena.start + Int(key.start), term, count: termByteCount)
            {
                isNew = false
                return number
            }
            slot = (slot + 1) & (slotCount - 1)
        }
        isNew = true
        let number = count
        unsafe slots[slot] = UInt32(number + 1)
        let start = unsafe arena.append(term, count: termByteCount)
        if count == keyCapacity { growKeys() }
        unsafe keys[number] = Key(hash: hash, start: UInt32(start), byteCount: UInt8(termByteCount))
        count += 1
        if count * 2 > slotCount { growSlots() }
        return number
    }

    @inline(__always)
    private static func areEqual(
        _ one: UnsafePointer<UInt8>, _ other: UnsafePointer<UInt8>, count: Int
    ) -> Bool {
        let one = unsafe UnsafeRawPointer(one)
        let other = unsafe UnsafeRawPointer(other)
        var offset = 0
        while offset + 8 <= count {
            let first = unsafe one.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            let second = unsafe other.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            if first != second { return false }
            offset += 8
        }
        while offset < count {
            let first = unsafe one.load(fromByteOffset: offset, as: UInt8.self)
            let second = unsafe other.load(fromByteOffset: offset, as: UInt8.self)
            if first != second { return false }
            offset += 1
        }
        return true
    }

    /// Where the bytes of a numbered term are, valid until the next one is numbered.
    @inline(__always)
    func term(_ number: Int) -> UnsafeBufferPointer<UInt8> {
        let key = unsafe keys[number]
        return unsafe UnsafeBufferPointer(start: arena.start + Int(key.start), count: Int(key.byteCount))
    }

    @inline(never)
    private mutating func growKeys() {
        let larger = UnsafeMutablePointer<Key>.allocate(capacity: keyCapacity * 2)
        unsafe larger.update(from: keys, count: count)
        unsafe keys.deallocate()
        unsafe keys = larger
        keyCapacity *= 2
    }

    @inline(never)
    private mutating func growSlots() {
        unsafe slots.deallocate()
        slotCount *= 2
        unsafe slots = .allocate(capacity: slotCount)
        unsafe slots.initialize(repeating: 0, count: slotCount)
        for number in 0..<count {
            var slot = unsafe Int(keys[number].hash) & (slotCount - 1)
            while unsafe slots[slot] != 0 { slot = (slot + 1) & (slotCount - 1) }
            unsafe slots[slot] = UInt32(number + 1)
        }
    }

    /// Forgets all terms, for the next article.
    mutating func removeAll() {
        if count > Self.keptTermCount {
            self = TermNumbering(termCount: Self.keptTermCount)
        } else {
            count = 0
            arena.removeAll(keeping: Self.keptTermCount * 16)
            unsafe slots.update(repeating: 0, count: slotCount)
        }
    }
}
