internal import SystemPackage
internal import Yams

extension ConfigurationFile {
    /// A mistake that shows only beside what else there is: other keys, the command line, other files.
    ///
    /// - Parameters:
    ///   - key: A key of the first level.
    ///   - detail: What is wrong, and what to do.
    /// - Returns: The error, with the last place that states the key: the file, or a drop-in. `nil` where
    ///   none does.
    public func mistake(_ key: String, _ detail: String) -> ConfigurationError? {
        for file in ((try? dropIns()) ?? []).reversed() + [self] {
            guard let line = file.line(of: key) else { continue }
            return ConfigurationError(
                reason: .unusable(key: key, detail: detail), file: file.path, line: line)
        }
        return nil
    }

    private func line(of key: String) -> Int? {
        guard let root = try? compose(yaml: text()), let mapping = root.mapping else { return nil }
        return mapping.keys.first { $0.string == key }?.mark?.line
    }
}
