internal import Foundation
internal import Knowledge
public import Transcript

/// One call's lines, as they stand in the files.
public struct ScannedCall: Sendable {
    /// A line of a call, without its newline.
    public struct Line: Sendable, Equatable {
        public let bytes: [UInt8]

        /// Which of `CallScan.files` it stands in.
        public let file: Int

        /// Counts from 1.
        public let number: Int

        public init(bytes: [UInt8], file: Int = 0, number: Int) {
            (self.bytes, self.file, self.number) = (bytes, file, number)
        }
    }

    public let call: String

    /// A line of the piece at hand, and its head where it has one.
    struct Place {
        let range: Range<Int>
        let number: Int
        let head: LineHead?
    }

    /// Lines of pieces before, and those of the piece at hand, which all of its calls
    /// share.
    private let before: [Line]
    private let piece: [UInt8]
    private let places: [Place]
    private let file: Int

    public init(call: String, lines: [Line]) {
        (self.call, before) = (call, lines)
        (piece, places, file) = ([], [], 0)
    }

    init(
        call: String, before: [Line], piece: [UInt8], places: [Place], file: Int
    ) {
        (self.call, self.before, self.piece) = (call, before, piece)
        (self.places, self.file) = (places, file)
    }

    /// In the order of the files.
    public var lines: [Line] {
        before
            + places.map {
                Line(bytes: Array(piece[$0.range]), file: file, number: $0.number)
            }
    }

    /// All that could be read of them.
    public var records: [TranscriptRecord] { lines.compactMap { Self.record(of: $0.bytes) } }

    /// The summary of what could be read; nil when nothing could.
    public var summary: CallSummary? { read().summary }

    /// The summary, and the lines of which nothing could be made, without those that
    /// `CallScan` has counted itself.
    public func read() -> (summary: CallSummary?, unread: [UnreadLine]) {
        var summary: CallSummary?
        var unread: [UnreadLine] = []
        func add(_ record: TranscriptRecord?, _ line: @autoclosure () -> Line) {
            guard let record else {
                if !CallScan.isCounted(line()) { unread.append(UnreadLine(line())) }
                return
            }
            if summary?.add(record) == nil { summary = CallSummary(first: record) }
        }
        for line in before {
            add(
                LeanRecord.read(line.bytes, line.bytes.indices, call: call)
                    ?? Self.record(of: line.bytes), line)
        }
        var fields = OwnFields(piece)
        for place in places {
            add(
                place.head.flatMap {
                    LeanRecord.read(
                        piece, $0, to: place.range.upperBound, call: call, &fields,
                        isForSummary: true)
                } ?? Self.record(of: Array(piece[place.range])),
                Line(bytes: Array(piece[place.range]), file: file, number: place.number))
        }
        return (summary, unread)
    }

    private static func record(of bytes: [UInt8]) -> TranscriptRecord? {
        var reader = TranscriptReader(bytes: bytes)
        return try? reader.nextLine()?.record
    }
}

/// Goes through the lines of a folder and gathers each call's, with tests on the
/// bytes that rule out most calls before anything is parsed.
///
/// It holds a piece of a file, 4 MB and what completes its last line, and the
/// calls that go on behind it. A call that has no end is given out when its
/// day and the next are over.
public struct CallScan {
    /// Looks at one line and says which of the conditions it meets, as bits.
    typealias LineTest = (_ head: LineHead, _ bytes: [UInt8], _ line: Range<Int>) -> UInt8

    /// A call's lines of the piece at hand.
    private struct Entry {
        let name: [UInt8]
        var met: UInt8
        var isOver = false
        var carried: Carried?
    }

    /// What is kept of a call from piece to piece.
    private struct Carried {
        var lines: [ScannedCall.Line]
        var met: UInt8
        var age = 0
    }

    private struct LineRef {
        let start: Int32
        let end: Int32
        let entry: Int32
        let number: Int32
        let head: LineHead?
    }

    private let conditions: UInt8

    /// The same for calls whose id has an escape in it, and lines in another form.
    private var isWanted: (String) -> Bool = { _ in true }
    private let test: LineTest
    private var entries: [Entry] = []
    private var index: [UInt64: Int32] = [:]
    private var refs: [LineRef] = []
    private var carried: [String: Carried] = [:]

    private var file = -1

    /// The names of the files so far: a line's `file` counts them.
    public private(set) var files: [String] = []
    private var number: Int32 = 0

