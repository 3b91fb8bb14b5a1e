internal import ConfinedReading
internal import Logging

extension ConfinedReader {
    /// Reads with this very program, and tells of each of its processes that had to be replaced: a machine short of memory
    /// shows there first.
    init(logger: Logger) {
        self.init(onReplacement: { replacement in
            logger.warning(
                "A process that reads files was replaced; its file is read by another",
                metadata: ["reader.reason": "\(replacement.rawValue)"])
        })
    }
}
