internal import ArticleReading

/// The arguments with which a program starts itself again as a confined reader.
struct ReaderCommand: Equatable {
    /// No option of any program that people start begins so.
    static let mark = "--confined-reader"

    let name: String
    let limits: ReadingLimits
    /// The character set that somebody named for the file.
    let charset: String?

    /// All arguments, the program's name first.
    var arguments: [String] {
        let numbers = [
            limits.articleByteCount, limits.documentByteCount, limits.archiveByteCount,
            limits.memberByteCount,
            limits.memberCount, limits.archiveDepth, limits.expansionRatio, limits.seconds,
            limits.memoryByteCount,
        ]
        return ["gazetted", Self.mark, numbers.map(String.init).joined(separator: ","), charset ?? "", name]
    }

    init(name: String, limits: ReadingLimits, charset: String? = nil) {
        // A NUL byte ends an argument; no name of a file has one.
        self.name = name
        self.limits = limits
        self.charset = charset
    }

    /// Reads the arguments of a process; `nil` where they ask for something else.
    init?(_ arguments: [String]) {
        guard arguments.count == 5, arguments[1] == Self.mark else { return nil }
        let numbers = arguments[2].split(separator: ",").compactMap { Int($0) }
        guard numbers.count == 9 else { return nil }
        var limits = ReadingLimits(articleByteCount: numbers[0], documentByteCount: numbers[1])
        limits.archiveByteCount = numbers[2]
        limits.memberByteCount = numbers[3]
        limits.memberCount = numbers[4]
        limits.archiveDepth = numbers[5]
        limits.expansionRatio = numbers[6]
        limits.seconds = numbers[7]
        limits.memoryByteCount = numbers[8]
        self.init(
            name: arguments[4], limits: limits, charset: arguments[3].isEmpty ? nil : arguments[3])
    }
}
