/// Rows of vectors within memory that someone else owns, a mapped file or a
/// workspace, which must outlive them. Passing them on is safe; reading is not, and
/// is marked so where it is done: nothing checks a row's number.
@safe struct Rows<Vector> {
    private let start: UnsafePointer<Vector>
    /// Vectors a row.
    let width: Int

    init(_ start: UnsafePointer<Vector>, width: Int) {
        unsafe self.start = unsafe start
        self.width = width
    }

    @unsafe @inline(__always)
    subscript(_ row: Int) -> UnsafePointer<Vector> { unsafe start + row &* width }
}

/// Rows that can be written.
@safe struct MutableRows<Vector> {
    private let start: UnsafeMutablePointer<Vector>
    let width: Int

    init(_ start: UnsafeMutablePointer<Vector>, width: Int) {
        unsafe self.start = unsafe start
        self.width = width
    }

    @unsafe @inline(__always)
    subscript(_ row: Int) -> UnsafeMutablePointer<Vector> { unsafe start + row &* width }
}
