import Knowledge
import Testing

@testable import Understanding

/// A language pack of two handfuls of entries: enough to be confused by.
enum SmallPack {
    private struct Line {
        let id: String
        let title: String
        let procedure: String
        let aspects: [String]
        let answer: String
        let questions: [String]
    }

    private static let lines = [
        Line(
            id: "passport.fee", title: "the fee for a passport", procedure: "passport",
            aspects: ["fee"], answer: "A passport costs two hundred thousand dong.",
            questions: [
                "how much (is|does) a passport [cost]", "what does a passport cost",
                "[what is] the (fee|price) for a [new] passport", "passport fee",
                "how much do i pay for my passport", "is a passport expensive",
            ]),
        Line(
            id: "passport.time", title: "how long a passport takes", procedure: "passport",
            aspects: ["time"], answer: "A passport takes eight working days.",
            questions: [
                "how long does a passport take", "how many days until my passport is ready",
                "when will my passport be (ready|finished)", "how long do i wait for a passport",
                "when can i (collect|pick up) my passport", "passport processing time",
            ]),
        Line(
            id: "passport.lost", title: "a lost passport", procedure: "passport",
            aspects: ["lost"],
            answer: "Report a lost passport to the police within two working days.",
            questions: [
                "i lost my passport", "my passport (was stolen|is gone|is missing)",
                "i cannot find my passport", "what do i do when my passport is lost",
                "someone stole my passport", "lost passport",
            ]),
        Line(
            id: "card.fee", title: "the fee for an identity card", procedure: "identity card",
            aspects: ["fee"], answer: "The first identity card is free, a new one costs money.",
            questions: [
                "how much (is|does) an identity card [cost]", "what does an id card cost",
                "[what is] the (fee|price) for an identity card", "identity card fee",
                "how much do i pay for my identity card", "is an identity card expensive",
            ]),
        Line(
            id: "card.time", title: "how long an identity card takes", procedure: "identity card",
            aspects: ["time"], answer: "The identity card takes seven working days.",
            questions: [
                "how long does an identity card take", "when will my id card be ready",
                "how many days for the identity card", "when can i pick up my identity card",
                "my identity card has not come yet", "identity card waiting time",
            ]),
        Line(
            id: "card.lost", title: "a lost identity card", procedure: "identity card",
            aspects: ["lost"], answer: "Ask any ward police for a new card.",
            questions: [
                "i lost my identity card", "my (id card|identity card) (was stolen|is gone)",
                "i cannot find my id card", "what do i do when my identity card is lost",
                "someone took my identity card", "lost identity card",
            ]),
        Line(
            id: "licence.renew", title: "how to renew a driver's licence",
            procedure: "driver's licence", aspects: ["renew", "how"],
            answer: "Renew the licence online before it expires.",
            questions: [
                "how do i renew my driver's licence", "my driving licence is about to expire",
                "can i extend my driver's licence", "renew driving licence",
                "my licence runs out soon", "how do i get a new driver's licence",
            ]),
        Line(
            id: "form.ct01", title: "form CT01", procedure: "residence",
            aspects: ["documents"], answer: "Form CT01 is at the ward police and in VNeID.",
            questions: [
                "where do i get form CT01", "what is the form CT01", "i need a CT01",
                "which form do i need to register my residence", "CT01 in VNeID",
                "form for residence registration",
            ]),
    ]

    /// An amount beside the fee of the same procedure, where a test wants one.
    private static let fine = Line(
        id: "passport.fine", title: "the fine for an expired passport", procedure: "passport",
        aspects: ["fine"],
        answer: "Whoever travels with an expired passport is fined one million dong.",
        questions: [
            "what is the fine for an expired passport", "will i be fined for an old passport",
            "how high is the fine when my passport has expired", "expired passport penalty",
            "do they punish me for a passport that is out of date",
            "what happens when i travel with an expired passport",
        ])

