/// Says how a word sounds that no dictionary has.
public protocol GraphemeToPhoneme: Sendable {
    /// - Parameter word: One word, as it is written: with Vietnamese letters if it
    ///   has any ("kiếm"), else lower case a to z ("kiem").
    /// - Returns: Pronunciations in the model's phones (`PhoneMap.phones`), the
    ///   likeliest first; none if the word cannot be said.
    func phones(for word: String) -> [[String]]
}
