import CPocketSphinx
import LanguageModel

/// PocketSphinx's own graphs of words, read and written.
extension WordGraph {
    init(_ model: UnsafeMutablePointer<fsg_model_t>) {
        var arcs = [[Arc]](repeating: [], count: Int(model.pointee.n_state))
        for state in arcs.indices {
            var next = fsg_model_arcs(model, Int32(state))
            while let current = next {
                if let link = fsg_arciter_get(current)?.pointee {
                    arcs[state].append(
                        Arc(
                            word: link.wid < 0 ? nil : Int(link.wid), target: Int(link.to_state),
                            weight: Int(link.logs2prob)))
                }
                next = fsg_arciter_next(current)
            }
        }
        self.init(
            arcs: arcs, start: Int(model.pointee.start_state),
            ends: [Int(model.pointee.final_state): 0])
    }

    /// A new graph of the library's with the words of another.
    ///
    /// - Parameter model: Whose words, logarithms and language weight it takes.
    /// - Returns: One to be freed; nil where this has no end.
    func model(
        like model: UnsafeMutablePointer<fsg_model_t>
    ) -> UnsafeMutablePointer<fsg_model_t>? {
        guard let end = ends.first(where: { arcs[$0.key].isEmpty && $0.value == 0 })?.key,
            let made = fsg_model_init(
                model.pointee.name, model.pointee.lmath, model.pointee.lw, Int32(arcs.count))
        else { return nil }
        made.pointee.start_state = Int32(start)
        made.pointee.final_state = Int32(end)
        for word in 0..<Int(model.pointee.n_word) {
            fsg_model_word_add(made, model.pointee.vocab[word])
        }
        for (state, leaving) in arcs.enumerated() {
            for arc in leaving {
                fsg_model_trans_add(
                    made, Int32(state), Int32(arc.target), Int32(arc.weight), Int32(arc.word ?? -1))
            }
        }
        // The library knows one end: others are a step without a word away from it.
        for (state, weight) in ends.sorted(by: { $0.key < $1.key }) where state != end {
            fsg_model_null_trans_add(made, Int32(state), Int32(end), Int32(weight))
        }
        return made
    }
}
