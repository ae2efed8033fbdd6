/// Which kind of sound file some bytes are, by how they begin.
enum SoundFormat {
    /// A name for people, or nil.
    static func name(of bytes: [UInt8]) -> String? {
        for (text, offset, name) in signatures where bytes.hasText(text, at: offset) {
            return name
        }
        if bytes.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) { return "Matroska or WebM" }
        // An MPEG frame of layer 3: eleven bits of sync, and the layer.
        if bytes.count > 1, bytes[0] == 0xFF, bytes[1] & 0xE6 == 0xE2 { return "MP3" }
        return nil
    }

    private static let signatures = [
        ("fLaC", 0, "FLAC"), ("OggS", 0, "Ogg"), ("ID3", 0, "MP3"),
        ("RIFX", 0, "big-endian WAV (RIFX)"), ("RF64", 0, "RF64"), ("BW64", 0, "RF64"),
        ("AVI ", 8, "AVI"), ("AIFF", 8, "AIFF"), ("AIFC", 8, "AIFF"), (".snd", 0, "Sun AU"),
        ("caff", 0, "Core Audio"), ("ftyp", 4, "MPEG-4 audio"), ("#!AMR", 0, "AMR"),
        ("riff", 0, "Wave64"), ("NIST_1A", 0, "NIST Sphere"),
    ]
}
