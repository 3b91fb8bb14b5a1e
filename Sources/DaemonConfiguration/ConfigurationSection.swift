internal import SystemPackage
internal import Yams

/// One mapping of the configuration file, whose keys are all known.
struct ConfigurationSection {
    private let mapping: Node.Mapping
    private let file: FilePath

    /// Takes a mapping.
    ///
    /// - Throws: ``ConfigurationError`` when the node is none, or has a key that is not among `keys`.
    init(_ node: Node, named name: String, in file: FilePath, keys: [String]) throws {
        self.file = file
        guard let mapping = node.mapping else {
            throw ConfigurationError(
                reason: .wrongValue(key: name, expected: "keys with values"), file: file,
                line: node.mark?.line)
        }
        self.mapping = mapping
        for key in mapping.keys where !keys.contains(key.string ?? "") {
            throw ConfigurationError(
                reason: .unknownKey(key.string ?? "?", known: keys), file: file, line: key.mark?.line)
        }
    }

    /// The values of a list; empty without the key.
    func list(_ key: String) throws -> [Node] {
        guard let node = mapping[key] else { return [] }
        guard let sequence = node.sequence else { throw wrong(key, "a list", node) }
        return Array(sequence)
    }

    /// The texts of a list; empty without the key.
    func strings(_ key: String, _ expected: String = "a list of patterns") throws -> [String] {
        try list(key).map { node in
            guard let text = node.string else { throw wrong(key, expected, node) }
            return text
        }
    }

    /// An absolute path; `nil` without the key.
    func path(_ key: String) throws -> FilePath? {
        try value(key, "an absolute path") { text in
            let path = FilePath(text)
            return path.isAbsolute && !text.utf8.contains(0) ? path : nil
        }
    }

    /// What `read` makes of a value; `nil` without the key.
    func value<Value>(_ key: String, _ expected: String, _ read: (String) -> Value?) throws -> Value? {
        guard let node = mapping[key] else { return nil }
        guard let text = node.scalar?.string, let value = read(text) else { throw wrong(key, expected, node) }
        return value
    }

    /// A mapping below this one; `nil` without the key.
    func section(_ key: String, keys: [String]) throws -> ConfigurationSection? {
        try mapping[key].map { try ConfigurationSection($0, named: key, in: file, keys: keys) }
    }

    private func wrong(_ key: String, _ expected: String, _ node: Node) -> ConfigurationError {
        ConfigurationError(
            reason: .wrongValue(key: key, expected: expected), file: file, line: node.mark?.line)
    }
}
