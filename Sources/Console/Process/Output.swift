public import SystemPackage

/// Writes whole outputs, and knows the end of a pipe from a failure.
public struct Output: Sendable {
    /// Output that did not arrive.
    public enum Failure: Error, Equatable, Sendable, CustomStringConvertible {
        /// The reader has gone, as `head` does when it has seen enough. No reason to complain.
        case readerGone
        /// The system refused.
        case refused(Errno)

        /// One line for a person.
        public var description: String {
            switch self {
            case .readerGone: "the reader of the output has gone"
            case .refused(let error): "cannot write the output: \(error)"
            }
        }
    }

    private let descriptor: FileDescriptor

    /// Writes to the given descriptor. SIGPIPE must be ignored, or it ends the process before
    /// ``Failure/readerGone`` can be told.
    public init(_ descriptor: FileDescriptor) { self.descriptor = descriptor }

    /// Writes all the bytes; blocks as long as the reader does.
    public func write(_ bytes: some Sequence<UInt8>) throws(Failure) {
        do {
            _ = try descriptor.writeAll(bytes)
        } catch let error as Errno {
            throw error == .brokenPipe ? .readerGone : .refused(error)
        } catch {
            throw .refused(.ioError)
        }
    }

    /// Writes a text as UTF-8.
    public func write(_ text: String) throws(Failure) { try write(text.utf8) }
}
