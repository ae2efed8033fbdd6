import Foundation
import Testing

extension CommandSuite {
    @Suite struct MetricsCommandTests {
        private let place: Workplace

        init() throws { place = try Workplace.shared() }

        /// ALSA's null device is silent, and as fast as it is asked.
        private func call(_ metrics: URL) throws -> Outcome {
            try place.run(
                "call", "--capture", "null", "--playback", "null", "--metrics", metrics.path)
        }

        @Test func aCallIsCounted() throws {
            let file = try place.newFolder("metrics").appending(path: "tongdai.prom")
            #expect(try call(file).status == 0)
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(text.contains("tongdai_calls_total{outcome=\"silent\"} 1\n"))
            #expect(text.contains("tongdai_call_ends_total{reason=\"noinput\"} 1\n"))
            #expect(text.contains("tongdai_calls_active 0\n"))
            #expect(text.contains("tongdai_no_inputs_total 3\n"))
        }

        @Test func aFileThatCannotBeWrittenIsToldOnceAndTheCallGoesOn() throws {
            let folder = try place.newFolder("metrics")
            let call = try call(folder.appending(path: "no/tongdai.prom"))
            #expect(call.status == 0)
            #expect(call.output.contains("ended: noinput"))
            #expect(call.complaint.contains("remedy: create the folder first"))
            #expect(call.complaint.split(separator: "\n").count { $0.contains("metrics") } == 1)
        }
    }
}
