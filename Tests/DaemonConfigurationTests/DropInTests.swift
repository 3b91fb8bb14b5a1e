import DaemonConfiguration
import FolderWatch
import SystemPackage
import TestSupport
import Testing

/// Files on top of the file, and the environment.
@Suite struct DropInTests {
    @Test func `drop-ins are read by name, and each has the last word`() throws {
        let folder = try TemporaryFolder()
        let file = ConfigurationFile(
            try folder.write(
                "socket: /a\nhttp: 127.0.0.1:1\nfolders: [{path: /one}, {path: /two}]", to: "gazetted.yaml"))
        _ = try folder.makeFolder("gazetted.yaml.d")
        _ = try folder.write("socket: /c", to: "gazetted.yaml.d/20-last.yaml")
        _ = try folder.write(
            "socket: /b\nfolders: [{path: /one, include: ['*.txt']}, {path: /three}]",
            to: "gazetted.yaml.d/10-first.yaml")
        _ = try folder.write("nonsense: 1", to: "gazetted.yaml.d/README")
        let configuration = try file.read()
        #expect(configuration.socket == "/c")
        #expect(configuration.http == HTTPAddress("127.0.0.1:1"))
        #expect(configuration.folders.map(\.path) == ["/two", "/one", "/three"])
        #expect(configuration.folders.first { $0.path == "/one" }?.rules.include == ["*.txt"])
    }

    @Test func `a mistake in a drop-in names the drop-in and its line`() throws {
        let folder = try TemporaryFolder()
        let file = ConfigurationFile(folder.path.appending("gazetted.yaml"))
        _ = try folder.makeFolder("gazetted.yaml.d")
        let path = try folder.write("socket: /b\nsokcet: /c", to: "gazetted.yaml.d/a.yaml")
        let error = #expect(throws: ConfigurationError.self) { try file.read(isOptional: true) }
        #expect(error?.file == path)
        #expect(error?.line == 2)
    }

    @Test func `a mistake that shows later is placed where the key has its last word`() throws {
        let folder = try TemporaryFolder()
        let file = ConfigurationFile(try folder.write("http: 0.0.0.0:1", to: "gazetted.yaml"))
        #expect(file.mistake("http", "no")?.description == "\(file.path):1: 'http': no")
        _ = try folder.makeFolder("gazetted.yaml.d")
        let path = try folder.write("socket: /b\nhttp: 0.0.0.0:2", to: "gazetted.yaml.d/a.yaml")
        _ = try folder.write("socket: /c", to: "gazetted.yaml.d/b.yaml")
        #expect(file.mistake("http", "no")?.file == path)
        #expect(file.mistake("http", "no")?.description == "\(path):2: 'http': no")
        #expect(file.mistake("snapshots", "no") == nil)
    }

    @Test func `what is kept of a configuration has its drop-ins, and reads as the file alone`() throws {
        let folder = try TemporaryFolder()
        let file = ConfigurationFile(folder.path.appending("gazetted.yaml"))
        #expect(try file.kept() == nil)
        _ = try folder.makeFolder("gazetted.yaml.d")
        let dropIn = try folder.write("socket: /b\nhttp: 127.0.0.1:1", to: "gazetted.yaml.d/a.yaml")
        #expect(try file.kept() == "\n# \(dropIn)\n# socket: /b\n# http: 127.0.0.1:1\n")
        _ = try folder.write("socket: /a", to: "gazetted.yaml")
        let kept = try #require(try file.kept())
        #expect(kept.hasPrefix("socket: /a\n") && kept.contains("# socket: /b\n"))
        #expect(try ConfigurationFile(folder.write(kept, to: "kept.yaml")).read().socket == "/a")
    }

    @Test func `a file that was named must be there, one at the usual place need not`() throws {
        let folder = try TemporaryFolder()
        let file = ConfigurationFile(folder.path.appending("gazetted.yaml"))
        #expect(try file.read(isOptional: true) == DaemonConfiguration())
        #expect(throws: ConfigurationError.self) { try file.read() }
    }

    @Test func `the environment says where things are`() throws {
        let environment = try DaemonEnvironment([
            "GAZETTE_STATE": "/s", "GAZETTE_HTTP": "[::1]:7700", "GAZETTE_WATCH": "/a:/b",
            "GAZETTE_SOCKET": "",
        ])
        #expect(environment.state == "/s")
        #expect(environment.http == HTTPAddress("[::1]:7700"))
        #expect(environment.folders == ["/a", "/b"])
        #expect(environment.socket == nil)
    }

    @Test(arguments: [("GAZETTE_STATE", "relative"), ("GAZETTE_HTTP", "7700"), ("GAZETTE_WATCH", "/a:b")])
    func `a variable that cannot be used is named`(name: String, value: String) {
        let error = #expect(throws: EnvironmentError.self) { try DaemonEnvironment([name: value]) }
        #expect(error?.name == name)
    }
}
