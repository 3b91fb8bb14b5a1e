internal import Glibc
internal import SystemPackage

/// Databases that were set aside, since they were damaged or none of Gazette's: nobody but a person removes
/// them.
struct SetAsideCheck {
    private static let check = "disk"

    /// A file that is not used any more.
    struct File: Equatable {
        let name: String
        let byteCount: Int
    }

    let state: FilePath
    let files: [File]

    func findings() -> [Finding] {
        // An index is made from the folders again; what a ledger tells is nowhere else.
        let strangers = files.filter { $0.name.contains(".sqlite.foreign-") }
        let indexes = files.filter { $0.name.hasPrefix("index.") && !strangers.contains($0) }
        let ledgers = files.filter { $0.name.hasPrefix("ledger.") && !strangers.contains($0) }
        return [
            finding(
                strangers,
                "it is another program's, and lay where the index belongs; move it to where it belongs",
                remedy: moving(strangers)),
            finding(
                indexes, "a damaged index that was set aside can go once its successor is well",
                remedy: "rm -- \(words(indexes))"),
            finding(
                ledgers,
                "a ledger that was set aside has the history until then, which nothing else has; "
                    + "keep it where there is room",
                remedy: moving(ledgers)),
        ].compactMap { $0 }
    }

    private func moving(_ files: [File]) -> String { "mv -- \(words(files)) DIR" }

    private func words(_ files: [File]) -> String {
        files.map { ShellWord.quoted(state.appending($0.name).string) }.joined(separator: " ")
    }

    private func finding(_ files: [File], _ meaning: String, remedy: String?) -> Finding? {
        guard let first = files.first else { return nil }
        let byteCount = files.reduce(0) { $0 + $1.byteCount }
        let others = files.count > 1 ? " and \(files.count - 1) more" : ""
        return .warning(
            Self.check, "\(first.name)\(others) in \(state): \(byteCount >> 20) MiB; \(meaning)",
            remedy: remedy)
    }

    /// The check with what lies in a state directory.
    static func ofThisMachine(state: FilePath, asker: Asker = Asker()) -> [Finding] {
        do throws(Errno) {
            return SetAsideCheck(state: state, files: try files(in: state)).findings()
        } catch .noSuchFileOrDirectory {
            return []
        } catch {
            return [
                .warning(
                    check, "it is not known whether databases were set aside in \(state): \(error)",
                    remedy: asker.looking(as: "gazette", at: state))
            ]
        }
    }

    /// Those whose names tell that and when they were set aside: `index.sqlite.damaged-20261123T225433Z`.
    private static func files(in folder: FilePath) throws(Errno) -> [File] {
        guard let stream = unsafe folder.withPlatformString({ unsafe opendir($0) }) else {
            throw Errno(rawValue: errno)
        }
        defer { _ = unsafe closedir(stream) }
        var files: [File] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard isSetAside(name) else { continue }
            var status = stat()
            guard unsafe folder.appending(name).withPlatformString({ unsafe lstat($0, &status) }) == 0 else {
                continue
            }
            files.append(File(name: name, byteCount: Int(status.st_size)))
        }
        return files.sorted { $0.name < $1.name }
    }

    static func isSetAside(_ name: String) -> Bool {
        ["index.sqlite.", "ledger.sqlite."].contains { database in
            guard name.hasPrefix(database) else { return false }
            let rest = name.dropFirst(database.count)
            return ["damaged-", "foreign-", "gone-"].contains { rest.hasPrefix($0) }
        }
    }
}
