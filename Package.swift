// swift-tools-version: 6.2
import PackageDescription

/// Every target: warnings are errors, imports are explicit, `any` is spelled out.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// Pure targets also prove that they hold no pointer: one unsafe use is a build error.
let pure = strict + [.strictMemorySafety()]

let package = Package(
    name: "tongdai",
    products: [.executable(name: "tongdai", targets: ["tongdai"])],
    targets: [
        // C libraries: a module map and a shim header each, nothing else.
        .systemLibrary(name: "CALSA", pkgConfig: "alsa", providers: [.apt(["libasound2-dev"])]),
        .systemLibrary(
            name: "CPocketSphinx", pkgConfig: "pocketsphinx",
            providers: [.apt(["libpocketsphinx-dev"])]),
        .systemLibrary(
            name: "CESpeakNG", pkgConfig: "espeak-ng", providers: [.apt(["libespeak-ng-dev"])]),

        // Pure: values, the pipeline, what a call knows and decides.
        .target(name: "Audio", swiftSettings: pure),
        .target(name: "Pipeline", swiftSettings: pure),
        .target(name: "Knowledge", swiftSettings: pure),
        .target(
            name: "SentenceEncoder", dependencies: ["Knowledge", "Pipeline"], swiftSettings: pure),
        .target(name: "LanguageModel", dependencies: ["Knowledge"], swiftSettings: pure),
        .target(name: "Understanding", dependencies: ["Knowledge"], swiftSettings: pure),
        .target(
            name: "Conversation", dependencies: ["Fulfilment", "Knowledge", "Understanding"],
            swiftSettings: pure),
        .target(
            name: "Hearing", dependencies: ["Audio", "Pipeline", "Understanding"],
            swiftSettings: pure),
        .target(name: "Speaking", dependencies: ["Audio", "Pipeline"], swiftSettings: pure),
        .target(name: "Transcript", dependencies: ["Knowledge"], swiftSettings: pure),
        .target(name: "CallLog", dependencies: ["Knowledge", "Transcript"], swiftSettings: pure),
        .target(name: "Fulfilment", dependencies: ["Knowledge", "Pipeline"], swiftSettings: pure),
        .target(
            name: "Replay",
            dependencies: [
                "Audio", "CallFlow", "CallLog", "Conversation", "Fulfilment", "Hearing",
                "Knowledge",
                "LanguageModel", "Pipeline", "Transcript", "Understanding",
            ],
            swiftSettings: pure),
        .target(
            name: "CallFlow",
            dependencies: [
                "Audio", "Conversation", "Fulfilment", "Hearing", "Knowledge", "Pipeline",
                "Speaking", "Transcript", "Understanding",
            ],
            swiftSettings: pure),

        // Edges: one target for each C library, and the only one that imports it.
        .target(
            name: "ALSAAudio", dependencies: ["Audio", "Pipeline", "CALSA"], swiftSettings: strict),
        .target(
            name: "SphinxSpeech",
            dependencies: [
                "Audio", "CPocketSphinx", "Hearing", "LanguageModel", "Pipeline", "Understanding",
            ],
            swiftSettings: strict),
        .target(
            name: "ESpeakSpeech",
            dependencies: ["Audio", "CESpeakNG", "LanguageModel", "Pipeline", "Speaking"],
            swiftSettings: strict),

        // What tests drive instead of time and threads.
        .target(name: "PipelineTestKit", dependencies: ["Pipeline"], swiftSettings: pure),
        .target(
            name: "CallTestKit",
            dependencies: [
                "Audio", "Hearing", "Knowledge", "PipelineTestKit", "Speaking", "Understanding",
            ],
            swiftSettings: pure),

        // A writer of a journal that dies in the middle of a record.
        .executableTarget(
            name: "JournalProbe", dependencies: ["Fulfilment", "Knowledge", "Pipeline"],
            swiftSettings: strict),

        .executableTarget(
            name: "tongdai",
            dependencies: [
                "ALSAAudio", "Audio", "CallFlow", "CallLog", "Conversation", "ESpeakSpeech",
                "Fulfilment", "Hearing", "Knowledge", "LanguageModel", "Pipeline", "Replay",
                "SentenceEncoder", "Speaking", "SphinxSpeech", "Transcript", "Understanding",
            ],
            swiftSettings: strict),

        .testTarget(
            name: "UnderstandingTests", dependencies: ["Knowledge", "Understanding"],
            swiftSettings: strict),
        .testTarget(
            name: "SentenceEncoderTests", dependencies: ["Knowledge", "SentenceEncoder"],
            swiftSettings: strict),
        .testTarget(name: "AudioTests", dependencies: ["Audio"], swiftSettings: strict),
        .testTarget(
            name: "ALSAAudioTests", dependencies: ["ALSAAudio", "Audio"], swiftSettings: strict),
        .testTarget(
            name: "PipelineTests", dependencies: ["Pipeline", "PipelineTestKit"],
            swiftSettings: strict),
        .testTarget(name: "KnowledgeTests", dependencies: ["Knowledge"], swiftSettings: strict),
        .testTarget(
            name: "LanguageModelTests", dependencies: ["Knowledge", "LanguageModel"],
            swiftSettings: strict),
        .testTarget(
            name: "SpeakingTests", dependencies: ["Audio", "Speaking"], swiftSettings: strict),
        .testTarget(
            name: "ESpeakSpeechTests",
            dependencies: ["Audio", "ESpeakSpeech", "LanguageModel", "Speaking"],
            swiftSettings: strict),
        .testTarget(
            name: "SphinxSpeechTests",
            dependencies: [
                "Audio", "Hearing", "LanguageModel", "SphinxSpeech", "Understanding",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "FulfilmentTests", dependencies: ["Fulfilment", "Knowledge"],
            swiftSettings: strict),
        .testTarget(
            name: "CallLogTests", dependencies: ["CallLog", "Knowledge", "Transcript"],
            swiftSettings: strict),
        .testTarget(
            name: "TranscriptTests", dependencies: ["Knowledge", "Pipeline", "Transcript"],
            swiftSettings: strict),
        .testTarget(
            name: "HearingTests",
            dependencies: ["Audio", "CallTestKit", "Hearing", "PipelineTestKit", "Understanding"],
            swiftSettings: strict),
        .testTarget(
            name: "ConversationTests",
            dependencies: [
                "CallTestKit", "Conversation", "Fulfilment", "Knowledge", "Understanding",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CallFlowTests",
            dependencies: [
                "Audio", "CallFlow", "CallTestKit", "Conversation", "Fulfilment", "Hearing",
                "Knowledge", "Pipeline", "PipelineTestKit", "Speaking", "Transcript",
                "Understanding",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ReplayTests",
            dependencies: [
                "Audio", "CallFlow", "CallLog", "CallTestKit", "Conversation", "Fulfilment",
                "Hearing",
                "Knowledge", "Pipeline", "PipelineTestKit", "Replay", "Transcript",
                "Understanding",
            ],
            swiftSettings: strict),
        // Runs the built program as a process.
        .testTarget(name: "CommandTests", dependencies: ["Knowledge"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
