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
    /// - Returns: One to be freed; nil where the library makes none.
    func model(
        like model: UnsafeMutablePointer<fsg_model_t>
    ) -> UnsafeMutablePointer<fsg_model_t>? {
        // The library knows one end: each of ours is a step without a word away from it.
        let end = Int32(arcs.count)
        guard
            let made = fsg_model_init(
                model.pointee.name, model.pointee.lmath, model.pointee.lw, end + 1)
        else { return nil }
        (made.pointee.start_state, made.pointee.final_state) = (Int32(start), end)
        for word in 0..<Int(model.pointee.n_word) {
            fsg_model_word_add(made, model.pointee.vocab[word])
        }
        for (state, leaving) in arcs.enumerated() {
            for arc in leaving {
                let (from, to) = (Int32(state), Int32(arc.target))
                if let word = arc.word {
                    fsg_model_trans_add(made, from, to, Int32(arc.weight), Int32(word))
                } else {
                    fsg_model_null_trans_add(made, from, to, Int32(arc.weight))
                }
            }
        }
        for (state, weight) in ends.sorted(by: { $0.key < $1.key }) {
            fsg_model_null_trans_add(made, Int32(state), end, Int32(weight))
        }
        return made
    }
}
