import Foundation

/// One written token and how it is said.
public struct SpokenToken: Sendable, Hashable {
    /// The ways to say it, the usual one first, each in the recogniser's words.
    public let readings: [[String]]

    /// How the only word is written where its letters were simplified: "kiem"
    /// has the spelling "kiếm". Nil for everything else.
    public let spelling: String?

    init(readings: [[String]], spelling: String? = nil) {
        self.readings = readings
        self.spelling = spelling
    }
}

/// Text as the recogniser writes it: the only place that knows.
///
/// Words are lower case and have the letters a to z and the apostrophe only;
/// numbers and signs are words ("CT01" is "c t zero one"); British spelling
/// becomes American; Vietnamese letters lose their marks. What a decoder puts
/// out is in this form already, and stays as it is.
public enum SpokenForm {
    /// What a speaker says for this text, in its usual reading.
    public static func words(of text: String) -> [String] {
        tokens(of: text).flatMap { $0.readings.first ?? [] }
    }

    /// The tokens of a text, each with all of its readings. Punctuation is
    /// no token.
    public static func tokens(of text: String) -> [SpokenToken] {
        var tokens: [SpokenToken] = []
        for chunk in text.split(whereSeparator: \.isWhitespace) {
            append(chunk, to: &tokens)
            joinLetters(of: &tokens)
        }
        return tokens
    }

    /// "I D" and "ID" sound alike and mean the same: one spelling for both.
    private static func joinLetters(of tokens: inout [SpokenToken]) {
        guard tokens.count > 1, tokens[tokens.count - 1].readings == [["d"]],
            tokens[tokens.count - 2].readings == [["i"]]
        else { return }
        tokens.removeLast(2)
        tokens.append(SpokenToken(readings: [["id"]]))
    }

    /// Acronyms that are said letter by letter however they are written.
    private static let spelledOut: Set<String> = [
        "atm", "cccd", "cmnd", "eu", "gps", "hcmc", "nfc", "otp", "pdf", "qr", "sms", "ssn", "uk",
        "usa", "usb", "vneid",
    ]
    /// Capitals that are said as a word.
    private static let saidAsWord: Set<String> = [
        "asap", "asean", "covid", "faq", "id", "ids", "ok", "pin", "sim", "unesco", "visa", "wifi",
    ]
    private static let signs: [Character: String] = [
        "&": "and", "%": "percent", "+": "plus", "@": "at", "=": "equals", "₫": "dong",
        "€": "euros", "£": "pounds",
    ]

    private static func append(_ chunk: Substring, to tokens: inout [SpokenToken]) {
        let trimmed = chunk.trimmed {
            !$0.isLetter && !$0.isNumber && signs[$0] == nil && $0 != "$"
        }
        guard let first = trimmed.first else { return }
        if isPlain(trimmed) {
            tokens.append(SpokenToken(readings: [wordsOf(plain: String(trimmed))]))
        } else if let number = number(trimmed) {
            tokens.append(SpokenToken(readings: number))
        } else if first == "$" {
            append(trimmed.dropFirst(), to: &tokens)
            if trimmed.count > 1 { tokens.append(SpokenToken(readings: [["dollars"]])) }
        } else if isDottedAbbreviation(trimmed) {
            let letters = trimmed.lowercased().filter(\.isLetter).map { String($0) }
            tokens.append(SpokenToken(readings: [letters]))
        } else if let place = trimmed.firstIndex(where: isSeparator) {
            append(trimmed[..<place], to: &tokens)
            if let word = signs[trimmed[place]] {
                tokens.append(SpokenToken(readings: [[word]]))
            } else if trimmed[place] == ".", trimmed[..<place].contains(where: \.isLetter) {
                tokens.append(SpokenToken(readings: [["dot"]]))
            }
            append(trimmed[trimmed.index(after: place)...], to: &tokens)
        } else if trimmed.contains(where: \.isNumber) {
            tokens.append(mixed(trimmed))
        } else {
            tokens.append(word(trimmed))
        }
    }

    /// Lower case letters and apostrophes only: most of all tokens.
    private static func isPlain(_ chunk: Substring) -> Bool {
        chunk.utf8.allSatisfy { (0x61...0x7a).contains($0) || $0 == 0x27 }
    }

    private static func wordsOf(plain word: String) -> [String] {
        if spelledOut.contains(word) { return word.map { String($0) } }
        return AmericanSpelling.of(word).split(separator: " ").map { String($0) }
    }

    private static func isSeparator(_ character: Character) -> Bool {
        !character.isLetter && !character.isNumber && character != "'" && character != "’"
    }

    /// "a.m.", "U.S.": single letters with a point after each.
    private static func isDottedAbbreviation(_ chunk: Substring) -> Bool {
        let parts = chunk.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count > 1
            && parts.dropLast().allSatisfy { $0.count == 1 && $0.allSatisfy(\.isLetter) }
            && (parts.last.map { $0.count <= 1 && $0.allSatisfy(\.isLetter) } ?? true)
    }

