import SystemPackage
import TestSupport
import Testing

/// A folder of its own for one test, with a watched folder, a state directory, a socket, and an environment
/// that points into it; what is started here talks to nobody else.
final class NewsDesk: Sendable {
    private let folder: TemporaryFolder
    /// Where articles are dropped.
    let news: FilePath
    let state: FilePath
    let socket: FilePath
    let environment: [String: String]

    init() throws {
        folder = try TemporaryFolder()
        news = try folder.makeFolder("news")
        state = folder.path.appending("state")
        socket = folder.path.appending("socket")
        environment = [
            "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TMPDIR": folder.path.string,
            "HOME": try folder.makeFolder("home").string,
            "XDG_STATE_HOME": try folder.makeFolder("xdg/state").string,
            "XDG_RUNTIME_DIR": try folder.makeFolder("xdg/run").string,
            "XDG_CONFIG_HOME": try folder.makeFolder("xdg/config").string,
        ]
    }

    /// A path beside the watched folder.
    func path(_ name: String) -> FilePath { folder.path.appending(name) }

    /// Makes a folder beside the watched one.
    func makeFolder(_ name: String) throws -> FilePath { try folder.makeFolder(name) }

    /// Writes a file beside the watched folder.
    @discardableResult
    func write(_ text: String, to name: String) throws -> FilePath { try folder.write(text, to: name) }

    /// Writes an article into the watched folder.
    @discardableResult
    func drop(_ text: String, as name: String) throws -> FilePath {
        try folder.write(text, to: "news/\(name)")
    }

    /// Writes any bytes into the watched folder.
    @discardableResult
    func drop(_ bytes: [UInt8], as name: String) throws -> FilePath {
        try folder.write(bytes, to: "news/\(name)")
    }

    /// Lets every user into the folder, which is private when it is made.
    func openToEveryone() throws { try FileSystem.setMode(0o755, of: folder.path) }
}

/// The daemon.
extension NewsDesk {
    /// Leaves the index as an earlier program with another analysis would have. Python's SQLite needs no
    /// tokenizer for it.
    func ageIndex() async throws {
        let script = """
            import sqlite3, sys
            database = sqlite3.connect(sys.argv[1])
            database.execute("UPDATE index_state SET analysis_version = 1")
            database.commit()
            """
        let index = state.appending("index.sqlite").string
        try await Command("/usr/bin/python3", ["-c", script, index], environment: environment).run()
            .expectSuccess()
    }

    /// `gazetted` with these options.
    func gazetted(_ options: [String]) -> Command {
        Command(Programs.gazetted, options, environment: environment)
    }

    /// The options that name this desk's folders.
    var options: [String] { ["--state", state.string, "--watch", news.string, "--socket", socket.string] }

    /// Starts the daemon and returns when it answers.
    func startDaemon(_ more: [String] = []) async throws -> Daemon {
        try await Daemon(gazetted(options + more))
    }

    /// Indexes what is there, with no daemon.
    func runOnce(_ more: [String] = []) async throws -> ProcessResult {
        try await gazetted(["--once", "--state", state.string, "--watch", news.string] + more).run()
    }
}

/// The client.
extension NewsDesk {
    /// `gazette` with these arguments and no others.
    func gazetteCommand(_ arguments: [String]) -> Command {
        Command(Programs.gazette, arguments, environment: environment)
    }

    /// Asks the daemon.
    func gazette(_ arguments: String...) async throws -> ProcessResult {
        try await gazetteCommand(arguments + ["--socket", socket.string]).run()
    }

    /// Reads a state directory with no daemon.
    func gazette(inState state: FilePath, _ arguments: String...) async throws -> ProcessResult {
        try await gazetteCommand(arguments + ["--state", state.string]).run()
    }

    /// The JSON that a command answers, which must succeed.
    func json(
        _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> JSONValue {
        let result = try await gazetteCommand(arguments + ["--json", "--socket", socket.string]).run()
        #expect(result.status == .exited(0), "\(result.error)", sourceLocation: sourceLocation)
        return try JSONValue(result.text)
    }

    /// Waits until files are in their end states.
    func wait(_ paths: FilePath..., sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await wait(for: paths, sourceLocation: sourceLocation)
    }

    /// Waits until files are in their end states.
    func wait(for paths: [FilePath], sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let options = ["wait", "--socket", socket.string].map { Array($0.utf8) }
        let command = Command(
            Programs.gazette, options + paths.map(\.platformBytes), environment: environment)
        let result = try await command.run()
        #expect(result.status == .exited(0), "\(result.text)\(result.error)", sourceLocation: sourceLocation)
    }

    /// Drops an article and waits until it is in.
    @discardableResult
    func file(
        _ text: String, as name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> FilePath {
        let path = try drop(text, as: name)
        try await wait(path, sourceLocation: sourceLocation)
        return path
    }

    /// The answer to a search.
    func search(
        _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> SearchAnswer {
        let all = ["search"] + arguments + ["--json", "--socket", socket.string]
        let result = try await gazetteCommand(all).run()
        #expect(result.status == .exited(0), "\(result.error)", sourceLocation: sourceLocation)
        return SearchAnswer(json: try JSONValue(result.text))
    }

    /// The word for what became of a file, with its reason.
    func why(_ path: FilePath) async throws -> (state: String, reason: String) {
        let arguments =
            ["why", "--json", "--socket", socket.string].map { Array($0.utf8) } + [path.platformBytes]
        let result = try await Command(Programs.gazette, arguments, environment: environment).run()
        let json = try JSONValue(result.text)
        return (json["state"]?.string ?? "", json["reason"]?.string ?? "")
    }

    /// Expects that every file is accounted for and that no database is damaged.
    func expectAllAccountedFor(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let result = try await gazette("verify", "--json")
        let expected = #"{"unaccounted": 0, "problems": [], "problem_count": 0, "pending": 0}"#
        try JSONValue(result.text).expect(expected, sourceLocation: sourceLocation)
        #expect(result.status == .exited(0), "\(result.error)", sourceLocation: sourceLocation)
    }

    /// Asks again and again until the answer is as it should be: for changes that the daemon makes by itself,
    /// of which no answer tells that they are over. The time limit of the test ends it.
    func until(_ condition: () async throws -> Bool) async throws {
        while try await !condition() { try Task.checkCancellation() }
    }

    /// One HTTP exchange over the daemon's socket.
    func request(
        _ method: String = "GET", _ target: String, body: String = ""
    ) async throws -> HTTPAnswer {
        try await StreamConnection(to: socket).request(method, target, body: body)
    }
}

/// The answer to a search, as JSON, with what tests ask of it most.
struct SearchAnswer: Sendable {
    let json: JSONValue

    var total: Int64 { json["total"]?.integer ?? -1 }
    var hits: [JSONValue] { json["hits"]?.elements ?? [] }
    var ids: [Int64] { hits.map { $0["id"]?.integer ?? -1 } }
    var titles: [String] { hits.map { $0["title"]?.string ?? "" } }
    var paths: [String] { hits.map { $0["path"]?.string ?? "" } }
}
