extension DisplayText {
    /// Lines of at most so many columns, as ranges of `pieces`: broken at blanks,
    /// which then belong to no line; a word that is longer than a line is broken
    /// where it must be. At least one line.
    public func lines(of columns: Int) -> [Range<Int>] {
        let columns = max(2, columns)
        var lines: [Range<Int>] = []
        var start = 0
        var used = 0
        var blank: Int?
        var index = 0
        while index < pieces.count {
            let piece = pieces[index]
            if used + piece.width > columns {
                let end = piece.text == " " ? index : blank ?? index
                lines.append(start..<end)
                start = end
                while start < pieces.count, pieces[start].text == " " { start += 1 }
                index = max(start, end)
                used = 0
                blank = nil
                continue
            }
            if piece.text == " ", index > start { blank = index }
            used += piece.width
            index += 1
        }
        if start < pieces.count || lines.isEmpty { lines.append(start..<pieces.count) }
        return lines
    }
}
