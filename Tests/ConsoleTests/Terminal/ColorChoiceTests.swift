import Console
import Testing

@Suite struct ColorChoiceTests {
    @Test(
        arguments: [
            (.auto, true, ["TERM": "xterm-256color"], true),
            (.auto, false, ["TERM": "xterm-256color"], false),
            (.auto, true, ["TERM": "xterm", "NO_COLOR": "1"], false),
            (.auto, true, ["TERM": "xterm", "NO_COLOR": "0"], false),
            (.auto, true, ["TERM": "xterm", "NO_COLOR": ""], true),
            (.auto, true, ["TERM": "dumb"], false),
            (.auto, true, ["TERM": ""], false),
            (.auto, true, [:], false),
            (.always, false, ["TERM": "dumb", "NO_COLOR": "1"], true),
            (.never, true, ["TERM": "xterm"], false),
        ] as [(ColorChoice, Bool, [String: String], Bool)])
    func `colour follows the choice, then the place, then the environment`(
        choice: ColorChoice, isTerminal: Bool, environment: [String: String], usesColor: Bool
    ) {
        #expect(choice.usesColor(isTerminal: isTerminal, environment: environment) == usesColor)
    }
}
