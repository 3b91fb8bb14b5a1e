public import Articles

/// Days from a first to a last one, both included, or open at one end.
///
/// A parsed range is never open at both ends and never ends before it begins.
public struct DayRange: Hashable, Sendable {
    /// The earliest day; `nil` where the range has no beginning.
    public let first: CalendarDay?
    /// The latest day; `nil` where the range has no end.
    public let last: CalendarDay?

    /// The days from `first` to `last`.
    public init(first: CalendarDay?, last: CalendarDay?) {
        self.first = first
        self.last = last
    }

    /// Whether `day` lies in the range.
    public func contains(_ day: CalendarDay) -> Bool {
        if let first, day < first { return false }
        if let last, day > last { return false }
        return true
    }
}

extension DayRange: CustomStringConvertible {
    /// `2020`, `2020-02`, `2020-02-03`, or two of these with `..` between, or one with `..` at its open end:
    /// the coarsest that says the same. What `date:` reads as an equal range.
    public var description: String {
        let firstText = first.map { $0.text(in: unit) } ?? ""
        let lastText = last.map { $0.text(in: unit) } ?? ""
        return firstText == lastText ? firstText : "\(firstText)..\(lastText)"
    }

    /// The largest unit that begins with the first day and ends with the last one.
    private var unit: CalendarUnit {
        [.year, .month].first { unit in
            (first.map { $0 == $0.start(of: unit) } ?? true) && (last.map { $0 == $0.end(of: unit) } ?? true)
        } ?? .day
    }
}

extension CalendarDay {
    fileprivate func text(in unit: CalendarUnit) -> String {
        switch unit {
        case .year: String(description.prefix(4))
        case .month: String(description.prefix(7))
        case .week, .day: description
        }
    }
}
