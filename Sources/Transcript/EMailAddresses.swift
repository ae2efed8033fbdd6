/// An e-mail address in a text, written or spoken.
struct EMailAddress: Equatable {
    let range: Range<String.Index>

    /// Its letters and digits, to find it again in another spelling.
    let key: String
    let isSpoken: Bool
}

/// Finds "lan.nguyen@example.com" and "lan dot nguyen at example dot com".
enum EMailAddresses {
    private static let localLimit = 6
    private static let hostLimit = 3
    private static let dots: Set = ["dot", "chấm"]
    private static let joints: Set = ["dot", "chấm", "dash", "hyphen", "underscore", "plus"]

    /// Words before "at" that are no name: "apply online at hanoi dot gov dot vn"
    /// holds a web address.
    private static let noNames: Set = [
        "is", "it", "it's", "its", "email", "mail", "e-mail", "address", "my", "me", "to", "the",
        "and", "online", "apply", "applied", "register", "registered", "look", "looked", "go",
        "went", "website", "site", "portal", "page", "form", "this", "that", "here", "was", "are",
        "be", "on", "in", "or", "reach", "write", "contact", "send", "sent", "you", "can", "by",
        "at", "of", "for", "a", "an", "file", "filed", "book", "booked", "do", "i'm",
    ]

    /// In their order, not overlapping.
    static func all(in text: String) -> [EMailAddress] {
        guard text.contains("@") || text.contains(" at ") || text.contains("còng") else {
            return []
        }
        let written = written(in: text)
        let spoken = spoken(in: text).filter { address in
            !written.contains { $0.range.overlaps(address.range) }
        }
        return (written + spoken).sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    private static func written(in text: String) -> [EMailAddress] {
        var addresses: [EMailAddress] = []
        var index = text.startIndex
        while let at = text[index...].firstIndex(of: "@") {
            index = text.index(after: at)
            var start = at
            while start > text.startIndex,
                start > addresses.last?.range.upperBound ?? start
                    || addresses.isEmpty
            {
                let before = text.index(before: start)
                guard text[before].isLocalCharacter else { break }
                start = before
            }
            var end = index
            while end < text.endIndex, text[end].isHostCharacter { end = text.index(after: end) }
            // A full stop at its end is the sentence's.
            while end > index, text[text.index(before: end)] == "." {
                end = text.index(before: end)
            }
            guard start < at, end > index else { continue }
            addresses.append(
                EMailAddress(range: start..<end, key: key(text[start..<end]), isSpoken: false))
            index = end
        }
        return addresses
    }

    private static func spoken(in text: String) -> [EMailAddress] {
        let tokens = SpokenTokens.tokens(of: text)
        var addresses: [EMailAddress] = []
        for (index, token) in tokens.enumerated() where token.text == "at" || token.text == "còng" {
            // The name is looked for first: it is short, the host need not be.
            guard token.range.lowerBound >= addresses.last?.range.upperBound ?? text.startIndex,
                let first = firstOfLocal(tokens, before: index),
                let last = lastOfHost(tokens, after: index, in: text)
            else { continue }
            var start = tokens[first].range.lowerBound
            if let previous = addresses.last { start = max(start, previous.range.upperBound) }
            let range = start..<tokens[last].range.upperBound
            addresses.append(EMailAddress(range: range, key: key(text[range]), isSpoken: true))
        }
        return addresses
    }

    /// The index of the host's last token; nil when none with a dot follows.
    private static func lastOfHost(_ tokens: [SpokenToken], after at: Int, in text: String) -> Int?
    {
        func isWrittenDot(_ index: Int) -> Bool {
            index + 1 < tokens.count
                && text[tokens[index].range.upperBound..<tokens[index + 1].range.lowerBound] == "."
        }
        var last: Int?
        var index = at + 1
        var words = 0
        while index < tokens.count {
            if dots.contains(tokens[index].text), index + 1 < tokens.count, index > at + 1 {
                index += 1
                last = index
                // "dot v n": letters are spelled.
                while index + 1 < tokens.count, tokens[index].text.count == 1,
                    tokens[index + 1].text.count == 1, tokens[index + 1].kind == .filler
                {
                    index += 1
                    last = index
                }
            } else if isWrittenDot(index) {
                index += 1
                last = index
                continue
            } else if last != nil {
                return last
            } else {
                words += 1
                if words > hostLimit { return nil }
            }
            index += 1
        }
        return last
    }

    /// Goes back over names, joints and spelled letters to what is no name.
    private static func firstOfLocal(_ tokens: [SpokenToken], before at: Int) -> Int? {
        var first: Int?
        var index = at - 1
        // "a còng" is "@": the "a" is no letter of the name.
        if index >= 0, tokens[at].text == "còng", tokens[index].text == "a" { index -= 1 }
        var names = 0
        while index >= 0, names < localLimit || tokens[index].text.count == 1 {
            let word = tokens[index].text
            let isSpelled = word.count == 1 && first != nil && tokens[index].kind == .filler
            if joints.contains(word) {
                if first == nil { return nil }
            } else if noNames.contains(word), !isSpelled {
                break
            } else {
                first = index
                names += 1
            }
            index -= 1
        }
        return first
    }

    private static func key(_ text: Substring) -> String {
        SpokenTokens.tokens(of: String(text))
            .filter { !joints.contains($0.text) && $0.text != "at" && $0.text != "còng" }
            .map { token in
                if case .number(let digits, _) = token.kind { digits } else { token.text }
            }
            .joined()
    }
}

extension Character {
    fileprivate var isLocalCharacter: Bool {
        isLetter || isNumber || "._%+-'".contains(self)
    }

    fileprivate var isHostCharacter: Bool { isLetter || isNumber || self == "." || self == "-" }
}
