import Dispatch
import Pipeline
import Testing

/// Real threads, bounded: what a pool is for.
@Suite struct LanePoolTests {
    private struct Watch {
        var orders: [[Int]]
        var running = 0
        var mostRunning = 0
        var busyLanes: Set<Int> = []
        var overlaps = 0
    }

    @Test func lanesKeepTheirOrderAndShareTheWorkers() {
        let pool = LanePool("test", workers: 3)
        let lanes = (0..<40).map { _ in pool.makeLane() }
        let watch = Locked(Watch(orders: Array(repeating: [], count: lanes.count)))
        let done = DispatchGroup()
        for number in 0..<50 {
            for (index, lane) in lanes.enumerated() {
                done.enter()
                lane.run {
                    watch.withLock { watch in
                        watch.running += 1
                        watch.mostRunning = max(watch.mostRunning, watch.running)
                        if !watch.busyLanes.insert(index).inserted { watch.overlaps += 1 }
                    }
                    watch.withLock { watch in
                        watch.orders[index].append(number)
                        watch.running -= 1
                        watch.busyLanes.remove(index)
                    }
                    done.leave()
                }
            }
        }
        #expect(done.wait(timeout: .now() + 30) == .success)
        watch.withLock { watch in
            #expect(watch.orders.allSatisfy { $0 == Array(0..<50) })
            #expect(watch.mostRunning <= 3 && watch.overlaps == 0)
        }
    }

    @Test func aLaneThatAlwaysHasWorkDoesNotKeepTheOthersWaiting() {
        let pool = LanePool("test", workers: 1)
        let (busy, other) = (pool.makeLane(), pool.makeLane())
        let isOver = Locked(false)
        let done = DispatchSemaphore(value: 0)
        @Sendable func goOn() {
            if !isOver.withLock(\.self) { busy.run { goOn() } }
        }
        busy.run { goOn() }
        other.run {
            isOver.withLock { $0 = true }
            done.signal()
        }
        let outcome = done.wait(timeout: .now() + 30)
        isOver.withLock { $0 = true }
        #expect(outcome == .success)
    }

    @Test func whatIsDueFirstComesFirst() {
        let pool = LanePool("test", workers: 1)
        let order = Locked<[Int]>([])
        let gate = DispatchSemaphore(value: 0)
        let done = DispatchGroup()
        pool.makeLane().run { _ = gate.wait(timeout: .now() + 30) }
        let start = ContinuousClock.now
        for number in [2, 0, 1] {
            done.enter()
            pool.makeLane().run(due: start + .milliseconds(300 * number)) {
                order.withLock { $0.append(number) }
                done.leave()
            }
        }
        gate.signal()
        #expect(done.wait(timeout: .now() + 30) == .success)
        #expect(order.withLock { $0 } == [0, 1, 2])
    }

    /// Work that is not due yet is no delay.
    @Test func whatHasTimeIsNotLate() {
        let pool = LanePool("test", workers: 1)
        let (gate, begun) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let done = DispatchSemaphore(value: 0)
        pool.makeLane().run {
            begun.signal()
            _ = gate.wait(timeout: .now() + 30)
        }
        #expect(begun.wait(timeout: .now() + 30) == .success)
        _ = pool.takeLongestDelay()
        pool.makeLane().run(due: .now + .seconds(1_000)) { done.signal() }
        gate.signal()
        #expect(done.wait(timeout: .now() + 30) == .success)
        #expect(pool.takeLongestDelay() == .zero)
    }

    /// What a call's own long step held up says nothing of the machine.
    @Test func whatWasDueBeforeItWasThereIsNotLate() {
        let pool = LanePool("test", workers: 1)
        let done = DispatchSemaphore(value: 0)
        pool.makeLane().run(due: .now - .seconds(1_000)) { done.signal() }
        #expect(done.wait(timeout: .now() + 30) == .success)
        #expect(pool.takeLongestDelay() < .seconds(100))
    }

    @Test func theLongestDelayIsToldOnce() {
        let pool = LanePool("test", workers: 1)
        #expect(pool.takeLongestDelay() == .zero)
        let (first, second) = (pool.makeLane(), pool.makeLane())
        let gate = DispatchSemaphore(value: 0)
        let done = DispatchSemaphore(value: 0)
        first.run { _ = gate.wait(timeout: .now() + 30) }
        second.run { done.signal() }
        gate.signal()
        #expect(done.wait(timeout: .now() + 30) == .success)
        #expect(pool.takeLongestDelay() > .zero)
        #expect(pool.takeLongestDelay() == .zero)
    }
}
