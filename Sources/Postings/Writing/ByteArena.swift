/// Bytes that are appended one after the other and thrown away together, with no check but for room.
@safe struct ByteArena: ~Copyable {
    private(set) var start: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int) {
        self.capacity = max(capacity, 16)
        unsafe start = .allocate(capacity: self.capacity)
    }

    deinit { unsafe start.deallocate() }

    /// Makes room for `byteCount` bytes more.
    @inline(__always)
    mutating func reserve(_ byteCount: Int) {
        if count + byteCount > capacity { grow(byteCount) }
    }

    @inline(never)
    private mutating func grow(_ byteCount: Int) {
        capacity = max(capacity * 2, count + byteCount)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        unsafe larger.update(from: start, count: count)
        unsafe start.deallocate()
        unsafe start = larger
    }

    /// Appends bytes; returns where they begin.
    @discardableResult @inline(__always)
    mutating func append(_ bytes: UnsafePointer<UInt8>, count byteCount: Int) -> Int {
        reserve(byteCount)
        unsafe (start + count).update(from: bytes, count: byteCount)
        defer { count += byteCount }
        return count
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        reserve(1)
        unsafe start[count] = byte
        count += 1
    }

    @inline(__always)
    mutating func append(varint value: UInt64) {
        reserve(Varint.maximumByteCount)
        count += unsafe Varint.write(value, to: start + count)
    }

    /// Appends `byteCount` bytes of any content; returns where they begin.
    @inline(__always)
    mutating func skip(_ byteCount: Int) -> Int {
        reserve(byteCount)
        defer { count += byteCount }
        return count
    }

    /// Throws the last bytes away, of which there are as many.
    mutating func removeLast(_ byteCount: Int) { count -= byteCount }

    /// Throws all bytes away; gives memory back where it is more than `bound` bytes.
    mutating func removeAll(keeping bound: Int) {
        count = 0
        guard capacity > bound else { return }
        unsafe start.deallocate()
        capacity = bound
        unsafe start = .allocate(capacity: bound)
    }

    /// What was appended, valid until the next change.
    var bytes: UnsafeBufferPointer<UInt8> { unsafe UnsafeBufferPointer(start: start, count: count) }
}
