internal import ArticleReading
internal import FolderWatch
public import SystemPackage
internal import Yams

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
///     snapshots: /backup/gazette
///     drill-queries: ["strategic partner", "date:2020-02 kazakhstan"]
///     limits:
///       article-bytes: 67108864
///       document-bytes: 67108864
///
/// Every key may be left out. A key that is not known is an error, so that no misspelt one is silently
/// without effect.
public struct ConfigurationFile: Sendable {
    /// Where it is.
    public let path: FilePath

    /// Names a file.
    public init(_ path: FilePath) { self.path = path }

    /// Reads the file.
    ///
    /// - Returns: What it says, defaults for the rest.
    /// - Throws: ``ConfigurationError`` naming file, line and key.
    public func read() throws -> DaemonConfiguration {
        try parse(text())
    }

    /// Reads the text of a file.
    ///
    /// - Parameter text: The text, in place of the file's.
    /// - Returns: What it says, defaults for the rest.
    /// - Throws: ``ConfigurationError`` naming file, line and key.
    public func parse(_ text: String) throws -> DaemonConfiguration {
        let root = try tree(of: text)
        var configuration = DaemonConfiguration()
        guard let root, root.scalar?.string != "" else { return configuration }
        let section = try ConfigurationSection(
            root, named: "the file", in: path,
            keys: ["folders", "socket", "search-socket", "http", "snapshots", "drill-queries", "limits"])
        for node in try section.list("folders") {
            let folder = try folder(node)
            guard !configuration.folders.contains(where: { $0.path == folder.path }) else {
                throw failure(.sameFolderTwice(folder.path), node.mark?.line)
            }
            configuration.folders.append(folder)
        }
        configuration.socket = try section.path("socket")
        configuration.searchSocket = try section.path("search-socket")
        configuration.snapshots = try section.path("snapshots")
        configuration.drillQueries = try section.strings("drill-queries", "a list of queries")
        configuration.http = try section.value("http", "HOST:PORT, as 127.0.0.1:7700") { HTTPAddress($0) }
        if let limits = try section.section("limits", keys: ["article-bytes", "document-bytes"]) {
            let expected = "a number of bytes, 1 to 1000000000"
            let read: (String) -> Int? = { Int($0).flatMap { (1...1_000_000_000).contains($0) ? $0 : nil } }
            configuration.limits = ReadingLimits(
                articleByteCount: try limits.value("article-bytes", expected, read)
                    ?? configuration.limits.articleByteCount,
                documentByteCount: try limits.value("document-bytes", expected, read)
                    ?? configuration.limits.documentByteCount)
        }
        return configuration
    }

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

    /// The text of the file, whatever it says.
    ///
    /// - Returns: The text.
    /// - Throws: ``ConfigurationError`` when it cannot be read, or is not UTF-8.
    public func text() throws -> String {
        do {
            let descriptor = try FileDescriptor.open(path, .readOnly)
            return try descriptor.closeAfter {
                var bytes: [UInt8] = []
                while true {
                    let chunk = try unsafe [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
                        count = unsafe try descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
                    }
                    guard chunk.isEmpty else {
                        bytes += chunk
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
