import DaemonConfiguration
import SystemPackage
import Testing

@Suite struct DaemonPlacesTests {
    @Test(
        arguments: [
            (
                ["HOME": "/home/ann"], "/home/ann/.local/state/gazette",
                "/home/ann/.local/state/gazette/gazetted.sock",
                "/home/ann/.config/gazette/gazetted.yaml"
            ),
            (
                ["HOME": "/home/ann", "XDG_RUNTIME_DIR": "/run/user/1000"], "/home/ann/.local/state/gazette",
                "/run/user/1000/gazette/gazetted.sock", "/home/ann/.config/gazette/gazetted.yaml"
            ),
            (
                ["HOME": "/home/ann", "XDG_STATE_HOME": "/data/state", "XDG_CONFIG_HOME": "/data/config"],
                "/data/state/gazette", "/data/state/gazette/gazetted.sock",
                "/data/config/gazette/gazetted.yaml"
            ),
            (
                [
                    "STATE_DIRECTORY": "/var/lib/gazette", "RUNTIME_DIRECTORY": "/run/gazette",
                    "CONFIGURATION_DIRECTORY": "/etc/gazette", "HOME": "/home/ann",
                    "XDG_RUNTIME_DIR": "/run/user/1000",
                ],
                "/var/lib/gazette", "/run/gazette/gazetted.sock", "/etc/gazette/gazetted.yaml"
            ),
            // Several directories of a unit: the first is its own.
            (
                ["STATE_DIRECTORY": "/var/lib/gazette:/var/lib/other"], "/var/lib/gazette",
                "/var/lib/gazette/gazetted.sock", nil
            ),
            // Empty and relative values are as good as none.
            (
                [
                    "HOME": "/root", "STATE_DIRECTORY": "", "XDG_STATE_HOME": "state",
                    "RUNTIME_DIRECTORY": "run",
                ],
                "/root/.local/state/gazette", "/root/.local/state/gazette/gazetted.sock",
                "/root/.config/gazette/gazetted.yaml"
            ),
            (["XDG_STATE_HOME": "/s"], "/s/gazette", "/s/gazette/gazetted.sock", nil),
        ] as [([String: String], FilePath, FilePath, FilePath?)])
    func `the places are those of the unit, else those of the user`(
        environment: [String: String], state: FilePath, socket: FilePath, configuration: FilePath?
    ) throws {
        let places = try #require(DaemonPlaces(environment: environment))
        #expect(places.state == state)
        #expect(places.socket == socket)
        #expect(places.configuration == configuration)
    }

    @Test(arguments: [[:], ["HOME": ""], ["HOME": "home"], ["XDG_RUNTIME_DIR": "/run/user/1"]])
    func `where nothing says where the state belongs there are none`(environment: [String: String]) {
        #expect(DaemonPlaces(environment: environment) == nil)
    }

    @Test(arguments: [
        ("127.0.0.1:7700", "127.0.0.1", 7_700), ("localhost:0", "localhost", 0),
        ("[::1]:65535", "::1", 65_535),
    ]) func `an address is read and written`(text: String, host: String, port: Int) throws {
        let address = try #require(HTTPAddress(text))
        #expect(address.host == host)
        #expect(address.port == port)
        #expect(address.description == text)
    }

    @Test(arguments: [
        "", "7700", ":7700", "localhost", "localhost:", "localhost:http", "::1:80", "h:65536", "h:-1",
        "h:+80", "[]:1",
    ])
    func `what is no address is none`(text: String) {
        #expect(HTTPAddress(text) == nil)
    }
}
