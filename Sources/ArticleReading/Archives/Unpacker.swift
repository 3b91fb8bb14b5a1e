internal import CArchive

#if canImport(Glibc)
    internal import Glibc
#endif

/// Owns one pass of libarchive over the bytes of an archive or a compressed file, and frees it exactly once.
///
/// Only formats and filters are switched on that libarchive reads by itself: none that runs a program.
@safe final class Unpacker {
    /// What stands next in an archive.
    struct Member {
        let name: String
        /// Whether it has bytes of its own: no folder, no link, no device.
        let isFile: Bool
        let isEncrypted: Bool
        /// Whether it is all of a compressed file, which is no archive.
        let isWhole: Bool
    }

    /// libarchive makes names in zip archives out of UTF-8 by the locale, and loses what the one of plain C
    /// has not.
    private static let namesMayHaveAllLetters: Void = { _ = unsafe setlocale(LC_CTYPE, "C.UTF-8") }()

    private let archive: OpaquePointer
    /// libarchive reads from them until it is freed.
    private let bytes: UnsafeMutableBufferPointer<UInt8>
    /// Whether this is a zip archive whose list of members is missing: they are read one after the other.
    private let isCutZip: Bool

    /// Begins to read.
    ///
    /// - Throws: A ``Refusal`` of what is no archive.
    init(_ bytes: [UInt8]) throws(Refusal) {
        Self.namesMayHaveAllLetters
        guard let archive = unsafe archive_read_new() else { throw Refusal(.noMemory) }
        isCutZip = ContentSignature.isZip(bytes) && !ZipEnd.isThere(in: bytes)
        unsafe self.archive = archive
        unsafe self.bytes = .allocate(capacity: max(1, bytes.count))
        _ = unsafe self.bytes.initialize(from: bytes)
        unsafe archive_read_support_filter_gzip(archive)
        unsafe archive_read_support_filter_bzip2(archive)
        unsafe archive_read_support_filter_xz(archive)
        unsafe archive_read_support_filter_zstd(archive)
        unsafe archive_read_support_format_tar(archive)
        unsafe archive_read_support_format_gnutar(archive)
        // The end of an archive that lies in a cut one would be taken for that of the whole.
        if !isCutZip { unsafe archive_read_support_format_zip_seekable(archive) }
        unsafe archive_read_support_format_zip_streamable(archive)
        unsafe archive_read_support_format_raw(archive)
        guard unsafe archive_read_open_memory(archive, self.bytes.baseAddress, bytes.count) == ARCHIVE_OK
        else {
            throw damaged
        }
    }

    deinit {
        unsafe archive_read_free(archive)
        unsafe bytes.deallocate()
    }

    private var damaged: Refusal {
        if isCutZip { return cut }
        let message = unsafe archive_error_string(archive).map { unsafe String(cString: $0) } ?? "unreadable"
        return Refusal(.damaged("the archive", detail: message))
    }

    private var cut: Refusal {
        Refusal(.damaged("the archive", detail: unsafe "it is cut short at byte \(bytes.count)"))
    }

    /// Whether a compression was found: without one, what is no archive is no compressed file either.
    var isCompressed: Bool { unsafe archive_filter_count(archive) > 1 }

    /// Why an archive is not whole whose members are, behind the last of them; `nil` where its end is there.
    var missingEnd: Refusal? {
        if isCutZip { return cut }
        let isTar = unsafe archive_format(archive) & ARCHIVE_FORMAT_BASE_MASK == ARCHIVE_FORMAT_TAR
        return isTar && !isCompressed && !hasTarEnd ? cut : nil
    }

    /// 512 bytes: the blocks that tar consists of, of which empty ones are its end.
    private static let tarBlockByteCount = 512

    /// Whether an empty block stands where the next member would.
    private var hasTarEnd: Bool {
        let start = unsafe Int(archive_read_header_position(archive))
        let end = start + Self.tarBlockByteCount
        return unsafe start >= 0 && end <= bytes.count && bytes[start..<end].allSatisfy { $0 == 0 }
    }

    /// Goes on to the next member; `nil` behind the last.
    ///
    /// - Throws: A ``Refusal`` of an archive that is damaged here.
    func next() throws(Refusal) -> Member? {
        var entry: OpaquePointer?
        switch unsafe archive_read_next_header(archive, &entry) {
        case ARCHIVE_EOF: return nil
        case ARCHIVE_OK, ARCHIVE_WARN: break
        default: throw damaged
        }
        guard let entry = unsafe entry else { return nil }
        let format = unsafe archive_format(archive)
        let name = unsafe archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry)
        let type = unsafe archive_entry_filetype(entry)
        let isLink = unsafe archive_entry_hardlink(entry) != nil
        let isEncrypted = unsafe archive_entry_is_encrypted(entry) != 0
        return Member(
            name: unsafe name.map { unsafe String(cString: $0) } ?? "",
            // S_IFREG; zip archives of some programs state no type.
            isFile: (type == 0o100000 || type == 0) && !isLink,
            isEncrypted: isEncrypted,
            isWhole: format == ARCHIVE_FORMAT_RAW)
    }

    /// The bytes of the member that was come to last.
    ///
    /// - Parameters:
    ///   - limit: The most bytes of a member.
    ///   - spend: Asked before the next bytes are kept; what it throws ends the reading.
    /// - Returns: All of its bytes.
    /// - Throws: A ``Refusal`` of a member that is damaged or too large; what `spend` throws.
    func memberBytes(limit: Int, _ spend: (Int) throws(Refusal) -> Void) throws(Refusal) -> [UInt8] {
        let (bytes, damage) = try bytesUpToDamage(limit: limit, spend)
        if let damage { throw damage }
        return bytes
    }

    /// The bytes of the member that was come to last, as far as they are whole, and what is wrong behind
    /// them.
    ///
    /// - Throws: A ``Refusal`` of a member that is too large; what `spend` throws.
    func bytesUpToDamage(
        limit: Int, _ spend: (Int) throws(Refusal) -> Void
    ) throws(Refusal) -> (bytes: [UInt8], damage: Refusal?) {
        var member: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = unsafe archive_read_data(archive, &chunk, chunk.count)
            if count == 0 { return (member, nil) }
            guard count > 0 else { return (member, damaged) }
            try spend(count)
            guard member.count + count <= limit else { throw Refusal(.memberTooLarge(limit: limit)) }
            member += chunk[..<count]
        }
    }
}
