import Glibc

/// The environment that this process was started in.
public enum ProcessEnvironment {
    /// The named variables that are set.
    ///
    /// - Parameter names: The variables' names.
    /// - Returns: Their values; bytes that are not UTF-8 become U+FFFD.
    public static func variables(_ names: [String]) -> [String: String] {
        var variables: [String: String] = [:]
        for name in names {
            variables[name] = unsafe getenv(name).map { unsafe String(cString: $0) }
        }
        return variables
    }
}
