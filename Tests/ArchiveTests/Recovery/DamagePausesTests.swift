import Archive
import Testing

@Suite struct DamagePausesTests {
    /// The seconds that each database has worked until it was found damaged, and the seconds to wait then.
    @Test(
        arguments: [
            // One is mended at once, and so is the next after a minute or a year.
            [(0, 0)], [(7, 0), (60, 0), (31_536_000, 0)],
            // One soon after another waits, and each further one twice as long.
            [(90, 0), (3, 5), (59, 10), (1, 20), (0, 40)],
            // But no longer than an hour, and until it has worked for as long.
            [(9, 0)] + (0..<10).map { (1, 5 << $0) } + [(1, 3_600), (3_599, 3_600), (3_600, 0), (2, 5)],
        ] as [[(Int, Int)]])
    func `damage after damage waits longer and longer, and never for good`(
        course: [(worked: Int, pause: Int)]
    ) {
        var pauses = DamagePauses()
        for step in course {
            #expect(pauses.pause(afterWorkingFor: .seconds(step.worked)) == .seconds(step.pause))
        }
    }
}
