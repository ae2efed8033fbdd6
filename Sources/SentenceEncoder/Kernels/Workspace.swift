/// The memory of one pass over a batch: what the layers write and read again. Freed
/// with the value; its rows must not be used after that.
@safe struct Workspace: ~Copyable {
    /// What a token has between layers.
    let hidden: MutableRows<SIMD8<Float>>
    /// Queries, keys and values of each token, side by side.
    let attentionInput: MutableRows<SIMD8<Float>>
    /// What a matrix gave back, of the width of `hidden`.
    let output: MutableRows<SIMD8<Float>>
    let inner: MutableRows<SIMD8<Float>>
    let quantised: QuantisedRows
    /// Four rows of a matrix, widened.
    let panel: MutableRows<SIMD8<Int16>>
    /// The keys of one head, a row for each of its floats.
    let keys: MutableRows<SIMD8<Float>>
    /// How much a token attends to each token.
    let attention: MutableRows<SIMD8<Float>>

    private let memory: UnsafeMutableRawPointer

    init(_ shape: EncoderShape, tokens: Int) {
        let widest = max(shape.hidden, shape.intermediate)
        let blocks = (shape.longest + 7) / 8
        var size = 0
        func reserve(_ count: Int) -> Int {
            defer { size += (count + 63) / 64 * 64 }
            return size
        }
        let hidden = reserve(tokens * shape.hidden * 4)
        let attentionInput = reserve(tokens * shape.hidden * 3 * 4)
        let output = reserve(tokens * shape.hidden * 4)
        let inner = reserve(tokens * shape.intermediate * 4)
        let quantised = reserve(tokens * widest * 2)
        let scales = reserve(tokens * 4)
        let panel = reserve(4 * widest * 2)
        let keys = reserve(shape.head * blocks * 32)
        let attention = reserve(blocks * 32)
        let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
        unsafe self.memory = unsafe memory
        func rows<Vector>(_ offset: Int, _ width: Int, of: Vector.Type) -> MutableRows<Vector> {
            unsafe MutableRows(
                (memory + offset).assumingMemoryBound(to: Vector.self), width: width)
        }
        self.hidden = rows(hidden, shape.hidden / 8, of: SIMD8<Float>.self)
        self.attentionInput = rows(attentionInput, shape.hidden * 3 / 8, of: SIMD8<Float>.self)
        self.output = rows(output, shape.hidden / 8, of: SIMD8<Float>.self)
        self.inner = rows(inner, shape.intermediate / 8, of: SIMD8<Float>.self)
        self.quantised = QuantisedRows(
            values: rows(quantised, widest / 8, of: SIMD8<Int16>.self),
            scales: rows(scales, 1, of: Float.self))
        self.panel = rows(panel, widest / 8, of: SIMD8<Int16>.self)
        self.keys = rows(keys, blocks, of: SIMD8<Float>.self)
        self.attention = rows(attention, blocks, of: SIMD8<Float>.self)
    }

    deinit { unsafe memory.deallocate() }
}

/// Tokens as whole numbers: a token's floats are its numbers times its scale.
struct QuantisedRows {
    let values: MutableRows<SIMD8<Int16>>
    let scales: MutableRows<Float>
}
