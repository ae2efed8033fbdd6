/// How names are said, from tables that editors keep.
///
/// A name may be of several words. Capitals and diacritics must match, except that a
/// name in small letters is found whatever its capitals. Of names that begin alike,
/// the longest wins.
public struct Pronunciations: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    private struct Name: Sendable, Equatable {
        /// The words of the name.
        let words: [String]
        let phrase: String
        let phonemes: [String?]
    }

    /// Names by their first word in small letters, the longest first.
    private var names: [String: [Name]] = [:]

    /// - Parameters:
    ///   - sounds: By name: a respelling ("koo-a nahm"), or eSpeak NG's mnemonics in
    ///     double brackets ("[[k'u:@ n'A:m]]").
    ///   - phones: By name, in CMU's phones, as a pack's `pronunciations.dict` has
    ///     them. A name that `sounds` has, too, is taken from there; one with a phone
    ///     that CMU has not is left out.
    public init(_ sounds: [String: String], phones: [String: [String]] = [:]) {
        let spelled = phones.compactMapValues { CMUPhones.mnemonics($0).map { "[[\($0)]]" } }
        let all = spelled.merging(sounds) { _, sound in sound }
        for (name, sound) in all.sorted(by: { $0.key < $1.key }) {
            let words = Passage(name).tokens.compactMap { $0.kind == .space ? nil : $0.text }
            guard let first = words.first else { continue }
            names[first.lowercased(), default: []].append(Self.name(words, sound))
        }
        for first in names.keys.sorted() {
            names[first]?.sort { $0.words.count > $1.words.count }
        }
    }

    public init(dictionaryLiteral elements: (String, String)...) {
        self.init(Dictionary(elements) { _, last in last })
    }

    private static func name(_ words: [String], _ sound: String) -> Name {
        guard sound.hasPrefix("[["), sound.hasSuffix("]]") else {
            return Name(words: words, phrase: sound, phonemes: [])
        }
        let phonemes = sound.dropFirst(2).dropLast(2).split(separator: " ").map(String.init)
        // A word to be read stands for each that is to be heard.
        let read = phonemes.indices.map {
            AsciiFold.fold($0 < words.count ? words[$0] : words.last ?? "")
        }
        return Name(words: words, phrase: read.joined(separator: " "), phonemes: phonemes)
    }

    /// What is said for the name at `start`; nil when there is none.
    func phrase(in passage: Passage, at start: Int) -> Phrase? {
        guard passage.isStartOfWord(start), let first = passage.text(at: start),
            let candidates = names[first.lowercased()]
        else { return nil }
        for name in candidates {
            if let end = end(of: name, in: passage, from: start) {
                return Phrase(end: end, name.phrase, phonemes: name.phonemes)
            }
        }
        return nil
    }

    private func end(of name: Name, in passage: Passage, from start: Int) -> Int? {
        var index = start
        for (count, word) in name.words.enumerated() {
            if count > 0 { index = passage.skippingSpace(index) }
            guard let text = passage.text(at: index), text == word || text.lowercased() == word
            else { return nil }
            index += 1
        }
        return passage.isEndOfWord(index) ? index : nil
    }
}
