/// One number that was measured.
struct Figure: Encodable {
    let name: String
    let value: Double
    let unit: String
    /// What it has to be, where a bar is set.
    var bar: Bar?
    /// What to know when reading it.
    var note: String?
    /// Whether missing the bar is a fault, not a slow machine.
    var mustHold = false

    init(_ name: String, _ value: Double, _ unit: String, bar: Bar? = nil, note: String? = nil) {
        self.name = name
        self.value = value
        self.unit = unit
        self.bar = bar
        self.note = note
    }

    /// A figure that is wrong, not slow, when it misses its bar: the run then fails.
    static func required(_ name: String, _ value: Int, _ unit: String, _ bar: Bar) -> Figure {
        var figure = Figure(name, Double(value), unit, bar: bar)
        figure.mustHold = true
        return figure
    }

    /// Whether the bar is met; `true` where none is set.
    var isMet: Bool { bar?.isMet(by: value) ?? true }

    private enum CodingKeys: String, CodingKey {
        case name, value, unit, bar, met, note
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(value, forKey: .value)
        try container.encode(unit, forKey: .unit)
        try container.encodeIfPresent(note, forKey: .note)
        guard let bar else { return }
        try container.encode(bar.description, forKey: .bar)
        try container.encode(isMet, forKey: .met)
    }
}

/// What a figure has to be.
enum Bar: CustomStringConvertible {
    case atMost(Double)
    case atLeast(Double)
    case exactly(Double)

    func isMet(by value: Double) -> Bool {
        switch self {
        case .atMost(let limit): value <= limit
        case .atLeast(let limit): value >= limit
        case .exactly(let wanted): value == wanted
        }
    }

    var description: String {
        switch self {
        case .atMost(let limit): "≤ \(NumberText.string(limit))"
        case .atLeast(let limit): "≥ \(NumberText.string(limit))"
        case .exactly(let wanted): "= \(NumberText.string(wanted))"
        }
    }
}