    /// Readings of a number with its separators and its ending; nil if it is none.
    private static func number(_ chunk: Substring) -> [[String]]? {
        guard chunk.first?.isASCIIDigit == true else { return nil }
        if chunk.last == "%" { return number(chunk.dropLast())?.map { $0 + ["percent"] } }
        let digits = chunk.prefix(while: \.isASCIIDigit)
        let rest = chunk.dropFirst(digits.count)
        if rest.isEmpty { return SpokenNumber.readings(ofDigits: String(digits)) }
        if ["st", "nd", "rd", "th"].contains(rest.lowercased()), let value = Int(digits) {
            return value < 1_000_000_000 ? [SpokenNumber.ordinal(value)] : nil
        }
        if let joined = grouped(chunk) { return SpokenNumber.readings(ofDigits: joined) }
        let parts = chunk.split(separator: rest.first ?? ".", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty, parts[1].allSatisfy(\.isASCIIDigit),
            let whole = SpokenNumber.readings(ofDigits: String(digits)).first
        else { return nil }
        switch rest.first {
        case ".": return [whole + ["point"] + SpokenNumber.digitByDigit(String(parts[1]))]
        case ":" where parts[1] == "00": return [whole + ["o'clock"], whole]
        case ":": return [whole + (SpokenNumber.readings(ofDigits: String(parts[1])).last ?? [])]
        default: return nil
        }
    }

    /// "15,000" and "15.000" without their separators.
    private static func grouped(_ chunk: Substring) -> String? {
        for separator in [",", "."] as [Character] {
            let groups = chunk.split(separator: separator, omittingEmptySubsequences: false)
            guard groups.count > 1, groups.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }),
                (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 })
            else { continue }
            return groups.joined()
        }
        return nil
    }

    /// Letters and digits in one token: "CT01", "B2", "covid19", "M4".
    private static func mixed(_ chunk: Substring) -> SpokenToken {
        var readings: [[String]] = [[]]
        var rest = chunk
        var afterLetters = false
        while let first = rest.first {
            let isDigit = first.isASCIIDigit
            let run = rest.prefix { $0.isASCIIDigit == isDigit }
            rest = rest.dropFirst(run.count)
            let choices: [[String]]
            if !isDigit {
                choices = [
                    run.count <= 3
                        ? fold(run.lowercased()).filter(\.isLetter).map { String($0) }
                        : wordsOf(plain: fold(run.lowercased()))
                ]
            } else if afterLetters, run.count > 2 {
                let digits = String(run)
                choices = [
                    SpokenNumber.digitByDigit(digits),
                    SpokenNumber.digitByDigit(digits, zero: "oh"),
                ]
            } else {
                choices = SpokenNumber.readings(ofDigits: String(run))
            }
            afterLetters = !isDigit
            readings = readings.flatMap { head in choices.map { head + $0 } }
        }
        let distinct = readings.enumerated().filter { !readings[..<$0.offset].contains($0.element) }
        return SpokenToken(readings: distinct.prefix(4).map(\.element))
    }

    private static func word(_ chunk: Substring) -> SpokenToken {
        let lower = chunk.lowercased()
        let isAcronym =
            (2...5).contains(chunk.count) && chunk.allSatisfy(\.isUppercase)
            && chunk.utf8.count == chunk.count && !saidAsWord.contains(lower)
        if isAcronym { return SpokenToken(readings: [lower.map { String($0) }]) }
        let folded = fold(lower)
        let simplified = folded != lower.replacing("’", with: "'")
        return SpokenToken(
            readings: [wordsOf(plain: folded)], spelling: simplified ? lower : nil)
    }

    /// Without marks on the letters, in ASCII as far as there is one.
    private static func fold(_ word: String) -> String {
        guard word.utf8.contains(where: { $0 >= 0x80 }) else { return word }
        var folded = ""
        for scalar in word.decomposedStringWithCanonicalMapping.unicodeScalars {
            switch scalar {
            case "đ", "ð": folded.append("d")
            case "’", "‘": folded.append("'")
            case "ß": folded.append("ss")
            case "ø": folded.append("o")
            case "æ": folded.append("ae")
            case let plain where plain.isASCII: folded.unicodeScalars.append(plain)
            case let letter where letter.properties.isAlphabetic:
                folded.unicodeScalars.append(letter)
            default: break
            }
        }
        return folded
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}

extension Substring {
    fileprivate func trimmed(_ isOuter: (Character) -> Bool) -> Substring {
        guard let first = firstIndex(where: { !isOuter($0) }),
            let last = lastIndex(where: { !isOuter($0) })
        else { return "" }
        return self[first...last]
    }
}
