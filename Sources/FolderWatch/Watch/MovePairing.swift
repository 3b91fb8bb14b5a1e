import SystemPackage

/// An event of the kernel with the path that it was about at that moment.
struct PathEvent: Equatable {
    enum Kind: Equatable {
        case created
        case written
        case attributesChanged
        case deleted
        case movedFrom(cookie: UInt32)
        case movedTo(cookie: UInt32)
    }

    let kind: Kind
    let path: FilePath
    let isFolder: Bool
}

extension PathEvent {
    /// What a record about a name says; `nil` when it is about none of what is asked for.
    init?(_ event: KernelEvent, at path: FilePath) {
        let mask = event.mask
        let kind: Kind? =
            if mask.contains(.created) {
                .created
            } else if mask.contains(.closedAfterWriting) {
                .written
            } else if mask.contains(.movedFrom) {
                .movedFrom(cookie: event.cookie)
            } else if mask.contains(.movedTo) {
                .movedTo(cookie: event.cookie)
            } else if mask.contains(.deleted) {
                .deleted
            } else if mask.contains(.attributes) {
                .attributesChanged
            } else {
                nil
            }
        guard let kind else { return nil }
        self.init(kind: kind, path: path, isFolder: mask.contains(.isFolder))
    }
}

/// What an event, or two together, say; whether rules take the paths is decided elsewhere.
enum PathChange: Equatable {
    case created(FilePath, isFolder: Bool)
    case written(FilePath)
    case attributesChanged(FilePath, isFolder: Bool)
    case removed(FilePath, isFolder: Bool)
    /// Renamed to a place outside, and nothing has been heard of the name since.
    case movedOut(FilePath, isFolder: Bool)
    /// `isReversal` when the renaming just before went the other way: the two names may have been exchanged
    /// by one call (`RENAME_EXCHANGE`), which the kernel reports in the same words as there and back.
    case moved(from: FilePath, to: FilePath, isFolder: Bool, isReversal: Bool)
    /// Renamed in from outside.
    case appeared(FilePath)
}

/// Joins the two halves of a rename.
///
/// The first half waits for its second; what has waited too long has been moved out. The order of what it
/// says is that of what happened: before anything else is said of a path, or of a folder around it, what
/// waits there is.
struct MovePairing<Instant: InstantProtocol>: Sendable where Instant.Duration == Duration {
    private struct Waiting: Sendable {
        let cookie: UInt32
        let path: FilePath
        let isFolder: Bool
        let since: Instant
    }

    let patience: Duration
    /// The first halves by the order of their coming.
    private var waiting: [UInt64: Waiting] = [:]
    private var orderByPath: [FilePath: UInt64] = [:]
    /// A folder that is watched under two paths reports each rename once for each, with one cookie.
    private var ordersByCookie: [UInt32: [UInt64]] = [:]
    private var nextOrder: UInt64 = 0
    private var oldest: UInt64 = 0
    private var latestMove: (from: FilePath, to: FilePath)?

    init(patience: Duration) { self.patience = patience }

    /// When the oldest first half has waited long enough; `nil` when none waits.
    var deadline: Instant? {
        waiting[oldest].map { $0.since.advanced(by: patience) }
    }

    /// Takes one event and says what is known by it.
    mutating func process(_ event: PathEvent, at now: Instant) -> [PathChange] {
        var changes: [PathChange] = []
        switch event.kind {
        case .movedFrom(let cookie):
            changes = release(at: event.path, below: event.isFolder)
            wait(Waiting(cookie: cookie, path: event.path, isFolder: event.isFolder, since: now))
            if latestMove?.to != event.path { latestMove = nil }
            return changes
        case .movedTo(let cookie):
            guard let order = ordersByCookie[cookie]?.first, let half = take(order) else {
                changes = release(at: event.path, below: event.isFolder)
                changes.append(.appeared(event.path))
                break
            }
            changes = release(at: event.path, below: event.isFolder)
            let isReversal = latestMove.map { $0.from == event.path && $0.to == half.path } ?? false
            changes.append(
                .moved(from: half.path, to: event.path, isFolder: event.isFolder, isReversal: isReversal))
            latestMove = (half.path, event.path)
            return changes
        case .created:
            changes = release(at: event.path, below: event.isFolder)
            changes.append(.created(event.path, isFolder: event.isFolder))
        case .deleted:
            changes = release(at: event.path, below: event.isFolder)
            changes.append(.removed(event.path, isFolder: event.isFolder))
        case .written:
            changes.append(.written(event.path))
        case .attributesChanged:
            changes.append(.attributesChanged(event.path, isFolder: event.isFolder))
        }
        latestMove = nil
        return changes
    }

    /// Says what has waited too long, oldest first.
    mutating func expire(at now: Instant) -> [PathChange] {
        var changes: [PathChange] = []
        while let half = waiting[oldest], half.since.duration(to: now) >= patience {
            _ = take(oldest)
            changes.append(.movedOut(half.path, isFolder: half.isFolder))
        }
        return changes
    }

    /// Forgets what waits: after lost events its second half may be among the lost.
    mutating func reset() {
        waiting = [:]
        orderByPath = [:]
        ordersByCookie = [:]
        oldest = nextOrder
        latestMove = nil
    }

    private mutating func wait(_ half: Waiting) {
        waiting[nextOrder] = half
        orderByPath[half.path] = nextOrder
        ordersByCookie[half.cookie, default: []].append(nextOrder)
        nextOrder += 1
    }

    private mutating func take(_ order: UInt64) -> Waiting? {
        guard let half = waiting.removeValue(forKey: order) else { return nil }
        if orderByPath[half.path] == order { orderByPath[half.path] = nil }
        ordersByCookie[half.cookie]?.removeAll { $0 == order }
        if ordersByCookie[half.cookie]?.isEmpty == true { ordersByCookie[half.cookie] = nil }
        while oldest < nextOrder, waiting[oldest] == nil { oldest += 1 }
        return half
    }

    /// Says that what waits at `path`, and in it where it is a folder, is gone.
    private mutating func release(at path: FilePath, below: Bool) -> [PathChange] {
        guard !waiting.isEmpty else { return [] }
        var orders = orderByPath[path].map { [$0] } ?? []
        if below { orders = waiting.filter { $0.value.path.lies(in: path) }.keys.sorted() }
        return orders.compactMap { order in
            take(order).map { .removed($0.path, isFolder: $0.isFolder) }
        }
    }
}
