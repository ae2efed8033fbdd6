import Foundation
import Fulfilment
import Knowledge
import Pipeline

/// A writer of a journal that dies in the middle of a record: for the tests.
///
///     JournalProbe FOLDER DAY NAME DEATH MOST
///
/// Takes one turn after the other, each as another caller, and prints its number, as a
/// line would say it. After DEATH bytes it kills itself; after MOST turns it ends.
@main
enum JournalProbe {
    static func main() throws {
        let words = CommandLine.arguments
        guard words.count == 6, let day = Day(words[2]), let death = Int(words[4]),
            let most = Int(words[5])
        else { exit(2) }
        let left = Locked(death)
        let writing = JournalWriting(portion: 1) { count in
            let isOver = left.withLock { left in
                left -= count
                return left <= 0
            }
            if isOver { kill(getpid(), SIGKILL) }
        }
        let journal = try Journal(URL(filePath: words[1]), writing: writing)
        let wish = TicketWish(service: "passport", branch: "Lang", day: day, part: .morning)
        for turn in 0..<most {
            let name = "\(words[3])-\(turn)"
            let request = FulfilmentRequest(
                key: name, call: name, caller: name, language: "en-US", today: day,
                errand: .queueTicket(wish))
            guard case .ticket(let number) = try journal.fulfil(request) else { exit(3) }
            FileHandle.standardOutput.write(Data("\(number)\n".utf8))
        }
    }
}
