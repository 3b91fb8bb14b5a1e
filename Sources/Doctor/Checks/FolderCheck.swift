internal import GazetteAPI
internal import SystemPackage

/// Whether a watched folder is there and can be read by the daemon.
struct FolderCheck {
    private static let check = "folder"
    private static let homes = ["/home", "/root", "/run/user"]
    private static let temporaryFolders = ["/tmp", "/var/tmp"]

    let folder: StatusResponse.Folder
    /// Who reads it, where that is not who asks; with what its unit hides from it.
    let reader: ServiceReader?
    var unit: ServiceUnit?

    init(folder: StatusResponse.Folder, reader: ServiceReader?, unit: ServiceUnit? = nil) {
        self.folder = folder
        self.reader = reader
        self.unit = unit
    }

    func findings() -> [Finding] {
        let path = FilePath(folder.path)
        if let hidden = hiddenRoot(of: path) {
            return [
                .failure(
                    Self.check, "\(folder.path) is hidden from the service, as all of \(hidden) is",
                    remedy: Self.showing(folder.path))
            ]
        }
        if let reader, let hindrance = reader.hindrance(at: path) { return [finding(hindrance, reader)] }
        switch folder.mode {
        case "offline":
            return [
                .failure(
                    Self.check,
                    "\(folder.path) is not there: mount it, or make it; its articles stay searchable",
                    remedy: "mkdir -p \(ShellWord.quoted(folder.path))")
            ]
        case "polling":
            return [
                .warning(
                    Self.check,
                    "\(folder.path) is looked through now and then: the kernel tells of no changes there",
                    remedy: nil)
            ]
        default: return [.ok(Self.check, "\(folder.path) (\(folder.mode))")]
        }
    }

    /// The command that shows a folder to the service.
    private static func showing(_ path: String) -> String {
        let folder = "/etc/systemd/system/gazetted.service.d"
        let line = ShellWord.quoted("BindReadOnlyPaths=\(path)")
        return "mkdir -p \(folder) && printf '[Service]\\n%s\\n' \(line) >> \(folder)/shown.conf "
            + "&& systemctl daemon-reload && systemctl restart gazetted"
    }

    private func hiddenRoot(of path: FilePath) -> String? {
        guard let unit else { return nil }
        let hidden =
            (unit.hidesHomes ? Self.homes : []) + (unit.hidesTemporaryFolders ? Self.temporaryFolders : [])
        guard let root = hidden.first(where: { path.starts(with: FilePath($0)) }) else { return nil }
        return unit.boundPaths.contains { path.starts(with: FilePath($0)) } ? nil : root
    }

    private func finding(_ hindrance: ServiceReader.Hindrance, _ reader: ServiceReader) -> Finding {
        switch hindrance {
        case .absent(let path):
            .failure(
                Self.check, "\(folder.path) is not there: there is no \(path)",
                remedy: "mkdir -p \(ShellWord.quoted(folder.path))")
        case .closed(let path):
            .failure(
                Self.check, "user '\(reader.user)' may not enter \(path)",
                remedy: "setfacl -m u:\(reader.user):x \(ShellWord.quoted(path.string))")
        case .unreadable(let path):
            .failure(
                Self.check, "user '\(reader.user)' may not read \(path)",
                remedy: "setfacl -R -m u:\(reader.user):rX \(ShellWord.quoted(path.string))")
        }
    }
}
