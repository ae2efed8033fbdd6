internal import Foundation
internal import Knowledge

/// A file of JSON that a measurement reads: what is wrong in it is told with its line.
struct MeasurementFile {
    private let file: URL
    private let remedy: String

    /// - Parameter remedy: What to do about any mistake in it.
    init(_ file: URL, remedy: String) { (self.file, self.remedy) = (file, remedy) }

    func problem(_ line: Int?, _ message: String) -> PackError {
        PackError(problems: [
            Problem(file: file.relativePath, line: line, message: message, remedy: remedy)
        ])
    }

    /// All of it as one value.
    func root() throws(PackError) -> JSONNode {
        let data = try contents()
        do {
            return try JSONParser.parse([UInt8](data))
        } catch {
            throw problem(error.place.line, error.message)
        }
    }

    /// A value a line, with the number of the line. Blank lines are passed over.
    func lines() throws(PackError) -> [(number: Int, node: JSONNode)] {
        var lines: [(number: Int, node: JSONNode)] = []
        let parts = try contents().split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, bytes) in parts.enumerated() {
            if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
            do {
                lines.append((index + 1, try JSONParser.parse([UInt8](bytes))))
            } catch {
                throw problem(index + 1, error.message)
            }
        }
        return lines
    }

    private func contents() throws(PackError) -> Data {
        guard let data = try? Data(contentsOf: file) else {
            throw problem(nil, "the file cannot be read")
        }
        return data
    }
}
