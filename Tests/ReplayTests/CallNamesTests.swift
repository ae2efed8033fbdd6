import Replay
import Testing

@Suite struct CallNamesTests {
    @Test func aNameIsGivenOnce() {
        var names = CallNames()
        #expect(["x", "y", "x", "x"].map { names.unique($0) } == ["x", "y", "x-2", "x-3"])
    }

    @Test func aNumberedNameThatIsGivenIsPassedOver() {
        var names = CallNames()
        #expect(["x-2", "x", "x", "x-2"].map { names.unique($0) } == ["x-2", "x", "x-3", "x-2-2"])
    }

    @Test func aNameThatSomebodyElseHasIsPassedOver() {
        var names = CallNames()
        #expect(names.unique("x") { ["x", "x-2"].contains($0) } == "x-3")
    }

    @Test func aNameStaysInItsFolder() {
        var names = CallNames()
        #expect(names.unique("../../x") == "..-..-x")
    }
}
