import Foundation

/// `mdef`: which phones there are in which neighbourhoods, and their senones.
struct PhoneDefinitions {
    let stateCount: Int
    let senoneCount: Int
    let transitionCount: Int
    /// Phones without regard to their neighbours.
    let phoneCount: Int
    /// The phone of each senone; nil where two share one, or none has it.
    let phoneOfSenone: [Int]?

    init?(_ path: String) {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        let bytes = [UInt8](data)
        var numbers = BinaryNumbers(bytes, at: 0)
        guard numbers.word() == 0x4644_4d42, numbers.word() == 1,
            let format = numbers.count(atMost: 65_536)
        else { return nil }
        numbers.skip(format)
        let counts = (0..<10).compactMap { _ in numbers.count(atMost: 10_000_000) }
        guard counts.count == 10, counts[0] > 0, counts[1] >= counts[0], counts[2] > 0,
            counts[4] >= counts[3], counts[7] == 3, counts[9] < counts[0]
        else { return nil }
        (stateCount, senoneCount, transitionCount) = (counts[2], counts[4], counts[5])
        for _ in 0..<counts[0] { guard numbers.text() else { return nil } }
        numbers.skip((4 - numbers.place % 4) % 4)
        guard Self.isTree(&numbers, counts), let sequences = Self.phones(&numbers, counts),
            numbers.count() == counts[6] * counts[2], numbers.left == 2 * counts[6] * counts[2]
        else { return nil }
        var senones: [Int] = []
        for _ in 0..<counts[6] * counts[2] {
            guard let senone = numbers.half(), senone < senoneCount else { return nil }
            senones.append(senone)
        }
        phoneCount = counts[0]
        phoneOfSenone = Self.owners(
            of: senones, count: senoneCount, states: stateCount, sequences: sequences)
    }

    private static func owners(
        of senones: [Int], count: Int, states: Int, sequences: [(sequence: Int, phone: Int)]
    ) -> [Int]? {
        var owners = [Int](repeating: -1, count: count)
        for (sequence, phone) in sequences {
            for senone in senones[sequence * states..<(sequence + 1) * states] {
                guard [-1, phone].contains(owners[senone]) else { return nil }
                owners[senone] = phone
            }
        }
        return owners.contains(-1) ? nil : owners
    }

    /// The tree by which the phone of a neighbourhood is found.
    private static func isTree(_ numbers: inout BinaryNumbers, _ counts: [Int]) -> Bool {
        for _ in 0..<counts[8] {
            guard numbers.half() != nil, let below = numbers.half(), let to = numbers.word() else {
                return false
            }
            let isLeaf = below == 0 && (Int(to) < counts[1] || to == .max)
            guard isLeaf || below > 0 && Int(to) + below <= counts[8] else { return false }
        }
        return true
    }

    /// The sequence of states of each phone, and which it is without its neighbours; nil if
    /// one is beyond what there is.
    private static func phones(
        _ numbers: inout BinaryNumbers, _ counts: [Int]
    ) -> [(sequence: Int, phone: Int)]? {
        var phones: [(sequence: Int, phone: Int)] = []
        for number in 0..<counts[1] {
            guard let sequence = numbers.word(), let matrix = numbers.word(),
                let place = numbers.word(), sequence < UInt32(counts[6]),
                matrix < UInt32(counts[5])
            else { return nil }
            // Of a phone among others: where in a word, the phone, the one before, the one after.
            let phone = number < counts[0] ? number : Int(place >> 8 & 0xff)
            guard phone < counts[0] else { return nil }
            phones.append((Int(sequence), phone))
        }
        return phones
    }
}