    /// Lines of which nothing could be made: the first thousand.
    public private(set) var damaged: [UnreadLine] = []

    /// How many there are, and how many of them are torn.
    public private(set) var damagedCount = 0
    public private(set) var tornCount = 0
    private var damagedInFiles: [Int: Int] = [:]

    /// The same by files.
    public var unread: [UnreadLines] {
        damagedInFiles.sorted { $0.key < $1.key }.map {
            UnreadLines(file: files[$0.key], count: $0.value)
        }
    }

    public private(set) var lineCount = 0
    public private(set) var callCount = 0

    /// Files with lines that a later version of the program wrote, of all calls, whether
    /// they are looked for or not.
    public private(set) var newer: [NewerLines] = []

    /// So many damaged lines are remembered.
    private static let damageLimit = 1_000

    /// A call is given out when its lines together meet all `conditions`.
    init(conditions: UInt8 = 0, test: @escaping LineTest = { _, _, _ in 0 }) {
        self.conditions = conditions
        self.test = test
    }

    /// All calls.
    public init() { self.init(conditions: 0) }

    /// Those with these ids.
    public init(calls: Set<String>) {
        let ids = Set(calls.map { Array($0.utf8) })
        self.init(conditions: 1) { head, bytes, _ in ids.contains(Array(bytes[head.call])) ? 1 : 0 }
        isWanted = { calls.contains($0) }
    }

    /// Those whose ids begin so.
    public init(callsBeginningWith text: String) {
        let id = Array(text.utf8)
        self.init(conditions: 1) { head, bytes, _ in bytes[head.call].starts(with: id) ? 1 : 0 }
        isWanted = { $0.hasPrefix(text) }
    }

    /// Those that may be the exchange's call of that id; `CallSummary.uuid` decides.
    /// - Parameter uuid: In lower case, with hyphens.
    public init(callsOfUUID uuid: String) {
        let test = Self.hasUUID(uuid)
        self.init(conditions: 1) { head, bytes, line in test(head, bytes, line) ? 1 : 0 }
    }

    static func hasUUID(_ uuid: String) -> (LineHead, [UInt8], Range<Int>) -> Bool {
        let member = Array("\"uuid\":\"\(uuid)\"".utf8)
        return { head, bytes, line in
            bytes[head.event].elementsEqual(started)
                && ByteSearch.first(member, in: bytes, head.own..<line.upperBound) != nil
        }
    }

    /// What is added from here on is of the next file.
    public mutating func beginFile(_ name: String) {
        files.append(name)
        (file, number) = (file + 1, 0)
    }

    /// Takes a whole number of lines; the last may be without its newline.
    /// - Parameter count: How many of the bytes are lines; nil for all.
    public mutating func add(
        _ bytes: [UInt8], count: Int? = nil, give: (ScannedCall) -> Void
    ) {
        let count = count ?? bytes.count
        var start = 0
        while start < count {
            let end = bytes[start..<count].firstIndex(of: 0x0A) ?? count
            number += 1
            if end > start { add(line: start..<end, of: bytes) }
            start = end + 1
        }
        giveOut(of: bytes, give)
    }

    /// A day is over: calls that had their last line on the day before have none any more.
    public mutating func endDay(give: (ScannedCall) -> Void) {
        for (call, kept) in carried.sorted(by: { $0.key < $1.key }) {
            if kept.age >= 1 {
                carried[call] = nil
                callCount += 1
                if kept.met == conditions { give(ScannedCall(call: call, lines: kept.lines)) }
            } else {
                carried[call]?.age += 1
            }
        }
    }

    /// Nothing follows.
    public mutating func finish(give: (ScannedCall) -> Void) {
        callCount += carried.count
        for (call, kept) in carried.sorted(by: { $0.key < $1.key }) where kept.met == conditions {
            give(ScannedCall(call: call, lines: kept.lines))
        }
        carried = [:]
    }

    private mutating func add(line: Range<Int>, of bytes: [UInt8]) {
        lineCount += 1
        guard let head = LineHead(of: bytes, in: line) else {
            return addUnusual(line, of: bytes)
        }
        // It stays with its call all the same: what it says is to be redacted.
        if bytes[line.upperBound - 1] != Self.lastByte,
            TranscriptRecord.read(line: Array(bytes[line])) == nil
        {
            noteUnread(bytes[line])
        }
        if head.version > TranscriptRecord.currentVersion { noteNewer(head.version) }
        let entry = entry(named: bytes[head.call])
        keep(line, of: entry, head)
        let missing = conditions & ~entries[entry].met
        if missing != 0 { entries[entry].met |= test(head, bytes, line) & conditions }
        if bytes[head.event].elementsEqual(Self.ended) { entries[entry].isOver = true }
    }

