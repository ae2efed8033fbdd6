/// When on a day somebody comes, or is called.
public enum DayPart: String, Sendable, Equatable, CaseIterable {
    case morning, afternoon
}
