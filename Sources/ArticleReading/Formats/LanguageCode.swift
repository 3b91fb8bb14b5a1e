/// The languages that articles declare, as ISO 639-1 codes.
enum LanguageCode {
    /// The code that `declared` means; `nil` where it means none, so that nothing is guessed.
    ///
    /// The primary part of a tag counts (`en-US` is `en`), in any case. A code of three letters (ISO 639-2,
    /// either form) is translated for the languages of the table; other names, such as `English`, are left
    /// out.
    static func parse(_ declared: String) -> String? {
        let primary = declared.split(maxSplits: 1, whereSeparator: { $0 == "-" || $0 == "_" }).first ?? ""
        let code = primary.lowercased()
        guard code.utf8.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }) else {
            return nil
        }
        return code.utf8.count == 2 ? code : threeLetterCodes[code]
    }

    private static let threeLetterCodes = [
        "ara": "ar", "aze": "az", "bel": "be", "bul": "bg", "ces": "cs", "cze": "cs", "chi": "zh",
        "zho": "zh",
        "deu": "de", "ger": "de", "eng": "en", "est": "et", "fas": "fa", "per": "fa", "fin": "fi",
        "fra": "fr",
        "fre": "fr", "geo": "ka", "kat": "ka", "hin": "hi", "hye": "hy", "arm": "hy", "ita": "it",
        "jpn": "ja",
        "kaz": "kk", "kir": "ky", "kor": "ko", "lav": "lv", "lit": "lt", "mon": "mn", "nld": "nl",
        "dut": "nl",
        "pol": "pl", "por": "pt", "ron": "ro", "rum": "ro", "rus": "ru", "spa": "es", "swe": "sv",
        "tat": "tt",
        "tgk": "tg", "tuk": "tk", "tur": "tr", "uig": "ug", "ukr": "uk", "urd": "ur", "uzb": "uz",
        "vie": "vi",
    ]
}
