/// Words that stand in one article only: letters that no language puts in this order.
enum UniqueToken {
    /// The word with that number, of letters alone so that every tokenizer takes it as one word.
    static func word(_ number: Int) -> String {
        var word = ""
        var rest = number
        repeat {
            word.unicodeScalars.append(Unicode.Scalar(UInt8(ascii: "a") + UInt8(rest % 26)))
            rest /= 26
        } while rest > 0
        return "zqxj\(word)qz"
    }
}
