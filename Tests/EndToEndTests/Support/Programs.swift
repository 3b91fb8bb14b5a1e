import SystemPackage
import TestSupport

#if canImport(Glibc)
    import Glibc
#endif

/// The programs under test, as they were built together with the tests.
enum Programs {
    /// The folder of the running test executable: the build puts the programs beside it.
    static let folder: FilePath = {
        var name = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = unsafe readlink("/proc/self/exe", &name, name.count - 1)
        precondition(count > 0, "/proc is mounted")
        return FilePath(platformBytes: name.prefix(count).map { UInt8(bitPattern: $0) })
            .removingLastComponent()
    }()

    static let gazetted = folder.appending("gazetted")
    static let gazette = folder.appending("gazette")

    /// Copies a program, for users that cannot enter the folder of the build, and for the promise that a copy
    /// runs.
    static func copy(_ program: FilePath, to folder: FilePath) async throws -> FilePath {
        let result = try await Command("/bin/cp", [program.string, folder.string]).run()
        guard result.status == .exited(0) else { throw Failure(description: result.error) }
        return folder.appending(program.lastComponent?.string ?? "")
    }
}

/// Something that a test needs did not happen.
struct Failure: Error, CustomStringConvertible {
    let description: String
}

/// What this machine lets the tests do.
enum Permissions {
    /// Whether the tests may act as another user, and make devices.
    static let isRoot = geteuid() == 0
    /// Whether the long runs were asked for.
    static let hasTime = unsafe getenv("GAZETTE_LONG") != nil
}
