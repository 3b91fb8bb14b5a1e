/// Numbers with the digits that matter.
enum NumberText {
    /// Three significant digits, and all of those before the point: `0.0123`, `4.56`, `1234`.
    static func string(_ value: Double) -> String {
        guard value != value.rounded() || abs(value) >= 1e15 else { return String(Int(value)) }
        var scale = 1.0
        while abs(value) * scale < 100 && scale < 1e6 { scale *= 10 }
        let rounded = (value * scale).rounded() / scale
        return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
    }
}
