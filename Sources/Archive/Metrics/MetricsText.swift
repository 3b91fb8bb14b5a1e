internal import Articles

/// Text in Prometheus' exposition format 0.0.4.
struct MetricsText {
    private(set) var text = ""

    /// Adds a metric of one value.
    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: some CustomStringConvertible) {
        head(name, kind.rawValue, help)
        text += "gazette_\(name) \(value)\n"
    }

    /// Adds a metric with a value for each value of one label.
    mutating func add<Value: CustomStringConvertible>(
        _ name: String, _ kind: Kind, _ help: String, by label: String, _ values: [(String, Value)]
    ) {
        head(name, kind.rawValue, help)
        for (name_, value) in values {
            text += "gazette_\(name){\(label)=\"\(Self.escaped(name_))\"} \(value)\n"
        }
    }

    /// Adds a histogram, or one for each value of a label.
    mutating func add(
        _ name: String, _ help: String, by label: String? = nil, _ histograms: [(String, DurationHistogram)]
    ) {
        head(name, "histogram", help)
        for (value, histogram) in histograms {
            let own = label.map { "\($0)=\"\(Self.escaped(value))\"" } ?? ""
            var total = 0
            for (bound, count) in zip(histogram.bounds, histogram.counts) {
                total += count
                text += "gazette_\(name)_bucket{\(own)\(own.isEmpty ? "" : ",")le=\"\(bound)\"} \(total)\n"
            }
            text += "gazette_\(name)_bucket{\(own)\(own.isEmpty ? "" : ",")le=\"+Inf\"} \(histogram.count)\n"
            let labels = own.isEmpty ? "" : "{\(own)}"
            text += "gazette_\(name)_sum\(labels) \(histogram.sum)\n"
            text += "gazette_\(name)_count\(labels) \(histogram.count)\n"
        }
    }

    /// Adds whether all files are known.
    mutating func addReady(_ isReady: Bool) {
        add("ready", .gauge, "Whether the first scan is over.", isReady ? 1 : 0)
    }

    /// Adds whether something is wrong that a person has to know.
    mutating func addDegraded(_ isDegraded: Bool) {
        add(
            "degraded", .gauge, "Whether something keeps articles from getting in, as a full disk does.",
            isDegraded ? 1 : 0)
    }

    /// What a number does.
    enum Kind: String {
        /// It goes up and down.
        case gauge
        /// It only goes up, from 0 at the start.
        case counter
    }

    private mutating func head(_ name: String, _ kind: String, _ help: String) {
        text += "# HELP gazette_\(name) \(help)\n# TYPE gazette_\(name) \(kind)\n"
    }

    private static func escaped(_ value: String) -> String {
        var text = ""
        for character in value.unicodeScalars {
            switch character {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(character)
            }
        }
        return text
    }
}
