import Testing

@testable import GazetteServer

/// Where JSON is found to be broken. (A request can only show what its decoder takes as well.)
@Suite struct JSONSyntaxTests {
    @Test(arguments: [
        "0", "-0", "12.5e-3", "1E+9", "true", "false", "null", #""""#, #""\"\\\/\b\f\n\r\t\u00fF""#, "[]",
        "{}",
        #""\ud83d\uDDDE \ud7ff\ue000""#, " [ 1 , [ ] , { } ] \r\n\t", #"{"a":{"b":[1,"é",null]},"":0}"#,
    ])
    func `what RFC 8259 allows has no fault`(text: String) {
        #expect(JSONSyntax.firstFault(in: Array(text.utf8)) == nil)
    }

    @Test(arguments: [
        ("", 0), (" ", 1), ("01", 1), ("-", 0), ("+1", 0), (".5", 0), ("1.", 2), ("1e", 2), ("1e+", 3),
        ("tru", 0), ("nul", 0), ("True", 0), ("'a'", 0), (#""a"#, 2), ("\"a\n\"", 2), (#""\"#, 2),
        (#""\a""#, 2), (#""\u12""#, 5), (#""\ud83d""#, 1),
        (#""a\uDDDE""#, 2), (#""\ud83d\n""#, 1), (#""\ud83d\ud83d""#, 1), (#""\ud83d\u00""#, 11),
        (#""\ud83d"#, 1), ("[1,]", 3), ("[1 2]", 3), ("[", 1), (#"{"a"}"#, 4), (#"{"a":}"#, 5),
        ("{a:1}", 1), (#"{"a":1,}"#, 7), ("{} {}", 3), ("1 x", 2), ("\u{FEFF}1", 0),
    ])
    func `the first fault is where it is`(text: String, offset: Int) {
        #expect(JSONSyntax.firstFault(in: Array(text.utf8))?.offset == offset)
    }

    private static let faults: [([UInt8], JSONSyntax.Fault)] = [
        ([0x22, 0xFF, 0x22], JSONSyntax.Fault(offset: 1, expected: "UTF-8")),
        ([0x22, 0xC3, 0xA9, 0xC3], JSONSyntax.Fault(offset: 3, expected: "UTF-8")),
        (Array(#"{"q":1,"a":{"q":2},"q":3}"#.utf8), JSONSyntax.Fault(offset: 19, expected: "another key")),
    ]

    @Test(arguments: faults)
    func `bytes that are no text, and a key that stands twice, are faults`(
        bytes: [UInt8], fault: JSONSyntax.Fault
    ) {
        #expect(JSONSyntax.firstFault(in: bytes) == fault)
    }
}
