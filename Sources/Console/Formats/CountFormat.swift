/// Numbers as people read them: `1,234,567`.
public enum CountFormat {
    /// The digits in groups of three.
    public static func string(_ count: some BinaryInteger) -> String {
        let digits = Array(String(count.magnitude))
        var text = count < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }

    /// The number with its noun: `1 article`, `17 articles`.
    ///
    /// - Parameters:
    ///   - count: The number.
    ///   - noun: The noun in the singular; its plural takes an `s`.
    /// - Returns: Number, blank, noun.
    public static func string(_ count: some BinaryInteger, _ noun: String) -> String {
        "\(string(count)) \(noun)\(count == 1 ? "" : "s")"
    }

    /// `tenths` as a number with one decimal: 15 is `1.5`.
    static func decimal(tenths: Int64) -> String { "\(string(tenths / 10)).\(tenths % 10)" }
}
