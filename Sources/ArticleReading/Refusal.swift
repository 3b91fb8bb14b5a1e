/// Why a file, or one article of a file, is not taken.
public struct Refusal: Error, Equatable, Sendable {
    /// Which part of a file declares something about its article.
    public enum Declaration: Equatable, Sendable {
        /// The first line of a wire file.
        case header
        /// The front matter of a Markdown file.
        case frontMatter
        /// The named field of a JSON object.
        case field(String)
    }

    /// What is wrong; offsets count bytes from the start of the file, from 0.
    public enum Reason: Equatable, Sendable {
        /// The file has no bytes, perhaps not yet.
        case emptyFile
        /// There are bytes, but blanks and a header are all of them.
        case noText
        /// A file of many articles has none.
        case noArticles
        /// The format, by its name for people, is known and not read.
        case unsupportedFormat(String)
        /// The character set, by its name for people, is known and not read.
        case unsupportedEncoding(String)
        /// A byte that no text holds.
        case nulByte(offset: Int64)
        /// Bytes that are not of the character set, which the file states or its letters tell, begin here.
        case invalidBytes(String, offset: Int64)
        /// Bytes that are not UTF-8 begin here, and nothing tells surely what else the text is in.
        case invalidUTF8(offset: Int64)
        /// One article takes more bytes than ``ReadingLimits/articleByteCount``.
        case articleTooLarge(limit: Int)
        /// A `.json` file takes more bytes than ``ReadingLimits/documentByteCount``.
        case documentTooLarge(limit: Int)
        /// A date that is written well and that no calendar has.
        case noSuchDay(String, Declaration)
        /// A date that is neither a day nor an instant of RFC 3339.
        case unreadableDate(String, Declaration)
        /// The JSON breaks the rules of RFC 8259 here.
        case invalidJSON(JSONProblem, offset: Int64)
        /// Arrays and objects are nested deeper than any article needs.
        case nestedTooDeep(limit: Int, offset: Int64)
        /// A JSON value that should have been an object.
        case notAnObject(found: JSONKind)
        /// A field has a value of the wrong kind.
        case wrongKind(field: String, found: JSONKind)
        /// A field is declared twice, so which of them counts is unknown.
        case duplicateField(String)
        /// A field holds half of a surrogate pair, which is no character.
        case loneSurrogate(field: String, offset: Int64)
        /// A field holds U+0000, which no text holds.
        case nulCharacter(field: String)
        /// A JSON object has neither a text nor a title.
        case neitherTextNorTitle
        /// XML breaks its rules in this line; the text is the parser's.
        case invalidXML(String, line: Int)
        /// XML declares entities of its own, with which a few bytes become gigabytes or other files.
        case declaresEntities
        /// XML of a kind, by the name of its outermost element, that is none of the news formats.
        case unknownXML(root: String)
        /// A document that only a password opens, by the format's name for people.
        case encrypted(String)
        /// A document or an archive is damaged or ends too early; the text is the parser's.
        case damaged(String, detail: String)
        /// A document that has pages and no text, by the format's name for people.
        case onlyPictures(String)
        /// What reads a format, by its name for people, is not installed; the package that brings it, and
        /// what the system says.
        case notInstalled(String, package: String, String)
        /// Groups of rich text are nested deeper than any program nests them.
        case groupsTooDeep(limit: Int, offset: Int64)
        /// A file takes more bytes than a limit of the configuration, whose key this is.
        case fileTooLarge(key: String, limit: Int)
        /// A member of an archive takes more bytes than ``ReadingLimits/memberByteCount``.
        case memberTooLarge(limit: Int)
        /// Archives are nested deeper than ``ReadingLimits/archiveDepth``.
        case archivesTooDeep(limit: Int)
        /// An archive has more members than ``ReadingLimits/memberCount``.
        case tooManyMembers(limit: Int)
        /// What is packed grows by more than ``ReadingLimits/expansionRatio``.
        case expandsTooMuch(limit: Int)
        /// The process that read the file was ended by this signal.
        case readerDied(signal: Int)
        /// The process that read the file took longer than ``ReadingLimits/seconds``.
        case readerTookTooLong(seconds: Int)
        /// The articles of a file come to more bytes than the daemon takes at once.
        case answerTooLarge(limit: Int)
        /// The process that read the file could not be started or confined, or did not say what it read.
        case readerFailed(String)
        /// Memory does not suffice for the file.
        case noMemory
        /// What a confined reader said of a piece: the stable word of a reason, and its line for people.
        case told(code: String, message: String)
    }

    /// How JSON is broken.
    public enum JSONProblem: String, Sendable {
        /// It ends inside a value.
        case unexpectedEnd = "unexpected_end"
        /// A character stands where it cannot.
        case unexpectedCharacter = "unexpected_character"
        /// A control character, such as a tab, stands unescaped in a string.
        case controlCharacter = "control_character"
        /// A backslash begins no escape that JSON has.
        case invalidEscape = "invalid_escape"
        /// A number is not written as JSON writes numbers.
        case invalidNumber = "invalid_number"
        /// More follows after the value.
        case trailingData = "trailing_data"
    }

    /// The kinds of value that JSON has.
    public enum JSONKind: String, Sendable {
        /// `{…}`.
        case object
        /// `[…]`.
        case array
        /// `"…"`.
        case string
        /// Digits.
        case number
        /// `true` or `false`.
        case boolean
        /// `null`.
        case null
    }

    /// What is wrong.
    public let reason: Reason

    /// Refuses for the given reason.
    public init(_ reason: Reason) { self.reason = reason }
}
