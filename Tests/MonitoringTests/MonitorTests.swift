import Testing

@Suite struct MonitorTests {}
