import GazetteAPI
import GazetteClient
import SystemPackage
import TestSupport
import Testing

/// Where a client looks for a daemon.
@Suite struct SocketLocationsTests {
    @Test(
        arguments: [
            (["XDG_RUNTIME_DIR": "/run/user/7", "HOME": "/home/a"], "/run/user/7/gazette/gazetted.sock"),
            (["XDG_STATE_HOME": "/state", "HOME": "/home/a"], "/state/gazette/gazetted.sock"),
            (["HOME": "/home/a"], "/home/a/.local/state/gazette/gazetted.sock"),
            (
                ["XDG_RUNTIME_DIR": "", "XDG_STATE_HOME": "relative", "HOME": "/home/a"],
                "/home/a/.local/state/gazette/gazetted.sock"
            ),
            ([:], nil),
        ] as [([String: String], String?)])
    func `the system's daemon comes before the user's own`(environment: [String: String], own: String?) {
        let system: [FilePath] = ["/run/gazette/gazetted.sock"]
        let last = own.map { [FilePath($0)] } ?? []
        #expect(SocketLocations.candidates(for: .everything, environment: environment) == system + last)
        #expect(
            SocketLocations.candidates(for: .search, environment: environment)
                == system + ["/run/gazette/search.sock"] + last)
    }

    @Test(arguments: ["/srv/news.sock", "news.sock"])
    func `a socket that the environment names is the only one`(path: String) {
        let environment = ["GAZETTE_SOCKET": path, "XDG_RUNTIME_DIR": "/run/user/7", "HOME": "/home/a"]
        for purpose in [SocketLocations.Purpose.search, .everything] {
            #expect(SocketLocations.candidates(for: purpose, environment: environment) == [FilePath(path)])
        }
        let unset = SocketLocations.candidates(for: .search, environment: ["GAZETTE_SOCKET": ""])
        #expect(unset.first == "/run/gazette/gazetted.sock")
    }

    @Test func `the first socket that accepts is taken`() throws {
        let folder = try TemporaryFolder()
        let paths = ["absent", "stale", "living", "second"].map { folder.path.appending($0) }
        try folder.write("", to: "stale")
        let living = try ScriptedServer(at: paths[2], answers: [""])
        let second = try ScriptedServer(at: paths[3], answers: [""])
        #expect(try SocketLocations.first(of: paths) == paths[2])
        withExtendedLifetime((living, second)) {}
    }

    @Test func `where none accepts, each is named with its reason`() throws {
        let folder = try TemporaryFolder()
        let paths = ["absent", "stale"].map { folder.path.appending($0) }
        try folder.write("", to: "stale")
        let error = #expect(throws: APIError.self) { try SocketLocations.first(of: paths) }
        #expect(error?.code == .noDaemon)
        #expect(
            error?.message
                == "no daemon answers at '\(paths[0])' (No such file or directory), '\(paths[1])' "
                + "(Connection refused); start gazetted, or read the index itself with --state DIR")
        let only = #expect(throws: APIError.self) { try SocketLocations.first(of: [paths[0]]) }
        #expect(only?.message.contains("there is no socket at '\(paths[0])'") == true)
    }
}
