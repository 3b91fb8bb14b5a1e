internal import SystemPackage

/// An archive beside another one, of as many articles, to which nothing comes: what its searches take longer
/// after a while is the machine's, or the other one's load on it.
struct StillArchive {
    private let root: TemporaryFolder
    private let daemon: DaemonProcess
    private let load: QueryLoad

    /// Starts its daemon, and waits until it has the articles.
    init(_ bench: Workbench, articleCount: Int) throws {
        root = try TemporaryFolder()
        let places = try DaemonProcess.Places(in: root.path)
        var inbox = try TortureInbox(places.folder, bench.corpus, seed: bench.options.seed)
        for _ in 0..<articleCount { try inbox.add() }
        daemon = try DaemonProcess(bench.programs, at: places)
        let service = try daemon.waitUntilReady()
        _ = try service.waitUntilSettled(articles: articleCount, within: .seconds(120))
        load = try QueryLoad(bench.corpus, service: service)
    }

    /// Milliseconds of a search, the one of that number.
    func ask(_ number: Int) throws -> Double { try load.ask(number) }

    func stop() throws { try daemon.stop() }
}
