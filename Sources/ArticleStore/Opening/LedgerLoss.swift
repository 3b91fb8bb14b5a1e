internal import SystemPackage

/// A ledger that was damaged, or was gone.
struct LedgerLoss {
    /// Whether it was damaged.
    var wasThere: Bool
    /// The damaged one, as it is called now; of one that was gone there is none.
    var remains: FilePath?

    /// The stable word of the notice that tells of it.
    var code: String { wasThere ? "ledger_set_aside" : "ledger_gone" }

    /// What happened to it, for a person.
    var description: String {
        guard wasThere else { return "the ledger was gone" }
        return "the ledger was damaged"
            + (remains.map { " and is now '\($0)'" } ?? "; what was set aside of it is not there any more")
    }
}
