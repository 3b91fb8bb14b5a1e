import SystemPackage
import TestSupport
import Testing

/// The daemon killed at moments that nobody chose.
@Suite(.timeLimit(.minutes(30)))
struct CrashTests {
    /// Moments and files: few in each run of the tests, as many as promised in a long one.
    private static let load = Permissions.hasTime ? (crashes: 50, files: 2_000) : (crashes: 5, files: 400)

    @Test func `killed again and again during a load, it misses nothing and has nothing double`() async throws
    {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        let desk = try NewsDesk()
        var daemon = try await desk.startDaemon()
        // The moments are places in the stream of files: what the daemon does with those before is under way.
        let moments = Set(
            (0..<Self.load.crashes).map { _ in Int.random(in: 1...Self.load.files, using: &random) })
        for number in 1...Self.load.files {
            try desk.drop(Story.numbered(number), as: "\(number % 10)/\(number).txt")
            // Some are replaced and some are deleted again, so that crashes meet these, too.
            if number % 7 == 0 {
                try desk.drop(Story.numbered(number) + "Again.\n", as: "\(number % 10)/\(number).txt")
            }
            if number % 11 == 0 { try FileSystem.remove(desk.news.appending("\(number % 10)/\(number).txt")) }
            guard moments.contains(number) else { continue }
            await daemon.crash()
            daemon = try await desk.startDaemon()
        }
        let left = (1...Self.load.files).filter { $0 % 11 != 0 }
        let paths = left.map { desk.news.appending("\($0 % 10)/\($0).txt") }
        try await desk.wait(for: paths)
        try await desk.until { try await desk.json("status")["files"]?["pending"]?.integer == 0 }
        try await desk.until { try await desk.json("status")["ready"] == .boolean(true) }
        let status = try await desk.json("status")
        #expect(status["articles"]?.integer == Int64(left.count), "seed \(seed)")
        var found: [String] = []
        for offset in stride(from: 0, to: Self.load.files, by: 1_000) {
            found += try await desk.search("wire", "--limit", "1000", "--offset", "\(offset)").paths
        }
        #expect(found.sorted() == paths.map(\.string).sorted(), "seed \(seed)")
        try await desk.expectAllAccountedFor()
        await daemon.stop()
    }
}

/// Random numbers that a seed decides, so that a failed run can be had again (SeededGenerator64).
private struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
