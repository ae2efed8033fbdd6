/// A key, as far as a terminal tells it.
public enum Key: Sendable, Equatable {
    case character(Character)
    /// With Ctrl held: a lower-case letter.
    case control(Character)
    case up, down, left, right
    case pageUp, pageDown, home, end
    case enter, tab, backTab, escape, backspace, delete
}
