internal import CMemoryHints

/// A value for each article, by its number, of which a changed copy shares what did not change.
///
/// The numbers are dense: they are given from 1 up. A table with one of 4 billion would take 16 MB for the
/// empty places alone, and no more.
///
/// Safe to be sent: the pointers are those of the chunks, which live as long, and which only a table that has
/// the one reference writes to.
@safe struct ArticleTable<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    /// 4,096 elements: a commit of some articles copies one or two chunks.
    static var chunkBits: Int { 12 }
    private static var chunkCount: Int { 1 << chunkBits }

    /// Some elements in a row. Only an ``ArticleTable`` that has the one reference writes to it.
    @safe private final class Chunk: @unchecked Sendable {
        let elements: UnsafeMutablePointer<Element>

        init(repeating element: Element) {
            unsafe elements = .allocate(capacity: chunkCount)
            unsafe elements.initialize(repeating: element, count: chunkCount)
        }

        init(copying other: Chunk) {
            unsafe elements = .allocate(capacity: chunkCount)
            unsafe elements.initialize(from: other.elements, count: chunkCount)
        }

        deinit { unsafe elements.deallocate() }
    }

    private let none: Element
    /// Stands in for the chunks that are not there.
    private let empty: Chunk
    private var chunks: [Chunk?] = []
    /// Where the elements of each chunk are.
    private var starts = unsafe [UnsafePointer<Element>]()

    /// Makes a table in which every article has `none`.
    init(none: Element) {
        self.none = none
        empty = Chunk(repeating: none)
    }

    /// The bytes of memory that it takes.
    var byteCount: Int {
        chunks.count * MemoryLayout<Chunk?>.stride * 2
            + chunks.count { $0 != nil } * Self.chunkCount * MemoryLayout<Element>.stride
    }

    /// One more than the largest number that may have a value.
    var upperBound: Int { chunks.count << Self.chunkBits }

    /// What an article has.
    subscript(id: UInt32) -> Element {
        get {
            let index = Int(id) >> Self.chunkBits
            guard index < chunks.count, let chunk = chunks[index] else { return none }
            // Within the chunk by the mask.
            return unsafe chunk.elements[Int(id) & (Self.chunkCount - 1)]
        }
        set {
            let index = Int(id) >> Self.chunkBits
            while chunks.count <= index {
                chunks.append(nil)
                unsafe starts.append(UnsafePointer(empty.elements))
            }
            // No other reference may be held here, or each value set would copy its chunk.
            if chunks[index] == nil {
                chunks[index] = Chunk(repeating: none)
            } else if !isKnownUniquelyReferenced(&chunks[index]) {
                chunks[index] = chunks[index].map { Chunk(copying: $0) }
            }
            if let chunk = chunks[index] {
                unsafe chunk.elements[Int(id) & (Self.chunkCount - 1)] = newValue
                unsafe starts[index] = UnsafePointer(chunk.elements)
            }
        }
    }

    /// Gives quick access, which ends with the call.
    func withElements<Value>(_ body: (Elements) throws -> Value) rethrows -> Value {
        try withExtendedLifetime(self) {
            try unsafe starts.withUnsafeBufferPointer { starts in
                try body(unsafe Elements(starts: starts, empty: UnsafePointer(empty.elements)))
            }
        }
    }

    /// The elements without reference counts on the way. Not to be kept beyond the call that gives it.
    @safe struct Elements {
        private let starts: UnsafeBufferPointer<UnsafePointer<Element>>
        private let empty: UnsafePointer<Element>

        fileprivate init(
            starts: UnsafeBufferPointer<UnsafePointer<Element>>, empty: UnsafePointer<Element>
        ) {
            unsafe self.starts = starts
            unsafe self.empty = empty
        }

        /// What an article has.
        @inline(__always)
        func element(of id: UInt32) -> Element {
            // Within the chunk by the mask.
            unsafe chunk(of: id)[Int(id) & (chunkCount - 1)]
        }

        /// Has what an article has fetched from slow memory, which nobody waits for.
        @inline(__always)
        func prefetch(_ id: UInt32) {
            unsafe gazette_prefetch(chunk(of: id) + (Int(id) & (chunkCount - 1)))
        }

        /// What the articles have whose numbers differ from `id` in the last ``chunkBits`` bits alone.
        @inline(__always)
        func chunk(of id: UInt32) -> UnsafePointer<Element> {
            let index = Int(id) >> chunkBits
            return unsafe index < starts.count ? starts[index] : empty
        }
    }
}
