import Foundation
import Knowledge
import Testing

@testable import LanguageModel

/// The good fixture pack with the turtle's English, as the program compiles it.
@Suite struct LanguageModelCompilerTests {
    static func compile(
        letters: [String: [[String]]] = [:],
        _ change: (inout LanguageModelCompiler.Settings) -> Void = { _ in }
    ) throws -> LanguageModelCompiler.Output {
        var settings = LanguageModelCompiler.Settings()
        settings.backgroundWords = 30
        change(&settings)
        let folder = StockModelTests.turtle.deletingLastPathComponent()
        return LanguageModelCompiler(
            stock: try StockModel(bytes: StockModelTests.bytes()),
            stockDictionary: [UInt8](try Data(contentsOf: folder.appending(path: "turtle.dic"))),
            graphemeToPhoneme: LetterSounds(sounds: letters), settings: settings
        ).compile(try LanguagePack.load(from: SmallPack.good))
    }

    @Test func everyWordIsSaidOrWarnedOf() throws {
        let output = try Self.compile(letters: ["fee": [["F", "IY"]]])
        let words = output.model.vocabulary.words.filter { !$0.hasPrefix("<") }
        #expect(words.count > 30)
        let silent = words.filter { output.dictionary.pronunciations(of: $0).isEmpty }
        #expect(silent.isEmpty == false, "the turtle does not know the office's words")
        #expect(output.problems.count == silent.count)
        for (word, problem) in zip(silent, output.problems) {
            #expect(problem.message.contains("“\(word)”"))
            #expect(problem.file.hasSuffix("pronunciations.dict"))
        }
        #expect(Set(output.dictionary.words).isSubset(of: words))
        // The pack's own dictionary says how it is said, before a name's other readings.
        #expect(output.dictionary.pronunciations(of: "cua").first == ["K", "UW", "AH"])
    }

    @Test func theSamePackGivesTheSameFiles() throws {
        let one = try Self.compile()
        let other = try Self.compile()
        #expect(one.trie == other.trie)
        #expect(one.dictionary.text == other.dictionary.text)
        #expect(one.problems == other.problems)
    }

    @Test func everyHistoryHasAMassOfOne() throws {
        let model = try Self.compile().model
        let vocabulary = model.vocabulary
        #expect(abs(model.massError(after: [])) < 1e-4)
        for word in 0..<vocabulary.count where word != vocabulary.end {
            #expect(abs(model.massError(after: [word])) < 1e-4)
        }
        for key in model.bigrams.keys where lastWord(key) != vocabulary.end {
            #expect(abs(model.massError(after: [Int(history(key)), lastWord(key)])) < 1e-4)
        }
    }

    @Test func aQuestionOfThePackIsLikelierThanItsWordsInAnotherOrder() throws {
        let model = try Self.compile().model
        let pack = try LanguagePack.load(from: SmallPack.good)
        var compared = 0
        for question in pack.entries.flatMap(\.questions) where question.slots.isEmpty {
            let text = question.expansions(lists: [:], limit: 1).first ?? ""
            let words = SpokenForm.words(of: text)
            guard words.count > 2 else { continue }
            let right = model.score(words)
            let wrong = model.score(words.reversed())
            #expect(right.unknown == 0)
            #expect(right.logProbability > wrong.logProbability + 2, "\(text)")
            compared += 1
        }
        #expect(compared > 5)
    }

    @Test func generalEnglishAddsItsMostFrequentWordsThatHaveASound() throws {
        let none = try Self.compile { $0.backgroundWords = 0 }.model.vocabulary.words
        let some = try Self.compile { $0.backgroundWords = 20 }.model.vocabulary.words
        let added = Set(some).subtracting(none)
        #expect(Set(none).isSubset(of: some))
        #expect((1...20).contains(added.count))
        #expect(added.contains("degrees"), "the turtle's second most frequent word")
    }

    @Test func noFillerIsASingleRealPhone() throws {
        // One such ends the process in PocketSphinx 0.8.
        let fillers = try Self.compile().fillers
        let lines = fillers.split(separator: "\n").map { $0.split(separator: " ") }
        #expect(lines.contains { $0.first == "<s>" } && lines.contains { $0.first == "<sil>" })
        for line in lines {
            let real = line.dropFirst().filter { PhoneMap.phones.contains(String($0)) }
            #expect(real.count != 1, "\(line)")
        }
    }
}
