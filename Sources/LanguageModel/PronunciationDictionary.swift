/// How words sound: lines of CMU's dictionary format, `word PH PH` and
/// `word(2) PH PH` for another way to say it.
public struct PronunciationDictionary: Sendable, Equatable {
    private var entries: [String: [[String]]] = [:]

    public init() {}

    /// Reads the lines whose words are wanted; all of them if that is nil. Other
    /// lines cost next to nothing, so a dictionary of 130,000 words can be asked for
    /// a thousand.
    public init(text: [UInt8], wanted: Set<String>? = nil) {
        for line in text.split(separator: 0x0a) {
            guard let wordEnd = line.firstIndex(where: { $0 == 0x20 || $0 == 0x09 }),
                wordEnd > line.startIndex, line.first != 0x3b
            else { continue }
            var nameEnd = wordEnd
            // "word(2)", but not "(paren", which is a word of the stock dictionary.
            if line[wordEnd - 1] == 0x29, let open = line[..<wordEnd].lastIndex(of: 0x28),
                open > line.startIndex
            {
                nameEnd = open
            }
            let word = String(decoding: line[..<nameEnd], as: UTF8.self)
            if let wanted, !wanted.contains(word) { continue }
            let phones = line[wordEnd...].prefix { $0 != 0x23 }
                .split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }
                .map { String(decoding: $0, as: UTF8.self) }
            add(phones, for: word)
        }
    }

    /// Adds another way to say a word, unless it is known.
    public mutating func add(_ phones: [String], for word: String) {
        guard !phones.isEmpty, entries[word]?.contains(phones) != true else { return }
        entries[word, default: []].append(phones)
    }

    /// The ways to say a word, the first to be preferred; none if it is not here.
    public func pronunciations(of word: String) -> [[String]] { entries[word] ?? [] }

    public var count: Int { entries.count }

    public var words: [String] {
        entries.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The dictionary as PocketSphinx reads it, sorted.
    public var text: String {
        var text = ""
        for word in words {
            for (place, phones) in pronunciations(of: word).enumerated() {
                let name = place == 0 ? word : "\(word)(\(place + 1))"
                text += name + " " + phones.joined(separator: " ") + "\n"
            }
        }
        return text
    }
}
