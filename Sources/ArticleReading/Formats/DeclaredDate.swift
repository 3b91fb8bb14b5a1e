internal import Articles

extension ArticleDate {
    /// The date that a file declares; nothing is repaired.
    ///
    /// A time of day without an offset, which exports like to write, names no instant: the day is what is
    /// declared.
    ///
    /// - Parameters:
    ///   - text: A day or an instant of RFC 3339, as written.
    ///   - declaration: Where it is declared, for the refusal.
    /// - Throws: A ``Refusal`` for a day that no calendar has, and for anything that is no date.
    init(_ text: String, declaredBy declaration: Refusal.Declaration) throws(Refusal) {
        if let date = ArticleDate(text) {
            self = date
            return
        }
        if let local = ArticleDate(text + "Z"), local.time != nil {
            self.init(day: local.day)
            return
        }
        let isWellWritten = Self.beginsWithDay(text) && ArticleDate(text.prefix(10)) == nil
        throw Refusal(
            isWellWritten
                ? .noSuchDay(String(text.prefix(10)), declaration) : .unreadableDate(text, declaration))
    }

    /// Whether `text` begins with four digits, two and two, as `2020-02-30` does.
    static func beginsWithDay(_ text: some StringProtocol) -> Bool {
        let bytes = Array(text.utf8.prefix(10))
        return bytes.count == 10
            && bytes.enumerated().allSatisfy { index, byte in
                index == 4 || index == 7
                    ? byte == UInt8(ascii: "-") : (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            }
    }
}
