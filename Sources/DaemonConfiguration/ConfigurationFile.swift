internal import ArticleReading
internal import FolderWatch
public import SystemPackage
internal import Yams

#if canImport(Glibc)
    internal import Glibc
#endif

/// Reads the configuration file, a YAML document:
///
///     folders:
///       - path: /srv/news
///         include: ["*.txt", "*.jsonl"]
///         exclude: ["drafts/"]
///         follow-symbolic-links: false
///     socket: /run/gazette/gazetted.sock
///     search-socket: /run/gazette/search.sock
///     http: 127.0.0.1:7700
///     http-token-file: /etc/gazette/http-token
///     http-access: search
///     snapshots: /backup/gazette
///     drill-queries: ["strategic partner", "date:2020-02 kazakhstan"]
///     limits:
///       article-bytes: 67108864
///       document-bytes: 67108864
///       archive-bytes: 268435456
///       member-bytes: 67108864
///       archive-members: 100000
///       archive-depth: 4
///       expansion-ratio: 200
///       seconds: 60
///       memory-bytes: 805306368
///
/// Every key may be left out. A key that is not known is an error, so that no misspelt one is silently
/// without effect.
public struct ConfigurationFile: Sendable {
    /// Where it is.
    public let path: FilePath

    /// Names a file.
    public init(_ path: FilePath) { self.path = path }

    /// Reads the file, and then its drop-ins, ``dropIns()``, each on top of what came before.
    ///
    /// - Parameter isOptional: Whether the file may be missing; its drop-ins count in any case.
    /// - Returns: What they say, defaults for the rest.
    /// - Throws: ``ConfigurationError`` naming file, line and key.
    public func read(isOptional: Bool = false) throws -> DaemonConfiguration {
        var configuration = DaemonConfiguration()
        do {
            configuration = try parse(text())
        } catch let error as ConfigurationError
            where isOptional && error.reason == .unreadable(.noSuchFileOrDirectory)
        {
        }
        for file in try dropIns() { configuration = try file.parse(file.text(), on: configuration) }
        return configuration
    }

    /// Whether the file itself is there; drop-ins may be without it.
    public var isThere: Bool { unsafe path.withPlatformString { unsafe access($0, F_OK) } == 0 }

    /// All that is configured as one text, to be kept: the file as it is, and behind it each drop-in as
    /// comments below its name, so that the whole is read as the file alone.
    ///
    /// - Returns: The text; `nil` where there is neither.
    /// - Throws: ``ConfigurationError`` for a file that cannot be read.
    public func kept() throws -> String? {
        let dropIns = try dropIns()
        guard isThere || !dropIns.isEmpty else { return nil }
        var kept = isThere ? try text() : ""
        for file in dropIns {
            if !kept.isEmpty, !kept.hasSuffix("\n") { kept += "\n" }
            kept += "\n# \(file.path)\n"
            for line in try file.text().split(separator: "\n", omittingEmptySubsequences: false) {
                kept += "# \(line)\n"
            }
        }
        return kept
    }

    /// The files `*.yaml` of the folder that is named as the file with `.d` behind, by name. What a drop-in
    /// says takes the place of what was said before; folders are added, and one of the same path is replaced.
    ///
    /// - Returns: The files; none where there is no such folder.
    /// - Throws: ``ConfigurationError`` where the folder cannot be read.
    public func dropIns() throws -> [ConfigurationFile] {
        let folder = FilePath(path.string + ".d")
        guard let stream = unsafe folder.withPlatformString({ unsafe opendir($0) }) else {
            let error = Errno(rawValue: errno)
            if error == .noSuchFileOrDirectory || error == .notDirectory { return [] }
            throw ConfigurationError(reason: .unreadable(error), file: folder, line: nil)
        }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let found = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &found.pointee.d_name) {
                unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name.hasSuffix(".yaml"), !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted().map { ConfigurationFile(folder.appending($0)) }
    }

