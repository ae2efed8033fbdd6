import Foundation

/// What all processes together have used of the machine so far, as `/proc` tells it, and
/// this one's part of it.
struct MachineUse {
    private let busySeconds: Double
    private let allSeconds: Double
    private let ownSeconds: Double

    static var now: MachineUse { MachineUse() }

    private init() {
        let text = (try? String(contentsOfFile: "/proc/stat", encoding: .utf8)) ?? ""
        // proc(5): user nice system idle iowait irq softirq steal, of all cores.
        let first = text.prefix { $0 != "\n" }
        let times = first.split(separator: " ").dropFirst().prefix(8).map { Double($0) ?? 0 }
        let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
        let idle = times.count > 4 ? times[3] + times[4] : 0
        allSeconds = times.reduce(0, +) / ticks
        busySeconds = allSeconds - idle / ticks
        ownSeconds =
            ProcessUse(of: ProcessInfo.processInfo.processIdentifier)?.processorSeconds ?? 0
    }

    /// The share of all cores that was used by others than this process and one that
    /// used `seconds` in the same time.
    func othersShare(since start: MachineUse, besides seconds: Double) -> Double {
        let all = allSeconds - start.allSeconds
        let known = ownSeconds - start.ownSeconds + seconds
        return all > 0 ? max(0, busySeconds - start.busySeconds - known) / all : 0
    }
}
