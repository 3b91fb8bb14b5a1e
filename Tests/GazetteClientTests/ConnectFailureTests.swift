import GazetteAPI
import SystemPackage
import TestSupport
import Testing

@testable import GazetteClient

/// What a person is told to do. (Root, who runs tests, is never refused a socket, so the refusal is made up
/// here.)
@Suite struct ConnectFailureTests {
    @Test func `who may not connect is told the group to join`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("", to: "g.sock")
        let error = ConnectFailure(Errno.permissionDenied).error(at: .unixSocket(file))
        #expect(error.code == .noDaemon)
        #expect(
            error.message.hasPrefix("no permission to connect to '\(file)'; join the group "),
            "\(error.message)")
        let gone = ConnectFailure(Errno.permissionDenied).error(at: .unixSocket(folder.path.appending("no")))
        #expect(gone.message.contains("join the socket's group"))
    }
}
