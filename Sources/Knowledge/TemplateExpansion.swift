extension Template {
    /// What can be said with this template: distinct, in a fixed order. With
    /// more than `limit` ways, a sample of them that uses every alternative as
    /// evenly as it can; the others are counted, never built.
    ///
    /// A slot whose list is missing or empty has no value, and what needs it is
    /// not among the expansions. To keep slots as classes, give each its own
    /// name as its only value: `["ward": ["{ward}"]]`.
    public func expansions(lists: [String: [String]], limit: Int) -> [String] {
        guard limit > 0 else { return [] }
        let ways = Ways(of: root, lists: lists)
        let total = ways.count
        guard total > 0 else { return [] }
        var indices: [Int]
        if total <= limit {
            indices = Array(0..<total)
        } else {
            indices = Self.spread(count: min(limit, total), over: total)
        }
        indices.sort()
        var seen: Set<String> = []
        var expansions: [String] = []
        for index in indices {
            var words: [UInt8] = []
            ways.append(index, to: &words)
            let expansion = Self.singleSpaced(words)
            if !expansion.isEmpty, seen.insert(expansion).inserted { expansions.append(expansion) }
        }
        return expansions
    }

    /// How many ways there are to say it, counting repeated ones; at most
    /// `Template.countLimit`.
    public func count(lists: [String: [String]]) -> Int { Ways(of: root, lists: lists).count }

    public static let countLimit = 1 << 60

    /// `count` different indices below `total`, in steps of the golden ratio
    /// made coprime to `total`: evenly spread (the three-distance theorem), and
    /// since the step shares no factor with any number of alternatives, every
    /// alternative has its turn.
    private static func spread(count: Int, over total: Int) -> [Int] {
        var step = max(1, Int(Double(total) * 0.618_033_988_749_894_9))
        while greatestCommonDivisor(step, total) != 1 { step += 1 }
        var index = 0
        return (0..<count).map { _ in
            defer {
                index = index >= total - step ? index - (total - step) : index + step
            }
            return index
        }
    }

    private static func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
        var (larger, smaller) = (first, second)
        while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
        return larger
    }

    private static func singleSpaced(_ bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for byte in bytes {
            if byte == 0x20 || byte == 0x09 {
                if let last = result.last, last != 0x20 { result.append(0x20) }
            } else {
                result.append(byte)
            }
        }
        if result.last == 0x20 { result.removeLast() }
        return String(decoding: result, as: UTF8.self)
    }
}

/// A template with its lists filled in and its ways counted, so that any one
/// of them can be written down by its index.
private struct Ways {
    private enum Kind {
        case words([UInt8])
        case values([String])
        case choice([Ways])
        case sequence([Ways])
    }

    let count: Int
    private let kind: Kind

    init(of part: Template.Part, lists: [String: [String]]) {
        switch part {
        case .text(let text):
            kind = .words(Array(text.utf8))
            count = 1
        case .slot(let name):
            let values = lists[name] ?? []
            kind = .values(values)
            count = values.count
        case .choice(let parts):
            let branches = parts.map { Ways(of: $0, lists: lists) }
            kind = .choice(branches)
            count = branches.reduce(0) { min(Template.countLimit, $0 + $1.count) }
        case .sequence(let parts):
            let steps = parts.map { Ways(of: $0, lists: lists) }
            kind = .sequence(steps)
            count = steps.reduce(1) { product, step in
                let (result, overflow) = product.multipliedReportingOverflow(by: step.count)
                return overflow ? Template.countLimit : min(Template.countLimit, result)
            }
        }
    }

    /// Appends the words of the way with this index, which is below `count`.
    /// The last step of a sequence is the digit that changes fastest.
    func append(_ index: Int, to words: inout [UInt8]) {
        switch kind {
        case .words(let text): words.append(contentsOf: text)
        case .values(let values): words.append(contentsOf: values[index].utf8)
        case .choice(let branches):
            var rest = index
            for branch in branches {
                if rest < branch.count { return branch.append(rest, to: &words) }
                rest -= branch.count
            }
        case .sequence(let steps):
            var weight = count
            var rest = index
            for step in steps {
                weight = max(1, weight / max(1, step.count))
                step.append(min(rest / weight, step.count - 1), to: &words)
                rest %= weight
            }
        }
    }
}
