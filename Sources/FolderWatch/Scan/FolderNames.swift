internal import Articles
import Glibc
import SystemPackage

/// The names in one folder, in byte order.
///
/// All names lie in one array, so that a folder of a million files takes some 25 MB while it is gone through.
struct FolderNames {
    /// Every name with a zero byte after it.
    private var bytes: [CChar] = []
    /// For each name where it begins in `bytes`, shifted left by eight, and its `DT_` type.
    private var marks: [UInt64] = []

    /// How many names there are.
    var count: Int { marks.count }

    /// Reads the whole folder.
    ///
    /// - Returns: The names, and the `Errno` that ended the reading early, if one did.
    static func read(_ folder: borrowing OpenFolder) -> (names: FolderNames, failure: Errno?) {
        var names = FolderNames()
        var failure: Errno?
        do throws(Errno) {
            while let (name, type) = try folder.next() {
                names.marks.append(UInt64(names.bytes.count) << 8 | UInt64(type))
                names.bytes.append(contentsOf: name)
            }
        } catch {
            failure = error
        }
        names.sort()
        return (names, failure)
    }

    /// The `DT_` type of the name at `index`.
    func type(at index: Int) -> UInt8 { UInt8(truncatingIfNeeded: marks[index]) }

    /// The name at `index`, with a zero byte after it.
    func name(at index: Int) -> [CChar] {
        let start = Int(marks[index] >> 8)
        return bytes[start...].prefix { $0 != 0 } + [0]
    }

    /// `strcmp` compares unsigned bytes, so the order is that of the bytes in every locale.
    private mutating func sort() {
        unsafe bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            marks.sort { left, right in
                unsafe strcmp(base + Int(left >> 8), base + Int(right >> 8)) < 0
            }
        }
    }
}
