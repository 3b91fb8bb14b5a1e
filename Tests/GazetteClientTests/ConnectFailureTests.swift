import GazetteAPI
import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import GazetteClient

/// What a person is told to do. (Root, who runs tests, is never refused a socket, so the refusal is made up
/// here.)
@Suite struct ConnectFailureTests {
    @Test(
        .enabled(if: geteuid() == 0, "giving a file away takes root"),
        arguments: [
            (mode: 0o660, group: 100, advice: "join the group 'users', "),
            (mode: 0o600, group: 100, advice: "ask as its owner, the user 'root', "),
            (mode: 0o660, group: 0, advice: "ask as its owner, the user 'root', "),
        ] as [(mode: mode_t, group: gid_t, advice: String)])
    func `who may not connect is told who may`(mode: mode_t, group: gid_t, advice: String) throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("", to: "g.sock")
        #expect(unsafe chown(file.string, 0, group) == 0)
        #expect(unsafe chmod(file.string, mode) == 0)
        let error = ConnectFailure(Errno.permissionDenied).error(at: .unixSocket(file))
        #expect(error.code == .noDaemon)
        #expect(
            error.message
                == "no permission to connect to '\(file)'; \(advice)or read the index itself with --state DIR"
        )
    }

    @Test func `who may not even see the socket is told so`() throws {
        let folder = try TemporaryFolder()
        let gone = ConnectFailure(Errno.permissionDenied).error(at: .unixSocket(folder.path.appending("no")))
        #expect(gone.message.contains("its folder lets in the daemon's user and group alone"))
    }
}
