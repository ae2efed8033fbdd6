import Speaking
import Testing

@Suite struct SynthesisErrorTests {
    @Test func anErrorSaysWhatFailedWhereAndWhatHelps() {
        let error = SynthesisError(
            .dataMissing, subject: "/usr/lib/espeak-ng-data", operation: "espeak_Initialize",
            code: -1)
        #expect(
            error.description
                == "eSpeak NG found no voices in “/usr/lib/espeak-ng-data” (espeak_Initialize returned "
                + "-1); remedy: install the voices: apt-get install espeak-ng-data")
        let other = SynthesisError(.other, subject: "a clause", operation: "espeak_Synth", code: 1)
        #expect(other.remedy == nil)
        #expect(!other.description.contains("remedy"))
    }
}
