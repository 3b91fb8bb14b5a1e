import Console
import GazetteAPI
import Testing

@Suite struct JSONTextTests {
    @Test func `in a pipe JSON is the daemon's, byte for byte, and a line feed`() throws {
        let json = try WireFormat.encode(Sample.response([Sample.tokayev], total: 1))
        #expect(JSONText.bytes(json, terminal: Sample.pipe) == json + [0x0A])
    }

    @Test func `on a terminal what could command it is escaped, and reads back as the same`() throws {
        let response = Sample.response([], total: 0, text: "\u{9B}2J \u{202E} \u{E0041} \u{7F} é 中")
        let json = try WireFormat.encode(response)
        let shown = JSONText.bytes(json, terminal: Sample.narrow)
        let text = String(decoding: shown, as: UTF8.self)
        #expect(text.contains(#""text":"\u009b2J \u202e \udb40\udc41 \u007f é 中""#))
        #expect(try WireFormat.decode(SearchResponse.self, from: shown) == response)
    }
}
