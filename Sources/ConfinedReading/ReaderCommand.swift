internal import ArticleReading

/// What a confined reader is told about its file, as the message that comes with it.
package struct ReaderCommand: Equatable {
    /// What a program that reads is started with. No option of any program that people start begins so.
    static let mark = "--confined-reader"

    /// 64 KiB: a name of 255 bytes, of which none may be text, takes less than one.
    static let byteLimit = 64 << 10

    package let name: String
    let limits: ReadingLimits
    /// The character set that somebody named for the file.
    let charset: String?
    /// Whether it will need the library that reads PDF, which is worth having before the reader is made.
    let needsLibraries: Bool

    init(name: String, limits: ReadingLimits, charset: String? = nil, needsLibraries: Bool = false) {
        self.name = name
        self.limits = limits
        self.charset = charset
        self.needsLibraries = needsLibraries
    }

    /// Its fields with a NUL byte between them, which no name of a file has.
    var message: [UInt8] {
        let numbers = [
            limits.articleByteCount, limits.documentByteCount, limits.archiveByteCount,
            limits.memberByteCount,
            limits.memberCount, limits.archiveDepth, limits.expansionRatio, limits.seconds,
            limits.memoryByteCount, needsLibraries ? 1 : 0,
        ]
        return Array(
            [numbers.map(String.init).joined(separator: ","), charset ?? "", name]
                .joined(separator: "\0").utf8)
    }

    /// Reads a message; `nil` where it is none.
    init?(_ message: [UInt8]) {
        let fields = message.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard fields.count == 3 else { return nil }
        let numbers = fields[0].split(separator: ",").compactMap { Int($0) }
        guard numbers.count == 10 else { return nil }
        var limits = ReadingLimits(articleByteCount: numbers[0], documentByteCount: numbers[1])
        limits.archiveByteCount = numbers[2]
        limits.memberByteCount = numbers[3]
        limits.memberCount = numbers[4]
        limits.archiveDepth = numbers[5]
        limits.expansionRatio = numbers[6]
        limits.seconds = numbers[7]
        limits.memoryByteCount = numbers[8]
        self.init(
            name: fields[2], limits: limits, charset: fields[1].isEmpty ? nil : fields[1],
            needsLibraries: numbers[9] == 1)
    }
}
