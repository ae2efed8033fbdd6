public import Knowledge

/// What the recorded callers come to, as numbers: one row for each group of them.
public struct QualityReport: Sendable {
    /// A group of callers who have something to ask that the line knows.
    public struct Row: Sendable, Equatable {
        public let group: String
        public let count: Int
        public let errors: WordErrors
        public let right: Int
        public let clarified: Int
        public let wrong: Int
        public let refused: Int
        public let unheard: Int
        public let wrongCuts: Int
        /// Who was taken to be over, and went on so soon that it was taken back.
        public let falseStarts: Int
        /// Of those who were heard: the silence that was waited for after their last
        /// words, in milliseconds of media time, half of them and nine in ten.
        public let medianWait: Int?
        public let longWait: Int?

        init(_ group: String, _ trials: [FixtureTrial]) {
            self.group = group
            count = trials.count
            errors = trials.reduce(into: WordErrors()) { $0 += $1.errors }
            func number(_ results: FixtureTrial.Result...) -> Int {
                trials.count { results.contains($0.result) }
            }
            right = number(.right)
            clarified = number(.clarified)
            wrong = number(.wrong, .misasked)
            refused = number(.refused)
            unheard = number(.unheard)
            wrongCuts = trials.count(where: \.isWrongCut)
            falseStarts = trials.count { $0.falseStarts > 0 }
            let waits = trials.compactMap(\.waited).map { Int($0 / .milliseconds(1)) }.sorted()
            medianWait = waits.isEmpty ? nil : waits[waits.count / 2]
            longWait = waits.isEmpty ? nil : waits[waits.count * 9 / 10]
        }

        public func share(_ number: Int) -> Double {
            count == 0 ? 0 : Double(number) / Double(count)
        }
    }

    /// Callers to whom the line has nothing to say.
    public struct ForeignRow: Sendable, Equatable {
        public let group: String
        public let count: Int
        public let answered: Int
        public let askedBack: Int

        init(_ group: String, _ trials: [FixtureTrial]) {
            self.group = group
            count = trials.count
            answered = trials.count { $0.result == .wrong }
            askedBack = trials.count { $0.result == .misasked || $0.result == .clarified }
        }
    }

    public let rows: [Row]
    public let foreignRows: [ForeignRow]
    /// Seconds of machine per second of sound, on one core.
    public let realTimeFactor: Double
    /// From an endpoint to its alternatives, wall time: the median of all callers.
    public let recognition: Duration

    public init(_ trials: [FixtureTrial]) {
        let questions = trials.filter { $0.caller.kind == .question }
        let clean = questions.filter { $0.caller.noise == nil && $0.caller.effects.isEmpty }
        var rows = [
            Row("questions, 16 kHz clean", clean.filter { $0.caller.channel == "16k" }),
            Row("questions, telephone clean", clean.filter { $0.caller.channel != "16k" }),
        ]
        for split in ["tune", "test"] {
            let part = clean.filter { $0.caller.split == split }
            rows.append(
                Row("  \(split), 16 kHz clean", part.filter { $0.caller.channel == "16k" }))
            rows.append(
                Row("  \(split), telephone clean", part.filter { $0.caller.channel != "16k" }))
        }
        rows += Self.rows(clean, by: { "  voice \($0.caller.voice)" })
        rows += Self.rows(questions, by: { "  channel \($0.caller.channel)" })
        rows += Self.rows(
            questions.filter { $0.caller.noise != nil },
            by: { "  noise \($0.caller.noise ?? 0) dB" })
        rows += Self.rows(
            questions.filter { !$0.caller.effects.isEmpty },
            by: { _ in "  hesitation, clipping, silence, pace" })
        for (kind, name) in [
            (FixtureManifest.Caller.Kind.followup, "follow-ups"), (.ambiguous, "ambiguous"),
            (.control, "controls"), (.slot, "slots"),
        ] {
            rows.append(Row(name, trials.filter { $0.caller.kind == kind }))
        }
        rows += Self.rows(
            trials.filter { $0.caller.kind == .slot }, by: { "  slot \($0.caller.slot.name)" })
        self.rows = rows.filter { $0.count > 0 }
        let foreign = trials.filter { $0.caller.kind.isForeign && !$0.isKnownNegative }
        foreignRows = [
            ForeignRow("out of domain", foreign.filter { $0.caller.kind == .outOfDomain }),
            ForeignRow("  human voices", foreign.filter(\.caller.isHuman)),
            ForeignRow("near domain", foreign.filter { $0.caller.kind == .nearDomain }),
            ForeignRow("nearly as a negative of the pack", trials.filter(\.isKnownNegative)),
        ].filter { $0.count > 0 }
        let media = trials.reduce(0) { $0 + $1.mediaSeconds }
        let recognitions = trials.map(\.recognition).sorted()
        recognition = recognitions.isEmpty ? .zero : recognitions[recognitions.count / 2]
        realTimeFactor = media > 0 ? trials.reduce(0) { $0 + $1.machineSeconds } / media : 0
    }

    private static func rows(
        _ trials: [FixtureTrial], by name: (FixtureTrial) -> String
    ) -> [Row] {
        let groups = Dictionary(grouping: trials, by: name)
        return groups.keys.sorted().map { Row($0, groups[$0] ?? []) }
    }

    /// For programs.
    public var json: JSONValue {
        let rows = rows.map { row -> JSONValue in
            [
                "group": .string(row.group.trimmed), "count": .integer(row.count),
                "wer": row.errors.rate.map { .number($0) } ?? .null,
                "right": .integer(row.right), "clarified": .integer(row.clarified),
                "wrong": .integer(row.wrong), "refused": .integer(row.refused),
                "unheard": .integer(row.unheard), "wrong_cuts": .integer(row.wrongCuts),
                "false_starts": .integer(row.falseStarts),
                "wait_p50_ms": row.medianWait.map { .integer($0) } ?? .null,
                "wait_p90_ms": row.longWait.map { .integer($0) } ?? .null,
            ]
        }
        let foreign = foreignRows.map { row -> JSONValue in
            [
                "group": .string(row.group.trimmed), "count": .integer(row.count),
                "answered": .integer(row.answered), "asked_back": .integer(row.askedBack),
            ]
        }
        return [
            "in_domain": .array(rows), "out_of_domain": .array(foreign),
            "xrt": .number(realTimeFactor),
            "recognise_p50_ms": .number(recognition / .milliseconds(1)),
        ]
    }
}

extension String {
    fileprivate var trimmed: String { String(drop { $0 == " " }) }
}
