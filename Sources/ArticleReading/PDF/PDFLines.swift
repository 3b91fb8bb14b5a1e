/// Puts words together that a PDF divides at the ends of its lines, so that they are found.
enum PDFLines {
    /// The text without the hyphens that end a line between two letters, the second in lower case.
    ///
    /// `pdftotext` does the same. It makes one word of `well-` and `known`, too; in print, words that are
    /// divided are many times as frequent.
    static func joined(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            let isDivided =
                hyphens.contains(scalars[index].value) && index > 0 && index + 2 < scalars.count
                && scalars[index + 1] == "\n" && scalars[index - 1].properties.isAlphabetic
                && scalars[index + 2].properties.isLowercase
            if isDivided {
                index += 2
            } else {
                result.append(scalars[index])
                index += 1
            }
        }
        return String(result)
    }

    /// Hyphen-minus, the soft hyphen and the hyphen.
    private static let hyphens: Set<UInt32> = [0x2D, 0xAD, 0x2010]
}
