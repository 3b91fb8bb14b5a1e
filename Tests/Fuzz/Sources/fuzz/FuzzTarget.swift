internal import Glibc

/// Ends the process with the promise that was broken: what `precondition` says is left out of a release
/// build.
func expect(_ holds: Bool, _ promise: @autoclosure () -> String) {
    guard !holds else { return }
    print("broken: \(promise())")
    fflush(nil)
    abort()
}

/// One parser, with what must hold of whatever it is given.
struct FuzzTarget: Sendable {
    let name: String
    /// Takes any bytes; a rule that is broken ends the process.
    let tryBytes: @Sendable ([UInt8]) -> Void

    /// All of them, in the order of their names. Another library's are a line here, with seeds in
    /// `Corpus/NAME`.
    static let all: [FuzzTarget] = (readers + [charset, analysis, query]).sorted { $0.name < $1.name }

    static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }
}
