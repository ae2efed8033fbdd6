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
        .systemLibrary(name: "CHeap"),

        // Pure: values, the pipeline, what a call knows and decides.
        .target(name: "Audio", swiftSettings: pure),
        .target(name: "AudioSocket", dependencies: ["Audio"], swiftSettings: pure),
        .target(name: "Pipeline", swiftSettings: pure),
        .target(name: "Knowledge", swiftSettings: pure),
        .target(
            name: "SentenceEncoder", dependencies: ["Knowledge", "Pipeline"], swiftSettings: pure),
        .target(name: "LanguageModel", dependencies: ["Knowledge"], swiftSettings: pure),
        // Vectors that are not optimised are a hundred times as slow: tests would wait for hours.
        .target(
            name: "SenoneScoring",
            swiftSettings: pure + [.unsafeFlags(["-O"], .when(configuration: .debug))]),
        .target(
            name: "NGramScoring", dependencies: ["LanguageModel"],
            swiftSettings: pure + [.unsafeFlags(["-O"], .when(configuration: .debug))]),
        .target(
            name: "Understanding", dependencies: ["Knowledge", "Pipeline"], swiftSettings: pure),
        .target(
            name: "Conversation", dependencies: ["Fulfilment", "Knowledge", "Understanding"],
            swiftSettings: pure),
        .target(
            name: "Hearing", dependencies: ["Audio", "Pipeline", "Understanding"],
            swiftSettings: pure),
        .target(name: "Speaking", dependencies: ["Audio", "Pipeline"], swiftSettings: pure),
        .target(
            name: "Transcript", dependencies: ["Files", "Knowledge"], swiftSettings: pure),
        .target(
            name: "Metrics", dependencies: ["CallLog", "Files", "Pipeline", "Transcript"],
            swiftSettings: pure),
        .target(name: "Files", swiftSettings: pure),
        .target(name: "Editing", dependencies: ["Knowledge"], swiftSettings: pure),
        .target(
            name: "Reporting", dependencies: ["CallLog", "Knowledge", "Transcript"],
            swiftSettings: pure),
        .target(
            name: "CallLog", dependencies: ["Files", "Knowledge", "Processes", "Transcript"],
            swiftSettings: pure),
        .target(name: "Terminal", swiftSettings: pure),
        .target(
            name: "Monitoring", dependencies: ["CallLog", "Knowledge", "Terminal", "Transcript"],
            swiftSettings: pure),
        .target(
            name: "Fulfilment", dependencies: ["Files", "Knowledge", "Pipeline"],
            swiftSettings: pure),
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
        .target(
            name: "Benchmark",
            dependencies: ["Audio", "Knowledge", "Replay", "Transcript", "Understanding"],
            swiftSettings: pure),
        .target(
            name: "Serving",
            dependencies: ["Audio", "AudioSocket", "CallFlow", "Hearing", "Knowledge", "Pipeline"],
            swiftSettings: pure),

        // Edges: one target for each C library, and the only one that imports it.
        .target(
            name: "ALSAAudio", dependencies: ["Audio", "Pipeline", "CALSA"], swiftSettings: strict),
        .target(
            name: "SocketLine", dependencies: ["Audio", "AudioSocket", "Pipeline"],
            swiftSettings: strict),
        .target(
            name: "SphinxSpeech",
            dependencies: [
                "Audio", "CPocketSphinx", "Hearing", "LanguageModel", "NGramScoring", "Pipeline",
                "SenoneScoring", "Understanding",
            ],
            swiftSettings: strict),
        .target(
            name: "ESpeakSpeech",
            dependencies: ["Audio", "CESpeakNG", "LanguageModel", "Pipeline", "Speaking"],
            swiftSettings: strict),
        // Edges without a C library: programs that are started, and those of them that the
        // city's own system stands behind.
        .target(name: "Processes", dependencies: ["Pipeline"], swiftSettings: strict),
        .target(
            name: "FulfilmentServices",
            dependencies: ["Fulfilment", "Knowledge", "Pipeline", "Processes"],
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
                "ALSAAudio", "Audio", "AudioSocket", "Benchmark", "CHeap", "CallFlow", "CallLog",
                "Conversation", "ESpeakSpeech", "Editing", "Files", "Fulfilment",
                "FulfilmentServices", "Hearing", "Knowledge", "LanguageModel", "Metrics",
                "Monitoring", "Pipeline", "Replay", "Reporting", "SentenceEncoder", "Serving",
                "SocketLine", "Speaking", "SphinxSpeech", "Terminal", "Transcript", "Understanding",
            ],
            swiftSettings: strict),

        .testTarget(
            name: "UnderstandingTests", dependencies: ["Knowledge", "Understanding"],
            swiftSettings: strict),
        .testTarget(
            name: "SentenceEncoderTests", dependencies: ["Knowledge", "SentenceEncoder"],
            swiftSettings: strict),
        .testTarget(name: "TerminalTests", dependencies: ["Terminal"], swiftSettings: strict),
        .testTarget(
            name: "MonitoringTests",
            dependencies: ["CallLog", "Knowledge", "Monitoring", "Terminal", "Transcript"],
            swiftSettings: strict),
        .testTarget(name: "AudioTests", dependencies: ["Audio"], swiftSettings: strict),
        .testTarget(
            name: "AudioSocketTests", dependencies: ["Audio", "AudioSocket"],
            swiftSettings: strict),
        .testTarget(
            name: "ServingTests",
            dependencies: [
                "Audio", "AudioSocket", "CallFlow", "CallTestKit", "Conversation", "Knowledge",
                "Pipeline", "PipelineTestKit", "Serving", "Transcript", "Understanding",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "SocketLineTests",
            dependencies: ["Audio", "AudioSocket", "Pipeline", "SocketLine"],
            swiftSettings: strict),
        .testTarget(
            name: "ALSAAudioTests", dependencies: ["ALSAAudio", "Audio"], swiftSettings: strict),
        .testTarget(
            name: "PipelineTests", dependencies: ["Pipeline", "PipelineTestKit"],
            swiftSettings: strict),
        .testTarget(name: "KnowledgeTests", dependencies: ["Knowledge"], swiftSettings: strict),
        .testTarget(
            name: "LanguageModelTests",
            dependencies: ["CallTestKit", "Knowledge", "LanguageModel"], swiftSettings: strict),
        .testTarget(
            name: "SpeakingTests", dependencies: ["Audio", "Speaking"], swiftSettings: strict),
        .testTarget(
            name: "ESpeakSpeechTests",
            dependencies: ["Audio", "ESpeakSpeech", "LanguageModel", "Speaking"],
            swiftSettings: strict),
        .testTarget(
            name: "SenoneScoringTests", dependencies: ["SenoneScoring"], swiftSettings: strict),
        .testTarget(
            name: "NGramScoringTests", dependencies: ["LanguageModel", "NGramScoring"],
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
        .testTarget(name: "ProcessesTests", dependencies: ["Processes"], swiftSettings: strict),
        .testTarget(
            name: "CallLogTests", dependencies: ["CallLog", "Knowledge", "Transcript"],
            swiftSettings: strict),
        .testTarget(
            name: "FulfilmentServicesTests",
            dependencies: ["Fulfilment", "FulfilmentServices", "Knowledge", "Pipeline"],
            swiftSettings: strict),
        .testTarget(
            name: "TranscriptTests", dependencies: ["Knowledge", "Pipeline", "Transcript"],
            swiftSettings: strict),
        .testTarget(
            name: "MetricsTests",
            dependencies: ["CallLog", "Files", "Knowledge", "Metrics", "Transcript"],
            swiftSettings: strict),
        .testTarget(
            name: "EditingTests", dependencies: ["Editing", "Knowledge"], swiftSettings: strict),
        .testTarget(
            name: "ReportingTests",
            dependencies: ["CallLog", "Knowledge", "Reporting", "Transcript"],
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
        .testTarget(
            name: "BenchmarkTests",
            dependencies: ["Audio", "Benchmark", "Knowledge", "Replay", "Transcript"],
            swiftSettings: strict),
        // Runs the built program as a process.
        .testTarget(
            name: "CommandTests",
            dependencies: ["Audio", "AudioSocket", "CallTestKit", "Knowledge"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
