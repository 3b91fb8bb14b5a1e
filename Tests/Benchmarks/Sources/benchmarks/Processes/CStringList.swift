internal import Glibc

/// Strings as `posix_spawn` and `execv` take them: pointers with NULL at the end.
struct CStringList {
    private let strings: [String]

    init(_ strings: [String]) { self.strings = strings }

    /// Calls `body` with the pointers, which end with the call.
    func withPointers<Result>(
        _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers: [UnsafeMutablePointer<CChar>?] = unsafe strings.map { unsafe strdup($0) }
        unsafe pointers.append(nil)
        defer { unsafe pointers.forEach { unsafe free($0) } }
        return unsafe pointers.withUnsafeMutableBufferPointer { buffer in
            // The list ends in NULL, so it is never empty and has an address.
            guard let address = buffer.baseAddress else { preconditionFailure("an empty list of pointers") }
            return unsafe body(address)
        }
    }
}
