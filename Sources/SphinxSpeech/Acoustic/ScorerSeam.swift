import CPocketSphinx
import Foundation
import Pipeline
import SenoneScoring

/// Has PocketSphinx score frames with `SenoneScorer`.
///
/// The library asks `ptm_mgau_init` for its scorer, a function that it exports: a program
/// that has one of that name is asked instead. Ours is a scorer of the model that is being
/// loaded, or else, and where the program is not asked, the library's own.
/// See `docs/decisions/own-acoustic-scores.md`.
enum ScorerSeam {
    /// What the library is asked to score with, by the thread that loads a decoder: it asks
    /// on that one.
    private static let loading = Locked<[UInt: Loading]>([:])
    /// Models that the library has taken, too: what it checks need not be checked here.
    /// They are held, so that none of the same address is taken for one of them.
    private static let taken = Locked<[ObjectIdentifier: AcousticParameters]>([:])
    private static let mostTaken = 8

    private struct Loading {
        let parameters: AcousticParameters
        var isAsked = false
    }

    /// Runs what makes a decoder, which scores with these parameters; nil for the library's.
    /// - Returns: What was made, and whether it scores with them.
    static func load<Made>(
        _ parameters: AcousticParameters?, _ make: () -> Made
    ) -> (made: Made, isOurs: Bool) {
        guard let parameters else { return (make(), false) }
        let thread = UInt(pthread_self())
        loading.withLock { $0[thread] = Loading(parameters: parameters) }
        let made = make()
        let loaded = loading.withLock { $0.removeValue(forKey: thread) }
        return (made, loaded?.isAsked ?? false)
    }

    /// The parameters that this thread loads a decoder with.
    fileprivate static func asked() -> AcousticParameters? {
        let thread = UInt(pthread_self())
        return loading.withLock { $0[thread]?.parameters }
    }

    fileprivate static func give(_ parameters: AcousticParameters) -> UnsafeMutableRawPointer {
        let thread = UInt(pthread_self())
        loading.withLock { $0[thread]?.isAsked = true }
        let scorer = UnsafeMutablePointer<tongdai_scorer>.allocate(capacity: 1)
        scorer.initialize(
            to: tongdai_scorer(
                functions: functions, next_frame: 0,
                state: Unmanaged.passRetained(FrameScorer(parameters)).toOpaque()))
        return UnsafeMutableRawPointer(scorer)
    }

    /// Whether the library takes the model, too, with a scorer of the kind that ours stands in
    /// for: it compares the streams of the features with those of the Gaussians.
    fileprivate static func isTaken(
        _ parameters: AcousticParameters, _ make: () -> UnsafeMutableRawPointer?
    ) -> Bool {
        let model = ObjectIdentifier(parameters)
        if taken.withLock({ $0[model] != nil }) { return true }
        guard let made = make() else { return false }
        let scorer = made.assumingMemoryBound(to: tongdai_scorer.self)
        let functions = scorer.pointee.functions.pointee
        let isTied = strcmp(functions.name, "ptm") == 0
        functions.free(scorer)
        if isTied {
            taken.withLock { taken in
                if taken.count >= mostTaken { taken = [:] }
                taken[model] = parameters
            }
        }
        return isTied
    }

    /// Never freed: the library has its address as long as there are decoders.
    nonisolated(unsafe) private static let functions = {
        let functions = UnsafeMutablePointer<tongdai_scorer_functions>.allocate(capacity: 1)
        functions.initialize(
            to: tongdai_scorer_functions(
                name: UnsafePointer(strdup("tongdai")),
                frame_eval: { scorer, scores, active, count, features, frame, all in
                    guard let scorer, let scores, let features, let state = scorer.pointee.state
                    else { return -1 }
                    Unmanaged<FrameScorer>.fromOpaque(state).takeUnretainedValue().score(
                        features, frame: Int(frame), isNew: frame >= scorer.pointee.next_frame,
                        active: all != 0
                            ? nil : UnsafeBufferPointer(start: active, count: Int(count)),
                        into: scores)
                    return 0
                },
                // A transform of the means: such a model is left to the library.
                transform: { _, _ in -1 },
                free: { scorer in
                    guard let scorer else { return }
                    if let state = scorer.pointee.state {
                        Unmanaged<FrameScorer>.fromOpaque(state).release()
                    }
                    scorer.deallocate()
                }))
        return functions
    }()
}

/// A decoder's scorer, and the senones that it is asked for.
private final class FrameScorer {
    private let scorer: SenoneScorer
    private var senones: [UInt16] = []

    init(_ parameters: AcousticParameters) { scorer = SenoneScorer(parameters) }

    /// - Parameter active: How far each senone that is asked for is from the one before.
    func score(
        _ features: UnsafeMutablePointer<UnsafeMutablePointer<mfcc_t>?>, frame: Int, isNew: Bool,
        active: UnsafeBufferPointer<UInt8>?, into scores: UnsafeMutablePointer<Int16>
    ) {
        // Not `Float`: a library that counts in whole numbers is an error here.
        let streams = UnsafeRawPointer(features).assumingMemoryBound(
            to: UnsafePointer<mfcc_t>.self)
        guard let active else {
            scorer.score(features: streams, frame: frame, isNew: isNew, senones: nil, into: scores)
            return
        }
        senones.removeAll(keepingCapacity: true)
        var senone: UInt16 = 0
        for distance in active {
            senone &+= UInt16(distance)
            senones.append(senone)
        }
        senones.withUnsafeBufferPointer { senones in
            scorer.score(
                features: streams, frame: frame, isNew: isNew, senones: senones, into: scores)
        }
    }
}

private typealias LibraryScorer =
    @convention(c) (OpaquePointer?, OpaquePointer?) -> UnsafeMutableRawPointer?

/// What the library asks for its scorer; both arguments are its own.
@_cdecl("ptm_mgau_init")
public func tongdaiScorer(
    _ acoustics: OpaquePointer?, _ definitions: OpaquePointer?
) -> UnsafeMutableRawPointer? {
    // RTLD_NEXT, a macro that is not imported: the one after ours.
    guard let next = dlsym(UnsafeMutableRawPointer(bitPattern: -1), "ptm_mgau_init") else {
        return nil
    }
    let library = unsafeBitCast(next, to: LibraryScorer.self)
    guard let parameters = ScorerSeam.asked(),
        ScorerSeam.isTaken(parameters, { library(acoustics, definitions) })
    else { return library(acoustics, definitions) }
    return ScorerSeam.give(parameters)
}
