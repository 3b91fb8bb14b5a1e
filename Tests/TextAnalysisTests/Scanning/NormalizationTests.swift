import Foundation
import TestSupport
import Testing

/// Every scalar of Unicode 15.0 that the rules cover, beside letters that marks act on.
@Suite struct NormalizationTests {
    /// Characters with a fixed role in words, which a compatibility decomposition would take away.
    static let fixedRoles: Set<UInt32> = [0xB4, 0x1FFD, 0x2116, 0x2120, 0x2122]

    static let scalars: [Unicode.Scalar] = (0..<0x30000).compactMap(Unicode.Scalar.init).filter(isKnown)

    /// Those that have another form or change their place among others; of the syllables of Hangul, some.
    static let variableScalars = scalars.filter { scalar in
        if (0xAC00...0xD7A3).contains(scalar.value) { return scalar.value % 29 == 0 }
        let text = String(scalar)
        return scalar.properties.canonicalCombiningClass != .notReordered
            || Array(text.decomposedStringWithCompatibilityMapping.utf8) != Array(text.utf8)
    }

    static func isKnown(_ scalar: Unicode.Scalar) -> Bool {
        guard let age = scalar.properties.age else { return false }
        return age.major < 15 || age.major == 15 && age.minor == 0
    }

    @Test(arguments: ["", "a", "и", "ко", "か", "한", "क", "5", "ก"])
    func `composed and decomposed forms are equal`(context: String) {
        var different: [String] = []
        for scalar in Self.variableScalars {
            let text = context + String(scalar) + context
            let terms = line(text)
            var forms = [
                text.precomposedStringWithCanonicalMapping, text.decomposedStringWithCanonicalMapping,
            ]
            let compatible = [
                text.precomposedStringWithCompatibilityMapping, text.decomposedStringWithCompatibilityMapping,
            ]
            // In a word of another script the capitals of a squared unit would be repaired like any other.
            let isUnit = compatible[0].unicodeScalars.count > text.unicodeScalars.count
            if !Self.fixedRoles.contains(scalar.value), !isUnit || context.isEmpty || context == "a" {
                forms += compatible
            }
            // Comparing strings would itself find equivalent ones equal.
            if forms.contains(where: { Array(line($0).utf8) != Array(terms.utf8) }) {
                different.append(String(scalar.value, radix: 16))
            }
        }
        #expect(different == [])
    }

    @Test func `capital and small letters are equal`() {
        var different: [String] = []
        for scalar in Self.scalars {
            let properties = scalar.properties
            // The iota subscript, whose capital is a letter, counts as an accent.
            if String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars.contains("\u{345}") {
                continue
            }
            let terms = line("x\(scalar)")
            let forms = [
                properties.lowercaseMapping, properties.uppercaseMapping, properties.titlecaseMapping,
            ]
            if forms.contains(where: { $0.unicodeScalars.allSatisfy(Self.isKnown) && line("x\($0)") != terms }
            ) {
                different.append(String(scalar.value, radix: 16))
            }
        }
        #expect(different == [])
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `texts of letters and marks are equal in all forms`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let alphabet = Array(
            "aeiкиеіүo\u{306}\u{308}\u{301}\u{304}\u{323}\u{327}\u{345}αι가각かハ\u{3099}\u{309A}क\u{93C}\u{94D}\u{93F}กา่ ุ-.'5"
                .unicodeScalars)
        for _ in 0..<300 {
            var text = ""
            for _ in 0..<Int.random(in: 1...12, using: &generator) {
                text.unicodeScalars.append(alphabet.randomElement(using: &generator) ?? "a")
            }
            let terms = Array(line(text).utf8)
            #expect(
                Array(line(text.precomposedStringWithCanonicalMapping).utf8) == terms,
                "\(text.debugDescription)")
            #expect(
                Array(line(text.decomposedStringWithCanonicalMapping).utf8) == terms,
                "\(text.debugDescription)")
        }
    }
}
