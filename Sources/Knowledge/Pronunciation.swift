/// How a word that no dictionary knows is spoken.
public struct Pronunciation: Sendable, Equatable {
    /// The phones of the CMU dictionary, without stress.
    public static let phones = [
        "AA", "AE", "AH", "AO", "AW", "AY", "B", "CH", "D", "DH", "EH", "ER", "EY", "F", "G",
        "HH", "IH", "IY", "JH", "K", "L", "M", "N", "NG", "OW", "OY", "P", "R", "S", "SH", "T",
        "TH", "UH", "UW", "V", "W", "Y", "Z", "ZH",
    ]

    /// In lower case; a word may occur several times with different phones.
    public let word: String
    public let phones: [String]

    public init(word: String, phones: [String]) {
        self.word = word
        self.phones = phones
    }
}
