public import SystemPackage

/// A configuration file that cannot be used.
public struct ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public enum Reason: Equatable, Sendable {
        /// The file cannot be read.
        case unreadable(Errno)
        /// The file is no YAML; the text says why.
        case notYAML(String)
        /// There is no such key; the keys that there are follow.
        case unknownKey(String, known: [String])
        /// A key's value is of another kind, or out of its range; the text says what belongs there.
        case wrongValue(key: String, expected: String)
        /// A key that must be there is not.
        case missingKey(String)
        /// Keys stand in one place more than once.
        case sameKeyTwice([String])
        /// A key's value cannot be used with what else there is; the text says why, and what to do.
        case unusable(key: String, detail: String)
        /// Two entries watch one folder.
        case sameFolderTwice(FilePath)
    }

    /// What is wrong.
    public let reason: Reason
    /// The file.
    public let file: FilePath
    /// The line in it, from 1; `nil` where there is none to name.
    public let line: Int?

    /// One line for a person: file, line, key and what to do.
    public var description: String {
        let place = line.map { "\(file):\($0)" } ?? "\(file)"
        switch reason {
        case .unreadable(let error): return "\(place): cannot be read: \(error)"
        case .notYAML(let detail): return "\(place): is no YAML: \(detail)"
        case .unknownKey(let key, let known):
            return "\(place): there is no key '\(key)'; the keys here are \(known.joined(separator: ", "))"
        case .wrongValue(let key, let expected): return "\(place): '\(key)' must be \(expected)"
        case .unusable(let key, let detail): return "\(place): '\(key)': \(detail)"
        case .missingKey(let key): return "\(place): '\(key)' is missing"
        case .sameKeyTwice(let keys):
            let names = keys.map { "'\($0)'" }.joined(separator: ", ")
            return "\(place): \(names) stands here more than once; keep one"
        case .sameFolderTwice(let folder): return "\(place): the folder '\(folder)' is named twice; keep one"
        }
    }
}
