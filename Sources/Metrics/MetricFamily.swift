/// Series of one name in Prometheus' text format, version 0.0.4: the format that
/// node_exporter's textfile collector reads.
struct MetricFamily: Sendable, Equatable {
    enum Kind: String, Sendable {
        case counter
        case gauge
        case histogram
    }

    let name: String
    let kind: Kind
    let help: String
    var samples: [Sample] = []

    struct Sample: Sendable, Equatable {
        /// `_bucket`, `_sum` or `_count` of a histogram.
        var suffix = ""
        var labels: [Label] = []
        let value: Double
    }

    struct Label: Sendable, Hashable {
        let name: String
        let value: String

        init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
    }

    /// The lines of the family, each with its newline.
    var text: String {
        var text = "# HELP \(name) \(Self.escapedHelp(help))\n# TYPE \(name) \(kind.rawValue)\n"
        for sample in samples {
            text += name + sample.suffix + Self.text(of: sample.labels)
            text += " " + Self.text(of: sample.value) + "\n"
        }
        return text
    }

    private static func text(of labels: [Label]) -> String {
        guard !labels.isEmpty else { return "" }
        return "{" + labels.map { "\($0.name)=\"\(escaped($0.value))\"" }.joined(separator: ",")
            + "}"
    }

    /// As Go's `strconv.ParseFloat` reads it, whole numbers without a fraction.
    static func text(of value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        guard value == value.rounded(), abs(value) < 1e15 else { return value.description }
        return String(Int(value))
    }

    private static func escapedHelp(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    private static func escaped(_ value: String) -> String {
        var escaped = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
