internal import GazetteAPI
internal import Glibc
internal import Subprocess
internal import SystemPackage

/// Whether both programs are there, and of one version.
struct ProgramCheck {
    /// The version of the daemon that answers, if one does.
    let answering: String?

    func findings() async -> [Finding] {
        let own = "gazette \(ProgramVersion.current)"
        guard let installed = await Self.installedVersion() else {
            return [
                .failure(
                    "programs", "there is no gazetted beside this \(own), nor on the path",
                    remedy: "script/install")
            ]
        }
        if installed != ProgramVersion.current {
            return [
                .failure(
                    "programs",
                    "this is \(own), and the installed gazetted is \(installed): install both from one build",
                    remedy: "script/install")
            ]
        }
        if let answering, answering != installed {
            return [
                .warning(
                    "programs", "gazetted \(installed) is installed, and \(answering) still runs",
                    remedy: "systemctl restart gazetted")
            ]
        }
        return [.ok("programs", "gazette and gazetted \(installed)")]
    }

    private static func installedVersion() async -> String? {
        if let folder = ownFolder, let version = await version(of: .path(folder.appending("gazetted"))) {
            return version
        }
        return await version(of: .name("gazetted"))
    }

    /// The folder of this program's file.
    private static var ownFolder: FilePath? {
        guard let path = unsafe realpath("/proc/self/exe", nil) else { return nil }
        defer { unsafe free(path) }
        return unsafe FilePath(platformString: path).removingLastComponent()
    }

    private static func version(of program: Executable) async -> String? {
        let text = await Program.output(of: program, ["--version"])
        return text?.split { $0 == " " || $0 == "\n" }.last.map(String.init)
    }
}
