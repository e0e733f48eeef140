import Kernels
import Testing

@Suite struct HostRoofsTests {
  private let roofs = HostRoofs(
    doubleFlops: 1, singleFlops: 2, memory: 3, caches: [.init(capacity: 100, bytes: 5), .init(capacity: 10, bytes: 9)])

  @Test(arguments: [(0.0, 10.0), (10, 10), (10.5, 100), (100, 100)])
  func theSmallestCacheThatHoldsIt(_ size: Double, _ capacity: Double) {
    #expect(roofs.cache(holding: size)?.capacity == capacity)
  }

  @Test(arguments: [100.5, .infinity, .nan]) func memoryHoldsTheRest(_ size: Double) {
    #expect(roofs.cache(holding: size) == nil)
  }

  @Test(arguments: [1, 2]) func whatIsMeasuredCanBeDividedBy(_ threads: Int) throws {
    let roofs = try #require(HostRoofs.measure(Team(threads: threads)))
    let rates = [roofs.doubleFlops, roofs.singleFlops, roofs.memory] + roofs.caches.map(\.bytes)
    #expect(rates.allSatisfy { $0.isFinite && $0 > 0 })
    #expect(roofs.caches.allSatisfy { $0.bytes >= roofs.memory })
    #expect(roofs.caches.map(\.capacity) == roofs.caches.map(\.capacity).sorted())
  }
}
