public import Transcript

/// A fault that an operator must see.
public struct FaultNotice: Sendable, Equatable {
    public let time: TranscriptTime
    public let key: CallKey
    public let line: String
    public let fault: TranscriptEvent.Fault

    var sentence: String { Self.sentence(fault) }

    static func sentence(_ fault: TranscriptEvent.Fault) -> String {
        "\(fault.stage) \(fault.kind): \(fault.operation)"
            + (fault.recovered ? ", recovered" : ", not recovered")
    }
}
