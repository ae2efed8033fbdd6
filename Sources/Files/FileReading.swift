internal import Foundation

/// Reading into bytes that are there already: a file of any size takes one buffer.
public enum FileReading {
    /// - Parameters:
    ///   - place: Where in `bytes` what is read goes; `count` bytes of them are there.
    /// - Returns: How many were read; 0 at the end.
    /// - Throws: What the system said.
    public static func read(
        _ descriptor: Int32, into bytes: inout [UInt8], at place: Int, atMost count: Int
    ) throws(FileError) -> Int {
        precondition(place >= 0 && count >= 0 && place + count <= bytes.count)
        while true {
            let read = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe Foundation.read(
                    descriptor, buffer.baseAddress?.advanced(by: place), count)
            }
            if read >= 0 { return read }
            guard errno == EINTR else { throw FileError(file: "", operation: "read", code: errno) }
        }
    }
}
