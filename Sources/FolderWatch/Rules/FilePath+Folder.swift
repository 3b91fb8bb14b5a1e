import Articles
import Glibc
import SystemPackage

/// What is asked of a path for each event and each file, over its bytes: `FilePath`'s own views of its
/// components parse the path anew for every one.
extension FilePath {
    /// Whether the path is `folder` or below it. Both are absolute.
    func lies(in folder: FilePath) -> Bool { lengthOfPrefix(folder) != nil }

    /// The names that lead from `folder` to the path, none when both are one; `nil` when the path is
    /// elsewhere.
    func names(below folder: FilePath) -> [ArraySlice<UInt8>]? {
        guard let length = lengthOfPrefix(folder) else { return nil }
        return bytes[length...].split(separator: UInt8(ascii: "/"))
    }

    /// The path after the folder `old` on its way was renamed to `new`; itself when it is elsewhere.
    func moved(from old: FilePath, to new: FilePath) -> FilePath {
        guard let length = lengthOfPrefix(old) else { return self }
        return FilePath(bytes: new.bytes + [UInt8(ascii: "/")] + bytes[length...])
    }

    /// The path of what stands here, without links on the way; `nil` where nothing does. Blocks.
    var withoutLinks: FilePath? {
        unsafe withPlatformString { text in
            guard let real = unsafe realpath(text, nil) else { return nil }
            defer { unsafe free(real) }
            return unsafe FilePath(platformString: real)
        }
    }

    /// The folder that the path is in; the root's is the root.
    var parent: FilePath {
        let bytes = self.bytes
        let end = bytes.lastIndex(of: UInt8(ascii: "/")) ?? 0
        return FilePath(bytes: bytes[..<max(end, 1)])
    }

    private func lengthOfPrefix(_ folder: FilePath) -> Int? {
        let count = folder.length
        guard count <= length else { return nil }
        return unsafe withPlatformString { text in
            unsafe folder.withPlatformString { start in
                guard unsafe memcmp(text, start, count) == 0 else { return nil }
                let slash = CChar(UInt8(ascii: "/"))
                let isWhole = unsafe count == length || text[count] == slash || start[count - 1] == slash
                return isWhole ? count : nil
            }
        }
    }
}
