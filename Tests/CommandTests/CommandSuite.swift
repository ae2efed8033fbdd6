import Testing

/// The built program as its users run it: a process, files, pipes, a virtual line.
///
/// One test after another: each has the machine to itself, as far as this suite
/// can see to that.
@Suite(.serialized) struct CommandSuite {}
