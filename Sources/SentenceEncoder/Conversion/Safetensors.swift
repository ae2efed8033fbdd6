import Foundation
import Knowledge

/// Reads a file of the safetensors format: the length of a JSON header in 8 bytes,
/// the header, and the tensors' bytes. Only 32-bit floats are read.
struct Safetensors {
    private struct Tensor {
        let type: String
        let shape: [Int]
        /// Where its bytes are in the file.
        let bytes: Range<Int>
    }

    static let remedy =
        "name the model.safetensors of all-MiniLM-L6-v2; scripts/fetch-encoder has it"
    /// Longer headers than any model needs are taken for damage.
    private static let longestHeader: UInt64 = 100_000_000

    private let file: MappedFile
    private let tensors: [String: Tensor]

    init(_ url: URL) throws(EncoderFileError) {
        file = try MappedFile(url, remedy: Self.remedy)
        guard file.count >= 8 else {
            throw Self.error(.truncated, file, "byte 0", "it has no header")
        }
        let length = file.long(at: 0)
        guard length <= min(UInt64(file.count - 8), Self.longestHeader) else {
            throw Self.error(
                .truncated, file, "byte 0",
                "its header of \(length) bytes does not fit \(file.count) bytes")
        }
        let content = 8 + Int(length)
        let header: JSONNode
        do {
            header = try JSONParser.parse(file.bytes(8..<content))
        } catch {
            throw Self.error(
                .inconsistent, file, "header",
                "it is not JSON: line \(error.place.line), column \(error.place.column): \(error.message)"
            )
        }
        guard case .object(let members) = header.content else {
            throw Self.error(.inconsistent, file, "header", "it is \(header.kind), not an object")
        }
        var tensors: [String: Tensor] = [:]
        for member in members where member.key != "__metadata__" {
            tensors[member.key] = try Self.tensor(member, in: file, from: content)
        }
        self.tensors = tensors
    }

    /// The numbers of a tensor, row by row.
    func floats(_ name: String, shape: [Int]) throws(EncoderFileError) -> [Float] {
        guard let tensor = tensors[name] else {
            throw Self.error(.inconsistent, file, "header", "it has no tensor \(name)")
        }
        guard tensor.type == "F32" else {
            throw Self.error(
                .inconsistent, file, "tensor \(name)", "it is of type \(tensor.type), not F32")
        }
        guard tensor.shape == shape else {
            throw Self.error(
                .inconsistent, file, "tensor \(name)",
                "its shape is \(tensor.shape), not \(shape)")
        }
        var floats: [Float] = []
        floats.reserveCapacity(tensor.bytes.count / 4)
        for place in stride(from: tensor.bytes.lowerBound, to: tensor.bytes.upperBound, by: 4) {
            let float = file.float(at: place)
            guard float.isFinite else {
                throw Self.error(
                    .notFinite, file, "byte \(place), tensor \(name)", "it is not a finite number")
            }
            floats.append(float)
        }
        return floats
    }

    private static func tensor(
        _ member: JSONNode.Member, in file: MappedFile, from content: Int
    ) throws(EncoderFileError) -> Tensor {
        let (place, value) = ("tensor \(member.key)", member.value.value)
        let shape = (value["shape"]?.array ?? []).compactMap(\.integer)
        let offsets = (value["data_offsets"]?.array ?? []).compactMap(\.integer)
        guard let type = value["dtype"]?.text, shape.count == value["shape"]?.array?.count,
            offsets.count == 2
        else {
            throw error(
                .inconsistent, file, place, "it wants a dtype, a shape and two data_offsets")
        }
        let size = file.count - content
        guard offsets[0] >= 0, offsets[0] <= offsets[1], offsets[1] <= size else {
            throw error(
                .truncated, file, place,
                "its bytes \(offsets[0]) to \(offsets[1]) are not within the \(size) of the file")
        }
        var wanted = 4
        for side in shape {
            let (product, isTooLarge) = wanted.multipliedReportingOverflow(by: side)
            guard side >= 0, !isTooLarge else {
                throw error(.inconsistent, file, place, "its shape is \(shape)")
            }
            wanted = product
        }
        guard type != "F32" || wanted == offsets[1] - offsets[0] else {
            throw error(
                .inconsistent, file, place,
                "its shape takes \(wanted) bytes, it has \(offsets[1] - offsets[0])")
        }
        return Tensor(type: type, shape: shape, bytes: content + offsets[0]..<content + offsets[1])
    }

    private static func error(
        _ kind: EncoderFileError.Kind, _ file: MappedFile, _ place: String, _ message: String
    ) -> EncoderFileError {
        EncoderFileError(kind, file.path, at: place, message, remedy: remedy)
    }
}