    private static func vague() throws -> [VagueQuestion] {
        try [
            VagueQuestion(
                id: "loss", between: ["card.lost", "passport.lost"],
                questions: [
                    "(my papers|my documents) (were|got) stolen", "somebody took my papers",
                    "i lost (my document|something)", "my documents are gone",
                ].map { try Template(parsing: $0) }),
            VagueQuestion(
                id: "time", between: ["card.time", "passport.time"],
                questions: [
                    "when will (it|my document) be ready", "how long (does it take|do i wait)",
                    "how many days [does it take]", "when is it done",
                ].map { try Template(parsing: $0) }),
        ]
    }

    static let resources = PackResources(
        negatives: [
            "what is the weather like", "tell me a joke", "play some music",
            "book a table for two", "how do i get to the airport", "when is the next bus",
            "my dog is ill", "what is for dinner", "how tall is the tower",
            "where can i buy shoes", "who won the game", "set an alarm for six",
            "how do i cook rice", "i want to open a bank account", "is it going to rain",
            "how do i get a work permit", "which school is near me", "my internet is slow",
        ],
        senses: [
            "loss": ["lost", "gone", "missing", "stolen", "misplaced"],
            "cost": ["how much", "cost", "price", "fee", "charge", "pay"],
        ])

    static func make(
        thresholds: [String: Double] = [:], without absent: String? = nil, hasFine: Bool = false
    ) throws -> LanguagePack {
        let day = Day(year: 2026, month: 7, day: 1)
        let entries = try (lines + (hasFine ? [fine] : [])).filter { $0.id != absent }.map { line in
            Entry(
                id: line.id, topic: String(line.id.prefix { $0 != "." }), title: line.title,
                procedure: line.procedure, aspects: line.aspects,
                questions: try line.questions.map { try Template(parsing: $0) },
                answer: line.answer, validFrom: try #require(day), checked: try #require(day))
        }
        let controls = [
            "repeat": [
                "[please] repeat [that]", "say (that|it) again", "what did you say", "what",
            ],
            "slower": ["[speak] slower [please]", "not so fast"],
            "goodbye": ["goodbye", "bye [bye]"], "yes": ["yes", "yes please", "that's right"],
            "no": ["no", "no thanks"], "thanks": ["thank you [very much]", "thanks"],
            "greeting": ["hello", "good morning"], "backchannel": ["uh huh", "okay", "fine"],
            "person": ["[i want to] (talk|speak) to (a person|someone)", "operator"],
            "first": ["the first [one]"], "second": ["the second [one]"],
        ]
        return LanguagePack(
            language: LanguageSettings(tag: "en-US", name: "English", thresholds: thresholds),
            entries: entries,
            carriers: Carriers(
                before: try [
                    "hello", "good morning", "can you tell me", "i would like to know", "and",
                ].map { try Template(parsing: $0) },
                after: try ["please", "thank you"].map { try Template(parsing: $0) },
                beforeCommand: try ["[sorry] (can|could) you [please]", "i want to"].map {
                    try Template(parsing: $0)
                },
                afterCommand: try ["for me [please]", "if you can"].map {
                    try Template(parsing: $0)
                },
                fillers: ["um", "uh", "you know"]),
            controls: try controls.mapValues { try $0.map { try Template(parsing: $0) } },
            synonyms: ["identity card": ["ID card", "CCCD", "can cuoc"]], vague: try vague())
    }

    /// Trained once for all tests.
    static let trained: Result<(pack: LanguagePack, model: UnderstandingModel), any Error> =
        Result {
            let pack = try make()
            return (pack, UnderstandingModel.train(on: pack, resources: resources))
        }

    /// The same with a fine beside the fee.
    static let trainedWithFine: Result<Understanding, any Error> = Result {
        let pack = try make(hasFine: true)
        return Understanding(
            pack: pack, model: UnderstandingModel.train(on: pack, resources: resources))
    }

    static func understanding() throws -> Understanding {
        let (pack, model) = try trained.get()
        return Understanding(pack: pack, model: model)
    }

    static func normalizer() throws -> Normalizer {
        Normalizer(vocabulary: Vocabulary(pack: try make(), senses: resources.senses))
    }
}
