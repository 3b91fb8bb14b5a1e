/// The language of a text, written before the text in four bytes, for a tokenizer that is given text alone.
///
/// The bytes are 0x1E, the two letters of the ISO 639-1 code or `--` where the language is not known, and
/// 0x1E again. No word has any of them, and what is read is always the marker that was put first, whatever
/// the text begins with.
public enum LanguageMarker {
    /// The length of a marker.
    public static let byteCount = 4

    private static let edge: UInt8 = 0x1E
    private static let unknown = UInt8(ascii: "-")

    /// The marker of a language.
    public static func text(for language: Language?) -> String {
        let letters = language.map { [$0.first, $0.second] } ?? [unknown, unknown]
        return String(decoding: [edge] + letters + [edge], as: UTF8.self)
    }

    /// What a text that begins with a marker is.
    ///
    /// - Parameter text: The marker and the text after it.
    /// - Returns: The language, `nil` inside where it is not known; `nil` as a whole where no marker stands
    ///   first.
    public static func language(of text: Span<UInt8>) -> Language?? {
        guard text.count >= byteCount, text[0] == edge, text[3] == edge else { return nil }
        if text[1] == unknown, text[2] == unknown { return .some(nil) }
        return Language(String(decoding: [text[1], text[2]], as: UTF8.self)).map { .some($0) }
    }
}
