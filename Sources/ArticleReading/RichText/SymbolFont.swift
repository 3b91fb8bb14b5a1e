/// The signs of the font Symbol as Unicode has them, by Adobe's table (`symbol.txt`, published by Unicode).
enum SymbolFont {
    /// The text that bytes in the font stand for; what it draws that is no text is left out.
    static func text(of bytes: [UInt8]) -> String {
        var text = ""
        for byte in bytes {
            switch byte {
            case 0x20...0x7E: text.unicodeScalars.append(lower[Int(byte) - 0x20])
            case 0xA1...0xFE:
                let scalar = upper[Int(byte) - 0xA1]
                if scalar != "\0" { text.unicodeScalars.append(scalar) }
            case 0x09, 0x0A, 0x0D: text.unicodeScalars.append(Unicode.Scalar(byte))
            default: continue
            }
        }
        return text
    }

    private static let lower = Array(
        (" !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_\u{203E}αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼")
            .unicodeScalars)
    /// From 0xA1 on; NUL where the font has a part of a bracket or an ornament.
    private static let upper = Array(
        ("ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…\0\0↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑\0\0\0\0\0\0\0\0\0\0\0〉∫⌠\0⌡\0\0\0\0\0\0\0\0\0")
            .unicodeScalars)
}
