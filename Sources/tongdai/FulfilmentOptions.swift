import Foundation
import Fulfilment
import FulfilmentServices

/// The options that say who does what callers want done.
enum FulfilmentOptions {
    static let all: [Arguments.Option] = [
        .init("--fulfilment", FulfilmentOption.form, "who does what callers want done"),
        .init("--fulfilment-settings", "FILE", "time-outs, credentials: see docs/actions.md"),
    ]

    /// - Parameter standard: Where the option is not given.
    /// - Returns: Nil where nobody does anything: nothing is offered then.
    static func open(
        _ arguments: Arguments, standard: String
    ) throws -> (any Fulfilment)? {
        let option: FulfilmentOption
        do throws(FulfilmentOptionError) {
            let settings = try arguments["--fulfilment-settings"]
                .map { path throws(FulfilmentOptionError) in
                    try ServiceSettings(file: URL(filePath: path))
                }
            option = try FulfilmentOption(
                arguments["--fulfilment"] ?? standard, settings: settings ?? ServiceSettings())
        } catch {
            throw UsageError(error.message)
        }
        return try option.open(environment: ProcessInfo.processInfo.environment)
    }
}
