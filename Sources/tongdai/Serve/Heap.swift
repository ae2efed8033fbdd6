import CHeap

/// What the C library keeps of memory that was given back to it.
///
/// Left alone, it makes up to eight arenas a core for threads that meet, and calls, which
/// go from thread to thread, leave holes in each: 10,000 calls made a server of 150 MB
/// one of 250, of which as much as ever was in use.
enum Heap {
    /// Few arenas, as many as there are lanes of work. Takes effect for those that have
    /// not been made yet: to be called first.
    static func share(among count: Int) { _ = mallopt(M_ARENA_MAX, Int32(clamping: count)) }

    /// Gives pages that hold nothing back to the system. Takes some milliseconds, in
    /// which whoever needs memory waits for one arena at a time.
    static func trim() { _ = malloc_trim(0) }
}
