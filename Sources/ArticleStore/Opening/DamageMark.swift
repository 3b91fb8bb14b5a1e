internal import SystemPackage

/// What the file beside a database says that marks it as damaged. As long as it is there, an end in the midst
/// of the replacement is followed by a start that goes on with it.
enum DamageMark: Equatable {
    /// The damaged one is still in its place. So says an empty file, and any that says nothing else.
    case found
    /// The damaged one is, or is about to be, what is called so beside it. As soon as it is, what has its
    /// place was put there by the replacement.
    case setAside(String)
    /// There was none; of an index, no ledger either. What is there now was put there by the replacement.
    case gone

    /// - Returns: `nil` where there is no mark.
    /// - Throws: ``StoreError`` where it cannot be read.
    static func read(_ file: FilePath, of database: FilePath) throws(StoreError) -> DamageMark? {
        guard FileProbe.isFile(file) else { return nil }
        let text: String
        do {
            text = String(decoding: try FileProbe.start(of: file), as: UTF8.self)
        } catch {
            throw StoreError(.notPermitted(detail: "reading '\(file)': \(error)"), file: database)
        }
        guard text.last == "\n" else { return .found }
        let name = String(text.dropLast())
        if name == goneWord { return .gone }
        let isName = name.hasPrefix("\(database.lastComponent?.string ?? "").") && !name.contains("/")
        return isName ? .setAside(name) : .found
    }

    /// Writes it over what was there, and waits until it is on the disk.
    func write(to file: FilePath, of database: FilePath) throws(StoreError) {
        let text: String
        switch self {
        case .found: text = ""
        case .setAside(let name): text = name + "\n"
        case .gone: text = Self.goneWord + "\n"
        }
        do {
            try FileProbe.write(Array(text.utf8), to: file)
            try FileProbe.sync(file.removingLastComponent())
        } catch {
            throw StoreError(
                [.noSpace, .diskQuotaExceeded].contains(error as? Errno)
                    ? .diskFull : .notPermitted(detail: "writing '\(file)': \(error)"), file: database)
        }
    }

    /// Removes it for good. A power cut that brought it back would have the next start take back what was
    /// decided since.
    static func remove(_ file: FilePath) {
        FileProbe.remove(file)
        try? FileProbe.sync(file.removingLastComponent())
    }

    private static let goneWord = "gone"
}
