import Foundation

/// What a process has used so far, as `/proc` tells it.
struct ProcessUse {
    let processorSeconds: Double
    let residentBytes: Int

    /// Nil when there is no such process, or when it may not be looked at.
    init?(of process: Int32) {
        func words(_ name: String) -> [Substring] {
            let text =
                (try? String(contentsOfFile: "/proc/\(process)/\(name)", encoding: .utf8)) ?? ""
            // The program's name, in brackets, may have spaces in it.
            let rest = name == "stat" ? text.split(separator: ")").last ?? "" : text[...]
            return rest.split(separator: " ")
        }
        let times = words("stat")
        // `utime` and `stime` are fields 14 and 15 of proc(5); what is before the
        // third is cut off here.
        guard times.count > 12, let user = Double(times[11]), let system = Double(times[12]),
            let pages = words("statm").dropFirst().first.flatMap({ Int($0) })
        else { return nil }
        processorSeconds = (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
        residentBytes = pages * sysconf(Int32(_SC_PAGESIZE))
    }
}
