internal import Glibc
internal import SystemPackage

/// Who runs the doctor, and sees what that user may see.
struct Asker: Sendable, Equatable {
    var isRoot = geteuid() == 0
    /// What a command needs to ask the same archive, such as ` --state DIR`.
    var options = ""

    /// The command that looks at what this user may not look at: root does, and where not even root may, as
    /// on a share, the user that it is about.
    func looking(as user: String, at path: FilePath) -> String {
        isRoot
            ? "runuser -u \(ShellWord.quoted(user)) -- ls -ld \(ShellWord.quoted(path.string))"
            : "sudo gazette doctor\(options)"
    }
}
