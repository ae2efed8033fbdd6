/// The file of an encoder: a header of 128 bytes, a table with 32 bytes a section,
/// the sections, each from a multiple of 64 bytes on. Little-endian.
/// `docs/encoder.md` has the layout.
enum EncoderFormat {
    static let magic: [UInt8] = Array("TONGENC\n".utf8)
    static let version = 1
    static let headerSize = 128
    static let entrySize = 32
    static let alignment = 64

    /// Where the header has what.
    enum Field {
        static let version = 8
        static let sections = 12
        static let length = 16
        static let digest = 24
        /// The digest covers the file from here on.
        static let digested = 56
        static let layers = 56
        static let heads = 60
        static let hidden = 64
        static let intermediate = 68
        static let vocabulary = 72
        static let longest = 76
        static let epsilon = 80
        static let unknown = 84
        static let opening = 88
        static let closing = 92
    }

    /// What a section holds.
    enum Content: UInt32, CaseIterable {
        case wordValues = 1
        case wordScales
        case positions
        case embeddingNorm
        case attentionInputValues
        case attentionInputScales
        case attentionInputBias
        case attentionOutputValues
        case attentionOutputScales
        case attentionOutputBias
        case attentionNorm
        case innerValues
        case innerScales
        case innerBias
        case outputValues
        case outputScales
        case outputBias
        case outputNorm
        case vocabularyText
        case vocabularyStarts
        case vocabularyOrder

        var isOfALayer: Bool {
            (Self.attentionInputValues.rawValue...Self.outputNorm.rawValue).contains(rawValue)
        }

        /// Whether it is float numbers.
        var isFloat: Bool {
            switch self {
            case .wordValues, .attentionInputValues, .attentionOutputValues, .innerValues,
                .outputValues, .vocabularyText, .vocabularyStarts, .vocabularyOrder:
                false
            default: true
            }
        }

        /// The bytes that it must have; nil when any number will do.
        func size(in shape: EncoderShape) -> Int? {
            switch self {
            case .wordValues: shape.vocabulary * shape.hidden
            case .wordScales: shape.vocabulary * 4
            case .positions: shape.longest * shape.hidden * 4
            case .embeddingNorm, .attentionNorm, .outputNorm: shape.hidden * 8
            case .attentionInputValues: shape.hidden * 3 * shape.hidden
            case .attentionInputScales, .attentionInputBias: shape.hidden * 3 * 4
            case .attentionOutputValues: shape.hidden * shape.hidden
            case .attentionOutputScales, .attentionOutputBias: shape.hidden * 4
            case .innerValues, .outputValues: shape.intermediate * shape.hidden
            case .innerScales, .innerBias: shape.intermediate * 4
            case .outputScales, .outputBias: shape.hidden * 4
            case .vocabularyText: nil
            case .vocabularyStarts: (shape.vocabulary + 1) * 4
            case .vocabularyOrder: shape.vocabulary * 4
            }
        }
    }

    /// A section's name: its content and, if there is one a layer, which layer.
    struct Key: Hashable, CustomStringConvertible {
        let content: Content
        var layer = 0

        var description: String {
            content.isOfALayer ? "\(content) of layer \(layer)" : "\(content)"
        }
    }

    /// Every section of an encoder, in the order of the file: what is small and read
    /// for each sentence stands together.
    static func keys(layers: Int) -> [Key] {
        let all = Content.allCases
        let once = all.filter { !$0.isOfALayer && $0 != .wordValues }.map { Key(content: $0) }
        let layered = (0..<layers).flatMap { layer in
            all.filter(\.isOfALayer).map { Key(content: $0, layer: layer) }
        }
        let floats = layered.filter(\.content.isFloat)
        let values = layered.filter { !$0.content.isFloat }
        return once + floats + values + [Key(content: .wordValues)]
    }
}