    /// Reads the text of a file.
    ///
    /// - Parameters:
    ///   - text: The text, in place of the file's.
    ///   - before: What was read before, which stays where the text says nothing.
    /// - Returns: What it says, on top of `before`.
    /// - Throws: ``ConfigurationError`` naming file, line and key.
    public func parse(
        _ text: String, on before: DaemonConfiguration = DaemonConfiguration()
    ) throws -> DaemonConfiguration {
        let root = try tree(of: text)
        var configuration = before
        guard let root, root.scalar?.string != "" else { return configuration }
        let section = try ConfigurationSection(
            root, named: "the file", in: path,
            keys: [
                "folders", "socket", "search-socket", "http", "http-token-file", "http-access", "snapshots",
                "drill-queries", "limits",
            ])
        var own: [FilePath] = []
        for node in try section.list("folders") {
            let folder = try folder(node)
            guard !own.contains(folder.path) else {
                throw failure(.sameFolderTwice(folder.path), node.mark?.line)
            }
            own.append(folder.path)
            configuration.folders.removeAll { $0.path == folder.path }
            configuration.folders.append(folder)
        }
        configuration.socket = try section.path("socket") ?? before.socket
        configuration.searchSocket = try section.path("search-socket") ?? before.searchSocket
        configuration.snapshots = try section.path("snapshots") ?? before.snapshots
        let queries = try section.strings("drill-queries", "a list of queries")
        if !queries.isEmpty { configuration.drillQueries = queries }
        configuration.http =
            try section.value("http", "HOST:PORT, as 127.0.0.1:7700") { HTTPAddress($0) } ?? before.http
        configuration.httpTokenFile = try section.path("http-token-file") ?? before.httpTokenFile
        configuration.httpAccess =
            try section.value("http-access", "search or full") { HTTPAccess(rawValue: $0) }
            ?? before.httpAccess
        if let limits = try section.section("limits", keys: Self.limitKeys.map(\.name)) {
            for key in Self.limitKeys {
                let expected = "a number\(key.unit), \(key.range.lowerBound) to \(key.range.upperBound)"
                let stated = try limits.value(key.name, expected) { text in
                    Int(text).flatMap { key.range.contains($0) ? $0 : nil }
                }
                if let stated { configuration.limits[keyPath: key.limit] = stated }
            }
        }
        return configuration
    }

    /// A limit that may be configured: its key, its unit and what it may be.
    private struct LimitKey: Sendable {
        let name: String
        let limit: any WritableKeyPath<ReadingLimits, Int> & Sendable
        var unit = " of bytes"
        var range = 1...1_000_000_000
    }

    private static let limitKeys: [LimitKey] = [
        LimitKey(name: "article-bytes", limit: \.articleByteCount),
        LimitKey(name: "document-bytes", limit: \.documentByteCount),
        LimitKey(name: "archive-bytes", limit: \.archiveByteCount),
        LimitKey(name: "member-bytes", limit: \.memberByteCount),
        LimitKey(name: "archive-members", limit: \.memberCount, unit: "", range: 1...100_000_000),
        LimitKey(name: "archive-depth", limit: \.archiveDepth, unit: "", range: 1...32),
        LimitKey(name: "expansion-ratio", limit: \.expansionRatio, unit: "", range: 1...100_000),
        LimitKey(name: "seconds", limit: \.seconds, unit: "", range: 1...3_600),
        // Less than 256 MiB does not suffice for the reader itself.
        LimitKey(name: "memory-bytes", limit: \.memoryByteCount, range: 268_435_456...1_099_511_627_776),
    ]

    private func tree(of text: String) throws -> Node? {
        do {
            return try compose(yaml: text)
        } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
            throw failure(.sameKeyTwice(keys), context.mark.line)
        } catch YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _)
        {
            throw failure(.notYAML(problem), mark.line)
        } catch YamlError.reader(let problem, _, _, _) {
            throw failure(.notYAML(problem), nil)
        } catch {
            throw failure(.notYAML("\(error)".split(separator: "\n").joined(separator: " ")), nil)
        }
    }

    private func folder(_ node: Node) throws -> WatchedFolder {
        let section = try ConfigurationSection(
            node, named: "a folder", in: path, keys: ["path", "include", "exclude", "follow-symbolic-links"])
        guard let folder = try section.path("path") else {
            throw failure(.missingKey("path"), node.mark?.line)
        }
        let rules = WatchRules(
            include: try section.strings("include"), exclude: try section.strings("exclude"),
            followsSymbolicLinks: try section.value("follow-symbolic-links", "true or false") { Bool($0) }
                ?? false)
        return try WatchedFolder(path: folder, rules: rules)
    }

    /// 1 MiB: a thousand times what people write, and an end to a device that has none.
    private static let largestByteCount = 1 << 20

    /// The text of the file, whatever it says.
    ///
    /// - Returns: The text.
    /// - Throws: ``ConfigurationError`` when it cannot be read, is not UTF-8, or larger than 1 MiB.
    public func text() throws -> String {
        do {
            // To open a named pipe would wait until somebody writes to it, and perhaps for ever.
            let descriptor = try FileDescriptor.open(path, .readOnly, options: .nonBlocking)
            return try descriptor.closeAfter {
                guard try Stat(descriptor).type != .fifo else {
                    throw failure(.notYAML("it is a pipe; write what it gives to a file"), nil)
                }
                var bytes: [UInt8] = []
                while true {
                    let chunk = try unsafe [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
                        count = unsafe try descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
                    }
                    guard chunk.isEmpty else {
                        bytes += chunk
                        guard bytes.count <= Self.largestByteCount else {
                            throw failure(.notYAML("it is larger than 1 MiB"), nil)
                        }
                        continue
                    }
                    guard let text = String(validating: bytes, as: UTF8.self) else {
                        throw failure(.notYAML("it is not text in UTF-8"), nil)
                    }
                    return text
                }
            }
        } catch let error as Errno {
            throw failure(.unreadable(error), nil)
        }
    }

    private func failure(_ reason: ConfigurationError.Reason, _ line: Int?) -> ConfigurationError {
        ConfigurationError(reason: reason, file: path, line: line)
    }
}
