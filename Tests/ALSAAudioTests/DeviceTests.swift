import Audio
import Foundation
import Testing

@testable import ALSAAudio

/// What opens ALSA devices: one test at a time, because ALSA's configuration and a
/// virtual line are one for the process.
@Suite(.serialized) enum DeviceSuite {}

extension DeviceSuite {
    @Suite struct DeviceTests {
        init() throws { _ = try VirtualLine.shared.get() }

        private func error(capture: String, playback: String = "null") -> DeviceError? {
            do throws(DeviceError) {
                _ = try ALSALine.open(capture: capture, playback: playback, rate: .wideband)
                return nil
            } catch {
                return error
            }
        }

        @Test func theNullDeviceIsASilentLine() throws {
            var line = try ALSALine.open(capture: "null", playback: "null", rate: .telephone)
            var position = MediaTime.zero(.telephone)
            for _ in 0..<100 {
                let frame = try line.read()
                #expect(frame == .silence(at: position, count: 160))
                try line.write(frame)
                position = frame.end
            }
            line.drain()
            #expect(line.statistics.lostFrames == 0)
            #expect(line.formats?.capture.description == "16 bit, mono, 8 kHz, buffer 100 ms")
        }

        @Test func anUnknownDeviceIsNamedWithARemedy() {
            for name in ["no-such-device", "hw:9", "plughw:CARD=Absent", ""] {
                let error = error(capture: name)
                #expect(error?.kind == .unavailable)
                #expect(error?.device == name)
                #expect(error?.operation == "snd_pcm_open")
                #expect(error?.description.contains("tongdai call --list-devices") == true)
            }
            #expect(error(capture: "null", playback: "hw:9")?.device == "hw:9")
        }

        @Test func aRecordingIsNotADevice() {
            let error = error(capture: "/tmp/caller.wav")
            #expect(error?.kind == .unavailable)
            #expect(error?.remedy.contains("tongdai replay /tmp/caller.wav") == true)
        }

        @Test func aFileThatCannotBeWrittenIsAnError() throws {
            let name = "file:/no/such/folder/x.raw,raw"
            var line = try ALSALine.open(capture: "null", playback: name, rate: .wideband)
            let refused = #expect(throws: DeviceError.self) {
                for _ in 0..<10 { try line.write(try line.read()) }
            }
            #expect(refused?.device == name)
            #expect(refused?.operation == "snd_pcm_writei")
        }

        @Test func theFirstFormatThatTheDeviceHasIsTaken() throws {
            var request = PCMRequest.line(.wideband, buffer: .milliseconds(100))
            request.samples = [.float32, .packed24, .int16]
            let narrow = try PCM.open("narrow", .playback, asking: request).format
            #expect(narrow.sample == .int16)
            #expect(narrow.channelCount == 1)
            request.rates = [SampleRate(hertz: 1_000_000), .studio]
            let fast = try PCM.open("tongdai_capture", .capture, asking: request).format
            #expect(fast.rate == .studio)
            #expect(fast.periodLength == 960)
            #expect(fast.bufferLength == 4_800)
        }

        @Test func aDeviceThatNoLineCanUseHasARemedy() {
            let error = error(capture: "null", playback: "planar")
            #expect(error?.kind == .unsupportedFormat)
            #expect(error?.operation == "snd_pcm_hw_params_set_access")
            #expect(error?.remedy.contains("plughw:") == true)
        }

        @Test func samplesComeAndGoUnchanged() throws {
            let line = try VirtualLine.shared.get()
            let samples = (0..<1_600).map { Int16($0 * 20 - 16_000) }
            let bytes = WAVHeader(rate: .wideband, channelCount: 1).encode([samples])
            try Data(bytes).write(to: line.recorded)
            var statistics = LineStatistics()

            var microphone = try Microphone(device: "recorded", rate: .wideband)
            var heard: [Int16] = []
            for _ in 0..<5 { heard += try microphone.read(&statistics).samples }
            #expect(heard == samples)

            do {
                var loudspeaker = try Loudspeaker(device: "recorded", rate: .wideband)
                try loudspeaker.write(Array(samples.prefix(320)), &statistics)
            }
            let played = try Data(contentsOf: line.played)
            // Forty milliseconds of silence come first.
            #expect(played.prefix(1_280).allSatisfy { $0 == 0 })
            #expect(Array(played.dropFirst(1_280).prefix(640)) == Array(bytes.prefix(640)))
        }

        @Test func theListHasTheNamesThatCanBeOpened() {
            let devices = ALSADevices.list()
            #expect(devices.contains { $0.name == "null" && $0.direction == .both })
            let capture = devices.first { $0.name == "tongdai_capture" }
            #expect(capture?.description == "Virtual line: hears the caller")
            #expect(capture?.canCapture == true)
        }

        @Test func theKindOfAnErrorDependsOnTheCall() {
            func kind(_ operation: String, _ code: Int32) -> DeviceError.Kind {
                DeviceError(device: "hw:0", operation: operation, code: -code).kind
            }
            #expect(kind("snd_pcm_open", ENODEV) == .unavailable)
            #expect(kind("snd_pcm_readi", ENODEV) == .disconnected)
            #expect(kind("snd_pcm_hw_params", EINVAL) == .unsupportedFormat)
            #expect(kind("snd_pcm_open", EBUSY) == .busy)
            #expect(kind("snd_pcm_open", EACCES) == .notPermitted)
            #expect(kind("snd_pcm_wait", ETIMEDOUT) == .disconnected)
        }
    }
}
