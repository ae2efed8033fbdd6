import Knowledge
import Testing

@Suite struct SHA256Tests {
    /// FIPS 180-4's examples and the NIST CAVP short messages around the block size.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
    ])
    func theStandardsExamplesHold(text: String, digest: String) {
        #expect(SHA256.hex(of: Array(text.utf8)) == digest)
    }

    @Test func aMillionLettersHold() {
        let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
        #expect(
            SHA256.hex(of: bytes)
                == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test func piecesOfAnyLengthGiveTheSameDigest() {
        let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0 * 7) }
        for length in 0...bytes.count {
            var hash = SHA256()
            hash.update(Array(bytes[..<length]))
            _ = hash.digest()
            hash.update(Array(bytes[length...]))
            #expect(hash.hex() == SHA256.hex(of: bytes))
        }
    }

    @Test func everyLengthAroundABlockIsItsOwnDigest() {
        let digests = (50...70).map { SHA256.hex(of: [UInt8](repeating: 0, count: $0)) }
        #expect(Set(digests).count == digests.count)
        // From coreutils: head -c 55 /dev/zero | sha256sum, and so on.
        #expect(digests[5] == "02779466cdec163811d078815c633f21901413081449002f24aa3e80f0b88ef7")
        #expect(digests[6] == "d4817aa5497628e7c77e6b606107042bbba3130888c5f47a375e6179be789fbb")
        #expect(digests[14] == "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b")
    }
}
