internal import Subprocess
internal import SystemPackage

/// Other programs, asked for what they know.
enum Program {
    private static let outputLimit = 1 << 20

    /// What a program prints, when it ends with 0 within ten seconds; `nil` otherwise, also where there is no
    /// such program.
    static func output(
        of executable: Executable, _ arguments: [String], environment: Environment = .inherit
    ) async -> String? {
        await withTaskGroup(of: String?.self) { group in
            group.addTask {
                let result = try? await run(
                    executable, arguments: Arguments(arguments), environment: environment,
                    output: .string(limit: outputLimit), error: .discarded)
                guard let result, result.terminationStatus.isSuccess else { return nil }
                return result.standardOutput
            }
            group.addTask {
                try? await Task.sleep(for: .seconds(10))
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }

    /// What `gazetted` prints: the one beside this program, or else the first on the path.
    static func outputOfDaemon(
        _ arguments: [String], environment: Environment = .inherit
    ) async -> String? {
        if let folder = RealPath.of("/proc/self/exe")?.removingLastComponent(),
            let text = await output(
                of: .path(folder.appending("gazetted")), arguments, environment: environment)
        {
            return text
        }
        return await output(of: .name("gazetted"), arguments, environment: environment)
    }
}
