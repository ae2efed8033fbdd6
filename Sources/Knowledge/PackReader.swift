internal import Foundation

/// Reads all files of a pack and notes what is wrong with each by itself.
struct PackReader {
    private let folder: PackFolder
    private var draft = PackDraft()
    private var hash = SHA256()

    init(folder: PackFolder) { self.folder = folder }

    mutating func read() -> PackDraft {
        guard folder.exists else {
            note(
                folder.name, "there is no such folder",
                remedy: "name the folder of a language pack, such as models/en-US")
            return draft
        }
        let files = folder.files() + folder.files(in: "knowledge")
        var contents: [String: [UInt8]] = [:]
        for file in files {
            guard let bytes = bytes(of: file) else { continue }
            contents[file] = bytes
            hash.update(Array("\(file)\n\(bytes.count)\n".utf8))
            hash.update(bytes)
        }
        readPack(contents, topicFiles: files.filter { $0.hasPrefix("knowledge/") })
        return draft
    }

    private mutating func readPack(_ contents: [String: [UInt8]], topicFiles: [String]) {
        let language = requiredNode("language.json", in: contents)
            .flatMap { SettingsReader.language($0, file: folder.name(of: "language.json"), &draft) }
        let phrases = requiredNode("phrases.json", in: contents)
            .flatMap { SettingsReader.phrases($0, file: folder.name(of: "phrases.json"), &draft) }
        let carriers = node("carriers.json", in: contents)
            .flatMap { SettingsReader.carriers($0, file: folder.name(of: "carriers.json"), &draft) }
        let controls = node("controls.json", in: contents)
            .map { SettingsReader.controls($0, file: folder.name(of: "controls.json"), &draft) }
        let lists = node("lists.json", in: contents)
            .map {
                SettingsReader.lists(
                    $0, file: folder.name(of: "lists.json"), areSlots: true, &draft)
            }
        let synonyms = node("synonyms.json", in: contents)
            .map {
                SettingsReader.lists(
                    $0, file: folder.name(of: "synonyms.json"), areSlots: false, &draft)
            }
        let pronunciations = contents["pronunciations.dict"].map {
            PronunciationReader.read(
                $0, file: folder.name(of: "pronunciations.dict"), problems: &draft.problems)
        }
        let negatives = node("negatives.json", in: contents)
            .map { SettingsReader.negatives($0, file: folder.name(of: "negatives.json"), &draft) }
        let senses = node("senses.json", in: contents)
            .map {
                SettingsReader.lists(
                    $0, file: folder.name(of: "senses.json"), areSlots: false, &draft)
            }
        if let root = node("vague.json", in: contents) {
            VagueReader(file: folder.name(of: "vague.json")).read(root, into: &draft)
        }
        let transform = PackFormat.telephoneTransform
        if let bytes = contents[transform] {
            TransformCheck.check(
                bytes, file: folder.name(of: transform), problems: &draft.problems)
        }
        let heard = contents[PackFormat.heard].map {
            HeardReader.read(
                $0, file: folder.name(of: PackFormat.heard), problems: &draft.problems)
        }
        draft.lists = lists ?? [:]
        if let root = node("actions.json", in: contents) {
            ActionsReader(file: folder.name(of: "actions.json")).read(root, into: &draft)
        }
        let topics = readTopics(topicFiles, in: contents)
        guard let language, let phrases else { return }
        draft.pack = LanguagePack(
            language: language, topics: topics, entries: draft.entries.map(\.entry),
            phrases: phrases, carriers: carriers ?? Carriers(), controls: controls ?? [:],
            lists: draft.lists, synonyms: synonyms ?? [:],
            pronunciations: pronunciations ?? [], negatives: negatives ?? [],
            senses: senses ?? [:], heard: heard ?? [:], vague: draft.vague.map(\.vague),
            actions: draft.actions,
            folder: folder.url,
            contentHash: hash.hex())
    }

    private mutating func readTopics(_ files: [String], in contents: [String: [UInt8]]) -> [Topic] {
        let topicFiles = files.filter { $0.hasSuffix(".json") }
        guard !topicFiles.isEmpty else {
            note(
                folder.name(of: "knowledge"), "there is no knowledge file",
                remedy: "add knowledge/<topic>.json with at least one entry")
            return []
        }
        var topics: [Topic] = []
        for file in topicFiles {
            guard let root = node(file, in: contents) else { continue }
            let topic = TopicReader(file: folder.name(of: file)).read(root, into: &draft)
            if let topic { topics.append(topic) }
        }
        return topics
    }

    private mutating func requiredNode(
        _ file: String, in contents: [String: [UInt8]]
    ) -> JSONNode? {
        if contents[file] == nil, !folder.has(file) {
            draft.problems.append(
                Problem.Unreadable.missing.problem(file: folder.name(of: file)))
        }
        return node(file, in: contents)
    }

    private mutating func node(_ file: String, in contents: [String: [UInt8]]) -> JSONNode? {
        guard let bytes = contents[file] else { return nil }
        do {
            return try JSONParser.parse(bytes)
        } catch {
            draft.problems.append(
                Problem(
                    file: folder.name(of: file), line: error.place.line,
                    column: error.place.column, message: error.message, remedy: error.remedy))
            return nil
        }
    }

    private mutating func bytes(of file: String) -> [UInt8]? {
        do {
            return try folder.bytes(of: file)
        } catch {
            draft.problems.append(error.problem(file: folder.name(of: file)))
            return nil
        }
    }

    private mutating func note(_ file: String, _ message: String, remedy: String) {
        draft.problems.append(Problem(file: file, message: message, remedy: remedy))
    }
}
