import GazetteAPI
import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import Doctor

@Suite final class SocketCheckTests {
    /// The names of who runs the tests.
    private static let user =
        unsafe getpwuid(getuid()).map { unsafe String(cString: $0.pointee.pw_name) } ?? ""
    private static let group =
        unsafe getgrgid(getgid()).map { unsafe String(cString: $0.pointee.gr_name) } ?? ""

    private let folder: TemporaryFolder
    private let socket: FilePath

    init() throws {
        folder = try TemporaryFolder()
        socket = folder.path.appending("g.sock")
    }

    /// Makes the file of a socket.
    private func bind(mode: mode_t) throws {
        try StaleSocket.leave(at: socket)
        try FileSystem.setMode(mode, of: socket)
    }

    private func findings(
        _ purpose: SocketCheck.Purpose, user: String = user, group: String = group,
        objection: APIError? = nil
    ) -> [Finding] {
        SocketCheck(
            socket: socket, purpose: purpose, user: user, group: group, objection: objection
        ).findings()
    }

    @Test(arguments: [
        (SocketCheck.Purpose.everything, 0o600 as mode_t, nil as String?), (.everything, 0o660, "chmod 600 "),
        (.everything, 0o606, "chmod 600 "), (.everything, 0o400, "chmod 600 "), (.search, 0o660, nil),
        (.search, 0o666, "chmod 660 "), (.search, 0o600, "chmod 660 "),
    ])
    func `a socket that lets in others than it should comes with the command that mends it`(
        purpose: SocketCheck.Purpose, mode: mode_t, remedy: String?
    ) throws {
        try bind(mode: mode)
        let found = findings(purpose)
        #expect(found.map(\.level) == [remedy == nil ? .ok : .failure])
        #expect(found.first?.remedy == remedy.map { $0 + socket.string })
    }

    @Test func `a socket that is not there, and what is none, come with what brings it back`() throws {
        #expect(findings(.everything).first?.remedy == "systemctl restart gazetted")
        try folder.write("no socket", to: "g.sock")
        let found = findings(.everything)
        #expect(found.map(\.level) == [.failure])
        #expect(found.first?.remedy == "mv \(socket) \(socket).old && systemctl restart gazetted")
    }

    @Test func `a socket of somebody else is found`() throws {
        try bind(mode: 0o600)
        let (stranger, strangers) = ("nobody", Self.group == "daemon" ? "bin" : "daemon")
        #expect(findings(.everything, user: stranger).map(\.level) == [.failure])
        try FileSystem.setMode(0o660, of: socket)
        #expect(findings(.search, group: strangers).first?.remedy == "chgrp \(strangers) \(socket)")
        #expect(
            findings(.search, group: "no-such-group").first?.remedy?.hasPrefix("systemd-sysusers") == true)
    }

    @Test(arguments: [
        (
            SocketCheck.Purpose.everything, "no daemon answers at 'g.sock' (Connection refused)",
            Finding.Level.failure, "systemctl restart gazetted" as String?
        ),
        (.everything, "no permission to connect to 'g.sock'; ask as its owner", .ok, nil),
        (
            .search, "no permission to connect to 'g.sock'; join the group 'gazette'", .warning,
            "usermod -aG \(Self.group) \"$USER\"  # and log in again"
        ),
    ])
    func `a socket at which nobody answers is told from one that is closed to who asks`(
        purpose: SocketCheck.Purpose, message: String, level: Finding.Level, remedy: String?
    ) throws {
        try bind(mode: purpose.mode)
        let found = findings(purpose, objection: APIError(.noDaemon, message))
        #expect(found.map(\.level) == [level])
        #expect(found.first?.remedy == remedy)
    }
}
