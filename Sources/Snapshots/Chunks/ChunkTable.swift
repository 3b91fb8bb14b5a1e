/// Which chunks there are, and in which pack: about 66 bytes a chunk, since an index of some gigabytes has
/// half a million of them.
///
/// A chunk that stands in two packs, which a crash may leave, is known by its first place.
struct ChunkTable: Sendable {
    /// The chunks of the packs in order; a second copy of a chunk is among them, too.
    private(set) var entries = EntryList()
    /// The number of the first entry of each pack.
    private(set) var packStarts: [Int] = []
    private(set) var packs: [String] = []
    /// Open addressing: the number of an entry, plus 1, at or behind the place that its fingerprint says.
    private var slots: [UInt32] = []
    private var usedSlotCount = 0

    /// Begins a pack; the entries that follow are its.
    mutating func beginPack(_ name: String) {
        packs.append(name)
        packStarts.append(entries.count)
    }

    /// Adds an entry of the last pack.
    mutating func append(_ entry: ChunkEntry) {
        if (usedSlotCount + 1) * 4 > slots.count * 3 { grow() }
        entries.append(entry)
        let slot = slot(of: entry.id)
        guard slots[slot] == 0 else { return }
        slots[slot] = UInt32(entries.count)
        usedSlotCount += 1
    }

    /// The number of the entry of a chunk.
    func number(of id: ChunkID) -> Int? {
        guard !slots.isEmpty else { return nil }
        let number = Int(slots[slot(of: id)])
        return number == 0 ? nil : number - 1
    }

    /// The number of the pack that holds an entry.
    func pack(of entry: Int) -> Int {
        var (low, high) = (0, packStarts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if packStarts[middle] <= entry { low = middle } else { high = middle }
        }
        return low
    }

    /// The numbers of the entries of a pack.
    func entries(of pack: Int) -> Range<Int> {
        packStarts[pack]..<(pack + 1 < packStarts.count ? packStarts[pack + 1] : entries.count)
    }

    /// Where `id` is, or the free place where it belongs.
    private func slot(of id: ChunkID) -> Int {
        var slot = Int(truncatingIfNeeded: id.fingerprint) & (slots.count - 1)
        while slots[slot] != 0, entries[Int(slots[slot]) - 1].id != id {
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    private mutating func grow() {
        let old = slots
        slots = [UInt32](repeating: 0, count: max(1_024, old.count * 2))
        for number in old where number != 0 { slots[slot(of: entries[Int(number) - 1].id)] = number }
    }
}
