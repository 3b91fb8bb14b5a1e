import Foundation
import Testing

@Suite struct FoldingTests {
    @Test(arguments: [
        ("Straße STRASSE", "strasse strasse"),
        ("ΣΊΣΥΦΟΣ Σίσυφος", "σισυφοσ σισυφοσ"),
        ("МОСКВА Москва", "москва москва"),
        ("ԵՐԵՎԱՆ ᲗᲑᲘᲚᲘᲡᲘ ᏣᎳᎩ ꮳꮃꭹ", "երեվան თბილისი ᏣᎳᎩ ᏣᎳᎩ"),
        ("İstanbul ISPARTA ısparta", "istanbul isparta isparta"),
        ("K ſ ﬁn Ｗｉｄｅ", "k s fin wide"),
    ])
    func `case is folded in every script`(text: String, terms: String) {
        #expect(line(text) == terms)
    }

    @Test(arguments: [
        ("café naïve Ångström Zürich Čapek Nguyễn", "cafe naive angstrom zurich capek nguyen"),
        ("Łódź Øre Æsop œuvre Đặng þing ħ ŋ", "lodz ore aesop oeuvre dang thing h n"),
        ("Ὀδυσσεύς ᾄδω", "οδυσσευσ αδω"),
        ("Ёлка ёлка за́мок ѐ", "елка елка замок е"),
    ])
    func `accents are folded`(text: String, terms: String) { #expect(line(text) == terms) }

    @Test(arguments: [
        "й", "ї", "ў", "ѓ", "ќ", "ӑ", "ӗ", "ӧ", "ӣ", "ӯ", "ә", "ғ", "қ", "ң", "ө", "ұ", "ү", "һ", "і", "ґ",
        "є", "ђ",
        "が", "ぱ", "ヴ", "ə",
    ])
    func `letters of their own stay themselves, composed and decomposed`(letter: String) {
        #expect(line(letter) == letter)
        #expect(line(letter.decomposedStringWithCanonicalMapping) == letter)
        #expect(line(letter.uppercased()) == letter)
    }

    @Test(arguments: [
        ("كِتَابٌ كـــتاب", "كتاب كتاب"), ("أحمد إسلام آسيا ٱلله", "احمد اسلام اسيا الله"),
        ("مكتبة علی كتابي", "مكتبه علي كتابي"), ("בְּרֵאשִׁית", "בראשית"), ("ﷲ", "الله"),
    ])
    func `Arabic and Hebrew points and variants are folded`(text: String, terms: String) {
        #expect(line(text) == terms)
    }

    @Test(arguments: ["हिन्दी", "বাংলা", "தமிழ்", "తెలుగు", "සිංහල", "ދިވެހި", "བོད"])
    func `vowel signs stay`(word: String) {
        #expect(line(word) == word.decomposedStringWithCompatibilityMapping)
    }

    @Test(arguments: [
        "га\u{AD}зета", "га\u{200B}зета", "га\u{200D}зета", "\u{FEFF}газета", "\u{202B}газета\u{202C}",
        "га\u{2060}зета",
        "\u{2067}газета\u{2069}", "газ\u{200E}ета", "газ\u{FE0F}ета", "газе\u{34F}та", "г\u{E0100}азета",
    ])
    func `what is invisible vanishes`(text: String) { #expect(line(text) == "газета") }

    @Test(arguments: [
        ("２０２０ ٢٠٢٠ २०२०", "2020 2020 2020"), ("m² CO₂ ㎏ ⑩ Ⅷ", "m2 co2 kg 10 viii"), ("½ 1/2", "1 2 1 2"),
        ("𝐍𝐞𝐰𝐬 ℌ ﷺ", "news h صلي الله عليه وسلم"), ("ｶﾞ", "ガ"), ("Sony™", "sony"), ("٣٫٥ ١٠٬٠٠٠", "3.5 10000"),
    ])
    func `compatible forms are equal`(text: String, terms: String) { #expect(line(text) == terms) }

    @Test(arguments: ["и\u{323}\u{306}", "и\u{306}\u{323}", "й\u{323}", "и\u{301}\u{306}", "й\u{301}"])
    func `the order of marks does not matter`(text: String) { #expect(line(text) == "й") }

    @Test func `marks that stay are put in canonical order`() {
        #expect(line("\u{915}\u{94D}\u{93C}") == "\u{915}\u{93C}\u{94D}")
        #expect(line("\u{915}\u{93C}\u{94D}") == "\u{915}\u{93C}\u{94D}")
        #expect(line("\u{958}") == "\u{915}\u{93C}")
    }
}
