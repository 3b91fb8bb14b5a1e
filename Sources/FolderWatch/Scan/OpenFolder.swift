import Glibc
import SystemPackage

/// Owns one open folder and closes it exactly once.
@safe struct OpenFolder: ~Copyable {
    private let stream: OpaquePointer

    /// The descriptor that calls relative to the folder take; valid as long as the owner.
    var descriptor: FileDescriptor { FileDescriptor(rawValue: unsafe dirfd(stream)) }

    /// Opens the folder at `path`.
    ///
    /// - Throws: The `Errno` of `open`; `notDirectory` for a link that is not to be followed.
    init(_ path: FilePath, followsLink: Bool) throws(Errno) {
        let name = unsafe path.withPlatformString {
            unsafe Array(UnsafeBufferPointer(start: $0, count: path.length))
        }
        try self.init(name + [0], in: FileDescriptor(rawValue: AT_FDCWD), followsLink: followsLink)
    }

    /// Opens the folder `name`, which ends in a zero byte, in `parent`.
    ///
    /// - Throws: The `Errno` of `openat`; `notDirectory` for a link that is not to be followed.
    init(_ name: [CChar], in parent: FileDescriptor, followsLink: Bool) throws(Errno) {
        // O_NONBLOCK: should the name stand for a FIFO by now, O_DIRECTORY refuses it and nothing waits.
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK | (followsLink ? 0 : O_NOFOLLOW)
        let opened = unsafe openat(parent.rawValue, name, flags)
        guard opened >= 0 else { throw Errno(rawValue: errno) }
        guard let stream = unsafe fdopendir(opened) else {
            let error = Errno(rawValue: errno)
            _ = close(opened)
            throw error
        }
        unsafe self.stream = unsafe stream
    }

    deinit { _ = unsafe closedir(stream) }

    /// What `fstat` says of the folder.
    ///
    /// - Throws: The `Errno` of `fstat`.
    borrowing func status() throws(Errno) -> FileStatus { FileStatus(try Stat(descriptor)) }

    /// The next name, as the file system hands them out, without `.` and `..`; `nil` after the last.
    ///
    /// `type` is a `DT_` value, `DT_UNKNOWN` where the file system does not say.
    ///
    /// - Throws: The `Errno` of `readdir`: what has been listed is not the whole folder then.
    borrowing func next() throws(Errno) -> (name: [CChar], type: UInt8)? {
        while true {
            errno = 0
            guard let entry = unsafe readdir(stream) else {
                guard errno == 0 else { throw Errno(rawValue: errno) }
                return nil
            }
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
                unsafe field.withMemoryRebound(
                    to: CChar.self, capacity: MemoryLayout.size(ofValue: field.pointee)
                ) {
                    text in unsafe Array(UnsafeBufferPointer(start: text, count: strlen(text) + 1))
                }
            }
            let dot = CChar(bitPattern: UInt8(ascii: "."))
            if name == [dot, 0] || name == [dot, dot, 0] { continue }
            return (name, unsafe entry.pointee.d_type)
        }
    }
}
