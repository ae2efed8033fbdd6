import Speaking

/// A clause as eSpeak NG reads it, and which written word each piece of it is for.
struct ClauseText: Equatable {
    private(set) var text = ""
    /// Where each word begins in `text`, in Unicode scalars, in order.
    private var starts: [(offset: Int, written: Range<Int>)] = []

    init(_ clause: Clauses.Clause) {
        var length = 0
        for word in clause.words {
            if length > 0 { append(" ", &length) }
            starts.append((length, word.written))
            append(word.phonemes.map { "[[\($0)]]" } ?? word.text, &length)
        }
        append(clause.pause.mark.map(String.init) ?? ".", &length)
    }

    private mutating func append(_ piece: String, _ length: inout Int) {
        text += piece
        length += piece.unicodeScalars.count
    }

    /// The written word for which a place in `text` stands, in UTF-8 bytes.
    func written(at offset: Int) -> Range<Int>? {
        starts.last { $0.offset <= offset }?.written
    }

    static func == (left: ClauseText, right: ClauseText) -> Bool {
        left.text == right.text
            && left.starts.elementsEqual(right.starts) {
                $0.offset == $1.offset && $0.written == $1.written
            }
    }
}
