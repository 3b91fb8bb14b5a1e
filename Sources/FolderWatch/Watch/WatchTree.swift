import SystemPackage

/// Which watch descriptor stands for which paths.
///
/// A watch belongs to the folder itself, so a renamed folder keeps it, and a folder that can be reached by
/// two paths (by links that are followed, or a bind mount) has one watch for both.
struct WatchTree {
    private struct Place {
        let descriptor: Int32
        var children: Set<FilePath> = []
    }

    private var places: [FilePath: Place] = [:]
    private var pathsByDescriptor: [Int32: [FilePath]] = [:]

    /// How many watches there are.
    var watchCount: Int { pathsByDescriptor.count }
    /// Every path that has a watch.
    var paths: some Sequence<FilePath> { places.keys }

    func paths(of descriptor: Int32) -> [FilePath] { pathsByDescriptor[descriptor] ?? [] }
    func descriptor(at path: FilePath) -> Int32? { places[path]?.descriptor }
    func contains(_ path: FilePath) -> Bool { places[path] != nil }

    /// Whether a folder on the way to `path` has the same watch: `path` leads back to it.
    func isLoop(_ path: FilePath, _ descriptor: Int32) -> Bool {
        pathsByDescriptor[descriptor]?.contains { $0 != path && path.lies(in: $0) } ?? false
    }

    /// Sets the watch of the folder at `path`. Of another folder that stood there all is forgotten.
    ///
    /// - Returns: The watches that no path has any more.
    mutating func insert(_ path: FilePath, _ descriptor: Int32) -> [Int32] {
        guard places[path]?.descriptor != descriptor else { return [] }
        let orphans = remove(path)
        places[path] = Place(descriptor: descriptor)
        pathsByDescriptor[descriptor, default: []].append(path)
        places[path.parent]?.children.insert(path)
        return orphans.filter { $0 != descriptor }
    }

    /// Forgets the folder at `path` and all below it.
    ///
    /// - Returns: The watches that no path has any more.
    mutating func remove(_ path: FilePath) -> [Int32] {
        guard places[path] != nil else { return [] }
        places[path.parent]?.children.remove(path)
        var orphans: [Int32] = []
        var waiting = [path]
        while let next = waiting.popLast() {
            guard let place = places.removeValue(forKey: next) else { continue }
            waiting.append(contentsOf: place.children)
            pathsByDescriptor[place.descriptor]?.removeAll { $0 == next }
            if pathsByDescriptor[place.descriptor]?.isEmpty == true {
                pathsByDescriptor[place.descriptor] = nil
                orphans.append(place.descriptor)
            }
        }
        return orphans
    }

    /// Forgets a watch that the kernel has ended.
    ///
    /// - Returns: The paths that it stood for. Folders in them keep theirs: each is ended by itself.
    mutating func forget(_ descriptor: Int32) -> [FilePath] {
        let gone = pathsByDescriptor.removeValue(forKey: descriptor) ?? []
        for path in gone {
            places[path] = nil
            places[path.parent]?.children.remove(path)
        }
        return gone
    }

    /// Gives the folder at `old`, with all below it, the path `new`.
    ///
    /// - Returns: The watches of what stood at `new` that no path has any more.
    mutating func move(from old: FilePath, to new: FilePath) -> [Int32] {
        guard places[old] != nil, old != new else { return [] }
        let orphans = remove(new)
        var moved: [(path: FilePath, descriptor: Int32)] = []
        var waiting = [old]
        while let next = waiting.popLast() {
            guard let place = places[next] else { continue }
            moved.append((next, place.descriptor))
            waiting.append(contentsOf: place.children)
        }
        let freed = remove(old)
        for (path, descriptor) in moved {
            // Parents come before their children, so each finds its own.
            _ = insert(path.moved(from: old, to: new), descriptor)
        }
        return (orphans + freed).filter { pathsByDescriptor[$0] == nil }
    }
}
