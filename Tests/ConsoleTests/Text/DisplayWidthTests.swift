import Testing

@testable import Console

@Suite struct DisplayWidthTests {
    @Test(
        arguments: [
            ("", 0), ("Pompeo", 6), ("Нұр-Сұлтан", 10), ("naïve", 5), ("nai\u{308}ve", 5), ("\u{AD}", 1),
            ("中国", 4), ("東京タワー", 10), ("ｱｲｳ", 3), ("ＡＢ", 4), ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2),
            ("שלום", 4), ("مرحبا", 5), ("सन्", 2), ("ไทย", 3), ("a\u{200B}b", 2), ("…", 1), ("·", 1),
            ("☃", 1), ("☃\u{FE0F}", 2), ("😀", 2), ("👩‍👧", 2), ("👍🏽", 2), ("🇰🇿", 2), ("🇰", 1),
            ("1\u{FE0F}\u{20E3}", 2),
            ("𠀀", 2), ("\u{3000}", 2), ("、", 2),
        ] as [(String, Int)])
    func `a text takes the columns that terminals give it`(text: String, columns: Int) {
        #expect(DisplayWidth.of(text) == columns)
    }
}
