internal import Dispatch
internal import GRDB
internal import Synchronization

/// The threads on which tasks read the index, each with a connection of its own, which is opened for the
/// first read.
///
/// A read that GRDB makes for a task changes its thread four times, which takes longer than many a search;
/// here it is there and back. What finds no thread waits its turn, in the order of its coming: as many reads
/// as there are requests that ask for one, of which the server has a bound.
final class ReadThreads: Sendable {
    /// Reads, and returns what tells whoever waits.
    private typealias Read = @Sendable (Reader) -> @Sendable () -> Void

    /// A thread and its connection.
    ///
    /// Unchecked because it is used by whoever has taken it out of those that do nothing, and on its queue.
    private final class Reader: @unchecked Sendable {
        let queue: DispatchQueue
        var connection: ReadConnection?

        init(_ number: Int) { queue = DispatchQueue(label: "gazette.read.\(number)") }

        func closeConnection() {
            connection?.close()
            connection = nil
        }
    }

    private struct State {
        /// Those that do nothing, the one that had something to do last at the end: its memory is still at
        /// hand.
        var idle: [Reader]
        var waiting: [Read] = []
    }

    private let readers: [Reader]
    private let state: Mutex<State>
    private let open: @Sendable () throws -> ReadConnection

    /// - Parameters:
    ///   - count: How many threads there are at most.
    ///   - open: Opens the connection of one.
    init(count: Int, open: @escaping @Sendable () throws -> ReadConnection) {
        self.open = open
        readers = (0..<count).map { Reader($0) }
        state = Mutex(State(idle: readers))
    }

    /// Reads one commit on one of the threads, also where the task was cancelled: `body` has to look.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            begin { [self] reader in
                let result = Result { try connection(of: reader).read(body) }
                return { continuation.resume(with: result) }
            }
        }
    }

    /// Closes the connections of those that do nothing; what is to be read afterwards opens one again.
    func releaseConnections() {
        let idle = state.withLock { state in
            defer { state.idle = [] }
            return state.idle
        }
        for reader in idle {
            reader.closeConnection()
            goOn(with: reader)
        }
    }

    /// Closes all connections when what is being read is read. Blocks, and nothing may be read any more.
    func close() {
        for reader in readers { reader.queue.sync { reader.closeConnection() } }
    }

    private func connection(of reader: Reader) throws -> ReadConnection {
        if let connection = reader.connection { return connection }
        let connection = try open()
        reader.connection = connection
        return connection
    }

    private func begin(_ read: @escaping Read) {
        let reader = state.withLock { state in
            let reader = state.idle.popLast()
            if reader == nil { state.waiting.append(read) }
            return reader
        }
        if let reader { run(read, on: reader) }
    }

    private func run(_ read: @escaping Read, on reader: Reader) {
        reader.queue.async { [self] in
            var read: Read? = read
            while let present = read {
                let tell = present(reader)
                // Before anybody is told: who reads again at once finds this connection, and needs no other
                // one. What came meanwhile goes on without a change of thread.
                read = next(for: reader)
                tell()
            }
        }
    }

    private func goOn(with reader: Reader) {
        if let next = next(for: reader) { run(next, on: reader) }
    }

    /// What waits; where nothing does, the reader is one of those that do nothing.
    private func next(for reader: Reader) -> Read? {
        state.withLock { state in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.idle.append(reader)
            return nil
        }
    }
}
