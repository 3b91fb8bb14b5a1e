internal import FoundationEssentials
internal import SystemPackage

/// What was measured, in the order it was.
struct Report: Encodable {
    /// The figures of one benchmark.
    struct Section: Encodable {
        let benchmark: String
        let figures: [Figure]
    }

    let machine: Machine
    let corpus: String
    let isQuick: Bool
    var sections: [Section] = []

    /// Whether nothing was wrong; slow figures are not.
    var isSound: Bool { sections.allSatisfy { $0.figures.allSatisfy { $0.isMet || !$0.mustHold } } }

    /// The lines above the figures.
    var heading: String {
        "machine  \(machine.description)\ncorpus   \(corpus)\(isQuick ? " (quick: too little for figures)" : "")\n"
    }

    /// The figures of one benchmark, a line each.
    static func text(of section: Section) -> String {
        let nameWidth = section.figures.map(\.name.count).max() ?? 0
        let values = section.figures.map { NumberText.string($0.value) }
        let valueWidth = values.map(\.count).max() ?? 0
        var text = "\n\(section.benchmark)\n"
        for (figure, value) in zip(section.figures, values) {
            text += "  " + figure.name + spaces(nameWidth - figure.name.count + 2)
            text += spaces(valueWidth - value.count) + value + " " + figure.unit
            if let bar = figure.bar { text += "   (\(bar.description): \(figure.isMet ? "met" : "MISSED"))" }
            if let note = figure.note { text += "   \(note)" }
            text += "\n"
        }
        return text
    }

    /// The whole report as JSON.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }

    private static func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

    private enum CodingKeys: String, CodingKey {
        case machine, corpus, sections
        case isQuick = "quick"
    }
}