    /// A line that another program wrote, or whose call or line has a quotation mark
    /// in its name. It is taken to meet every condition: the summary decides.
    private mutating func addUnusual(_ line: Range<Int>, of bytes: [UInt8]) {
        var reader = TranscriptReader(bytes: Array(bytes[line]))
        guard let record = try? reader.nextLine()?.record else {
            return noteUnread(bytes[line])
        }
        if record.version > TranscriptRecord.currentVersion { noteNewer(record.version) }
        let entry = entry(named: Array(record.call.utf8)[...])
        keep(line, of: entry, nil)
        if isWanted(record.call) { entries[entry].met = conditions }
        if case .callEnded = record.event { entries[entry].isOver = true }
    }

    private mutating func noteUnread(_ line: ArraySlice<UInt8>) {
        note(UnreadLine(file: file, number: Int(number), isTorn: UnreadLine.isTorn(line)))
    }

    /// Counts a line whose rest turned out to be no JSON when its call was read.
    public mutating func note(_ line: UnreadLine) {
        damagedCount += 1
        if line.isTorn { tornCount += 1 }
        damagedInFiles[line.file, default: 0] += 1
        if damaged.count < Self.damageLimit { damaged.append(line) }
    }

    /// Whether a line that cannot be read was counted when it was passed: it does not
    /// end as an object does. Others begin well and show when they are parsed.
    public static func isCounted(_ line: ScannedCall.Line) -> Bool { line.bytes.last != lastByte }

    private static let lastByte = UInt8(ascii: "}")

    private mutating func noteNewer(_ version: Int) {
        let name = files.last ?? ""
        guard let last = newer.indices.last, newer[last].file == name else {
            return newer.append(NewerLines(file: name, count: 1, version: version))
        }
        newer[last].count += 1
        newer[last].version = max(newer[last].version, version)
    }

    private mutating func keep(_ line: Range<Int>, of entry: Int, _ head: LineHead?) {
        refs.append(
            LineRef(
                start: Int32(line.lowerBound), end: Int32(line.upperBound), entry: Int32(entry),
                number: number, head: head))
    }

    private mutating func entry(named name: ArraySlice<UInt8>) -> Int {
        var key = Self.hash(name)
        while let found = index[key] {
            if entries[Int(found)].name.elementsEqual(name) { return Int(found) }
            key &+= 1
        }
        index[key] = Int32(entries.count)
        var entry = Entry(name: Array(name), met: 0)
        if !carried.isEmpty {
            entry.carried = carried.removeValue(forKey: String(decoding: name, as: UTF8.self))
            entry.met = entry.carried?.met ?? 0
        }
        entries.append(entry)
        return entries.count - 1
    }

    private mutating func giveOut(of bytes: [UInt8], _ give: (ScannedCall) -> Void) {
        var places = [[ScannedCall.Place]](repeating: [], count: entries.count)
        for ref in refs {
            let entry = entries[Int(ref.entry)]
            guard entry.met == conditions || !entry.isOver else { continue }
            places[Int(ref.entry)].append(
                ScannedCall.Place(
                    range: Int(ref.start)..<Int(ref.end), number: Int(ref.number), head: ref.head))
        }
        for (entry, places) in zip(entries, places) {
            if entry.isOver { callCount += 1 }
            guard !places.isEmpty else { continue }
            let call = ScannedCall(
                call: String(decoding: entry.name, as: UTF8.self),
                before: entry.carried?.lines ?? [], piece: bytes, places: places, file: file)
            if entry.isOver {
                give(call)
            } else {
                carried[call.call] = Carried(lines: call.lines, met: entry.met)
            }
        }
        entries.removeAll(keepingCapacity: true)
        index.removeAll(keepingCapacity: true)
        refs.removeAll(keepingCapacity: true)
    }

    private static let started = Array("call.started".utf8)
    private static let ended = Array("call.ended".utf8)

    /// FNV-1a; whoever has the same is told apart by the name.
    private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash
    }
}
