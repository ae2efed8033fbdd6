import Audio
import CallTestKit
import Foundation
import Knowledge
import Testing

@testable import Replay

@Suite struct CallerRecordingTests {
    /// A fixture of `formats` or `bad`, from the manifest.
    struct Fixture: Sendable, CustomStringConvertible {
        let id: String
        let path: String
        let side: CallerRecording.Channel

        var description: String { id }

        static func all(_ kind: String) throws -> [Fixture] {
            let folder = Repository.root.appending(path: "audio-fixtures")
            let root = try JSONParser.parse(
                [UInt8](Data(contentsOf: folder.appending(path: "manifest.json"))))
            return (root.member(kind)?.elements ?? []).compactMap { node in
                guard let id = node.member("id")?.text, let file = node.member("file")?.text
                else { return nil }
                return Fixture(
                    id: id, path: folder.appending(path: file).path,
                    side: node.member("side")?.text == "right" ? .right : .left)
            }
        }
    }

    /// Why a file is refused.
    private func refusal(_ path: String) -> CallerRecording.Unusable? {
        do {
            _ = try CallerRecording.read(path)
            return nil
        } catch {
            return error
        }
    }

    // MARK: What is read

    @Test func everyFormatIsReadToTheSameLength() throws {
        let fixtures = try Fixture.all("formats")
        #expect(fixtures.count >= 21)
        let whole = try #require(fixtures.first { $0.id == "rate-16000" })
        let expected = try CallerRecording.read(whole.path)
        for fixture in fixtures {
            let recording = try CallerRecording.read(fixture.path, channel: fixture.side)
            #expect(
                recording.rate == (recording.fileRate == .telephone ? .telephone : .wideband))
            let length = recording.rate.duration(ofSamples: recording.samples.count)
            let difference = length - expected.rate.duration(ofSamples: expected.samples.count)
            #expect(abs(difference / .milliseconds(1)) <= 1, "\(fixture): \(difference)")
        }
    }

    @Test func everyFormatIsReadToTheSameSound() throws {
        let fixtures = try Fixture.all("formats")
        #expect(fixtures.count >= 21)
        let whole = try #require(fixtures.first { $0.id == "rate-16000" })
        let expected = try CallerRecording.read(whole.path, rate: .telephone).samples
        for fixture in fixtures {
            let samples = try CallerRecording.read(
                fixture.path, channel: fixture.side, rate: .telephone
            ).samples
            #expect(Self.likeness(expected, samples) > 0.97, "\(fixture)")
        }
    }

    /// The normalised correlation of two sounds.
    private static func likeness(_ one: [Int16], _ other: [Int16]) -> Double {
        var (product, first, second) = (0.0, 0.0, 0.0)
        for (left, right) in zip(one, other) {
            product += Double(left) * Double(right)
            first += Double(left) * Double(left)
            second += Double(right) * Double(right)
        }
        return product / (first * second).squareRoot()
    }

    @Test func theChannelIsChosen() throws {
        let folder = try TemporaryFolder()
        let left = [Int16](repeating: 1_000, count: 800)
        let right = [Int16](repeating: -500, count: 800)
        let path = try folder.write(
            WAVFile(rate: .telephone, channels: [left, right]).bytes, to: "two.wav")
        #expect(try CallerRecording.read(path).samples == left)
        #expect(try CallerRecording.read(path, channel: .right).samples == right)
        let mono = try folder.write(
            WAVFile(rate: .telephone, samples: left).bytes, to: "one.wav")
        #expect(try CallerRecording.read(mono, channel: .right).samples == left)
    }

    @Test(arguments: [
        (8_000, 8_000), (16_000, 16_000), (11_025, 16_000), (44_100, 16_000), (48_000, 16_000),
    ])
    func theLinesRateLosesNothing(file: Int, line: Int) throws {
        let folder = try TemporaryFolder()
        let samples = [Int16](repeating: 100, count: file / 10)
        let path = try folder.write(
            WAVFile(rate: SampleRate(hertz: file), samples: samples).bytes, to: "a.wav")
        let recording = try CallerRecording.read(path)
        #expect(recording.rate.hertz == line)
        #expect(recording.fileRate.hertz == file)
        #expect(abs(recording.samples.count - line / 10) <= 1)
    }

    // MARK: What is refused

    @Test func everyBrokenFileIsRefusedWithItsNameAPlaceAndARemedy() throws {
        let fixtures = try Fixture.all("bad")
        #expect(fixtures.count >= 30)
        for fixture in fixtures where !Self.lenientlyRead.contains(fixture.id) {
            guard let refusal = refusal(fixture.path) else {
                Issue.record("\(fixture) is read"); continue
            }
            #expect(refusal.path == fixture.path)
            #expect(refusal.problem.contains("(at byte "), "\(fixture): \(refusal)")
            #expect(!refusal.remedy.isEmpty)
            #expect(refusal.description.hasPrefix("\(fixture.path): "))
            #expect(refusal.description.contains("; remedy: "))
        }
    }

    /// `WAVFile` drops half a sample at the end, and is silent for what is not a
    /// number: files that other programs play, too.
    private static let lenientlyRead = ["half-a-sample", "not-numbers"]

    @Test func whatIsAlmostWholeIsReadAsFarAsItGoes() throws {
        for fixture in try Fixture.all("bad") where Self.lenientlyRead.contains(fixture.id) {
            let recording = try CallerRecording.read(fixture.path)
            #expect(recording.samples.count >= 1_000, "\(fixture)")
        }
    }

    @Test func aFileThatIsMissingIsNamed() {
        #expect(
            refusal("/nowhere/a.wav")?.description
                == "/nowhere/a.wav: there is no such file; remedy: check the path")
    }

    @Test func aFolderIsNoRecording() throws {
        let folder = try TemporaryFolder()
        #expect(refusal(folder.url.path)?.problem == "this is not a regular file")
    }

    @Test func aDeviceIsNotReadForEver() {
        #expect(refusal("/dev/zero")?.problem == "this is not a regular file")
    }

    @Test func aLinkIsFollowed() throws {
        let folder = try TemporaryFolder()
        let samples = [Int16](repeating: 1, count: 80)
        try folder.write(WAVFile(rate: .telephone, samples: samples).bytes, to: "a.wav")
        try FileManager.default.createSymbolicLink(
            at: folder.file("b.wav"), withDestinationURL: folder.file("a.wav"))
        #expect(try CallerRecording.read(folder.file("b.wav").path).samples == samples)
    }

    // MARK: Frames

    @Test func aRecordingIsHeardInFramesWithSilenceAfterIt() throws {
        let folder = try TemporaryFolder()
        let samples = [Int16](repeating: 7, count: 400)
        let path = try folder.write(
            WAVFile(rate: .telephone, samples: samples).bytes, to: "a.wav")
        let frames = try CallerRecording.read(path).frames(
            after: .zero, padding: .milliseconds(100))
        #expect(frames.map(\.samples.count) == [Int](repeating: 160, count: 7))
        #expect(frames.map(\.start.sample) == Array(stride(from: 0, to: 1_120, by: 160)))
        #expect(frames.flatMap(\.samples).starts(with: samples))
    }
}
