internal import CShims
internal import GRDB
internal import TextAnalysis

/// What is kept for later, and given back to the system.
extension ArticleStore {
    /// Has the allocator of a process that will answer many searches at a time keep few heaps. To be called
    /// before the process has a second thread.
    public static func limitHeaps() { gazette_limit_heaps() }

    /// Gives back what the connections, the analysis and the allocator keep for later, and the pages
    /// of the program that are not used now. For idle moments.
    ///
    /// Waits for no read: those that are under way keep their connections until they end.
    public func releaseMemory() async {
        merger.release()
        if indexWriter != nil { readThreads.releaseConnections() }
        indexWriter?.releaseMemoryEventually()
        // The writer's turn comes after what was asked of it above, so that what it frees is given back
        // below.
        try? await indexWriter?.writeWithoutTransaction { _ in }
        releaseHeldMemory()
        gazette_release_program_pages()
    }

    /// Gives back what is kept for later where it has grown, for whoever is never idle: what the largest file
    /// and the widest search took for a moment would else stay. Costs some milliseconds, and the first files
    /// and searches that follow as many.
    ///
    /// Connections that read stay open, with 2 MB of pages each, and so do the pages of the program: both
    /// would come back at once.
    public func releaseGrownMemory() async {
        guard memory.hasGrown else { return }
        // On the writer's queue, where nothing is being merged.
        try? await indexWriter?.writeWithoutTransaction { [merger] database in
            database.releaseMemory()
            merger.releasePages()
        }
        releaseHeldMemory()
    }

    /// Gives back what is free in the heaps where they have grown much: under a load with large files and
    /// wide searches that is more than half of them. Costs some milliseconds.
    public func releaseGrownHeaps() {
        guard heaps.hasGrown else { return }
        gazette_release_free_memory()
        heaps.noteHeld()
    }

    private func releaseHeldMemory() {
        TextAnalyzer.releaseMemory()
        gazette_release_free_memory()
        memory.noteHeld()
        heaps.noteHeld()
    }
}
