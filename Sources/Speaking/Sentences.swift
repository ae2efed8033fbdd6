/// Where the sentences of a written prompt end: how far along it is, for whoever follows.
public enum Sentences {
    /// UTF-8 offsets, ascending; the last is the text's length. A full stop, a question or
    /// an exclamation mark ends one when a capital letter comes behind the space: "No. 5"
    /// and "8.30" go on.
    public static func ends(of text: String) -> [Int] {
        var ends: [Int] = []
        var offset = 0
        /// After the mark, and whether a space has come since.
        var candidate: (end: Int, hasSpace: Bool)?
        for sign in text {
            if let found = candidate {
                if sign.isWhitespace {
                    candidate = (found.end, true)
                } else {
                    if found.hasSpace, sign.isUppercase { ends.append(found.end) }
                    candidate = nil
                }
            }
            offset += sign.utf8.count
            if ".?!…".contains(sign) { candidate = (offset, false) }
        }
        return ends + [offset]
    }
}
